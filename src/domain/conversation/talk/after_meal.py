"""The one thing asked after a meal: the diet, an open part, a doubt; else if all is right."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.conversation.outcome import Knowledge, Situation
from domain.conversation.state import QUESTION_STANDS, Conversation, Pending, Question
from domain.conversation.talk.meal_doubts import labels_of, question_of
from domain.conversation.talk.replies import shown_food
from domain.conversation.talk.unknown_foods import choices_for, question_for
from domain.meals.diary import Meal, Portion
from domain.meals.doubts import MOST_CHOICES, MealQuestion
from domain.meals.reading import Doubt, MealReading, Unread


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked after a meal, and under it.

    Args:
        line: The question, or the hint how to correct; empty where another question follows.
        buttons: The choices under it.
        pending: The question that waits for its answer.
        mark: What must never be asked again, empty if it may.
        is_of_foods: Whether it asks about foods that are counted already: it needs no answer.
        food: The food of a meal that is asked about.
    """

    line: str
    buttons: tuple[str, ...]
    pending: Pending | None = None
    mark: str = ""
    is_of_foods: bool = False
    food: str = ""


def asked_after(
    meal: Meal,
    reading: MealReading,
    doubt: MealQuestion | None,
    situation: Situation,
    knowledge: Knowledge,
) -> Asked:
    """Return the one thing to ask: of several the one that is most in the way."""
    if conflict := diet_conflict(situation, knowledge, meal):
        return _of_diet(*conflict, situation, knowledge)
    if reading.unread:
        return _of_part(reading.unread[0], meal, situation, knowledge)
    if doubt is not None:
        return _of_doubt(doubt, meal, situation, knowledge)
    profile, texts = situation.profile, knowledge.texts
    asks_next = profile.allergies is None or profile.goal is None
    return Asked("" if asks_next else texts.say("how_to_correct"), _usual_buttons(knowledge))


def remembering(asked: Asked, conversation: Conversation, now: datetime) -> Conversation:
    """Return the conversation after a question."""
    asking = conversation.asking
    return replace(
        conversation,
        asked=(*conversation.asked, asked.mark) if asked.mark else conversation.asked,
        pending=asked.pending or conversation.pending,
        asking=asking.asked(now, asked.food) if asked.is_of_foods else asking,
    )


def waiting(
    part: Unread, situation: Situation, meal_id: str = "", choices: tuple[str, ...] = ()
) -> Pending:
    """Return the question about a part of a meal that waits for its answer."""
    kept = (part.text, part.doubt.value, meal_id, *choices)
    return Pending(Question.OPEN_PART, _until(situation), kept)


def without_doubt(conversation: Conversation) -> Conversation:
    """Drop an open question about a food that was understood: now another meal is told."""
    pending = conversation.pending
    is_doubt = pending is not None and is_of_doubt(pending)
    return replace(conversation, pending=None) if is_doubt else conversation


def is_of_doubt(pending: Pending) -> bool:
    """Whether a question is about a food that was understood."""
    return pending.question is Question.OPEN_PART and pending.choices[1] == Doubt.WHICH.value


def diet_conflict(situation: Situation, knowledge: Knowledge, meal: Meal) -> tuple[str, str] | None:
    """Return a diet and a food that does not go with it, if that was never asked about."""
    for diet in sorted(situation.profile.diets & {"vegan", "vegetarian"}):
        if f"conflict_{diet}" in situation.conversation.asked:
            continue
        for portion in meal.portions:
            food = knowledge.foods.food(portion.food_id)
            if food and diet not in food.tags:
                return diet, shown_food(portion, knowledge.texts)[0]
    return None


def _until(situation: Situation) -> datetime:
    return situation.message.received_at + QUESTION_STANDS


def _usual_buttons(knowledge: Knowledge) -> tuple[str, ...]:
    return knowledge.texts.say("button_undo"), knowledge.texts.say("button_day")


def _of_diet(diet: str, food: str, situation: Situation, knowledge: Knowledge) -> Asked:
    texts = knowledge.texts
    return Asked(
        texts.say("diet_conflict", food=food, diet=texts.say(f"diet_{diet}")),
        (texts.say("button_yes"), texts.say("button_no")),
        Pending(Question.DIET_CONFLICT, _until(situation), (diet,)),
        mark=f"conflict_{diet}",
    )


def _of_part(part: Unread, meal: Meal, situation: Situation, knowledge: Knowledge) -> Asked:
    """Ask about a part that was not read; of one kept as an estimate only where it is welcome."""
    texts, kept = knowledge.texts, _kept_as(part, meal)
    is_counted = kept.estimate is not None
    asking, now = situation.conversation.asking, situation.message.received_at
    if is_counted and not asking.may_ask(now):
        pending = waiting(part, situation, meal.meal_id)
        return Asked(texts.say("how_to_correct"), _usual_buttons(knowledge), pending)
    choices = choices_for(part, knowledge) if is_counted else ()
    undo = texts.say("button_undo")
    return Asked(
        question_for(part, kept, choices, texts),
        (*choices, undo) if choices else _usual_buttons(knowledge),
        waiting(part, situation, meal.meal_id, choices),
        is_of_foods=is_counted,
    )


def _kept_as(part: Unread, meal: Meal) -> Portion:
    return next(portion for portion in meal.portions if portion.text == part.text)


def _of_doubt(doubt: MealQuestion, meal: Meal, situation: Situation, knowledge: Knowledge) -> Asked:
    texts = knowledge.texts
    labels = labels_of(doubt, texts)
    buttons = labels if len(labels) == MOST_CHOICES else (*labels, texts.say("button_undo"))
    part = Unread(doubt.portion.name, Doubt.WHICH)
    return Asked(
        question_of(doubt, texts),
        buttons,
        waiting(part, situation, meal.meal_id),
        is_of_foods=True,
        food=doubt.portion.name,
    )
