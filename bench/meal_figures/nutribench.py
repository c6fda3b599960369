"""NutriBench's metric: carbohydrate within 7.5 g of the truth, and mean absolute errors."""

import math
import time
from dataclasses import dataclass, field

from bench.meal_figures.sources import Rows
from domain.meals.resolving.questions import PORTION, Question, best_question
from domain.meals.resolving.ranges import RangeFinder
from domain.meals.resolving.resolver import Item, Resolver

WITHIN_G = 7.5
_ROUNDING_KCAL, _ROUNDING_SHARE = 1.0, 0.005
_KCAL, _PROTEIN, _CARBOHYDRATE, _FAT = range(4)
_TRUTHS = {_KCAL: "energy", _PROTEIN: "protein", _CARBOHYDRATE: "carb", _FAT: "fat"}
_CODES = "fndds_2017_18_codes_if_single_food"


@dataclass
class Score:
    """What a run over one set of meals came to."""

    meals: int = 0
    right: int = 0
    answered: int = 0
    errors: dict[int, float] = field(default_factory=lambda: dict.fromkeys(_TRUTHS, 0.0))
    times_ms: list[float] = field(default_factory=list)
    single: int = 0
    single_right: int = 0

    @property
    def accuracy(self) -> float:
        """Share of meals whose carbohydrate is within 7.5 g."""
        return self.right / self.meals

    def mean_error(self, macro: int) -> float:
        """Return the mean absolute error of one quantity."""
        return self.errors[macro] / self.meals

    def time_ms(self, share: float) -> float:
        """Return a quantile of the processor time of a meal."""
        ordered = sorted(self.times_ms)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def score(resolver: Resolver, rows: Rows, column: str) -> Score:
    """Resolve every meal of a column and compare with the truth; nothing is left out."""
    result = Score()
    for row in rows:
        started = time.process_time()
        items = resolver.items(row[column])
        result.times_ms.append((time.process_time() - started) * 1000)
        result.meals += 1
        result.answered += bool(items)
        for macro, name in _TRUTHS.items():
            missed = abs(total(resolver, items, macro) - float(row[name]))
            result.errors[macro] += missed
            if macro == _CARBOHYDRATE:
                result.right += missed <= WITHIN_G
        if codes := row.get(_CODES):
            result.single += 1
            found = [resolver.index.food_ids[item.best.food].split(":")[-1] for item in items]
            result.single_right += len(found) == 1 and found[0] in codes.split(";")
    return result


def total(resolver: Resolver, items: tuple[Item, ...], macro: int) -> float:
    """Return what all items have of one quantity; unknown counts as nothing."""
    amounts = (resolver.index.per_100_g(i.best.food)[macro] * i.mass_g / 100 for i in items)
    return sum(amount for amount in amounts if not math.isnan(amount))


@dataclass(frozen=True)
class Coverage:
    """How often the stated range of energy held the truth."""

    overall: float
    narrow: float
    middle: float
    wide: float
    median_width_kcal: float

    @property
    def shares(self) -> dict[str, float]:
        """The shares by the name of what they are of."""
        return {
            "all": self.overall,
            "narrow": self.narrow,
            "middle": self.middle,
            "wide": self.wide,
        }


def coverage(resolver: Resolver, rows: Rows, column: str) -> Coverage:
    """Return the coverage of all meals and of the thirds by the width of their range."""
    finder = RangeFinder(resolver.index, resolver.lexicon)
    found: list[tuple[float, bool]] = []
    for row in rows:
        low, high = finder.energy_kcal(resolver.items(row[column]))
        truth = float(row["energy"])
        slack = max(_ROUNDING_KCAL, _ROUNDING_SHARE * truth)
        found.append((high - low, low - slack <= truth <= high + slack))
    found.sort()
    third = len(found) // 3
    parts = found, found[:third], found[third : 2 * third], found[2 * third :]
    shares = [sum(held for _, held in part) / len(part) for part in parts]
    return Coverage(shares[0], shares[1], shares[2], shares[3], found[len(found) // 2][0])


@dataclass(frozen=True)
class Asked:
    """What one truthful answer a meal does."""

    share: float
    accuracy: float


def asked(resolver: Resolver, rows: Rows, column: str) -> Asked:
    """Answer the question about an amount with the true grams; others stay unanswered.

    The rows name the true grams but not the foods they belong to: grams that another item has
    already are taken to be that item's, and of the rest those nearest to a choice are the answer.
    """
    finder = RangeFinder(resolver.index, resolver.lexicon)
    right = questions = 0
    for row in rows:
        items = resolver.items(row[column])
        question = best_question(items, finder)
        questions += question is not None
        carbohydrate_g = [finder.amount(i.best.food, i.mass_g, _CARBOHYDRATE) for i in items]
        if question is not None and question.about == PORTION:
            mass_g = _true_mass_g(question, items, row)
            if mass_g is not None:
                food = items[question.item].best.food
                carbohydrate_g[question.item] = finder.amount(food, mass_g, _CARBOHYDRATE)
        right += abs(sum(carbohydrate_g) - float(row["carb"])) <= WITHIN_G
    return Asked(questions / len(rows), right / len(rows))


def _true_mass_g(question: Question, items: tuple[Item, ...], row: dict[str, str]) -> float | None:
    left = [float(grams) for grams in row["grams_in_metric"].split(";") if grams]
    for number, item in enumerate(items):
        same = [grams for grams in left if abs(grams - item.mass_g) <= 0.02 * grams + 0.6]
        if number != question.item and same:
            left.remove(same[0])
    choices = [choice.mass_g for choice in question.choices]
    return min(
        (grams for grams in left if grams > 0),
        key=lambda grams: min(abs(math.log(grams / mass_g)) for mass_g in choices),
        default=None,
    )
