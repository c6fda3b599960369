"""A bound sharpened by whole numbers: meals, cookings and packs are branched on.

Of two branches one holds for every plan, so the lower of their optima is a bound as well. The
branch with the least optimum is split next, at the number that promises most. A few splits raise
the bound by as much as a programme in whole numbers does in many times as long.
"""

import heapq
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import highspy
import numpy as np

from adapters.planning.arrays import Floats
from adapters.planning.few_dishes import Bounded, FewDishes

STEPS = 4000
"""Of the simplex, all branches together.

A household has a fraction of them: each takes longer there, and a split proves less.
"""

WHOLE = 1e-5
"""What is as near to a whole number is one."""

A_MEAL, A_COOKING = 0.3, 0.6
"""Points one more or fewer is expected to cost before it was tried; a pack costs what it costs."""

LEAST = 1e-4
"""Points a split is expected to raise the bound by at least."""

type Limits = Mapping[int, tuple[float, float]]


@dataclass(frozen=True, order=True)
class Branch:
    """A part of the plans, its columns held between limits, and its optimum."""

    points: float
    number: int
    limits: Limits = field(compare=False)
    values: Floats = field(compare=False)
    basis: highspy.HighsBasis = field(compare=False)


def branched(few: FewDishes, root: Bounded) -> float:
    """Return the least points any plan can have, from the branches there is time to look into."""
    return Tree(few, root).grow(STEPS // few.programme.layout.blocs**2)


class Tree:
    """Branches that together hold every plan."""

    def __init__(self, few: FewDishes, root: Bounded) -> None:
        """Begin with one branch."""
        self.few, self.programme = few, few.programme
        self._whole = np.flatnonzero(few.programme.whole)
        self._held: Limits = {}
        self._learned: dict[tuple[int, bool], list[float]] = {}
        self._halves: list[Branch] = []
        basis, values = few.solver.basis, root.optimum.values
        self._branches = [Branch(root.points, 0, {}, values, basis)]
        self._count = 1

    def grow(self, steps: int) -> float:
        """Split the branch of the least points until so many steps are done; return those points.

        It ends too where the least branch cannot be split, or half of it has no solution of the
        few dishes there are: what the others would make of it is not known.
        """
        end = self.few.steps + steps
        self.few.solver.limit_steps(steps)
        while self.few.steps < end and self._split(self._branches[0]):
            heapq.heappop(self._branches)
            for half in self._halves:
                heapq.heappush(self._branches, half)
        return self._branches[0].points

    def _split(self, branch: Branch) -> bool:
        """Find the two halves of a branch; return whether both have a bound."""
        column = self._most_promising(branch.values)
        if column is None:
            return False
        value = float(branch.values[column])
        low, high = branch.limits.get(
            column, (float(self.programme.low[column]), float(self.programme.high[column]))
        )
        self._halves = []
        for limits in ((low, math.floor(value)), (math.ceil(value), high)):
            half = self._half(branch, {**branch.limits, column: limits})
            if half is None:
                return False
            self._halves.append(half)
            is_up = limits[1] == high
            far = limits[0] - value if is_up else value - limits[1]
            risen = (half.points - branch.points) / far
            self._learned.setdefault((column, is_up), []).append(risen)
        return True

    def _half(self, branch: Branch, limits: Limits) -> Branch | None:
        """Return a branch within narrower limits; it has no fewer points than the whole."""
        self._hold(limits)
        self.few.solver.go_on_from(branch.basis)
        found = self.few.solve()
        if found is None:
            return None
        self._count += 1
        points = max(branch.points, found.points)
        return Branch(points, self._count, limits, found.optimum.values, self.few.solver.basis)

    def _hold(self, limits: Limits) -> None:
        """Hold the columns of a branch, and let go of those of the one before."""
        freed = [column for column in self._held if column not in limits]
        both = [*freed, *limits]
        low = [*self.programme.low[freed], *(limits[column][0] for column in limits)]
        high = [*self.programme.high[freed], *(limits[column][1] for column in limits)]
        self.few.solver.limit_columns(np.array(both), np.array(low), np.array(high))
        self._held = limits

    def _most_promising(self, values: Floats) -> int | None:
        """Return the column whose halves should both have most points; None if all are whole."""
        share = values[self._whole] - np.floor(values[self._whole])
        split = (share > WHOLE) & (share < 1 - WHOLE)
        columns, shares = self._whole[split].tolist(), share[split].tolist()
        promised = [
            max(LEAST, self._rise(c, is_up=False) * f)
            * max(LEAST, self._rise(c, is_up=True) * (1 - f))
            for c, f in zip(columns, shares, strict=True)
        ]
        return columns[int(np.argmax(promised))] if columns else None

    def _rise(self, column: int, *, is_up: bool) -> float:
        """Return the points a unit of a column cost where it was split before."""
        learned = self._learned.get((column, is_up))
        if learned is None:
            if column >= self.programme.layout.buy:
                return float(self.programme.cost[column])
            return A_MEAL if column < self.programme.layout.uses else A_COOKING
        return sum(learned) / len(learned)
