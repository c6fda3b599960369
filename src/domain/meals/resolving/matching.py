"""The one name among many that a description means, or none: table against table."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from domain.meals.resolving.words import Word, split

_ASIDE = 0.25
_FIRST = 1.6
_LINKS = frozenset({"and", "with", "or", "in", "of", "from", "to", "for", "the", "a", "made", "by"})
_CLASSES = frozenset({"beverage", "snack", "candy", "food", "fast", "restaurant"})
_CLASS = 0.3
_FORTIFIED = frozenset({"enriched", "fortified"})
_STATES = frozenset({"raw", "cooked", "dry", "unprepared"})
_STATE = 2.0
_EQUAL = 0.004
_UNKNOWN = 1.6
_SAID_OTHERWISE = (
    ("with added solution", "enhanced"), ("pre-packaged", "prepackaged"),
    ("sugar free", "dietetic"), ("no sugar", "dietetic"), ("hash browns", "hashed brown"),
    ("hash brown,", "hashed brown,"), ("pasta, cooked", "spaghetti, cooked"),
    ("pasta, whole-wheat", "pasta, whole grain"), ("cola, regular", "cola, contains caffeine"),
    ("bbq", "barbecue"), ("rotisserie", "roasted"),
)  # fmt: skip


class Match(NamedTuple):
    """A name, by its place in the list, and how alike it is: 1 is the same."""

    place: int
    likeness: float


@dataclass(frozen=True)
class NameMatcher:
    """Finds names by the words they share, the rare ones counting most.

    Words of the first part count more, words in brackets and names of classes ("beverages",
    "snacks") less. Likeness is the cosine of both names' words, each weighted by its rarity.
    """

    names: Sequence[str]
    least: float = 0.5
    """Below this likeness a description means none of the names."""

    @cached_property
    def _vectors(self) -> tuple[Mapping[str, float], ...]:
        return tuple(_weighted(split(_as_usda(name))) for name in self.names)

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        having = Counter(word for vector in self._vectors for word in vector)
        return {word: math.log(1 + len(self.names) / count) for word, count in having.items()}

    @cached_property
    def _unknown(self) -> float:
        """The weight of a word no name has: it speaks against every one."""
        return _UNKNOWN * math.log(1 + len(self.names))

    @cached_property
    def _lengths(self) -> tuple[float, ...]:
        return tuple(self._length(vector) for vector in self._vectors)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        places: dict[str, list[int]] = {}
        for place, vector in enumerate(self._vectors):
            for word in vector:
                places.setdefault(word, []).append(place)
        return places

    def best(self, description: str) -> Match | None:
        """Return the likest name, or None where none is like enough.

        Of equally like names that with most words spelled the same is meant ("onions, raw" before
        "onion, raw"), then the first.
        """
        asked = _weighted(split(_as_usda(description)))
        products: dict[int, float] = {}
        for word, weight in asked.items():
            rarity = self._rarity.get(word, 0.0)
            for place in self._places.get(word, ()):
                gained = weight * self._vectors[place][word] * rarity * rarity
                products[place] = products.get(place, 0.0) + gained
        length = self._length(asked)
        matches = [
            Match(place, product / (length * self._lengths[place]))
            for place, product in products.items()
        ]
        highest = max((match.likeness for match in matches), default=0.0)
        if highest < self.least or not matches:
            return None
        typed = _typed(description)
        equals = [match for match in matches if match.likeness >= highest - _EQUAL]
        return max(
            equals,
            key=lambda match: (
                len(typed & _typed(self.names[match.place])),
                match.likeness,
                -match.place,
            ),
        )

    def _length(self, vector: Mapping[str, float]) -> float:
        return math.sqrt(
            sum(
                (weight * self._rarity.get(word, self._unknown)) ** 2
                for word, weight in vector.items()
            )
        )


def _as_usda(description: str) -> str:
    """Return a description in the words of the newer tables."""
    folded = description.casefold()
    for older, newer in _SAID_OTHERWISE:
        folded = folded.replace(older, newer)
    return folded


def _typed(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace(",", " ").split())


def _weighted(words: Iterable[Word]) -> Mapping[str, float]:
    weights: dict[str, float] = {}
    part, depth, is_measured = 0, 0, False
    for word in words:
        if word.form in {"(", ")"}:
            depth = max(0, depth + (1 if word.form == "(" else -1))
        elif word.form == ",":
            part += depth == 0
            is_measured = False
        elif word.form[0].isalnum() or word.number is not None:
            form = f"{word.number:g}" if word.number is not None else word.form
            is_measured = is_measured or (part > 0 and word.number is not None)
            weight = _ASIDE if is_measured else _weight(form, part, depth)
            weights[form] = max(weight, weights.get(form, 0.0))
    return weights


def _weight(form: str, part: int, depth: int) -> float:
    if depth or form in _LINKS or form in _FORTIFIED:
        return _ASIDE
    if form in _CLASSES:
        return _CLASS
    if form in _STATES:
        return _STATE
    return _FIRST if part == 0 else 1.0
