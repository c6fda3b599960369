"""Changing a meal by what is said of it afterwards: "make it 3", "no, that was oat milk"."""

import re
from dataclasses import dataclass, replace
from enum import Enum

from domain.meals.diary import Portion
from domain.meals.foods import FoodId, FoodTable
from domain.meals.quantities import Quantity, find_number, is_article
from domain.meals.quantity_reading import read_quantity
from domain.meals.reading import read_meal, slot_in, weigh
from domain.meals.vocabulary import canonical_words, tokens
from domain.messaging.text import simplify

_OPENING = re.compile(
    r"^(?:(?:no|nope|yes|yeah|ok|oops|sorry|wait|hmm|ah|actually|correction|hey|perdon|si)\b[ ,.!:;-]*)+"
)
_ABOUT = re.compile(
    r"\b(?:that|it|this|those|they|eso|esos|esas) (?:was|were|is|are|should (?:be|have been)"
    r"|era|eran|fue|fueron)\b(?: actually| really| only| just)?"
    r"|\bi (?:meant|mean|had)\b|\bquise decir\b|\bmake (?:it|that)\b|\bmade it\b"
    r"|\bchange (?:it|that|the \w+)? ?to\b|\bcambialo (?:a|por)\b|\bit's\b|\bthat's\b"
)
_REMOVAL = re.compile(
    r"\b(?:remove|delete|drop|without|minus|skip|take out|leave out|there was no|had no|didn't have"
    r"|quita|sin|borra)\b(?: the| el| la| los| las)? (?P<what>.+)"
)
_NO_FOOD = re.compile(r"^no (?!that|it|i\b|was)(?P<what>\w[\w ]*)$")
_NOT = re.compile(r",? ?\b(?:and )?(?:not|instead of|rather than|en vez de|no)\b (?P<what>[^,.;]+)")
_ADDING = re.compile(
    r"\b(?:with|also|add|added|plus|and|forgot|too|extra|con|tambien|agrega|anade)\b"
)
_PART = re.compile(r"\b(?:only )?(?P<part>half|a quarter|a third|double|twice|la mitad|doble)\b")
_FACTORS = {
    "half": 0.5,
    "la mitad": 0.5,
    "a quarter": 0.25,
    "a third": 1 / 3,
    "double": 2.0,
    "twice": 2.0,
    "doble": 2.0,
}


class Missed(Enum):
    """Why a correction could not be made."""

    NOT_UNDERSTOOD = "not_understood"
    WHICH = "which"  # it could mean several foods of the meal
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The meal as it should have been; `slot` is empty where none was said."""

    portions: tuple[Portion, ...]
    slot: str = ""


def correct(portions: tuple[Portion, ...], text: str, table: FoodTable) -> Corrected | Missed:
    """Return a meal's portions with what a message says of them applied.

    Args:
        portions: The meal as it was understood.
        text: What the user says about it.
        table: The foods.
    """
    said = simplify(text)
    body = _OPENING.sub("", said).strip()
    if removal := (_REMOVAL.search(body) or _NO_FOOD.match(said)):
        return _without(portions, removal["what"], table)
    negated = " ".join(match["what"] for match in _NOT.finditer(body))
    meant = _NOT.sub("", body).strip(" ,.")
    return _apply(portions, meant, negated, table)


def slot_meant(text: str) -> str:
    """Return the slot a text means: in "not dinner, lunch" that is lunch."""
    return slot_in(_NOT.sub("", _OPENING.sub("", simplify(text))))


def is_only_time(text: str, table: FoodTable) -> bool:
    """Whether a correction says when and nothing about foods or slots."""
    bare = _ABOUT.sub(" ", _OPENING.sub("", simplify(text)))
    reading = read_meal(bare, table)
    return not reading.portions and not slot_meant(text) and not _PART.search(bare)


def _apply(
    portions: tuple[Portion, ...], meant: str, negated: str, table: FoodTable
) -> Corrected | Missed:
    is_adding = _ADDING.search(meant) is not None and not _ABOUT.search(meant)
    bare = _ABOUT.sub(" ", meant).strip(" ,.")
    reading = read_meal(bare, table)
    if reading.portions:
        if reading.unread:
            return Missed.NOT_UNDERSTOOD
        return _with_foods(portions, reading.portions, negated, table, is_adding=is_adding)
    if part := _PART.search(bare):
        return Corrected(tuple(_scaled(p, _FACTORS[part["part"]], table) for p in portions))
    if (count := _only_number(bare)) is not None:
        return _recounted(portions, count, negated, table)
    if slot := slot_in(meant):
        return Corrected(portions, slot)
    return Missed.NOT_UNDERSTOOD


def _without(portions: tuple[Portion, ...], what: str, table: FoodTable) -> Corrected | Missed:
    kept = tuple(portion for portion in portions if not _is_meant(portion, what, table))
    if len(kept) == len(portions):
        return Missed.NOT_UNDERSTOOD
    return Corrected(kept) if kept else Missed.NOTHING_LEFT


def _with_foods(
    portions: tuple[Portion, ...],
    said: tuple[Portion, ...],
    negated: str,
    table: FoodTable,
    *,
    is_adding: bool,
) -> Corrected | Missed:
    changed = list(portions)
    for new in said:
        place = _place_of(tuple(changed), new, negated, table)
        if place is None and (is_adding or len(changed) > 1) and not negated:
            if not is_adding:
                return Missed.WHICH
            changed.append(new)
        elif place is None:
            place = 0 if len(changed) == 1 else None
            if place is None:
                return Missed.WHICH
            changed[place] = _as_much(new, changed[place], table)
        else:
            changed[place] = _as_much(new, changed[place], table)
    return Corrected(tuple(changed))


def _place_of(
    portions: tuple[Portion, ...], new: Portion, negated: str, table: FoodTable
) -> int | None:
    """Return which portion a food corrects: what it is not, the same food, or the same kind."""
    tests = (
        lambda old: bool(negated) and _is_meant(old, negated, table),
        lambda old: old.food_id == new.food_id,
        lambda old: _kind(old) == _kind(new),
        lambda old: old.food_id is None and _kind(new) in canonical_words(old.text),
    )
    for test in tests:
        for place, old in enumerate(portions):
            if test(old):
                return place
    return None


def _kind(portion: Portion) -> str:
    """Return the word that says what a food is: the last one of its name."""
    return canonical_words(portion.name)[-1]


def _is_meant(portion: Portion, words: str, table: FoodTable) -> bool:
    wanted = set(canonical_words(words)) - table.harmless_words
    named = read_meal(words, table).portions
    if any(food.food_id is not None and food.food_id == portion.food_id for food in named):
        return True
    return bool(wanted & set(canonical_words(f"{portion.name} {portion.text}")) - table.units)


def _as_much(new: Portion, old: Portion, table: FoodTable) -> Portion:
    """Return the new food in the amount it was said in, or else in the old one's."""
    if is_amount_said(new, table) or old.mass_g is None or new.food_id is None:
        return new
    food = table.foods[new.food_id]
    quantity = _quantity_of(old, table)
    weighed = weigh(food, quantity, new.text)
    return weighed if isinstance(weighed, Portion) else new


def is_amount_said(portion: Portion, table: FoodTable) -> bool:
    """Whether the user's words for a portion give an amount."""
    readings = read_quantity(tokens(portion.text), 0, table.units)
    return any(
        quantity.is_said and not is_article(portion.text.split()[0].casefold())
        for quantity, _ in readings
    )


def _quantity_of(portion: Portion, table: FoodTable) -> Quantity:
    """Return the amount a portion was understood as."""
    *_, (quantity, _) = read_quantity(tokens(portion.amount), 0, table.units)
    return quantity


def _recounted(
    portions: tuple[Portion, ...], count: float, negated: str, table: FoodTable
) -> Corrected | Missed:
    """Set the count of the one food that is counted, or of the one that had the denied count."""
    denied = _only_number(negated) if negated else None
    counted = [place for place, portion in enumerate(portions) if portion.food_id is not None]
    if denied is not None:
        counted = [p for p in counted if _quantity_of(portions[p], table).count == denied]
    if len(counted) != 1:
        return Missed.WHICH
    old = portions[counted[0]]
    quantity = replace(_quantity_of(old, table), count=count, is_said=True)
    new = weigh(table.foods[FoodId(str(old.food_id))], quantity, old.text)
    if not isinstance(new, Portion):
        return Missed.NOT_UNDERSTOOD
    return Corrected((*portions[: counted[0]], new, *portions[counted[0] + 1 :]))


def _only_number(text: str) -> float | None:
    numbers = [find_number(t.plain) for t in tokens(text) if not is_article(t.plain)]
    said = [number for number in numbers if number is not None]
    return said[0] if len(said) == 1 else None


def _scaled(portion: Portion, factor: float, table: FoodTable) -> Portion:
    if portion.food_id is None or portion.mass_g is None:
        return portion
    quantity = _quantity_of(portion, table)
    scaled = replace(quantity, count=quantity.count * factor, is_said=True)
    weighed = weigh(table.foods[portion.food_id], scaled, portion.text)
    return weighed if isinstance(weighed, Portion) else portion
