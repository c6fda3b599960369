"""The portions of what a sentence was found to tell: of what it names, or of what ranked best."""

from collections.abc import Iterator
from dataclasses import replace

from domain.meals.certainty import UNSAID
from domain.meals.diary import EXACT, Portion
from domain.meals.foods import Food, FoodTable, Found, Span
from domain.meals.quantities import GRAMS, Quantity
from domain.meals.reading import (
    Doubt,
    NamedFood,
    Unread,
    amount_text,
    is_eaten_by_one,
    list_names,
    weigh,
)
from domain.meals.spans import is_in, meets
from domain.meals.strange_words import belongs, has_content
from domain.meals.vocabulary import tokens
from domain.pattern import Pattern

_ALMOST = 0.02  # share by which two masses may differ and still be the same, rounded
_TABLE_UNITS = {"fl oz": "fl_oz", "tablespoon": "tbsp", "teaspoon": "tsp"}
_PUT_INTO = Pattern(r"\b(?:with|w|con)\b")

type Placed = tuple[Span, Portion | Unread]
"""A part of a meal, and where it was told."""


def portions_told(found: tuple[Found, ...], text: str, table: FoodTable) -> list[Placed]:
    """Return what was found, and the foods that are named where nothing was found."""
    return [*_understood(found, text, table), *_named_beside(found, text, table)]


def _understood(found: tuple[Found, ...], text: str, table: FoodTable) -> Iterator[Placed]:
    """Yield the portions of what was found; a name that told its food already tells it once."""
    told: set[Span] = set()
    for each in found:
        names = _placed_names(each, text, table)
        spans = [(name.start, name.end) for name in names]
        parts = _parts_of(each, names, text, table)
        if not told.isdisjoint(spans):
            parts = [part for part, span in zip(parts, spans, strict=False) if span not in told]
        told.update(spans if len(parts) > 1 else ())
        yield from (((each.start, each.end), part) for part in parts)


def _placed_names(found: Found, text: str, table: FoodTable) -> tuple[NamedFood, ...]:
    """Return the foods named in what was found, by their places in the whole text."""
    names = list_names(text[found.start : found.end], table)
    return tuple(
        replace(name, start=name.start + found.start, end=name.end + found.start) for name in names
    )


def _named_beside(found: tuple[Found, ...], text: str, table: FoodTable) -> Iterator[Placed]:
    """Yield the foods that are named where none was found."""
    places = [(each.start, each.end) for each in found]
    for name in list_names(text, table):
        if not meets(span := (name.start, name.end), places):
            yield span, weigh(name.food, name.quantity, name.text, is_added=name.is_added)


def _parts_of(
    found: Found, names: tuple[NamedFood, ...], text: str, table: FoodTable
) -> list[Portion | Unread]:
    """Return the portions of what was found: of the foods its words name, or of the best ranked."""
    spans = [(name.start, name.end) for name in names]
    if not _is_more_named(found, text, spans, table) and _stand_for(names, found, text):
        parts = [weigh(n.food, n.quantity, n.text, is_added=n.is_added) for n in names]
        if not any(isinstance(p, Unread) and p.doubt is Doubt.UNKNOWN_UNIT for p in parts):
            return parts
    return [_ranked(found, text[found.start : found.end], table)]


def _is_more_named(found: Found, text: str, spans: list[Span], table: FoodTable) -> bool:
    """Whether a further word of food stands in one row with a name: "chai latte" is no chai."""
    said = tokens(text[found.start : found.end])
    places = [(each.start + found.start, each.end + found.start) for each in said]
    is_food = [is_in(each, spans) for each in places]
    return any(
        is_in(each, found.names)
        and not is_food[n]
        and has_content(said[n], table)
        and belongs(n, is_food, said, table)
        for n, each in enumerate(places)
    )


def _stand_for(names: tuple[NamedFood, ...], found: Found, text: str) -> bool:
    """Whether names say better what was eaten than the food that was found.

    One does. Several do if they are listed ("eggs, toast"), or if the food that was found is not
    the first of them or leaves out what was put into it: "pancakes with syrup" are no pancake
    syrup. "Ham sandwich on rye" is one food.
    """
    if len(names) <= 1:
        return bool(names) and _agree(names[0], found)
    if not all(name.is_apart for name in names):
        return False
    added = [(name.start, name.end) for name in names if name.is_added]
    if not added:
        return True
    first = [(name.start, name.end) for name in names if not name.is_added]
    put_into = _PUT_INTO.search(text[found.start : added[0][0]]) is not None
    is_left_out = put_into and any(is_in(each, added) for each in found.others)
    return is_left_out or not any(is_in(head, first) for head in found.heads)


def _agree(name: NamedFood, found: Found) -> bool:
    """Whether grams that were found stand with the name as well."""
    if found.portion:
        return True
    mass_g = name.quantity.count * GRAMS.get(name.quantity.unit, 0.0)
    return abs(mass_g - found.mass_g) <= _ALMOST * found.mass_g


def _ranked(found: Found, words: str, table: FoodTable) -> Portion | Unread:
    food = table.foods[found.food_id]
    if not found.mass_g:
        return weigh(food, Quantity(is_said=False), words)
    if not is_eaten_by_one(food, found.mass_g):
        return Unread(words, Doubt.IMPLAUSIBLE)
    shares = UNSAID if found.portion else EXACT
    return Portion.of(food, found.mass_g, amount_of(found, food), words, shares)


def amount_of(found: Found, food: Food) -> str:
    """Return the amount in the food's own units, else in grams."""
    unit = found.portion.removeprefix("1 ")
    unit = _TABLE_UNITS.get(unit, unit) if found.portion.startswith("1 ") else food.usual_unit
    if not found.portion or unit not in food.portions:
        return amount_text(found.mass_g, "g")
    return amount_text(round(found.mass_g / food.portions[unit], 2), unit)
