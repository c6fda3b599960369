"""What a food nobody knows may have, judged by the foods its words bring it near to."""

from collections.abc import Iterator
from dataclasses import replace

from domain.meals.diary import Estimate, Portion
from domain.meals.foods import Food, FoodTable
from domain.meals.likeness import ALL, PER_G, USUAL, Spread, is_group
from domain.meals.quantities import GRAMS, MILLILITRES, Quantity, find_number
from domain.meals.quantity_reading import read_quantity
from domain.meals.reading import LARGEST_PORTION_G, Doubt, Unread
from domain.meals.strange_words import has_content
from domain.meals.vocabulary import Token, tokens

LARGEST_ESTIMATE_KCAL = 3000.0
"""What is likely more than this in one food was mistyped and is asked about, not estimated.

Source: own choice, about a day's energy
"""
_LONGEST_NAME = 6
"""Words a food is called by at most; what is longer is a story. Source: own choice"""
_LEAST_KCAL = 1.0
"""Kinds that likely have less, as water has, say nothing of a food nobody knows."""
_G_PER_ML = 1.0
"""Source: own choice, water; most drinks and soups lie within a tenth of it"""
_TENS_FROM = 10.0
_OF = frozenset({"of", "de"})


def kept(part: Unread, name: str, table: FoodTable) -> Portion:
    """Return a part of a meal that was not read as it is kept: estimated, or else not counted.

    Args:
        part: The user's words.
        name: How to call it.
        table: The foods it is held against.
    """
    is_food = part.doubt is Doubt.UNKNOWN_FOOD and may_be_food(part.text, table)
    found = estimate(part.text, table) if is_food else None
    if found is None:
        return Portion.unknown(part.text, name)
    return Portion.estimated(part.text, name, found)


def may_be_food(text: str, table: FoodTable) -> bool:
    """Whether words may be a food nobody knows: one of them names none and belongs to no talk.

    Two words of which one says what a food is may be one as well ("humble pie"). A brick and
    homework are words of other talk.
    """
    _, words = _read(text, table)
    if not 0 < len(words) <= _LONGEST_NAME:
        return False
    kinds = (table.likeness.kinds.get(w.base) for w in words if w.base not in table.units)
    is_kind = any(kind is not None and kind[1] for kind in kinds)
    return any(table.is_strange(word.base) for word in words) or (is_kind and len(words) > 1)


def estimate(text: str, table: FoodTable, amount: Quantity | None = None) -> Estimate | None:
    """Return what a food called so may have; None where nobody eats so much.

    Args:
        text: The user's words, with the amount if they told one.
        table: The foods it is held against.
        amount: How much it was, in place of what the words tell; without a unit, in theirs.
    """
    quantity, words = _read(text, table)
    if amount is not None:
        unit = amount.unit or quantity.unit
        quantity = Quantity(amount.count, "" if unit in GRAMS and not amount.unit else unit)
    for kind in _kinds(words, table):
        for unit, count in _units(quantity):
            spread = table.likeness.find(kind, unit)
            if spread is not None and (spread.likely_kcal >= _LEAST_KCAL or unit == PER_G):
                return _estimated(kind, spread, count, quantity)
    return None


def bare_name(text: str, table: FoodTable) -> str:
    """Return the words that tell a food nobody knows, without its amount."""
    _, words = _read(text, table)
    return " ".join(word.plain for word in words)


def bare_words(text: str, table: FoodTable) -> tuple[str, ...]:
    """Return these words in the form words are compared in."""
    _, words = _read(text, table)
    return tuple(word.base for word in words)


def judged_again(portion: Portion, amount: Quantity, table: FoodTable) -> Portion | None:
    """Return a food nobody knows in another amount; None where nobody eats so much.

    Of a meal told by its energy alone there is no other amount.
    """
    if portion.estimate is not None and portion.estimate.is_told:
        return None
    found = estimate(portion.text, table, amount)
    return None if found is None else Portion.estimated(portion.text, portion.name, found)


def judged_times(portion: Portion, factor: float, table: FoodTable) -> Portion | None:
    """Return so many times a food nobody knows, or an energy that was told."""
    if portion.estimate is not None and portion.estimate.is_told:
        energy_kcal = round(portion.estimate.energy_kcal * factor)
        told = replace(
            portion.estimate,
            energy_kcal=energy_kcal,
            least_kcal=energy_kcal,
            most_kcal=energy_kcal,
        )
        return Portion.estimated(portion.text, portion.name, told)
    quantity, _ = _read(portion.text, table)
    return judged_again(portion, Quantity(quantity.count * factor, quantity.unit), table)


def kind_of(text: str, table: FoodTable) -> str:
    """Return the word that tells what kind of food some words are; empty where none does."""
    _, words = _read(text, table)
    kind = next(_kinds(words, table))
    return "" if is_group(kind) else kind


def list_of_kind(kind: str, table: FoodTable) -> tuple[Food, ...]:
    """Return the foods a name of which has the word of a kind, ordered by id."""
    found = {food_id for phrase, food_id in table.called.items() if kind in phrase}
    return tuple(table.foods[food_id] for food_id in sorted(found))


def _read(text: str, table: FoodTable) -> tuple[Quantity, list[Token]]:
    """Return the amount some words tell, and those of them that tell the food."""
    said = tokens(text)
    amounts = [
        (end - start, start, quantity)
        for start in range(len(said))
        for quantity, end in read_quantity(said, start, table.units)
        if quantity.is_said and _is_amount(said, start, end)
    ]
    length, first, quantity = max(
        amounts, key=lambda each: each[0], default=(0, 0, Quantity(is_said=False))
    )
    rest = (*said[:first], *said[first + length :])
    return quantity, [word for word in rest if has_content(word, table)]


def _is_amount(said: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether words begin with a number or stand before "of": a bar of zorblax, no zorblax bar."""
    is_counted = find_number(said[start].plain) is not None
    return is_counted or (end < len(said) and said[end].plain in _OF)


def _kinds(words: list[Token], table: FoodTable) -> Iterator[str]:
    """Yield the kinds of food some words bring near, what says most first, and last any food.

    A group is told by the last word alone: jalapeño poppers are no vegetable.
    """
    known = [table.likeness.kinds.get(word.base) for word in reversed(words)]
    told = [each for place, each in enumerate(known) if each and not (place and is_group(each[0]))]
    yield from (kind for kind, is_head in told if is_head)
    yield from (kind for kind, is_head in told if not is_head)
    yield ALL


def _units(quantity: Quantity) -> Iterator[tuple[str, float]]:
    """Yield units to judge an amount by, each with how many they are, the nearest first."""
    count, unit = quantity.count, quantity.unit
    if unit in GRAMS:
        yield PER_G, count * GRAMS[unit]
    elif unit in MILLILITRES:
        volume_ml = count * MILLILITRES[unit]
        yield from ((each, volume_ml / MILLILITRES[each]) for each in (unit, "cup"))
        yield PER_G, volume_ml * _G_PER_ML
    elif unit:
        yield unit, count
    elif quantity.is_said and count > 1:
        yield "piece", count
    yield USUAL, count


def _rough(energy_kcal: float) -> float:
    """Return an energy as well as it is known: to tens, below that to ones."""
    return float(round(energy_kcal, -1 if energy_kcal >= _TENS_FROM else None))


def _estimated(kind: str, spread: Spread, count: float, quantity: Quantity) -> Estimate | None:
    likely_kcal = _rough(spread.likely_kcal * count)
    mass_g = quantity.count * GRAMS.get(quantity.unit, 0.0)
    if not 0 < likely_kcal <= LARGEST_ESTIMATE_KCAL or mass_g > LARGEST_PORTION_G:
        return None
    protein_g, carbohydrate_g, fat_g = (
        round(likely_kcal * grams, 2) for grams in spread.grams_per_kcal
    )
    return Estimate(
        energy_kcal=likely_kcal,
        least_kcal=_rough(spread.least_kcal * count),
        most_kcal=_rough(spread.most_kcal * count),
        protein_g=protein_g,
        carbohydrate_g=carbohydrate_g,
        fat_g=fat_g,
        like=kind,
        foods=spread.foods,
    )
