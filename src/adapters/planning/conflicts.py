"""What to say when the weekly programme has no solution."""

from collections.abc import Callable, Collection, Sequence

import numpy as np

from adapters.planning.arrays import Arrays, Bools, Ints
from adapters.planning.cuts import DishCuts
from adapters.planning.daily_model import WISHES_OF_A_DAY, daily_programme_of
from adapters.planning.few_dishes import dishes_of_columns, gladly_taken
from adapters.planning.highs import Solver, is_refuted_in_whole_numbers
from adapters.planning.programme import (
    BUDGET,
    ENERGY,
    MINUTES,
    PROTEIN,
    STRUCTURE,
    USE_UP,
    VARIETY,
)
from adapters.planning.weekly_model import Programme, programme_of
from domain.plans.conflict import Conflict, Relaxation, smallest_conflict

MEALS = "the recipes there are"
STEPS_TIMES_COLUMNS = 2_500_000
"""Of the simplex to look for a smaller conflict, fewer steps where each takes longer.

Without a proof by then a wish stays blamed.
"""

STEPS_OF_WAYS_OUT = 5000
"""Of the simplex to look for what would make room, all ways together."""

NO_PART = 1e-9
_LAST_TO_BLAME = (USE_UP, MINUTES, PROTEIN, BUDGET, ENERGY)
"""What users decide themselves, and can give way in."""


def conflict_of(cuts: DishCuts) -> Conflict:
    """Return a smallest set of wishes that contradict each other, and what would end it."""
    solver = Solver(cuts.programme)
    solver.forget_points()
    solver.solve()
    return _conflict_of(Elastic(cuts.programme, solver, cuts))


def hidden_conflict(cuts: DishCuts) -> Conflict | None:
    """Return what contradicts itself once cookings and each eater's own limits count, if any.

    A household shares its dishes: what suits all eaters on average need not suit each of them.
    Only what is proved is a conflict; a programme that could not be solved is none.
    """
    small = Solver(cuts.programme)
    tight = cuts.tighten(small)
    if tight is None and small.is_refuted:
        return conflict_of(cuts)
    if len(cuts.arrays.groups.eaters) == 1:
        return None
    sharp = programme_of(cuts.arrays, each_group=True)
    for cut in cuts.found:
        cut.write(sharp)
    solver = Solver(sharp)
    solver.forget_points()
    few = None if tight is None else gladly_taken(cuts.arrays, cuts.programme.layout, tight)
    elastic = Elastic(sharp, solver, few=few)
    if elastic.has_few_that_do() or solver.solve_bare() or not solver.is_refuted:
        return None
    return _conflict_of(elastic)


def conflict_of_days(arrays: Arrays, seconds_left: Callable[[], float]) -> Conflict | None:
    """Return what contradicts itself day by day and in whole numbers, if that can be proved.

    What would end it is not told: a stretch that suffices here need not suffice for the week.
    """

    def is_refuted(held: frozenset[str]) -> bool:
        return is_refuted_in_whole_numbers(daily_programme_of(arrays, held), seconds_left())

    every = frozenset(WISHES_OF_A_DAY)
    if not is_refuted(every):
        return None
    return Conflict(
        smallest_conflict(WISHES_OF_A_DAY, lambda given_up: not is_refuted(every - given_up))
        or (MEALS,)
    )


def _conflict_of(elastic: "Elastic") -> Conflict:
    """Of the wishes one proof blames, leave out each that the contradiction does not need."""
    blamed = elastic.blamed()
    first = sorted(blamed - set(_LAST_TO_BLAME))
    ordered = [*first, *(group for group in _LAST_TO_BLAME if group in blamed)]
    elastic.hold_only(blamed)
    wishes = smallest_conflict(ordered, elastic.is_feasible_without)
    if not wishes:
        return Conflict((MEALS,))
    found = elastic.relaxations([wish for wish in wishes if wish in _LAST_TO_BLAME])
    return Conflict(wishes, found or elastic.relaxations(wishes))


class Elastic:
    """A programme without solution whose groups of rows can be switched off or stretched."""

    def __init__(
        self,
        programme: Programme,
        refuted: Solver,
        cuts: DishCuts | None = None,
        few: Bools | None = None,
    ) -> None:
        """Take the programme, the solver that proved it so, and the cuts for its stretches.

        Of the `few` dishes (R,) alone ways out are made, in a third of the time: their shares
        suffice, and the least would be hardly smaller.
        """
        is_out = np.zeros(0, bool) if few is None else ~few[dishes_of_columns(programme.layout)]
        self.left_out = np.flatnonzero(is_out)
        self.most = programme.high[self.left_out]
        self.rows = programme.rows
        self.columns = len(programme.cost)
        self.cuts = cuts
        self.solver = refuted

    def has_few_that_do(self) -> bool:
        """Whether a few dishes suffice for a solution; all of them go on from where that ended."""
        if not len(self.left_out):
            return False
        self.solver.set_highs(self.left_out, np.zeros(len(self.left_out)))
        found = self.solver.solve_bare()
        self.solver.set_highs(self.left_out, self.most)
        return found is not None

    def blamed(self) -> frozenset[str]:
        """Return groups that contradict each other, by one proof that there is no solution."""
        rows = np.flatnonzero(np.abs(self.solver.proof()) > NO_PART)
        return frozenset(self.rows.groups[row] for row in rows.tolist()) - {STRUCTURE}

    def hold_only(self, groups: frozenset[str]) -> None:
        """Hold no other groups any longer."""
        self._hold(frozenset(self.rows.groups) - groups - {STRUCTURE}, held=False)
        self.solver.limit_steps(STEPS_TIMES_COLUMNS // self.columns)

    def is_feasible_without(self, groups: frozenset[str]) -> bool:
        """Whether the programme may have a solution when these groups are given up too."""
        self._hold(groups, held=False)
        self.solver.solve()
        feasible = not self.solver.is_refuted
        self._hold(groups, held=True)
        return feasible

    def relaxations(self, groups: Sequence[str]) -> tuple[Relaxation, ...]:
        """Return what would make room, the cheapest first.

        Money is tried first: it mostly does, and where one way is found the others are near.
        """
        self._hold(frozenset(self.rows.groups), held=True)
        self.solver.set_highs(self.left_out, np.zeros(len(self.left_out)))
        left, found = STEPS_OF_WAYS_OUT, []
        for group in sorted(groups, key=lambda group: group != BUDGET):
            self.solver.limit_steps(left)
            found.append(self.relaxation(group))
            left = max(0, left - self.solver.steps) if self.solver.steps >= 0 else left // 4
        self.solver.set_highs(self.left_out, self.most)
        return tuple(sorted((r for r in found if r is not None), key=lambda r: (r.share, r.wish)))

    def relaxation(self, group: str) -> Relaxation | None:
        """Return by which share a group must be stretched, everything else kept; None: no share.

        Variety is counted in cookings, not shares: it is not stretched.
        """
        if group == VARIETY:
            return None
        mine = self._rows({group})
        low, high = np.array(self.rows.low)[mine], np.array(self.rows.high)[mine]
        stretch = self.solver.add_stretch(mine, low, high)
        found = self.solver.solve() if self.cuts is None else self.cuts.tighten(self.solver)
        self.solver.remove_last_column()
        share = None if found is None else float(found.values[stretch])
        return None if share is None else Relaxation(group, share)

    def _hold(self, groups: frozenset[str], *, held: bool) -> None:
        mine = self._rows(groups)
        free = np.full(len(mine), np.inf)
        low = np.array(self.rows.low)[mine] if held else -free
        high = np.array(self.rows.high)[mine] if held else free
        self.solver.set_rows(mine, low, high)

    def _rows(self, groups: Collection[str]) -> Ints:
        found = [i for i, group in enumerate(self.rows.groups) if group in groups]
        return np.array(found, dtype=np.int64)
