"""One more of what was eaten: "another slice", "one more", "2 more of those"."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.meals import is_ahead, meal_of, record, when_eaten
from domain.meals.corrected_amounts import (
    find_amount,
    find_food,
    reweighed,
    scaled_portion,
)
from domain.meals.diary import Portion
from domain.meals.foods import FoodTable
from domain.meals.quantities import GRAMS, Quantity, find_number, unit_named
from domain.meals.reading import MealReading
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.intents import Intent
from domain.understanding.time_words import without_when

_MORE = Pattern(
    r"(?:oh |ok |and |also |then |y |luego )*(?:i |we |me )?(?:just |also |ya )?"
    r"(?:had |ate |drank |have |log |add |comi |tome |agrega )?"
    r"(?:another|otr[oa]|(?P<count>\w+) (?:more|mas))"
    r"(?: (?P<unit>[^\W\d]+))?(?: of (?:those|them|it|that|these)| de (?:esos|esas|eso))?[.! ]*"
)
_ONE = frozenset({"one", "uno", "una"})


def have_another(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Log one more, or as many as are told, of the latest food that comes in that unit.

    None where a message says something else, or no recent food fits.
    """
    text = situation.message.text
    said = _MORE.fullmatch(simplify(without_when(text, situation.now)))
    if said is None or is_ahead(when_eaten(situation, text), situation):
        return None
    count = find_number(said["count"]) if said["count"] else 1.0
    unit = "" if said["unit"] in {None, *_ONE} else unit_named(said["unit"])
    more = count and _latest_again(count, unit, situation, knowledge.foods)
    if not more:
        return None
    reading = MealReading((more,), ())
    outcome = record(situation, knowledge, meal_of(situation, reading, text), reading)
    return replace(outcome, intent=Intent.REPEAT_MEAL)


def _latest_again(
    count: float, unit: str, situation: Situation, table: FoodTable
) -> Portion | None:
    """Return more of the latest food that has the unit; without one, of a meal of a single food."""
    for meal in reversed(situation.conversation.recent):
        portions = meal.meal(table).portions
        fitting = [more for each in portions if (more := _more_of(each, count, unit, table))]
        if fitting:
            return fitting[-1] if unit or len(portions) == 1 else None
    return None


def _more_of(portion: Portion, count: float, unit: str, table: FoodTable) -> Portion | None:
    food, amount = find_food(portion, table), find_amount(portion, table)
    if food is None:
        return None
    if unit:
        comes_so = unit in food.portions
        return reweighed(portion, Quantity(count, unit), table) if comes_so else None
    is_counted = amount is not None and amount.unit not in GRAMS
    return scaled_portion(portion, count / amount.count if amount and is_counted else count, table)
