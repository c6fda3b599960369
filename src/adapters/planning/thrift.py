"""The cheapest week that can be found, for budgets near the least that a week can cost.

With such a budget as one price among many no week ever fits. Without it a week fits at once; then
money is the only aim until the week costs no more than it may. Several short searches come
nearer to the least than a long one: each ends with other foods in the cupboard.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from adapters.planning.arrays import Arrays, Floats, Ints
from adapters.planning.guide import Guide
from adapters.planning.kernel.binding import Found
from adapters.planning.portions import best_portions
from adapters.planning.search import Search
from domain.plans.wishes import Weights

MONEY = Weights(1.0, 0.0, 0.0, 0.0, 0.0)
STEPS_TO_A_WEEK = 200_000
STEPS_OF_A_START = 600_000
STARTS = 8
HOT = 1.0
"""Points, each a dollar of one eater's week: packs cost more than a quarter of a serving does."""

TICKETS = 300
"""Entries of a meal's lottery of dishes."""

DEARER = 0.5
"""Points by which a dish is dearer that is drawn e times less often."""

_FAR = 1_000_003
"""Between the seeds of two starts."""


def money_alone(arrays: Arrays) -> Arrays:
    """Return the same week without its budget, wished for as cheap as possible."""
    wishes = replace(arrays.wishes, weights=MONEY, budget_usd=None)
    return replace(arrays, wishes=wishes, toil=np.zeros_like(arrays.toil))


def lottery(offered: Ints, costs: Floats) -> Ints:
    """Return the dishes offered at a meal, each as often as it is to be drawn.

    Args:
        offered: The dishes that may stand there.
        costs: Points that a meal of each of all dishes costs beyond the least (R,).
    """
    if not np.isfinite(costs[offered]).any():
        return offered
    beyond = costs[offered] - costs[offered].min()
    wanted = np.round(np.exp(-beyond / DEARER), 9)
    tickets = np.floor(TICKETS * wanted / wanted.sum() + 0.5).astype(np.int64)
    return np.repeat(offered, np.maximum(tickets, beyond == 0))


@dataclass
class Thrift:
    """Searches for a week that costs at most `most_usd`, of arrays with money as the only aim."""

    arrays: Arrays
    pools: Sequence[Ints]
    guide: Guide
    seed: int
    most_usd: float
    seconds_left: Callable[[], float]
    steps: int = 0
    """How many it took so far."""
    _searches: list[Search] = field(default_factory=list)

    @property
    def best(self) -> Found | None:
        """Return the cheapest week found, whether it costs too much or not."""
        found = [week for search in self._searches if (week := search.trace.best) is not None]
        return min(found, key=lambda week: week.value, default=None)

    @property
    def fits(self) -> bool:
        """Whether it costs no more than it may."""
        found, people = self.best, float(self.arrays.groups.sizes.sum())
        return found is not None and found.value * people <= self.most_usd

    def run(self, steps: int) -> None:
        """Search until a week costs no more than it may; in vain if none fits at any price."""
        for _ in range(STARTS):
            self._start(steps - self.steps)
            if self.steps >= steps or self.best is None or not self._is_wanted():
                break

    def _start(self, steps: int) -> None:
        seed = self.seed + _FAR * len(self._searches)
        search = Search(self.arrays, self.pools, self.guide, seed)
        self._searches.append(search)
        search.fit(min(STEPS_TO_A_WEEK, steps), self._may_go_on)
        search.polish(min(STEPS_OF_A_START, steps - search.step), self._is_wanted, hot=HOT)
        self.steps += search.step
        if search.trace.best is not None and self._is_wanted():
            self._portion(search, search.trace.best)

    def _portion(self, search: Search, week: Found) -> None:
        """Give a week's dishes the portions that cost least."""
        wishes = self.arrays.wishes
        quarters = best_portions(
            self.arrays,
            week,
            enough=(self.most_usd - wishes.spent_usd) / len(wishes.eaters),
            seconds_max=self.seconds_left(),
        )
        if quarters is not None:
            search.take(week.dish, quarters)

    def _is_wanted(self) -> bool:
        return not self.fits and self._may_go_on()

    def _may_go_on(self) -> bool:
        return self.seconds_left() > 0
