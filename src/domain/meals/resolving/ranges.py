"""How far from the truth a reading may be: the range that holds it four times in five."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from domain.meals.resolving.index import FoodIndex
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.resolver import Item

TAIL = 0.1
"""Share of the truths below and above a range."""

UNFORESEEN = 0.04
"""How likely an item is only half of what was read, and how likely half as much again: a misreading
none of its candidates shows. One such item stays within the tails; several do not."""

_FOODS, _PORTIONS = 6, 6
_POINTS = 48


type Points = list[tuple[float, float]]
"""Chances, and what comes about with each."""


class Outcome(NamedTuple):
    """One thing an item may turn out to be."""

    probability: float
    food: int
    mass_g: float
    portion: str


class Range(NamedTuple):
    """A lower and an upper bound."""

    low: float
    high: float


@dataclass(frozen=True)
class RangeFinder:
    """States ranges for the foods of one table."""

    index: FoodIndex
    lexicon: Lexicon

    def outcomes(self, item: Item, temperature: float | None = None) -> tuple[Outcome, ...]:
        """Return what an item may be, the likeliest first, probabilities adding up to 1.

        A food and a portion are the likelier the higher they were ranked: exp(score / temperature).
        """
        weights = self.lexicon.weights
        scored: list[tuple[float, Outcome]] = []
        for candidate in item.candidates[:_FOODS]:
            for fit in candidate.fits[:_PORTIONS]:
                if fit.mass_g > 0:
                    score = candidate.words_score + weights["portion"] * fit.score
                    scored.append((score, Outcome(0.0, candidate.food, fit.mass_g, fit.text)))
        if not scored:
            return ()
        best = max(score for score, _ in scored)
        raised = [
            math.exp((score - best) / (temperature or weights["temperature"]))
            for score, _ in scored
        ]
        total = sum(raised)
        outcomes = [
            outcome._replace(probability=share / total)
            for share, (_, outcome) in zip(raised, scored, strict=True)
        ]
        return tuple(sorted(outcomes, key=lambda each: -each.probability))

    def mass_g(self, item: Item) -> Range:
        """Return the range of an item's grams."""
        return self._around([(o.probability, o.mass_g) for o in self.outcomes(item)], item.mass_g)

    def energy_kcal(self, items: Sequence[Item]) -> Range:
        """Return the range of the energy of all items together, taken as independent."""
        return self.total(items, 0)

    def total(self, items: Sequence[Item], macro: int) -> Range:
        """Return the range of a sum: 0 energy in kcal; 1 protein, 2 carbohydrate, 3 fat in g."""
        points: Points = [(1.0, 0.0)]
        middle = 0.0
        for item in items:
            mine = [
                (outcome.probability, self.amount(outcome.food, outcome.mass_g, macro))
                for outcome in self.outcomes(item)
            ]
            if mine:
                mine = _with_unforeseen(mine, self.amount(item.best.food, item.mass_g, macro))
                points = compressed(
                    [(p * q, a + b) for p, a in points for q, b in compressed(mine)]
                )
            middle += self.amount(item.best.food, item.mass_g, macro)
        return self._around(points, middle)

    def amount(self, food: int, mass_g: float, macro: int) -> float:
        """Return what a mass of a food has; unknown counts as nothing."""
        per_100_g = self.index.per_100_g(food)[macro]
        return 0.0 if math.isnan(per_100_g) else per_100_g * mass_g / 100

    def _around(self, points: Sequence[tuple[float, float]], middle: float) -> Range:
        """Return the quantiles, at least as wide as foods of one name differ among themselves."""
        least = self.lexicon.weights["least_range"] * abs(middle)
        low, high = _quantile(points, TAIL), _quantile(points, 1 - TAIL)
        return Range(max(0.0, min(low, middle - least)), max(high, middle + least))


def _with_unforeseen(points: Points, read: float) -> Points:
    known = 1 - 2 * UNFORESEEN
    foreseen = [(probability * known, amount) for probability, amount in points]
    return [*foreseen, (UNFORESEEN, 0.5 * read), (UNFORESEEN, 1.5 * read)]


def _quantile(points: Iterable[tuple[float, float]], share: float) -> float:
    reached, value = 0.0, 0.0
    for probability, value in sorted(points, key=lambda point: point[1]):
        reached += probability
        if reached >= share:
            return value
    return value


def compressed(points: Points) -> Points:
    """Return at most `_POINTS` points: neighbours are joined at their mean."""
    points.sort(key=lambda point: point[1])
    if len(points) <= _POINTS:
        return points
    share = 1.0 / _POINTS
    found: list[tuple[float, float]] = []
    weight = value = 0.0
    for probability, amount in points:
        weight += probability
        value += probability * amount
        if weight >= share:
            found.append((weight, value / weight))
            weight = value = 0.0
    if weight > 0:
        found.append((weight, value / weight))
    return found
