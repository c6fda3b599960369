"""The best portions of a week whose dishes stand: quarters and packs in whole numbers.

The search changes few portions at a time, and a pack is saved only once several have changed. With
its dishes fixed a week is a small programme, whose optimum HiGHS finds within a fifth
of a second: of a household's money it saves some four parts in a hundred.
"""

import numpy as np

from adapters.planning.arrays import (
    SLOTS,
    Arrays,
    Floats,
    Ints,
    energy_bands,
    protein_bands,
)
from adapters.planning.highs import optimum_in_whole_numbers
from adapters.planning.kernel.binding import Found
from adapters.planning.programme import STRUCTURE, LinearProgramme, Rows
from domain.plans.dishes import CRUMB_G

NODES = 50
GAP = 0.01
"""Share of the optimum that is not worth looking on for: a new start saves more in that time."""

TIGHTER = 1e-6
"""Limits are held by so much more: the solver's tolerance, for sums are counted exactly later."""


def best_portions(arrays: Arrays, week: Found, *, enough: float, seconds_max: float) -> Ints | None:
    """Return quarters (M, E) of the fewest points found for these dishes; None: none were found.

    Args:
        arrays: What the week is to hold and be like.
        week: Its dishes.
        enough: Points of money and goals missed with which it ends.
        seconds_max: A guard only, the work is bounded.
    """
    values = optimum_in_whole_numbers(
        portions_of(arrays, week.dish),
        nodes=NODES,
        gap=GAP,
        enough=enough,
        seconds_max=seconds_max,
    )
    if values is None:
        return None
    count = week.quarters.size
    return np.rint(values[:count]).astype(np.int64).reshape(week.quarters.shape)


def portions_of(arrays: Arrays, dish: Ints) -> LinearProgramme:
    """Return the programme of the portions of these dishes (M,): quarters, packs, goals missed."""
    return _Builder(arrays, dish).build()


class _Builder:
    """Writes the rows: `quarters` (M, E), `buy` (I,) and `miss` (E, L) are where columns stand."""

    def __init__(self, arrays: Arrays, dish: Ints) -> None:
        self.arrays, self.dish = arrays, dish
        self.days = np.array([position.day for position in arrays.positions])
        self.sizes = arrays.groups.sizes
        shape = len(dish), len(self.sizes)
        foods, limits = len(arrays.foods), arrays.limits.bound.shape[1]
        starts = np.cumsum([shape[0] * shape[1], foods, shape[1] * limits])
        self.quarters = np.arange(starts[0]).reshape(shape)
        self.buy = np.arange(starts[0], starts[1])
        self.miss = np.arange(starts[1], starts[2]).reshape(shape[1], limits)
        self.size = int(starts[2])
        self.rows = Rows()

    def build(self) -> LinearProgramme:
        self._days_held()
        self._weekly_limits()
        self._buying()
        low, high = self._bounds()
        whole = np.zeros(self.size, dtype=bool)
        whole[self.quarters] = True
        whole[self.buy] = self.arrays.has_packs[:-1]
        return LinearProgramme(
            cost=self._cost(), constant=0.0, low=low, high=high, rows=self.rows, whole=whole
        )

    def _days_held(self) -> None:
        """Hold each day of each group to its energy and protein."""
        for n, (low, high) in ((0, energy_bands(self.arrays)), (1, protein_bands(self.arrays))):
            for group, day in np.argwhere(np.isfinite(high)).tolist():
                mine = np.flatnonzero(self.days == day)
                amounts = self.arrays.nutrients[self.dish[mine], n]
                self._hold(low[group, day], high[group, day], self.quarters[mine, group], amounts)

    def _weekly_limits(self) -> None:
        """Hold the weekly limits, and count which share of a goal is missed."""
        limits, days = self.arrays.limits, self.arrays.wishes.days
        held = np.array([not days[day].is_over for day in self.days])
        for group, column in np.argwhere(np.isfinite(limits.bound)).tolist():
            amounts = self.arrays.nutrients[self.dish, limits.nutrient[column]] * held
            columns, values = self.quarters[:, group], limits.sign[column] * amounts
            if limits.is_goal[column]:
                columns = np.append(columns, self.miss[group, column])
                values = np.append(values, -limits.scale[group, column])
            self._hold(-np.inf, limits.bound[group, column], columns, values)

    def _buying(self) -> None:
        """Buy what is used and not at home, within the budget; use up what is to be used up."""
        a, wishes = self.arrays, self.arrays.wishes
        home = a.pantry_g + np.where(a.has_packs, CRUMB_G, 0.0)
        for food in np.unique(a.food_of[self.dish]).tolist():
            if food == len(a.foods):
                continue
            grams = np.where(a.food_of[self.dish] == food, a.grams_of[self.dish], 0.0).sum(axis=1)
            used, values = self.quarters.ravel(), np.outer(grams, self.sizes).ravel()
            needed = wishes.use_up.get(a.foods[food])
            if needed is not None:
                self._hold(needed, np.inf, used, values)
            columns, values = np.append(used, self.buy[food]), np.append(values, -a.pack_g[food])
            self._hold(-np.inf, home[food], columns, values)
        if wishes.budget_usd is not None:
            left = wishes.budget_usd - wishes.spent_usd
            self._hold(-np.inf, left, self.buy, a.pack_usd[:-1])

    def _hold(self, low: float, high: float, columns: Ints, values: Floats) -> None:
        low += TIGHTER * max(1.0, abs(low)) if np.isfinite(low) else 0.0
        high -= TIGHTER * max(1.0, abs(high)) if np.isfinite(high) else 0.0
        real = values != 0
        self.rows.add(STRUCTURE, low, high, columns[real], values[real])

    def _bounds(self) -> tuple[Floats, Floats]:
        low, high = np.zeros(self.size), np.full(self.size, np.inf)
        for m, position in enumerate(self.arrays.positions):
            at, kept = (SLOTS.index(position.slot), self.dish[m]), position.quarters
            low[self.quarters[m]] = self.arrays.low[at] if kept is None else kept
            high[self.quarters[m]] = self.arrays.high[at] if kept is None else kept
        return low, high

    def _cost(self) -> Floats:
        a, weights, people = self.arrays, self.arrays.wishes.weights, self.sizes.sum()
        cost = np.zeros(self.size)
        cost[self.buy] = weights.of_a_dollar * a.pack_usd[:-1] / people
        cost[self.miss] = weights.of_a_goal_missed * self.sizes[:, None] / people
        return cost
