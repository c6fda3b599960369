"""The numbers of a stretch of a sentence: how many, how heavy, how large."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.meals.quantities import GRAMS
from domain.meals.resolving.words import Word

_MASS = {"g": 1.0, "kg": 1000.0, "mg": 0.001}
_MEASURES = frozenset({"oz", "floz", "inch", "ml", "cl", "dl", "l", "lb", "calory"})
_CLOSE = 0.02
_NUMBERS = {
    "half": 0.5, "quarter": 0.25, "third": 1 / 3, "one": 1.0, "two": 2.0, "three": 3.0,
    "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0,
    "eleven": 11.0, "twelve": 12.0, "couple": 2.0, "few": 3.0, "several": 4.0, "dozen": 12.0,
    "pair": 2.0, "un": 1.0, "una": 1.0, "uno": 1.0, "dos": 2.0, "tres": 3.0, "cuatro": 4.0,
    "cinco": 5.0, "seis": 6.0, "siete": 7.0, "ocho": 8.0, "nueve": 9.0, "diez": 10.0,
    "medio": 0.5, "media": 0.5, "docena": 12.0,
}  # fmt: skip
_ARTICLES = frozenset({"a", "an", "un", "una", "another"})
_MULTIPLIERS = frozenset({"dozen", "docena", "half", "quarter", "third", "couple", "pair"})


@dataclass(frozen=True, slots=True)
class Amount:
    """What the numbers say.

    `count` is None where none was said; `is_counted` also holds for an article ("an apple").
    `mass_g` is a mass said outright. `measures` are sizes of a package or of the food itself.
    `places` are the words used.
    """

    count: float | None = None
    is_counted: bool = False
    mass_g: float | None = None
    measures: tuple[tuple[float, str], ...] = ()
    masses: int = 0
    places: frozenset[int] = frozenset()


NOTHING_SAID = Amount()


def together(amounts: Sequence[Amount]) -> Amount:
    """Return the amount of several stretches read as one food.

    The first number counts: in "a double burger with two patties" it is one burger.
    """
    counted = next((amount for amount in amounts if amount.is_counted), NOTHING_SAID)
    masses = [amount.mass_g for amount in amounts if amount.mass_g is not None]
    return Amount(
        counted.count,
        counted.is_counted,
        sum(masses) if masses else None,
        tuple(dict.fromkeys(each for amount in amounts for each in amount.measures)),
        sum(amount.masses for amount in amounts),
    )


def near(a: float, b: float) -> bool:
    """Whether two measures are the same up to rounding."""
    return abs(a - b) <= _CLOSE * max(abs(a), abs(b))


def number_of(word: Word) -> float | None:
    """Return the number a word is, or None."""
    return word.number if word.number is not None else _NUMBERS.get(word.form)


def starts_amount(word: Word) -> bool:
    """Whether a new food is announced by an article or a number."""
    return word.form in _ARTICLES or number_of(word) is not None


def read_amount(words: Sequence[Word]) -> Amount:
    """Return what the numbers among the words say, all of them together."""
    reader = _AmountReader(words)
    return reader.read()


class _AmountReader:
    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._count: float | None = None
        self._is_counted = False
        self._masses: list[float] = []
        self._measures: list[tuple[float, str]] = []
        self._places: set[int] = set()

    def read(self) -> Amount:
        place = 0
        while place < len(self._words):
            place = self._step(place)
        mass_g = sum(self._masses) if self._masses else None
        return Amount(
            self._count,
            self._is_counted,
            mass_g,
            tuple(self._measures),
            len(self._masses),
            frozenset(self._places),
        )

    def _step(self, place: int) -> int:
        word = self._words[place]
        if word.form in _ARTICLES and (number_of(word) is None or place + 1 < len(self._words)):
            self._is_counted = True
            self._places.add(place)
            return place + 1
        value = number_of(word)
        if value is None:
            if word.form in {"oz", "floz", "l"} and self._is_counted and not self._measures:
                self._measures.append((self._count or 1.0, word.form))
                self._count = None
                self._places.add(place)
            return place + 1
        value, end = self._whole(place, value)
        unit = self._form(end) if self._form(end) != "-" else self._form(end + 1)
        if word.number is not None and unit in _MASS:
            times = self._count if self._form(place - 1) in {"x", "-"} else None
            self._masses.append(value * _MASS[unit] * (times or 1.0))
            return self._used(place, end + 1 + (self._form(end) == "-"))
        if unit in _MEASURES and not (unit == "l" and word.number is None):
            self._measures.append((value, unit))
            return self._used(place, end + 1 + (self._form(end) == "-"))
        if self._form(end) in {"x", "-"} and self._form(end + 1) == "#":
            self._times(value)
            return self._used(place, end + 1)
        self._times(value)
        return self._used(place, end)

    def _whole(self, place: int, value: float) -> tuple[float, int]:
        """Read on: a range is its middle, "2 and a half" is 2.5, "half a dozen" is 6."""
        words, end = self._words, place + 1
        if self._form(end) in {"-", "to"} and end + 1 < len(words):
            upper = number_of(words[end + 1])
            if upper is not None and upper > value:
                return (value + upper) / 2, end + 2
        after = end + (self._form(end) in {"and", "y"})
        after += self._form(after) in _ARTICLES
        if after > end and self._form(after) in {"half", "quarter", "third"}:
            return value + (number_of(words[after]) or 0.0), after + 1
        after = end + (self._form(end) in _ARTICLES)
        if self._form(after) in _MULTIPLIERS and words[place].form != self._form(after):
            return value * (number_of(words[after]) or 1.0), after + 1
        return value, end

    def _times(self, value: float) -> None:
        self._is_counted = True
        if self._count is None:
            self._count = value

    def _used(self, start: int, end: int) -> int:
        self._places.update(range(start, min(end, len(self._words))))
        return end

    def _form(self, place: int) -> str:
        return self._words[place].form if 0 <= place < len(self._words) else ""


def ounces_g(value: float) -> float:
    """Return the grams of avoirdupois ounces."""
    return value * GRAMS["oz"]
