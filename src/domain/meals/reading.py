"""From a sentence to foods with amounts; nothing is guessed that was not said or is not usual."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from domain.meals.certainty import shares_told
from domain.meals.diary import EXACT, Portion
from domain.meals.foods import Food, FoodTable, is_own
from domain.meals.nutrients import Nutrient
from domain.meals.quantities import (
    ANY_PIECE,
    COFFEE_SIZES,
    GRAMS,
    MILLILITRES,
    Quantity,
    find_number,
    is_article,
    unit_named,
)
from domain.meals.quantity_reading import read_quantity
from domain.meals.vocabulary import Token, tokens
from domain.messaging.text import clean

LARGEST_PORTION_G = 5000.0
"""A portion above this was mistyped. Source: own choice, about twice the largest pizza sold."""

LARGEST_PORTION_KCAL = 6000.0
"""A portion above this was mistyped as well: 3 kg of butter. Source: own choice."""

_JOINERS = frozenset({"and", "n", "plus", "then", "y", "e", "also", "tambien", "mas"})
_ADDERS = frozenset({"with", "con", "w", "in", "on"})
SEPARATORS = _JOINERS | _ADDERS
"""Words that separate one food from the next."""

_LINKS = frozenset({"of", "de", "the", "my", "some", "x", "del", "el", "la", "los", "las", "mi"})
_MEASURED = frozenset({"half", "serving", "cup", "handful", "bowl", "plate", "tbsp", "tsp"})
_COUNTED = ("piece", "medium")
_LONGEST_FILLER = 6  # "2 of the very nice freshly cooked eggs"; further on it is another amount
_SLOTS = {
    "breakfast": "breakfast",
    "brunch": "brunch",
    "lunch": "lunch",
    "dinner": "dinner",
    "supper": "dinner",
    "snack": "snack",
    "desayuno": "breakfast",
    "almuerzo": "lunch",
    "cena": "dinner",
    "merienda": "snack",
}


class Doubt(Enum):
    """Why a part of a sentence could not be read, or is in doubt though it was."""

    UNKNOWN_FOOD = "unknown_food"
    UNKNOWN_UNIT = "unknown_unit"
    IMPLAUSIBLE = "implausible"
    WHICH = "which"  # of several amounts or kinds


@dataclass(frozen=True, slots=True)
class Unread:
    """A part that must be asked about, in the user's own words."""

    text: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class MealReading:
    """What a sentence says was eaten.

    `heard` are foods and words that made no portion of their own and may carry allergens all the
    same: "a salad loaded up with walnuts".
    """

    portions: tuple[Portion, ...]
    unread: tuple[Unread, ...]
    slot: str = ""
    heard: tuple[Portion, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedFood:
    """A food some words name outright.

    `text` is it with its amount; `start` and `end` are where the name alone stands. `is_apart`
    tells whether a separator or an amount stands between it and the name before, `is_added`
    whether it went into what came before.
    """

    food: Food
    quantity: Quantity
    text: str
    start: int
    end: int
    is_apart: bool
    is_added: bool


@dataclass(frozen=True, slots=True)
class _Mention:
    """A food and how much of it, at a place in the token list; `name` is where its name stands."""

    food: Food
    quantity: Quantity
    name: tuple[int, int]
    end: int


def read_meal(text: str, table: FoodTable) -> MealReading:
    """Read a sentence as a meal.

    Every word must be accounted for: a stretch between two separators in which any word is
    neither food, amount, nor known filler is returned as unread, whole, because one word can
    change the food ("chicken", "chicken wrap").

    Returns:
        Portions in the order said; what must be asked about; the meal's slot if it was named.
    """
    cleaned = clean(text)
    said = tokens(cleaned)
    reader = _Reader(cleaned, said, table, _foods_in(said, table))
    portions: list[Portion] = []
    unread: list[Unread] = []
    for part in reader.parts():
        if isinstance(part, Portion):
            portions.append(part)
        else:
            unread.append(part)
    return MealReading(tuple(portions), tuple(unread), slot_in(cleaned))


def list_names(text: str, table: FoodTable) -> tuple[NamedFood, ...]:
    """Return the foods that are named outright, with their amounts, whatever else is said.

    Args:
        text: A cleaned text; places are counted in it.
        table: The foods.
    """
    said = tokens(text)
    return tuple(_Reader(text, said, table, _foods_in(said, table)).names())


def _foods_in(said: tuple[Token, ...], table: FoodTable) -> tuple[tuple[Food, int] | None, ...]:
    """Return for each place the food whose words start there, the longest, and where it ends.

    Looked up once for the whole sentence: each place is then tried as part of many readings.
    """
    spelled = tuple(table.respell(token.base) for token in said)
    return tuple(_food_starting(place, said, spelled, table) for place in range(len(said)))


def _food_starting(
    start: int, said: tuple[Token, ...], spelled: tuple[str, ...], table: FoodTable
) -> tuple[Food, int] | None:
    end = start
    while end < min(start + table.longest_phrase, len(said)) and not said[end].is_punctuation:
        end += 1
    for stop in range(end, start, -1):
        if food := table.find(spelled[start:stop]):
            return food, stop
    return None


def slot_in(text: str) -> str:
    """Return the meal a text names ("breakfast"), empty if it names none."""
    return next((_SLOTS[t.base] for t in tokens(text) if t.base in _SLOTS), "")


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    tokens: tuple[Token, ...]
    table: FoodTable
    foods: tuple[tuple[Food, int] | None, ...]

    def parts(self) -> Iterator[Portion | Unread]:
        """Read stretch by stretch; a separator inside a food's own name does not separate."""
        place, is_added = 0, False
        while place < len(self.tokens):
            mentions, end, is_clear = self._stretch(place)
            yield from self._judge(mentions, place, end, is_added=is_added, is_clear=is_clear)
            is_added = self._adds(end, was_added=is_added)
            place = end + 1

    def names(self) -> Iterator[NamedFood]:
        """Yield the foods that are named, passing over every other word."""
        place, is_added, is_apart = 0, False, True
        while place < len(self.tokens):
            if self._separates(place) and not self.foods[place]:
                is_added = self._adds(place, was_added=is_added)
                place, is_apart = place + 1, True
            elif mention := self._mention(place):
                yield self._named(mention, place, is_apart=is_apart, is_added=is_added)
                place, is_apart = mention.end, False
            else:
                place += 1

    def _named(self, mention: _Mention, place: int, *, is_apart: bool, is_added: bool) -> NamedFood:
        first, past = mention.name
        return NamedFood(
            mention.food,
            mention.quantity,
            self._words(place, mention.end),
            self.tokens[first].start,
            self.tokens[past - 1].end,
            is_apart or mention.quantity.is_said,
            is_added,
        )

    def _adds(self, separator: int, *, was_added: bool) -> bool:
        """Whether what follows goes into what came before: "with milk and sugar" adds both."""
        if separator >= len(self.tokens):
            return False
        plain = self.tokens[separator].plain
        return plain in _ADDERS or (was_added and plain in _JOINERS)

    def _stretch(self, start: int) -> tuple[list[_Mention], int, bool]:
        """Return the foods up to the next separator, where that stands, and if all was clear."""
        mentions: list[_Mention] = []
        place, is_clear = start, True
        while place < len(self.tokens) and not self._separates(place):
            if mention := self._mention(place):
                mentions.append(mention)
                place = mention.end
            else:
                is_clear = is_clear and self._is_filler(place)
                place += 1
        return mentions, place, is_clear

    def _separates(self, place: int) -> bool:
        token = self.tokens[place]
        return token.is_punctuation or token.plain in SEPARATORS

    def _is_filler(self, place: int) -> bool:
        token = self.tokens[place]
        return (
            self._is_time(place)
            or token.plain in _LINKS
            or token.base in _SLOTS
            or token.plain in self.table.harmless_words
            or token.base in self.table.harmless_words
        )

    def _is_time(self, place: int) -> bool:
        """Whether a number tells when: "8 am", "at 8", "8:30"."""
        if find_number(self.tokens[place].plain) is None or is_article(self.tokens[place].plain):
            return False
        before = self._plain(place - 1) if place else ""
        return before in {"at", ":"} or self._plain(place + 1) in {"am", "pm", "oclock", ":"}

    def _judge(
        self, mentions: list[_Mention], start: int, end: int, *, is_added: bool, is_clear: bool
    ) -> Iterator[Portion | Unread]:
        words = self._words(start, end)
        if not is_clear:
            yield Unread(words, Doubt.UNKNOWN_FOOD)
            return
        for mention in mentions:
            yield weigh(mention.food, mention.quantity, words, is_added=is_added)

    def _words(self, start: int, end: int) -> str:
        """Return the user's own words, without filler at either end."""
        while start < end and self._is_filler(start) and not self.foods[start]:
            start += 1
        while end > start and self._is_filler(end - 1):
            end -= 1
        if start == end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def _mention(self, start: int) -> _Mention | None:
        """Read amount and food at a place: the reading that explains the most words wins."""
        if self._is_time(start):
            return None
        readings = [
            mention
            for quantity, place in read_quantity(self.tokens, start, self.table.units)
            if (mention := self._food_after(quantity, place))
        ]
        best = max(readings, key=_explained, default=None)
        return best and self._with_amount_behind(best)

    def _food_after(self, quantity: Quantity, place: int) -> _Mention | None:
        """Return the food at a place, or behind a few filler words there."""
        for at in range(place, min(place + _LONGEST_FILLER + 1, len(self.tokens))):
            if food := self.foods[at]:
                return _Mention(food[0], quantity, (at, food[1]), food[1])
            if not self._is_filler(at) or (not quantity.is_said and self._is_amount(at)):
                return None  # in "ate a bagel" the amount stands behind the filler
        return None

    def _is_amount(self, place: int) -> bool:
        return find_number(self._plain(place)) is not None

    def _with_amount_behind(self, mention: _Mention) -> _Mention:
        """Take an amount behind its food: "rice 200 g", "chicken (150 g)", "boiled eggs x 2"."""
        if mention.quantity.is_said:
            return mention
        place = mention.end
        is_bracketed = self._plain(place) == "("
        is_apart = self._plain(place) == ","  # "tacos, 3" ends there
        opening = place + (is_bracketed or is_apart or self._plain(place) == "x")
        for quantity, end in reversed(list(read_quantity(self.tokens, opening, self.table.units))):
            past = end + (is_bracketed and self._plain(end) == ")")
            is_end = past >= len(self.tokens) if is_apart else self._ends_mention(past)
            if quantity.is_said and end > place and is_end:
                return replace(mention, quantity=quantity, end=past)
        return mention

    def _plain(self, place: int) -> str:
        return self.tokens[place].plain if place < len(self.tokens) else ""

    def _ends_mention(self, place: int) -> bool:
        return place >= len(self.tokens) or self._separates(place) or self._is_filler(place)


def _explained(mention: _Mention) -> tuple[int, bool, bool]:
    """Return how much a reading makes of the words: the further, the better, then amount, unit."""
    return mention.end, mention.quantity.is_said, bool(mention.quantity.unit)


def weigh(food: Food, quantity: Quantity, text: str, *, is_added: bool = False) -> Portion | Unread:
    """Return the portion an amount of a food makes, or why it makes none.

    Args:
        food: What was eaten.
        quantity: How much; without a unit the food's usual one is meant.
        text: The user's words, kept with the portion.
        is_added: Whether it went into another food ("coffee with milk"), where tables know a
            smaller usual amount under the unit `added`.
    """
    unit = quantity.unit or _unit_meant(food, quantity, is_added=is_added)
    if unit in COFFEE_SIZES and unit not in food.portions:
        unit = unit_named(unit) if unit == "grande" else food.usual_unit  # "a tall water"
    unit_g = mass_of_unit_g(food, unit)
    if unit_g is None:
        return Unread(text, Doubt.UNKNOWN_UNIT)
    mass_g = quantity.count * unit_g
    if not is_eaten_by_one(food, mass_g):
        return Unread(text, Doubt.IMPLAUSIBLE)
    amount = amount_text(quantity.count, unit)
    shares = EXACT if is_own(food.food_id) else shares_told(quantity)
    return Portion.of(food, round(mass_g, 1), amount, text, shares)


def is_eaten_by_one(food: Food, mass_g: float) -> bool:
    """Whether anybody may have eaten so much of a food."""
    energy_kcal = food.per_100_g.get(Nutrient.ENERGY, 0.0) * mass_g / 100
    is_some = math.isfinite(mass_g) and 0 < mass_g <= LARGEST_PORTION_G
    return is_some and energy_kcal <= LARGEST_PORTION_KCAL


def _unit_meant(food: Food, quantity: Quantity, *, is_added: bool) -> str:
    """Return the unit meant where none was said: "3 strawberries" are pieces, no cups.

    What comes in slices is halved as a whole: "half a pizza" is no half slice.
    """
    is_counted = quantity.is_said
    if is_counted and quantity.count < 1 and {"slice", "medium"} <= food.portions.keys():
        return "medium"
    if is_counted and food.usual_unit in _MEASURED and "fl_oz" not in food.portions:
        return next((unit for unit in _COUNTED if unit in food.portions), food.usual_unit)
    if is_added and "added" in food.portions:
        return "added"
    return food.usual_unit


def mass_of_unit_g(food: Food, unit: str) -> float | None:
    """Return the grams in one unit of a food, or None where the unit does not fit it.

    A volume nobody weighed is derived from one that was: a tablespoon from a cup.
    """
    if unit == "oz" and "fl_oz" in food.portions:
        unit = "fl_oz"  # "12 oz" of a drink is a volume
    if unit in food.portions:
        return food.portions[unit]
    if unit in GRAMS:
        return GRAMS[unit] if food.is_weighed else None
    if unit in ANY_PIECE:
        return food.portions[food.usual_unit]
    volumes = (known for known in ("cup", "fl_oz", "tbsp", "tsp") if known in food.portions)
    known = next(volumes, None)
    if unit not in MILLILITRES or known is None:
        return None
    return food.portions[known] / MILLILITRES[known] * MILLILITRES[unit]


def amount_text(count: float, unit: str) -> str:
    """Return an amount as people write it: "2 slices", "½ cup", "200 g"."""
    number = {0.5: "½", 0.25: "¼", 0.75: "¾", 1.5: "1½", 2.5: "2½"}.get(count, f"{count:.4g}")
    if unit in {"piece", "added"}:
        return number if unit == "piece" else ""
    is_uncounted = unit in GRAMS or unit in {
        "tbsp",
        "tsp",
        "fl_oz",
        "ml",
        "cl",
        "dl",
        "l",
        "small",
        "medium",
        "large",
        *COFFEE_SIZES,
    }
    named = unit if unit in COFFEE_SIZES else unit_named(unit).replace("_", " ")
    return f"{number} {named if is_uncounted or count <= 1 else _plural(named)}"


def _plural(unit: str) -> str:
    """Return the plural of a unit's name."""
    if unit in {"leaf", "half"}:
        return f"{unit[:-1]}ves"
    if unit.endswith("y"):
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("s", "x", "ch")) else f"{unit}s"
