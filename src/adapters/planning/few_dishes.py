"""A weekly programme of few dishes, whose optimum bounds that of all.

An optimum needs few dishes: it is solved with those that would be taken most gladly, and what any
other dish could save at most is told by its reduced costs. Taking that off keeps the bound true:
by weak duality no plan with those dishes can do better.
"""

from dataclasses import dataclass

import numpy as np

from adapters.planning.arrays import Arrays, Bools, Floats, Ints
from adapters.planning.cuts import DishCuts
from adapters.planning.highs import Optimum, Solver
from adapters.planning.weekly_model import Layout, Programme

FIRST_DISHES = 60
ROUNDS = 12
NEGLIGIBLE = 0.05
"""Points the dishes left out may save; more, and they are let in."""


@dataclass(frozen=True)
class Bounded:
    """An optimum of few dishes, and the least points any plan of all dishes can have."""

    points: float
    optimum: Optimum


class FewDishes:
    """A programme in HiGHS, of which few dishes may be taken; others are let in as needed."""

    def __init__(self, arrays: Arrays, programme: Programme, is_in: Bools) -> None:
        """Take the programme and which dishes are in at first (R,)."""
        self.arrays, self.programme = arrays, programme
        self.solver = Solver(programme)
        self.steps = 0
        """Of the simplex, so far."""
        self._is_in = is_in.copy()
        self._dishes = dishes_of_columns(programme.layout)
        out = np.flatnonzero(~is_in[self._dishes])
        self.solver.set_highs(out, np.zeros(len(out)))

    def solve(self) -> Bounded | None:
        """Return the optimum and what it proves; None where these dishes have no solution."""
        found, bound = self._solve_on(), -np.inf
        for _ in range(ROUNDS):
            if found is None:
                break
            saved = np.where(self._is_in, 0.0, self._saved_at_most(found))
            bound = max(bound, found.points - float(saved.sum()))
            if saved.sum() <= NEGLIGIBLE:
                break
            self._let_in(saved > 0)
            found = self._solve_on()
        return None if found is None else Bounded(bound, found)

    def _solve_on(self) -> Optimum | None:
        found = self.solver.solve_on()
        self.steps += max(0, self.solver.steps)
        return found

    def tighten(self, cuts: DishCuts) -> Bounded | None:
        """Return the optimum once no dish can be cut any further."""
        found = self.solve()
        for _ in range(ROUNDS):
            if found is None or not cuts.cut(self.solver, found.optimum):
                break
            found = self.solve()
        return found

    def _let_in(self, dishes: Bools) -> None:
        columns = np.flatnonzero(dishes[self._dishes])
        self.solver.set_highs(columns, self.programme.high[columns])
        self._is_in |= dishes

    def _saved_at_most(self, found: Optimum) -> Floats:
        """Return how many points each dish could save at most if it were let in (R,).

        It is eaten once a day, and as often as its cookings yield.
        """
        meals = costs_of_meals(self.arrays, self.programme, found)
        cost = _least(len(self.arrays.dishes), self.programme.layout.dish, meals)
        saved: Floats = len(self.arrays.wishes.days) * np.maximum(-cost, 0.0)
        return saved


def dishes_of_columns(layout: Layout) -> Ints:
    """Return the dish of each column that has one; they are the first columns."""
    return np.concatenate([np.tile(layout.dish, 1 + layout.blocs), layout.cooked])


def gladly_taken(arrays: Arrays, layout: Layout, optimum: Optimum) -> Bools:
    """Return which dishes a programme would take most gladly, and those locked (R,)."""
    least = np.full(len(arrays.dishes), np.inf)
    gladly = optimum.reduced[: layout.uses] - NEGLIGIBLE * optimum.values[: layout.uses]
    np.minimum.at(least, layout.dish, gladly)
    is_in = np.zeros(len(least), dtype=bool)
    is_in[np.argsort(least, kind="stable")[:FIRST_DISHES]] = True
    is_in[[position.dish for position in arrays.positions if position.dish >= 0]] = True
    return is_in


def costs_of_meals(arrays: Arrays, programme: Programme, found: Optimum) -> Floats:
    """Return how many points one meal more of each use costs at least (U,), by reduced costs.

    It has the portions that cost least, and a cooking of its own or its share of one.
    """
    layout = programme.layout
    meals = found.reduced[: layout.uses].copy()
    for bloc in range(layout.blocs):
        more = np.minimum(found.reduced[layout.more(bloc)], 0.0)
        meals += more * (layout.high - layout.low)[:, bloc]
    count, variety = len(arrays.dishes), arrays.wishes.variety
    cooking = _least(count, layout.cooked, found.reduced[layout.cook : layout.buy])
    yields = np.array([min(variety.meals_of_a_cooking, 1 + d.keeps_days) for d in arrays.dishes])
    costs: Floats = meals + np.minimum(cooking, cooking / yields)[layout.dish]
    return costs


def _least(count: int, index: Ints, values: Floats) -> Floats:
    """Return the least value of each index; what has none costs more than anything saves."""
    least = np.full(count, np.inf)
    np.minimum.at(least, index, values)
    return least
