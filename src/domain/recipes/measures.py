"""How cooks measure what no scale does: pinches, bunches, "to taste"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite

from domain.meals.quantities import find_number
from domain.messaging.text import clean
from domain.pattern import Pattern

_COUNT = r"(?:\d+(?:[.,]\d+)?(?:\s*[/-]\s*\d+)?|[½¼¾⅓⅔]|an?|one|two|three|una?|dos|tres)"
_SIZE = r"(?:small|large|big|good|generous|fresh|gran|buen|pequeñ[oa])"
_CITRUS = Pattern(
    rf"^(?:(?:the )?(?:freshly squeezed )?juice (?:of|from)|(?:el )?(?:zumo|jugo) de)"
    rf"\s+(?P<count>{_COUNT}|half an?|medio)\s+(?P<fruit>lemon|lime|lim[oó]n|lima)(?:e?s)?\b",
    re.IGNORECASE,
)
_ZEST = Pattern(
    rf"^(?:the )?(?:(?:grated )?zest (?:of|from)|(?:la )?(?:ralladura|cáscara|piel) de)"
    rf"\s+(?P<count>{_COUNT}|half an?|medi[oa])\s+(?P<fruit>\w+)",
    re.IGNORECASE,
)
_ZEST_G = 4.0
"""Source: USDA SR28 09156, 2 g a teaspoon of lemon peel, two of them a fruit"""
_JUICE_G = {"lemon": 45.0, "limon": 45.0, "limón": 45.0, "lime": 30.0, "lima": 30.0}
"""Source: USDA SR28 09152, 48 g of juice from a lemon; SR28 09160, 44 g from a large lime"""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Measure:
    """What a word of measure stands for: a unit the food table knows, or grams of anything."""

    unit: str = ""
    mass_g: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the words tell no amount at all, and are left out."""
        return not self.unit and self.mass_g is None


@dataclass(frozen=True)
class Measures:
    """The measures of cooks by the words they are said in, singular and in lower case."""

    said: Mapping[str, Measure] = field(default_factory=dict)

    def plainly(self, line: str) -> str:
        """Return a line in measures the food table knows: "a pinch of salt" is 0.4 g of it."""
        text = " ".join(clean(line).split())
        if found := _CITRUS.match(text):
            fruit = found["fruit"].lower()
            mass_g = _count(found["count"]) * _JUICE_G[fruit]
            juice = f"{fruit} juice" if fruit in {"lemon", "lime"} else f"jugo de {fruit}"
            return f"{mass_g:g} g {juice}"
        if found := _ZEST.match(text):
            return f"{_count(found['count']) * _ZEST_G:g} g {found['fruit']}"
        if self._asides is not None:
            text = " ".join(self._asides.sub(" ", text).split()).strip(" ,;-")
        found = self._measured.match(text) if self._measured is not None else None
        if found is None:
            return text
        measure = self.said[found["measure"].lower()]
        if measure.mass_g is None:
            return f"{found['count'] or 1} {measure.unit} {found['food']}"
        return f"{_count(found['count']) * measure.mass_g:g} g {found['food']}"

    @cached_property
    def _asides(self) -> Pattern | None:
        words = [word for word, each in self.said.items() if each.is_empty]
        return Pattern(rf"(?<!\w)\(?(?:{_any(words)})\)?(?!\w)", re.IGNORECASE) if words else None

    @cached_property
    def _measured(self) -> Pattern | None:
        words = [word for word, each in self.said.items() if not each.is_empty]
        if not words:
            return None
        return Pattern(
            rf"^(?:(?P<count>{_COUNT})\s+)?(?:{_SIZE}\s+)?(?P<measure>{_any(words)})(?:e?s)?\.?\s+"
            r"(?:of\s+|de\s+)?(?P<food>\S.*)$",
            re.IGNORECASE,
        )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda each: (-len(each), each)))


def _count(said: str | None) -> float:
    """Return how many: of a range the middle, 1 where nobody said, or no number can be meant."""
    if said is None:
        return 1.0
    if said.lower().startswith(("half", "medi")):
        return _HALF
    number = find_number(said.replace(" ", "").lower())
    return number if number is not None and isfinite(number) else 1.0
