"""What to say when the weekly programme has no solution."""

from collections.abc import Iterable

import numpy as np

from adapters.planning.arrays import Arrays, Ints
from adapters.planning.highs import Solver
from adapters.planning.weekly_model import (
    BUDGET,
    ENERGY,
    MINUTES,
    PROTEIN,
    STRUCTURE,
    USE_UP,
    VARIETY,
    Programme,
    programme_of,
)
from domain.plans.conflict import Conflict, Relaxation, smallest_conflict

MEALS = "the recipes there are"
_LAST_TO_BLAME = (USE_UP, MINUTES, PROTEIN, BUDGET, ENERGY)


def conflict_of(programme: Programme) -> Conflict:
    """Return a smallest set of wishes that contradict each other, and what would end it."""
    groups = sorted(set(programme.rows.groups) - {STRUCTURE})
    first = [group for group in groups if group not in _LAST_TO_BLAME]
    ordered = [*first, *(group for group in _LAST_TO_BLAME if group in groups)]
    elastic = Elastic(programme)
    if not elastic.is_feasible_without(frozenset(ordered)):
        return Conflict((MEALS,))
    wishes = smallest_conflict(ordered, elastic.is_feasible_without)
    relaxations = (elastic.relaxation(wish) for wish in wishes)
    found = sorted((r for r in relaxations if r is not None), key=lambda r: (r.share, r.wish))
    return Conflict(wishes, tuple(found))


def household_conflict(arrays: Arrays) -> Conflict | None:
    """Return what contradicts itself once each eater's own limits count, if anything does.

    A household shares its dishes: what suits all eaters on average need not suit each of them.
    """
    if len(arrays.groups.eaters) == 1:
        return None
    programme = programme_of(arrays, each_group=True)
    solver = Solver(programme)
    solver.forget_points()
    return conflict_of(programme) if solver.solve() is None else None


class Elastic:
    """A programme whose groups of rows can be switched off or stretched."""

    def __init__(self, programme: Programme) -> None:
        """Take a programme that has no solution."""
        self.rows = programme.rows
        self.solver = Solver(programme)
        self.solver.forget_points()
        self.low, self.high = np.array(programme.rows.low), np.array(programme.rows.high)

    def is_feasible_without(self, groups: frozenset[str]) -> bool:
        """Whether the programme has a solution when these groups are given up."""
        mine = self._rows(groups)
        self.solver.set_rows(mine, np.full(len(mine), -np.inf), np.full(len(mine), np.inf))
        feasible = self.solver.solve() is not None
        self.solver.set_rows(mine, self.low[mine], self.high[mine])
        return feasible

    def relaxation(self, group: str) -> Relaxation | None:
        """Return by which share a group must be stretched, everything else kept; None: no share.

        Variety is counted in cookings, not shares: it is not stretched.
        """
        if group == VARIETY:
            return None
        mine = self._rows([group])
        stretch = self.solver.add_stretch(mine, self.low[mine], self.high[mine])
        found = self.solver.solve()
        self.solver.remove_last_column()
        share = None if found is None else float(found.values[stretch])
        return None if share is None else Relaxation(group, share)

    def _rows(self, groups: Iterable[str]) -> Ints:
        names = set(groups)
        return np.array([i for i, g in enumerate(self.rows.groups) if g in names], dtype=np.int64)
