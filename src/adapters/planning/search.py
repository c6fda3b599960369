"""The local search: annealing over whole weeks, the same for the same seed.

Moves are made in C (`kernel/`). First a week has to fit, whatever it costs: points count little and
the heat goes up and down. From the first plan on they count in full, and the week cools slowly.
The number of moves, its steps, is the budget; the clock only ends a search that takes too long.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from adapters.planning.arrays import Arrays, Floats, Ints
from adapters.planning.guide import Guide
from adapters.planning.kernel.binding import Found, Kernel, Schedule

UNEAGER = 0.05
"""How much points count while there is no plan."""

FIRST_PRICE = 300.0
"""Points for being outside a limit by the whole of it."""

SHARES = (400, 150, 50, 150, 80, 150, 20)
CHUNK = 10_000
"""Steps between two looks at the clock."""

FITTING = Schedule(SHARES, period=200, dearer=1.3, cheaper=0.95)
FITTING_HOT, FITTING_COLD, FITTING_CYCLE = 1.0, 0.1, 30 * CHUNK
POLISHING = Schedule(SHARES, period=1000, dearer=1.3, cheaper=0.9)
HOT, WARM, COLD = 0.4, 0.2, 0.05
"""Temperatures in points: of a first week, of one to be made better still, and at the end."""


@dataclass
class Trace:
    """The best plan so far, the nearest week if there is none, and when plans were found."""

    best: Found | None = None
    nearest: Found | None = None
    improvements: list[tuple[int, float]] = field(default_factory=list)


class Search:
    """One search from one start; `fit` and `polish` may be called again to go on."""

    def __init__(self, arrays: Arrays, pools: Sequence[Ints], guide: Guide, seed: int) -> None:
        """Take the dishes of each position, each as often as it is to be drawn, and a guide."""
        self.arrays = arrays
        self.trace = Trace()
        self.step = 0
        self._kernel = Kernel(
            arrays,
            pools,
            guide.worth,
            seed,
            first_price=FIRST_PRICE,
            eager=UNEAGER,
        )
        self._kernel.load(*_first(arrays, pools, guide.wanted, np.random.default_rng(seed)))
        self._look()

    def take(self, dish: Ints, quarters: Ints) -> None:
        """Take over a whole week, a plan or not, and go on from there."""
        self._kernel.load(dish, quarters)
        self._look()

    def fit(self, steps: int, may_go_on: Callable[[], bool]) -> Trace:
        """Look for a week that keeps all limits, for so many steps in all."""
        while self.trace.best is None and self.step < steps and may_go_on():
            count = min(CHUNK, steps - self.step)
            done = self.step % FITTING_CYCLE
            self._run(
                FITTING, _cooled(FITTING_HOT, FITTING_COLD, done, count, FITTING_CYCLE), count
            )
        return self.trace

    def polish(self, steps: int, may_go_on: Callable[[], bool], *, hot: float = HOT) -> Trace:
        """Make a plan better, by so many steps; fewer where eaters differ, for they take longer."""
        steps = 2 * steps // (1 + len(self.arrays.groups.eaters))
        for first in range(0, steps, CHUNK):
            if self.trace.best is None or not may_go_on():
                break
            count = min(CHUNK, steps - first)
            self._run(POLISHING, _cooled(hot, COLD, first, count, steps), count)
        return self.trace

    def go_on_from_best(self, steps: int, may_go_on: Callable[[], bool]) -> Trace:
        """Make the best plan found better still, without forgetting too much of it."""
        if self.trace.best is not None:
            self._kernel.load(self.trace.best.dish, self.trace.best.quarters)
        return self.polish(steps, may_go_on, hot=WARM)

    def _run(self, schedule: Schedule, heat: tuple[float, float], steps: int) -> None:
        self._kernel.run(schedule, steps, *heat)
        self.step += steps
        self._look()

    def _look(self) -> None:
        best, trace = self._kernel.best, self.trace
        if best is not None and (trace.best is None or best.value < trace.best.value):
            trace.best = best
            trace.improvements.append((self.step, best.value))
        trace.nearest = self._kernel.nearest


def _cooled(hot: float, cold: float, done: int, count: int, steps: int) -> tuple[float, float]:
    """Return the temperatures before and after so many of the steps of an even cooling."""
    before, after = done / steps, (done + count) / steps
    return hot * (cold / hot) ** before, hot * (cold / hot) ** after


def _first(
    arrays: Arrays, pools: Sequence[Ints], wanted: Floats, random: np.random.Generator
) -> tuple[Ints, Ints]:
    """Return a week drawn as the guide wants it, with portions of about one serving."""
    dish = np.zeros(len(arrays.positions), dtype=np.int64)
    quarters = np.full((len(dish), len(arrays.groups.eaters)), 4, dtype=np.int64)
    for m, position in enumerate(arrays.positions):
        share = wanted[m, pools[m]] + 1e-6
        dish[m] = random.choice(pools[m], p=share / share.sum())
        if position.quarters is not None:
            quarters[m] = position.quarters
    return dish, quarters
