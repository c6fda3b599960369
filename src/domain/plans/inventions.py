"""New dishes in a week: when they are asked for, when the house has too few, where they go."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from domain.meals.vocabulary import canonical_words
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.plans.asking import LONGEST_READ
from domain.plans.change_words import days_in, slots_in
from domain.plans.dishes import Dish
from domain.plans.order import Invention
from domain.plans.wishes import LockedMeal, Wishes
from domain.plans.words import without_private
from domain.recipes.recipe import Recipe, Slot

FEWEST = 3
"""Dishes a meal needs for a week. Source: own choice, a dish comes back after three days"""

NEW_TASTE = 0.9
"""Of an invented dish, 0 to 1. Source: own choice, liked better than what nobody asked for"""

_MEAL = "(?:recipe|dish|meal|breakfast|lunch|dinner|supper|snack)(?! ?-?(?:plan|prep|menu|list))"
_COMIDA = "receta|plato|comida|desayuno|almuerzo|cena|merienda"
_ASKS = Pattern(
    r"\b(?:something|anything) (?:completely |totally |brand )?new\b"
    rf"|\b(?:a|some) (?:completely |totally |brand )?new {_MEAL}(?:e?s)?\b"
    rf"|\b(?:invent|create|make up|come up with|dream up)(?: me| us)? (?:a|an|some|one)"
    rf"(?: new)?(?: [a-z]+)? {_MEAL}(?:e?s)?\b"
    rf"|\balgo nuevo\b|\b(?:{_COMIDA})s? nuev[oa]s?\b|\bnuev[oa] (?:receta|plato)\b"
    rf"|\binventa(?:me|nos)? (?:una?|algun[oa]?)(?: [a-z]+)? (?:{_COMIDA})\b"
    rf"|\binventa(?:me|nos)? (?:una?|algun[oa]?) (?:{_COMIDA})\b"
)

_LIKELIEST = (Slot.DINNER, Slot.LUNCH, Slot.BREAKFAST)
_BETWEEN = Pattern(r"[.;!?\n]|, ?")
_PLANS = Pattern(r"^(?:plan|planea|planifica) (?:my|our|the|a|mi|la) (?:week|semana) (?:with|con) ")


def find_invention(text: str, today: date, dates: tuple[date, ...]) -> Invention | None:
    """Return the new dish a text asks for; a dinner where it names no meal.

    Its own words about it are the theme: "a new dinner with chickpeas".
    """
    said = simplify(text[:LONGEST_READ])
    if not _ASKS.search(said):
        return None
    parts = _BETWEEN.split(without_private(said))
    theme = next((part.strip() for part in parts if _ASKS.search(part)), "")
    slot = next(iter(slots_in(theme)), Slot.DINNER)
    on = next((day for day in days_in(theme, today, dates) if day in dates), None)
    return Invention(slot, on, _PLANS.sub("", theme))


def asks_for_new(text: str) -> bool:
    """Whether a text asks for a dish that is in no book."""
    return _ASKS.search(simplify(text[:LONGEST_READ])) is not None


def stand_in(invention: Invention, dishes: Collection[Dish], recipes: Mapping[str, Recipe]) -> str:
    """Return the dish of the house nearest to a theme, by the words they share; "" for none."""
    wanted = frozenset(canonical_words(invention.theme))
    fitting = [dish for dish in dishes if invention.slot in dish.slots]
    near = {dish.dish_id: len(wanted & _words_of(recipes[dish.dish_id])) for dish in fitting}
    return max(sorted(near), key=lambda name: near[name], default="")


def _words_of(recipe: Recipe) -> frozenset[str]:
    foods = " ".join(each.food.name for each in recipe.ingredients)
    return frozenset(canonical_words(f"{recipe.name} {foods}"))


def thinnest(wishes: Wishes, dishes: Collection[Dish]) -> Slot | None:
    """Return the meal with the fewest dishes, if they are too few for a week; None otherwise."""
    counts = {
        slot: sum(slot in dish.slots and _fits(dish, slot, wishes) for dish in dishes)
        for slot in Slot
        if any(slot in day.slots for day in wishes.days)
    }
    slot = min(counts, key=lambda each: counts[each], default=None)
    return slot if slot is not None and counts[slot] < FEWEST else None


def _fits(dish: Dish, slot: Slot, wishes: Wishes) -> bool:
    return any(slot in day.slots and not day.refuses(dish) for day in wishes.days)


def tasting(wishes: Wishes, dishes: Iterable[str], taste: float) -> Wishes:
    """Return the wishes with dishes liked so much, where the user did not say how much."""
    tastes = {dish_id: taste for dish_id in dishes if dish_id not in wishes.tastes}
    return replace(wishes, tastes={**wishes.tastes, **tastes})


def serving_own(wishes: Wishes, names: Iterable[str], dishes: Mapping[str, Dish]) -> Wishes:
    """Return the wishes with dishes that are asked for, each on the first day it suits."""
    for name in names:
        if (dish := dishes.get(name)) is not None:
            slot = next((each for each in _LIKELIEST if each in dish.slots), Slot.SNACK)
            wishes = serving_new(wishes, Invention(slot), dish) or wishes
    return wishes


def serving_new(wishes: Wishes, invention: Invention, dish: Dish) -> Wishes | None:
    """Return the wishes with an invented dish on its day, or the first it suits; None: on none."""
    slot = invention.slot if invention.slot in dish.slots else None
    for day, wish in enumerate(wishes.days):
        is_meant = invention.on is None or wish.on == invention.on
        if not is_meant or slot not in wish.slots or wish.is_over or wish.refuses(dish):
            continue
        if slot is not None and wishes.find_lock(day, slot) is None:
            lock = LockedMeal(day, slot, dish.dish_id)
            return replace(wishes, locked=(*wishes.locked, lock))
    return None
