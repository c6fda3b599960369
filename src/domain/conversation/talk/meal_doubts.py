"""The one question about a food that was understood: how much of it, or which kind; its answer."""

from datetime import timedelta

from domain.conversation.choices import place_taken
from domain.conversation.outcome import Knowledge, Situation
from domain.conversation.talk.replies import shown_food
from domain.conversation.wording import ReplyTexts, listed
from domain.meals.corrected_amounts import read_only_amount, reweighed
from domain.meals.diary import Meal, Portion
from domain.meals.doubts import Choice, MealQuestion, best_doubt, choices_of, unit_of
from domain.meals.quantities import GRAMS, Quantity
from domain.meals.vocabulary import canonical_words
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.targets import Caution
from domain.understanding.intents import Intent

_CALM_AGAIN = timedelta(days=1)
"""How long after a danger nothing is asked about meals. Source: own choice"""
_SIZES = ("small", "medium", "large")
_SPOKEN = Pattern(
    r"\b(?:it|that|this|was|were|is|its|it's|the|a|an|one|kind|just|with|w|please|pls|i|had|think"
    r"|actually|lo|la|el|era|fue|es|un|una|con|de|por favor|creo|que)\b"
)


def doubt_about(meal: Meal, situation: Situation, knowledge: Knowledge) -> MealQuestion | None:
    """Return the one question about a meal's foods that is worth asking and welcome; else None."""
    if not _may_ask(situation):
        return None
    question = best_doubt(meal.portions, knowledge.foods, knowledge.kinds)
    if question is None:
        return None
    now, asking = situation.message.received_at, situation.conversation.asking
    return question if asking.may_ask(now, question.portion.name) else None


def _may_ask(situation: Situation) -> bool:
    """Whether the talk has room: no first question is open, nobody is in danger or hard on food."""
    profile, now = situation.profile, situation.message.received_at
    is_cared_for = profile.hides_energy or Caution.EATING_DISORDER in profile.cautions
    is_calm = all(
        turn.intent != Intent.RED_FLAG or now - turn.at > _CALM_AGAIN
        for turn in situation.conversation.turns
    )
    asks_next = profile.allergies is None or profile.goal is None
    return is_calm and not is_cared_for and not asks_next


def question_of(question: MealQuestion, texts: ReplyTexts) -> str:
    """Return the question, its choices named."""
    food = shown_food(question.portion, texts)[0]
    named = tuple(_named(choice, texts) for choice in question.choices)
    return texts.say("which_of_food", food=food, choices=listed(named, texts, "or"))


def labels_of(question: MealQuestion, texts: ReplyTexts) -> tuple[str, ...]:
    """Return the choices as short as buttons."""
    return tuple(_label(choice, texts) for choice in question.choices)


def _named(choice: Choice, texts: ReplyTexts) -> str:
    label = _label(choice, texts)
    return label if choice.is_kind or label.endswith(" g") else f"{label} ({_mass(choice)})"


def _mass(choice: Choice) -> str:
    return f"{choice.portion.mass_g:.0f} g"


def _label(choice: Choice, texts: ReplyTexts) -> str:
    if choice.is_kind:
        return choice.names[texts.language]
    amount = choice.portion.amount
    shown = amount if texts.food_names is None else texts.food_names.amount(amount)
    is_size = amount.partition(" ")[2] in _SIZES
    return shown.removeprefix("1 ") if is_size else shown


def answered_portion(
    portion: Portion, situation: Situation, knowledge: Knowledge
) -> Portion | None:
    """Return a food as it is told by the answer to the question about it; None if it is none."""
    choices = choices_of(portion, knowledge.foods, knowledge.kinds)
    if not choices:
        return None
    said, texts = simplify(situation.message.text), knowledge.texts
    labels = [simplify(_label(choice, texts)) for choice in choices]
    if said in labels:
        return choices[labels.index(said)].portion
    if choices[0].is_kind:
        return _kind_told(said, choices, texts)
    return _amount_told(situation.message.text, portion, choices, knowledge)


def _kind_told(said: str, choices: tuple[Choice, ...], texts: ReplyTexts) -> Portion | None:
    """Return the kind whose name has all the words said, or has the place that was said."""
    words = set(canonical_words(_SPOKEN.sub(" ", said)))
    told = [
        choice
        for choice in choices
        if words and words <= set(canonical_words(f"{_label(choice, texts)} {choice.portion.name}"))
    ]
    if len(told) == 1:
        return told[0].portion
    return _at_place(said, choices) if not told else None


def _at_place(said: str, choices: tuple[Choice, ...]) -> Portion | None:
    place = place_taken(said)
    return choices[place - 1].portion if place and place <= len(choices) else None


def _amount_told(
    text: str, portion: Portion, choices: tuple[Choice, ...], knowledge: Knowledge
) -> Portion | None:
    """Return the food in the amount told: a count of what was asked, a size, or any other."""
    amount = read_only_amount(text, knowledge.foods)
    if amount is None:
        return _at_place(simplify(text), choices)
    unit = unit_of(choices[0], knowledge.foods)
    if amount.unit in _SIZES and not amount.count and unit != amount.unit:
        sized = dict(
            zip(_SIZES, (choices[0], choices[len(choices) // 2], choices[-1]), strict=True)
        )
        return _of_size(amount.unit, choices, knowledge) or sized[amount.unit].portion
    if not amount.unit and (unit in _SIZES or (unit in GRAMS and amount.count <= len(choices))):
        return _at_place(simplify(text), choices)
    told = amount if amount.unit else Quantity(amount.count, unit)
    return reweighed(portion, told, knowledge.foods)


def _of_size(size: str, choices: tuple[Choice, ...], knowledge: Knowledge) -> Portion | None:
    return next((each.portion for each in choices if unit_of(each, knowledge.foods) == size), None)
