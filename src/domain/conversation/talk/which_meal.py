"""Which of the recent meals a message means, to be corrected or eaten again."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.conversation.outcome import Knowledge, Situation
from domain.conversation.state import RememberedMeal, RememberedPortion
from domain.conversation.talk.meals import when_eaten
from domain.identity import MealId
from domain.meals.correction_words import wish_of
from domain.meals.corrections import goes_into, names_food_of
from domain.meals.diary import Day
from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.naming import list_named
from domain.meals.reading import amount_text, read_meal, slot_in
from domain.memory.memory import Kind, Remembered
from domain.messaging.text import simplify
from domain.pattern import Pattern

_SLOT_BEGINS = ((4, "breakfast"), (11, "lunch"), (17, "dinner"))
"""The hour from which a meal nobody named counts as which. Source: own choice."""
_OF_A_DAY = Pattern(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun|yester)day)'?s\b", re.IGNORECASE)
_NOW_FOR = Pattern(
    r"\b(?:for|as|para|como)(?: my| the| la| el| mi)?"
    r" (?P<slot>breakfast|brunch|lunch|dinner|supper|desayuno|almuerzo|cena)\b"
)
_PARTS_OF_DAY = (
    ("dinner", Pattern(r"\b(?:last night|anoche)\b")),
    ("breakfast", Pattern(r"\b(?:morning|(?:la|esta) manana|desayun(?:e|amos))\b")),
    ("lunch", Pattern(r"\balmor(?:ce|zamos)\b")),
    ("dinner", Pattern(r"\bcen(?:e|amos)\b")),
)
_USUAL = Pattern(r"\b(?:usual|regular|always|normal|siempre|habitual)\b")
_SAME_DISH = Pattern(r"\b(?:same|again|repeat|mism[oa]|repite|otra vez|de nuevo|copy|igual)\b")


def meal_to_correct(text: str, situation: Situation, table: FoodTable) -> RememberedMeal | None:
    """Return the meal a correction is about.

    The one whose slot it names; else the latest, if a food of it is named; else the latest that
    has the food; else simply the latest. Said of "it", only the very same food leads elsewhere.
    """
    newest_first = situation.conversation.recent[::-1]
    if not newest_first:
        return None
    wish, zone = wish_of(text), ZoneInfo(situation.profile.zone)
    if wish.slot_about:
        called = [meal for meal in newest_first if slot_of(meal, zone) == wish.slot_about]
        return next(iter(called), newest_first[0])
    if wish.is_of_it and not wish.denied:
        return _with_same_food(wish.meant, newest_first, table)
    named = [meal for meal in newest_first if _names_food_of(meal, text, table)]
    return next(iter(named), newest_first[0])


def _names_food_of(meal: RememberedMeal, text: str, table: FoodTable) -> bool:
    return names_food_of(meal.meal(table).portions, text, table)


def _with_same_food(
    meant: str, newest_first: tuple[RememberedMeal, ...], table: FoodTable
) -> RememberedMeal:
    latest = newest_first[0]
    is_of_latest = goes_into(latest.meal(table).portions, meant, table)
    if is_of_latest or _names_food_of(latest, meant, table):
        return latest
    foods = {portion.food_id: portion.mass_g for portion in read_meal(meant, table).portions}
    same = [
        meal
        for meal in newest_first
        if meal.day == latest.day and any(_is_changed(each, foods) for each in meal.portions)
    ]
    return next(iter(same), latest)


def _is_changed(portion: RememberedPortion, foods: Mapping[FoodId | None, float | None]) -> bool:
    """Whether a food was told in another amount: what stays as it is was not meant."""
    return portion.food_id in foods and foods[portion.food_id] != portion.mass_g


def slot_of(meal: RememberedMeal, zone: ZoneInfo) -> str:
    """Return what a meal was: as it was called, else by the hour it was eaten."""
    return meal.slot or slot_at(meal.eaten_at.astimezone(zone))


def slot_at(local: datetime) -> str:
    """Return the slot of a local time."""
    by_hour = [slot for begins, slot in _SLOT_BEGINS if local.hour >= begins]
    return by_hour[-1] if by_hour else "dinner"


def slot_now(text: str) -> str:
    """Return the slot a copy is for: in "the same for dinner" that is dinner."""
    now_for = _NOW_FOR.search(simplify(text))
    return slot_in(now_for["slot"]) if now_for else ""


def meal_to_repeat(text: str, situation: Situation, knowledge: Knowledge) -> RememberedMeal | None:
    """Return the meal to log again: of the slot, the day and the food that are named.

    "Usual" is the most frequent of them. Of a whole day ("same as tuesday") it is the meal of
    this time of day. None where nothing fits: another meal would be a wrong guess.
    """
    zone = ZoneInfo(situation.profile.zone)
    text = _OF_A_DAY.sub(r"\1", text)
    when = when_eaten(situation, text)
    slot = slot_in(text) or _part_of_day(text)
    is_for_now = slot_now(text) != "" and not when.is_said and not _USUAL.search(simplify(text))
    fitting = [
        meal
        for meal in meals_at_hand(situation, knowledge.foods)
        if (not when.is_said or meal.day == when.day)
        and (not slot or is_for_now or slot_of(meal, zone) == slot)
    ]
    fitting = _with_food_named(text, fitting, knowledge.foods)
    if when.is_said and not slot:
        fitting = _of_this_hour(fitting, situation, zone) or fitting
    if _USUAL.search(simplify(text)):
        return _most_frequent(fitting)
    return fitting[-1] if fitting else None


def usual_meal(text: str, situation: Situation) -> Remembered | None:
    """Return the meal that was saved as the usual one a text means, of this time if it names none.

    Where only one was ever saved, "the usual" is that one at any time.
    """
    if not _USUAL.search(simplify(text)):
        return None
    slot = slot_in(text) or _part_of_day(text)
    usual = situation.memory.find(slot or slot_at(situation.now), is_usual=True)
    saved = [each for each in situation.memory.entries if each.kind is Kind.USUAL]
    return saved[0] if usual is None and not slot and len(saved) == 1 else usual


def meals_at_hand(situation: Situation, table: FoodTable) -> tuple[RememberedMeal, ...]:
    """Return the meals that can be copied, as they were told: the latest, and those of the days.

    Of older meals the diary knows the foods and their grams.
    """
    recent = situation.conversation.recent
    known = {meal.meal_id for meal in recent}
    older = [
        _of_day(meal_id, day, table)
        for day in situation.days.values()
        for meal_id in day.eaten.keys() & day.foods.keys()
        if meal_id not in known and day.foods[meal_id]
    ]
    return tuple(sorted((*older, *recent), key=lambda meal: meal.meal_id))


def _of_day(meal_id: MealId, day: Day, table: FoodTable) -> RememberedMeal:
    eaten = day.eaten[meal_id]
    portions = tuple(
        RememberedPortion("", food.name, food_id, mass_g, _amount(food, mass_g))
        for food_id, mass_g in day.foods[meal_id].items()
        if (food := table.foods.get(food_id))
    )
    return RememberedMeal(meal_id, eaten.at, day.on, eaten.slot, portions)


def _amount(food: Food, mass_g: float) -> str:
    """Return grams in the food's usual unit where they are a plain number of it."""
    count = round(mass_g / food.portions[food.usual_unit], 2)
    is_plain = count > 0 and (count * 4).is_integer()
    is_counted = is_plain or not food.is_weighed
    return amount_text(count, food.usual_unit) if is_counted else amount_text(mass_g, "g")


def _part_of_day(text: str) -> str:
    """Return the slot that words for a part of the day mean: "same as last night"."""
    said = simplify(text)
    return next((slot for slot, words in _PARTS_OF_DAY if words.search(said)), "")


def _with_food_named(
    text: str, meals: list[RememberedMeal], table: FoodTable
) -> list[RememberedMeal]:
    """Keep the meals that have a food which is named: "same smoothie as this morning"."""
    said = _SAME_DISH.sub(" ", text)
    named = [meal for meal in meals if list_named(said, meal.meal(table).portions, table)]
    return named or meals


def _of_this_hour(
    meals: list[RememberedMeal], situation: Situation, zone: ZoneInfo
) -> list[RememberedMeal]:
    hour = situation.now.hour
    now = [slot for begins, slot in _SLOT_BEGINS if hour >= begins]
    return [meal for meal in meals if now and slot_of(meal, zone) == now[-1]]


def _most_frequent(meals: list[RememberedMeal]) -> RememberedMeal | None:
    """Return the latest of the meals that were eaten most often."""
    times = Counter(_foods_of(meal) for meal in meals)
    often = [meal for meal in meals if times[_foods_of(meal)] == max(times.values())]
    return often[-1] if often else None


def _foods_of(meal: RememberedMeal) -> frozenset[str]:
    return frozenset(portion.name for portion in meal.portions)
