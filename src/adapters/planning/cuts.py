"""What the weekly programme may add about each dish: on which days it can be cooked and eaten.

A dish is a leftover while it keeps and is cooked again only after a gap of days. So few pairs of
"meals" and "cookings" of a week are possible, fewer than the programme's rows say. The possible
ones are counted out, and the programme is cut back to their convex hull: after each solution, one
cut for each dish whose share of it lies outside, until none does.
"""

from dataclasses import dataclass, field
from functools import cached_property

import highspy
import numpy as np

from adapters.planning.arrays import Arrays, Floats, Ints
from adapters.planning.highs import Optimum, Solver, silent_highs
from adapters.planning.kitchen import Kitchen
from adapters.planning.programme import STRUCTURE
from adapters.planning.weekly_model import Programme

ROUNDS = 12
OUTSIDE = 1e-4
"""Meals and cookings by which a solution must lie outside to be cut off."""

SLACK = 1e-9
MOST_OFFSET = 100.0


@dataclass(frozen=True)
class Cut:
    """A dish's meals and cookings of each period, times their slopes (2 P,), are `most` at most."""

    dish: int
    slopes: Floats
    most: float

    def write(self, programme: Programme) -> tuple[Ints, Floats]:
        """Add the cut to a programme of the same week; return its columns and their values."""
        at, count = programme.layout, len(self.slopes) // 2
        use, cook = np.flatnonzero(at.dish == self.dish), np.flatnonzero(at.cooked == self.dish)
        columns = np.concatenate([use, at.cook + cook])
        values = np.concatenate([self.slopes[at.period[use]], self.slopes[count + at.when[cook]]])
        programme.rows.add(STRUCTURE, -np.inf, self.most, columns, values)
        return columns, values


@dataclass
class DishCuts:
    """Cuts of one programme, found for one solution after another."""

    arrays: Arrays
    programme: Programme
    found: list[Cut] = field(default_factory=list)
    _patterns: dict[tuple[int, int], Floats] = field(default_factory=dict)

    @cached_property
    def _kitchen(self) -> Kitchen:
        return Kitchen(self.arrays)

    @cached_property
    def _fixed(self) -> frozenset[int]:
        """Return the dishes locked with their portions: their meals stand outside the columns."""
        return frozenset(p.dish for p in self.arrays.positions if p.quarters is not None)

    def tighten(self, solver: Solver) -> Optimum | None:
        """Return the optimum once no dish can be cut any further; None if nothing is left.

        The cuts are written into the programme as well.
        """
        optimum = solver.solve()
        for _ in range(ROUNDS):
            if optimum is None or not self.cut(solver, optimum):
                break
            optimum = solver.solve()
        return optimum

    def cut(self, solver: Solver, optimum: Optimum) -> bool:
        """Cut off what dishes cannot have of this optimum; return whether there was any."""
        broken = self._broken(optimum.values)
        self.found += broken
        for cut in broken:
            columns, values = cut.write(self.programme)
            solver.add_row(columns, values, cut.most)
        return bool(broken)

    def _broken(self, values: Floats) -> list[Cut]:
        """Return a cut for each dish this solution cannot have."""
        at, cuts = self.programme.layout, []
        count = int(self.programme.periods[-1]) + 1
        for dish in np.unique(at.dish[values[: at.uses] > OUTSIDE]).tolist():
            if dish in self._fixed:
                continue
            use, cook = np.flatnonzero(at.dish == dish), np.flatnonzero(at.cooked == dish)
            eaten = np.bincount(at.period[use], values[use], count)
            cooked = np.bincount(at.when[cook], values[at.cook + cook], count)
            possible = self._possible(dish)
            slopes = separated(possible, np.concatenate([eaten, cooked]))
            if slopes is not None:
                cuts.append(Cut(dish, slopes, float((possible @ slopes).max()) + SLACK))
        return cuts

    def _possible(self, dish: int) -> Floats:
        """Return the meals and cookings of each period a dish can have in a week (V, 2 P)."""
        kind = self._kitchen.kind_of(dish)
        if kind not in self._patterns:
            self._patterns[kind] = self._count_out(dish)
        return self._patterns[kind]

    def _count_out(self, dish: int) -> Floats:
        positions, periods = self.arrays.positions, self.programme.periods
        firsts = {position.day: m for m, position in reversed(list(enumerate(positions)))}
        days = sorted(firsts)
        count, found = int(periods[-1]) + 1, set()
        for chosen in range(1 << len(days)):
            eaten = [day for i, day in enumerate(days) if chosen >> i & 1]
            cookings = self._kitchen.cookings(dish, sum(1 << firsts[day] for day in eaten))
            if cookings.repeated:
                continue
            cooked = [day for day in eaten if cookings.bits >> firsts[day] & 1]
            both = (np.bincount(periods[each], minlength=count) for each in (eaten, cooked))
            found.add(tuple(np.concatenate(list(both)).tolist()))
        return np.array(sorted(found), dtype=float)


def separated(points: Floats, outside: Floats) -> Floats | None:
    """Return the normal of a plane between the hull of points (V, K) and one outside it (K,).

    The steepest whose slopes are at most 1; None where the point lies within.
    """
    count, width = points.shape
    plane = highspy.HighsLp()
    plane.num_col_, plane.num_row_ = width + 1, count
    plane.col_cost_ = np.append(-outside, 1.0)
    plane.col_lower_ = np.append(np.full(width, -1.0), -MOST_OFFSET)
    plane.col_upper_ = np.append(np.full(width, 1.0), MOST_OFFSET)
    plane.row_lower_, plane.row_upper_ = np.full(count, -highspy.kHighsInf), np.zeros(count)
    rows = np.hstack([points, -np.ones((count, 1))])
    plane.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    plane.a_matrix_.start_ = (np.arange(count + 1) * (width + 1)).astype(np.int32)
    plane.a_matrix_.index_ = np.tile(np.arange(width + 1), count).astype(np.int32)
    plane.a_matrix_.value_ = rows.ravel()
    solver = silent_highs()
    solver.passModel(plane)
    solver.run()
    normal: Floats = np.array(solver.getSolution().col_value)[:width]
    normal[np.abs(normal) < SLACK] = 0.0
    beyond = float(normal @ outside - (points @ normal).max())
    return normal if beyond > OUTSIDE else None
