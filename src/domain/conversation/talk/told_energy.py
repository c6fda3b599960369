"""Logging a meal told by its energy alone, or a food with its energy."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import RememberedMeal
from domain.conversation.talk import meals
from domain.conversation.talk.edits import put_in_place
from domain.conversation.talk.replies import saying
from domain.conversation.talk.stated_energy import StatedOfFoods, portions_holding
from domain.conversation.wording import quoted
from domain.meals.corrected_amounts import scaled_portion
from domain.meals.reading import MealReading
from domain.meals.told_energy import (
    ToldEnergy,
    read_energy_of_latest,
    read_told_energy,
    told_portion,
)
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.intents import Intent
from domain.understanding.time_words import without_when

_MOST_TIMES = 3.0
"""How far a told energy may be from what was logged and still be said of the same meal.

Source: own choice, as far as ranges of a whole meal reach
"""
_OF_MEALS = frozenset({Intent.LOG_MEAL, Intent.CORRECT_MEAL})
_OF_A_DAY = Pattern(r"\b(?:today|tonight|yesterday|day|far|hoy|ayer|anoche|dia|llevo)\b")
"""Words that make an energy that of a day, which is no meal: "I ate 300 kcal today"."""


def log_told_energy(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Log a meal of so many kcal, marked as told, or put a meal right that was told by its name.

    So with one food and its energy. None where a message tells anything else.
    """
    text = situation.message.text[: meals.LONGEST_TEXT]
    told = tells_energy(situation)
    if told is None:
        return _put_latest_right(situation, knowledge) or _log_stated(situation, knowledge)
    when = meals.when_eaten(situation, text)
    if meals.is_ahead(when, situation):
        return saying(Intent.LOG_MEAL, [knowledge.texts.say("not_eaten_yet")], situation)
    same = [
        meal
        for meal in situation.conversation.recent
        if told.slot and meal.slot == told.slot and meal.day == when.day
    ]
    corrected = _put_right(same[-1], told, situation, knowledge) if same else None
    return corrected or _logged(told, text, situation, knowledge)


def _put_latest_right(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Return the meal that was just told with the energy told of it: "that was 700 kcal"."""
    energy_kcal = read_energy_of_latest(situation.message.text[: meals.LONGEST_TEXT])
    recent = situation.conversation.recent
    is_after_meal = bool(recent) and situation.conversation.comes_after(*_OF_MEALS)
    if energy_kcal is None or not is_after_meal:
        return None
    was = recent[-1].meal(knowledge.foods)
    as_told = portions_holding(was.portions, energy_kcal, knowledge.foods)
    if as_told is not None:
        meal = replace(was, portions=as_told)
        return put_in_place(meal, recent[-1], situation, knowledge)
    told = ToldEnergy(energy_kcal, "", "")
    return _put_right(recent[-1], told, situation, knowledge)


def _log_stated(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Log foods with the energy stated of them, or put right what was told just before."""
    text = situation.message.text
    stated = meals.stated_of_foods(text, situation, knowledge)
    if stated is None or meals.may_ask(text) or meals.may_ask(stated.rest):
        return None
    if stated.sets_right and situation.conversation.recent:
        latest = situation.conversation.recent[-1]
        if corrected := _put_food_right(latest, stated, situation, knowledge):
            return corrected
    return meals.log_meal(situation, knowledge)


def _put_food_right(
    meal: RememberedMeal, stated: StatedOfFoods, situation: Situation, knowledge: Knowledge
) -> Outcome | None:
    """Return a meal with some of its foods as they were told; None where they are not in it."""
    was = meal.meal(knowledge.foods)
    energy_kcal, told = stated.told[0]
    ids = [each.food_id for each in told]
    meant = tuple(each for each in was.portions if each.food_id in ids)
    if sorted(each.food_id or "" for each in meant) != sorted(each or "" for each in ids):
        return None
    as_told = portions_holding(meant, energy_kcal, knowledge.foods)
    if as_told is None:
        return None
    new = dict(zip(map(id, meant), as_told, strict=True))
    portions = tuple(new.get(id(each), each) for each in was.portions)
    return put_in_place(replace(was, portions=portions), meal, situation, knowledge)


def tells_energy(situation: Situation) -> ToldEnergy | None:
    """Return the energy a message tells of a meal and nothing else of it."""
    text = situation.message.text
    if len(text) > meals.LONGEST_TEXT:
        return None
    told = read_told_energy(without_when(text, situation.now))
    is_of_day = told is not None and not told.slot and _OF_A_DAY.search(simplify(text))
    return None if is_of_day else told


def _logged(told: ToldEnergy, text: str, situation: Situation, knowledge: Knowledge) -> Outcome:
    texts = knowledge.texts
    name = quoted(told.words) if told.slot else texts.say("told_meal")
    reading = MealReading((told_portion(told, name),), (), told.slot)
    return meals.record(
        situation, knowledge, meals.meal_of(situation, reading, text), reading, text
    )


def _put_right(
    meal: RememberedMeal, told: ToldEnergy, situation: Situation, knowledge: Knowledge
) -> Outcome | None:
    """Return a meal with all its amounts changed alike; None where that is no such meal."""
    was = meal.meal(knowledge.foods)
    energy_kcal = meal.energy_kcal(knowledge.foods)
    if not energy_kcal:
        return None
    factor = told.energy_kcal / energy_kcal
    if not 1 / _MOST_TIMES <= factor <= _MOST_TIMES:
        return None
    portions = [scaled_portion(each, factor, knowledge.foods) for each in was.portions]
    if any(each is None for each in portions):
        return None
    kept = tuple(each for each in portions if each is not None)
    return put_in_place(replace(was, portions=kept), meal, situation, knowledge)
