"""Correcting meals, taking edits back, eating the same again."""

from dataclasses import replace
from datetime import date

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import (
    QUESTION_STANDS,
    REMEMBERED_EDITS,
    Pending,
    Question,
    RememberedMeal,
)
from domain.conversation.talk.diary_edits import DiaryChange, put, remove, take_back
from domain.conversation.talk.meals import (
    instant_of,
    is_ahead,
    logged,
    record,
    when_eaten,
)
from domain.conversation.talk.replies import (
    allergen_warnings,
    day_line,
    meal_lines,
    question_about,
    range_line,
    say,
    saying,
    unchecked,
)
from domain.conversation.talk.taught import learned, taken_back
from domain.conversation.talk.which_meal import (
    meal_to_correct,
    meal_to_repeat,
    slot_now,
    usual_meal,
)
from domain.conversation.wording import drafted, quoted
from domain.events import EventBody, MealLogged, MealRemoved
from domain.identity import MealId, ulid
from domain.meals.corrections import Corrected, Missed, correct, says_nothing
from domain.meals.diary import Meal, Portion
from domain.meals.naming import list_named
from domain.meals.quantities import find_number
from domain.meals.reading import MealReading, Unread, read_meal
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.day_words import list_days
from domain.understanding.intents import Intent
from domain.understanding.time_words import When, without_when

_STEPS = Pattern(
    r"\b(?:undo|last|latest|deshacer?|deshaz|ultim[oa]s)\b"
    r"(?: the| my| last| las?| los?| ultim[oa]s)* (?P<steps>\w+)(?: \w+)?\W*$"
)
_CHANGE = Pattern(
    r"\b(?:but|except|pero)\b(?P<but>.+)|\b(?P<change>(?:without|with|plus|sin|con) .+)"
)
_DISH_AGAIN = Pattern(
    r"(?:the|that|el|la|ese|esa) (?P<dish>[\w ]+?) (?:again|otra vez|de nuevo)\W*"
)
_EVERYTHING = Pattern(r"\b(?:everything|all|todo)\b(?! (?:about|my data|mis datos))")
_LONGEST_CORRECTION = 500  # characters; what is longer is no correction, and slow to read as one
_ONCE_MORE = Pattern(r"\b(?:again|otra vez|de nuevo)\b")
_CHANGE_OF_ITS_OWN = Pattern(r"(?:no|not|without|remove|sin|quita)\b")
_LONGEST_CHOICE = 4  # words of an answer to "which food?"


def undo(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Take back the latest edits of the diary, one or as many as are told, and say which."""
    conversation = situation.conversation
    if not conversation.edits:
        return say(Intent.UNDO, "nothing_to_undo", situation, knowledge)
    change, lines, on = DiaryChange(conversation), list[str](), situation.today
    memory = situation.memory
    for edit in conversation.edits[: -_steps_back(situation) - 1 : -1]:
        restored = None if edit.before is None else edit.before.meal(knowledge.foods)
        following, was = take_back(change.conversation, edit, restored)
        change = change.then(following)
        lines += _undone_lines(restored, was, knowledge)
        memory = taken_back(restored, was, memory, knowledge)
        on = restored.day if restored else was.day if was else on
    day = change.day(situation, on)
    lines.append(day_line(day, situation.today, situation.targets, knowledge.texts))
    back = tuple(_logged_again(meal, situation, knowledge) for meal in change.added)
    return replace(_changed(Intent.UNDO, change, lines, situation, back), memory=memory)


def _logged_again(meal: Meal, situation: Situation, knowledge: Knowledge) -> MealLogged:
    return logged(meal, len(allergen_warnings(situation, knowledge, meal.portions)))


def _steps_back(situation: Situation) -> int:
    """Return how many edits to take back: those of today for "undo everything"."""
    text, conversation = situation.message.text, situation.conversation
    if not _EVERYTHING.search(simplify(text)):
        return _steps(text)
    days = {meal.meal_id: meal.day for meal in conversation.recent}
    is_of_today = [days.get(edit.meal_id) == situation.today for edit in conversation.edits[::-1]]
    return max(next((n for n, is_ in enumerate(is_of_today) if not is_), len(is_of_today)), 1)


def _steps(text: str) -> int:
    """Return how many edits to take back: "undo the last two"."""
    told = _STEPS.search(simplify(text))
    number = find_number(told["steps"]) if told else None
    return int(number) if number and 1 <= number <= REMEMBERED_EDITS else 1


def _undone_lines(
    restored: Meal | None, was: RememberedMeal | None, knowledge: Knowledge
) -> list[str]:
    if restored is not None:
        return [_told("undone_back", RememberedMeal.of(restored), knowledge)]
    return [_told("undone", was, knowledge)] if was else [knowledge.texts.say("nothing_to_undo")]


def _told(key: str, meal: RememberedMeal, knowledge: Knowledge) -> str:
    """Return a text about a whole meal."""
    texts = knowledge.texts
    if not any(
        portion.mass_g or portion.estimate for portion in meal.portions
    ):  # nothing of it was counted
        return texts.say(f"{key}_quiet", summary=summary(meal, knowledge))
    energy = texts.energy(meal.energy_kcal(knowledge.foods))
    return texts.say_energy(key, summary=summary(meal, knowledge), energy=energy)


def summary(meal: RememberedMeal, knowledge: Knowledge) -> str:
    """Return a meal in a few words: the table's in English, else the user's own."""
    names = knowledge.texts.food_names
    if names is None:
        return meal.summary()
    called = (
        quoted(each.text) or names.name_of(each.food_id, "") or each.name for each in meal.portions
    )
    return ", ".join(dict.fromkeys(called))


def correct_meal(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Change a recent meal by what the message says of it; ask where that is not clear."""
    text = situation.message.text
    bare = without_when(text, situation.now) if len(text) <= _LONGEST_CORRECTION else ""
    meal = meal_to_correct(bare, situation, knowledge.foods)
    if meal is None:
        return say(Intent.CORRECT_MEAL, "nothing_to_correct", situation, knowledge)
    if is_ahead(when_eaten(situation, text), situation):
        return say(Intent.CORRECT_MEAL, "not_eaten_yet", situation, knowledge)
    return _corrected_as(bare, meal, situation, knowledge)


def _corrected_as(
    bare: str, meal: RememberedMeal, situation: Situation, knowledge: Knowledge, about: str = ""
) -> Outcome:
    """Apply a correction to a meal; `bare` is what is said without days and times."""
    before = meal.meal(knowledge.foods)
    when = when_eaten(situation, situation.message.text)
    result = correct(before.portions, bare, knowledge.foods, about)
    if when.is_said and says_nothing(bare, knowledge.foods):
        result = Corrected(before.portions)
    if result is Missed.NOTHING_LEFT:
        return _removed(meal, situation, knowledge)
    if not isinstance(result, Corrected):
        return _ask_again(result, bare, meal, situation, knowledge)
    after = replace(before, portions=result.portions, slot=result.slot or before.slot)
    if when.is_said:
        when = replace(when, day=_day_meant(when, meal, situation))
        after = replace(after, day=when.day, eaten_at=instant_of(when, situation, before.eaten_at))
    return put_in_place(after, meal, situation, knowledge)


def _day_meant(when: When, meal: RememberedMeal, situation: Situation) -> date:
    """Return the day a correction puts a meal on: an hour alone does not move an earlier one."""
    is_hour_alone = not list_days(simplify(situation.message.text), situation.now)
    return meal.day if is_hour_alone and meal.day != situation.today else when.day


def answer_which(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take a food, or its number, as the answer to "which food?"; None if it is neither."""
    text, meal_id = pending.choices
    meals = [meal for meal in situation.conversation.recent if meal.meal_id == meal_id]
    if not meals:
        return None
    portions = meals[0].meal(knowledge.foods).portions
    chosen = _chosen(simplify(situation.message.text), meals[0], knowledge)
    if chosen is None:
        return None
    about = portions[chosen].name
    return _corrected_as(text, meals[0], situation, knowledge, about)


def _chosen(said: str, meal: RememberedMeal, knowledge: Knowledge) -> int | None:
    if said.isdecimal():
        return int(said) - 1 if 1 <= int(said) <= len(meal.portions) else None
    if _CHANGE_OF_ITS_OWN.match(said):
        return None
    if len(said.split()) > _LONGEST_CHOICE or any(sign.isdigit() for sign in said):
        return None  # "500 eggs" is another amount or another meal, no choice
    named = list_named(said, meal.meal(knowledge.foods).portions, knowledge.foods)
    return named[0] if len(named) == 1 else None


def put_in_place(
    meal: Meal, before: RememberedMeal, situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Put a meal in place of what it was; what is as it was already is only said again."""
    texts = knowledge.texts
    warnings = allergen_warnings(situation, knowledge, meal.portions)
    is_same = RememberedMeal.of(meal) == before
    conversation = situation.conversation
    change = DiaryChange(conversation) if is_same else put(conversation, meal, before)
    line = day_line(change.day(situation, meal.day), situation.today, situation.targets, texts)
    open_ = unchecked(situation, knowledge, meal.portions)
    lines = [*meal_lines("changed_head", meal, texts), *warnings, *open_, line]
    events = () if is_same else (logged(meal, len(warnings)),)
    was = before.meal(knowledge.foods).portions
    memory, said = learned(was, meal.portions, situation, knowledge)
    outcome = _changed(Intent.CORRECT_MEAL, change, lines, situation, events)
    draft = drafted([*lines, *said], (), (range_line(meal, texts),))
    return replace(outcome, memory=memory, draft=draft)


def _removed(meal: RememberedMeal, situation: Situation, knowledge: Knowledge) -> Outcome:
    change = remove(situation.conversation, meal)
    day = change.day(situation, meal.day)
    lines = [
        _told("undone", meal, knowledge),
        day_line(day, situation.today, situation.targets, knowledge.texts),
    ]
    return _changed(Intent.CORRECT_MEAL, change, lines, situation)


def _ask_again(
    missed: Missed | Unread,
    bare: str,
    meal: RememberedMeal,
    situation: Situation,
    knowledge: Knowledge,
) -> Outcome:
    """Ask what a correction leaves open; which food is meant can be answered by its name."""
    texts = knowledge.texts
    if isinstance(missed, Unread):
        return saying(Intent.CORRECT_MEAL, [question_about(missed, texts)], situation)
    said = texts.say(f"correction_{missed.value}", meal=summary(meal, knowledge))
    outcome = saying(Intent.CORRECT_MEAL, [said], situation)
    if missed is not Missed.WHICH:
        return outcome
    stands_until = situation.message.received_at + QUESTION_STANDS
    pending = Pending(Question.WHICH_FOOD, stands_until, (bare, meal.meal_id))
    return replace(outcome, conversation=replace(outcome.conversation, pending=pending))


def repeat_meal(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Log an earlier meal again, changed as the message says: "same again but with oat milk"."""
    text = simplify(situation.message.text[:_LONGEST_CORRECTION])
    change = None if _is_food_of_before(text, situation, knowledge) else _CHANGE.search(text)
    said = text[: change.start()] if change else text
    meal = _usual(said, situation, knowledge) or meal_to_repeat(said, situation, knowledge)
    if meal is None:
        return say(Intent.REPEAT_MEAL, "nothing_to_repeat", situation, knowledge)
    again = _again(meal, slot_now(said), situation, knowledge)
    again = replace(again, portions=_named_again(said, again.portions, knowledge))
    if change:
        wished = change["but"] or change["change"]
        result = correct(again.portions, wished, knowledge.foods)
        if not isinstance(result, Corrected):
            return _not_repeated(result, meal, situation, knowledge)
        again = replace(again, portions=result.portions)
    outcome = record(situation, knowledge, again, MealReading(again.portions, (), again.slot))
    return replace(outcome, intent=Intent.REPEAT_MEAL)


def _usual(said: str, situation: Situation, knowledge: Knowledge) -> RememberedMeal | None:
    """Return the meal that was saved as the usual one, as a meal to be eaten again."""
    saved = usual_meal(said, situation)
    if saved is None:
        return None
    portions = tuple(part.portion(knowledge.foods) for part in saved.parts)
    now = situation.message.received_at
    meal = Meal(MealId(str(saved.food_id)), now, situation.today, saved.name, portions)
    return RememberedMeal.of(meal)


def _is_food_of_before(text: str, situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a food eaten before is all that is said: "rice with chicken again"."""
    said = read_meal(_ONCE_MORE.sub(" ", text), knowledge.foods)
    eaten = {p.food_id for meal in situation.conversation.recent for p in meal.portions}
    return bool(said.portions) and {p.food_id for p in said.portions} <= eaten and not said.unread


def _named_again(
    said: str, portions: tuple[Portion, ...], knowledge: Knowledge
) -> tuple[Portion, ...]:
    """Return the one dish that is named of a meal, "the salad again"; else all of it."""
    dish = _DISH_AGAIN.fullmatch(said)
    named = list_named(dish["dish"], portions, knowledge.foods) if dish else ()
    return tuple(portions[place] for place in named) or portions


def _again(meal: RememberedMeal, slot: str, situation: Situation, knowledge: Knowledge) -> Meal:
    """Return a meal as eaten now; its id follows from the message."""
    message = situation.message
    return replace(
        meal.meal(knowledge.foods),
        meal_id=MealId(ulid(message.received_at, f"meal:{message.message_sid}")),
        eaten_at=message.received_at,
        day=situation.today,
        slot=slot or meal.slot,
    )


def _not_repeated(
    result: Missed | Unread, meal: RememberedMeal, situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Ask about a change that was not understood; nothing is logged."""
    texts = knowledge.texts
    if isinstance(result, Unread):
        return saying(Intent.REPEAT_MEAL, [question_about(result, texts)], situation)
    missed = Missed.NOT_UNDERSTOOD if result is Missed.NOTHING_LEFT else result
    said = texts.say(f"correction_{missed.value}", meal=summary(meal, knowledge))
    return saying(Intent.REPEAT_MEAL, [said], situation)


def _changed(
    intent: Intent,
    change: DiaryChange,
    lines: list[str],
    situation: Situation,
    events: tuple[EventBody, ...] = (),
) -> Outcome:
    gone = tuple(MealRemoved(place.meal_id, place.day) for place in change.removed)
    return Outcome(
        intent=intent,
        profile=situation.profile,
        conversation=change.conversation,
        draft=drafted(lines),
        events=(*gone, *events),
        added=change.added,
        removed=change.removed,
    )
