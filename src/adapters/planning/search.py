"""The local search: heat-bath annealing over whole weeks, the same for the same seed.

A step empties one meal, scores every dish in its place with the portions that suit the day best,
and draws one by Boltzmann's law; or it does the same with the portions of one eater's day. Prices
of broken limits rise until a week keeps them all, then fall again. The number of steps is the
budget; the clock only ends a search that takes too long altogether.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from adapters.planning.arrays import FREE, Arrays, Floats, Ints, energy_bands, protein_bands
from adapters.planning.moves import Moves
from adapters.planning.refits import DayRefits, Refits
from adapters.planning.state import Week, bits_of
from adapters.planning.tariff import Broken, Tariff, points_of

HOT, COLD = 1.5, 0.08
"""Temperatures in points."""

COOLED = 0.85
"""Of a cycle; the rest of it stays cold."""

STEPS_OF_A_CYCLE = 1200
PERIOD = 14
"""Steps between two looks at what is broken."""

PORTIONS_SHARE, SWAPS_SHARE = 0.15, 0.05
ONE_MEAL, SAME_DISH = 0.4, 0.25
"""Shares of steps, and of replacements."""

NEAR_DAYS = 3
KEPT = 1e-9


@dataclass(frozen=True)
class Found:
    """A week a search came across."""

    dish: Ints
    quarters: Ints
    points: float
    broken: float
    step: int


@dataclass
class Trace:
    """The best plan so far, the nearest week if there is none, and when plans were found."""

    best: Found | None = None
    nearest: Found | None = None
    improvements: list[tuple[int, float]] = field(default_factory=list)


class Search:
    """One search; `run` may be called again to go on."""

    def __init__(self, arrays: Arrays, pools: Sequence[Ints], guide: Floats, seed: int) -> None:
        """Take the dishes of each position and how much the guide wants each (M, R)."""
        self.arrays = arrays
        self.random = np.random.default_rng(seed)
        self.pools = pools
        self.guide = guide
        self.trace = Trace()
        self.step = 0
        dish, quarters = self._first()
        self.week = Week(arrays, dish, quarters)
        self.tariff = Tariff(arrays)
        self.moves = Moves(self.week, self.tariff, pools)
        self.refits = DayRefits(self.moves)
        self.bands = (*energy_bands(arrays), *protein_bands(arrays))
        self._swaps = self._pairs()
        self._near = self._neighbours()
        self._movable = frozenset(self.moves.free)

    def _first(self) -> tuple[Ints, Ints]:
        """Return a week drawn as the guide wants it, with portions of about one serving."""
        a = self.arrays
        dish = np.full(len(a.positions), FREE, dtype=np.int64)
        quarters = np.full((len(a.positions), len(a.groups.eaters)), 4, dtype=np.int64)
        for m, position in enumerate(a.positions):
            pool = self.pools[m]
            wanted = self.guide[m, pool] + 1e-6
            dish[m] = self.random.choice(pool, p=wanted / wanted.sum())
            if position.quarters is not None:
                quarters[m] = position.quarters
        return dish, quarters

    def _pairs(self) -> list[tuple[int, int]]:
        """Return the pairs of positions of one slot whose dishes may change places."""
        positions, free = self.arrays.positions, set(self.moves.free)
        return [
            (m, n)
            for m in sorted(free)
            for n in sorted(free)
            if m < n
            and positions[m].slot == positions[n].slot
            and positions[m].dish == positions[n].dish == FREE
        ]

    def run(self, steps: int, may_go_on: Callable[[], bool]) -> Trace:
        """Take so many steps, unless told to stop."""
        end = self.step + steps
        while self.step < end and self.moves.free:
            heat = self._temperature()
            self._take_step(heat)
            self.step += 1
            if self.step % PERIOD == 0:
                self._look(adapt=True)
                if not may_go_on():
                    break
            elif (heat < 2 * COLD or self.trace.best is None) and self._may_be_plan():
                self._look(adapt=False)
            if self.step % STEPS_OF_A_CYCLE == 0:
                self._begin_again()
        self._look(adapt=False)
        return self.trace

    def _temperature(self) -> float:
        """Return the temperature: each cycle cools from hot to cold."""
        done = self.step % STEPS_OF_A_CYCLE / STEPS_OF_A_CYCLE
        hot = HOT if self.step < STEPS_OF_A_CYCLE else HOT / 2
        return float(hot * (COLD / hot) ** min(1.0, done / COOLED))

    def _take_step(self, heat: float) -> None:
        draw = self.random.random()
        if draw < PORTIONS_SHARE:
            self._portions(heat)
        elif draw < PORTIONS_SHARE + SWAPS_SHARE and self._swaps:
            self._swap(heat)
        else:
            self._replace(heat)

    def _replace(self, heat: float) -> None:
        """Draw a dish for one meal, or one dish for several: a cooking and its leftovers."""
        places = self._places()
        as_it_was = [] if len(places) == 1 else [self.moves.score()]
        taken = [(m, *self.week.take(m)) for m in places]
        found = self.refits.of(places)
        chosen = self._draw(np.concatenate([found.score, as_it_was]), heat)
        if chosen == len(found.dish):
            for m, dish, quarters in taken:
                self.week.put(m, dish, quarters)
        else:
            self.apply(places, found, chosen)

    def apply(self, places: Sequence[int], found: Refits, chosen: int) -> None:
        """Put what was chosen on these empty positions, and change the portions of their days."""
        for at, m in enumerate(places):
            self.week.put(m, int(found.dish[chosen]), found.quarters[chosen, at])
        changes = found.changes[chosen]
        for group, at in np.argwhere(changes).tolist():
            self.week.change(int(found.others[at]), group, int(changes[group, at]))

    def _places(self) -> list[int]:
        """Draw the meals to replace: one, all of one dish, or some close together."""
        m = self.moves.free[self.random.integers(len(self.moves.free))]
        draw = self.random.random()
        if draw < ONE_MEAL:
            return [m]
        if draw < ONE_MEAL + SAME_DISH:
            eaten = bits_of(self.week.eaten[int(self.week.dish[m])])
            return [n for n in eaten if n in self._movable]
        near = self._near[m]
        if not near:
            return [m]
        count = int(self.random.integers(1, max(2, self.arrays.wishes.variety.meals_of_a_cooking)))
        days = {int(self.week.day[m])}
        places = [m]
        for n in self.random.permutation(near).tolist():
            if len(places) <= count and int(self.week.day[n]) not in days:
                places.append(n)
                days.add(int(self.week.day[n]))
        return places

    def _neighbours(self) -> list[list[int]]:
        """Return, for each position, those of the next days that might eat its leftovers."""
        may, day = self.moves.may, self.week.day
        return [
            [
                n
                for n in self.moves.free
                if 0 < day[n] - day[m] <= NEAR_DAYS and (may[m] & may[n]).any()
            ]
            for m in range(len(day))
        ]

    def _portions(self, heat: float) -> None:
        days = [d for d, places in enumerate(self.moves.of_day) if places]
        d = days[self.random.integers(len(days))]
        for group in range(len(self.week.sizes)):
            places, steps, score = self.moves.portions(d, group)
            chosen = steps[self._draw(score, heat)]
            for place, quarters in zip(places, chosen, strict=True):
                if quarters:
                    self.week.change(place, group, int(quarters))

    def _swap(self, heat: float) -> None:
        m, n = self._swaps[self.random.integers(len(self._swaps))]
        before = self.moves.score()
        (dish_m, quarters_m), (dish_n, quarters_n) = self.week.take(m), self.week.take(n)
        may = self.moves.may[m, dish_n] and self.moves.may[n, dish_m]
        if may:
            self.week.put(m, dish_n, quarters_n)
            self.week.put(n, dish_m, quarters_m)
            if self.moves.score() <= before - heat * math.log(1 - self.random.random()):
                return
            self.week.take(m)
            self.week.take(n)
        self.week.put(m, dish_m, quarters_m)
        self.week.put(n, dish_n, quarters_n)

    def _draw(self, score: Floats, heat: float) -> int:
        """Draw an index by Boltzmann's law."""
        return int(np.argmin(score + heat * np.log(self.random.standard_exponential(len(score)))))

    def _may_be_plan(self) -> bool:
        """Whether the limits that are quick to look at are kept."""
        week = self.week
        return (
            not week.repeated
            and bool((week.counts <= week.most_of_kind).all())
            and bool((week.minutes <= self.arrays.minutes_max).all())
            and bool((week.energy <= self.bands[1]).all())
            and bool((week.energy >= self.bands[0]).all())
            and bool((week.protein <= self.bands[3]).all())
            and bool((week.protein >= self.bands[2]).all())
        )

    def _look(self, *, adapt: bool) -> None:
        """Remember the week if it is the best plan, or the nearest to one."""
        broken = Broken(self.week, self.bands)
        total = broken.total
        if total <= KEPT:
            points = points_of(self.week, broken)
            if self.trace.best is None or points < self.trace.best.points - KEPT:
                if self.trace.best is None:
                    self.tariff.count_points()
                self.trace.best = self._found(points, 0.0)
                self.trace.improvements.append((self.step, points))
        elif self.trace.best is None and (
            self.trace.nearest is None or total < self.trace.nearest.broken
        ):
            self.trace.nearest = self._found(points_of(self.week, broken), total)
        if adapt:
            self.tariff.adapt(broken)

    def _found(self, points: float, broken: float) -> Found:
        week = self.week
        return Found(week.dish.copy(), week.quarters.copy(), points, broken, self.step)

    def _begin_again(self) -> None:
        """Go on from the best plan, or the nearest week."""
        start = self.trace.best or self.trace.nearest
        if start is not None:
            self.week.load(start.dish, start.quarters)
