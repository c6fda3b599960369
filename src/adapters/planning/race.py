"""Several searches of one week: the best of their first results is made better still."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from adapters.planning.arrays import Arrays, Ints
from adapters.planning.guide import Guide
from adapters.planning.kernel.binding import Found
from adapters.planning.portions import best_portions
from adapters.planning.search import Search

STARTS = 3
"""One start in ten ends in a corner out of which even many steps do not lead."""

SHORT = 20_000
"""Steps after which a first start that found nothing is left alone: most find a plan within."""

_FAR = 1_000_003
"""Between the seeds of two starts, so that those of neighbouring orders do not meet."""


@dataclass
class Race:
    """Searches of one week, and what was found when: `trace`, in seconds and points.

    They stop `seconds_max` after `began_s` of the clock `now_s`.
    """

    arrays: Arrays
    guide: Guide
    seed: int
    now_s: Callable[[], float]
    began_s: float
    seconds_max: float
    trace: list[tuple[float, float]] = field(default_factory=list)
    _searches: list[Search] = field(default_factory=list)

    @property
    def seconds_left(self) -> float:
        """Return how long it may go on."""
        return self.seconds_max - (self.now_s() - self.began_s)

    @property
    def best(self) -> Found | None:
        """Return the best plan found."""
        return None if not self._searches else self._winner().trace.best

    @property
    def nearest(self) -> Found | None:
        """Return the week that breaks its limits least, of the last search."""
        return self._searches[-1].trace.nearest

    def start(self, pools: Sequence[Ints], steps: int) -> None:
        """Look for a plan from a new start, among these dishes of each position."""
        seed = self.seed + _FAR * len(self._searches)
        self._searches.append(Search(self.arrays, pools, self.guide, seed))
        self.go_on(steps)

    def start_shortly(self, pools: Sequence[Ints], steps: int) -> None:
        """Look for a plan from several new starts, the last of which may take so many steps."""
        for _ in range(1, STARTS):
            if self.best is None:
                self.start(pools, min(steps, SHORT))
        if self.best is None:
            self.start(pools, steps)

    def take(self, pools: Sequence[Ints], week: Found) -> None:
        """Go on from a week found elsewhere: a plan, or the nearest to one."""
        self._searches.append(Search(self.arrays, pools, self.guide, self.seed))
        self._searches[-1].take(week.dish, week.quarters)
        self._look()

    def go_on(self, steps: int) -> None:
        """Look on for a plan from the last start, up to so many steps in all."""
        self._searches[-1].fit(steps, self._may_go_on)
        self._look()

    def finish(self, pools: Sequence[Ints], steps: int, steps_of_a_start: int) -> None:
        """Polish the plan of each start by a share of the steps, then the best by three shares.

        HiGHS takes longer over a household's portions: a share is less there, so that the last
        ones are found by the time the reply is waited for.
        """
        share = steps // (4 if len(self.arrays.groups.eaters) == 1 else 6)
        self._searches[-1].polish(share, self._may_go_on)
        for _ in range(1, STARTS):
            self.start(pools, steps_of_a_start)
            self._searches[-1].polish(share, self._may_go_on)
        winner = self._winner()
        self._portion(pools, winner)
        self._searches.append(winner)
        winner.go_on_from_best(3 * share, self._may_go_on)
        self._portion(pools, winner)

    def _portion(self, pools: Sequence[Ints], search: Search) -> None:
        """Take over the best week of a search with the portions that cost its dishes fewest points.

        The search itself goes on with its own portions: a week that it finds is at first portioned
        no better than they are, and would be compared with what only whole numbers reach.
        """
        best = search.trace.best
        if best is not None and self._may_go_on():
            quarters = best_portions(
                self.arrays, best, enough=-np.inf, seconds_max=self.seconds_left
            )
            if quarters is not None:
                self.take(pools, replace(best, quarters=quarters))

    def _winner(self) -> Search:
        """Return the search with the best plan, the first of equals."""
        return min(
            self._searches,
            key=lambda search: (
                float("inf") if search.trace.best is None else search.trace.best.value
            ),
        )

    def _may_go_on(self) -> bool:
        self._look()
        return self.seconds_left > 0

    def _look(self) -> None:
        """Note when a better plan was found."""
        found = self._searches[-1].trace.best
        if found is not None and (not self.trace or found.value < self.trace[-1][1]):
            self.trace.append((self.now_s() - self.began_s, found.value))
