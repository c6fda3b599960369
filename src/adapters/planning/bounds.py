"""A sharper bound for households whose eaters differ, from a few dishes and the price of the rest.

Each group of eaters with its own limits makes a programme several times as large. Its optimum
needs few dishes: it is solved with those the small programme would take most gladly, and what any
other dish could save at most is told by its reduced costs. Taking that off keeps the bound true:
by weak duality no plan with those dishes can do better.
"""

import numpy as np

from adapters.planning.arrays import Arrays, Bools, Floats, Ints
from adapters.planning.cuts import DishCuts
from adapters.planning.highs import Optimum, Solver
from adapters.planning.weekly_model import Layout, Programme, programme_of

FIRST_DISHES = 60
ROUNDS = 6
NEGLIGIBLE = 0.05
"""Points the dishes left out may save; more, and they are let in."""


def sharper_bound(cuts: DishCuts, optimum: Optimum) -> float:
    """Return the least points any plan can have; never below the optimum of the small programme."""
    arrays, programme = cuts.arrays, cuts.programme
    tight = cuts.tighten(Solver(programme)) or optimum
    if len(arrays.groups.eaters) == 1:
        return tight.points
    sharp = programme_of(arrays, each_group=True)
    for cut in cuts.found:
        cut.write(sharp)
    dishes = dishes_of_columns(sharp.layout)
    is_in = gladly_taken(arrays, programme.layout, tight)
    solver = Solver(sharp)
    out = np.flatnonzero(~is_in[dishes])
    solver.set_highs(out, np.zeros(len(out)))
    bound = tight.points
    for _ in range(ROUNDS):
        found = solver.solve()
        if found is None:
            break
        saved = np.where(is_in, 0.0, _saved_at_most(arrays, sharp, found))
        bound = max(bound, found.points - float(saved.sum()))
        if saved.sum() <= NEGLIGIBLE:
            break
        let_in = np.flatnonzero((saved > 0)[dishes])
        solver.set_highs(let_in, sharp.high[let_in])
        is_in |= saved > 0
    return bound


def dishes_of_columns(layout: Layout) -> Ints:
    """Return the dish of each column that has one; they are the first columns."""
    return np.concatenate([np.tile(layout.dish, 1 + layout.blocs), layout.cooked])


def gladly_taken(arrays: Arrays, layout: Layout, optimum: Optimum) -> Bools:
    """Return which dishes the small programme would take most gladly, and those locked (R,)."""
    least = np.full(len(arrays.dishes), np.inf)
    gladly = optimum.reduced[: layout.uses] - NEGLIGIBLE * optimum.values[: layout.uses]
    np.minimum.at(least, layout.dish, gladly)
    is_in = np.zeros(len(least), dtype=bool)
    is_in[np.argsort(least, kind="stable")[:FIRST_DISHES]] = True
    is_in[[position.dish for position in arrays.positions if position.dish >= 0]] = True
    return is_in


def _saved_at_most(arrays: Arrays, sharp: Programme, found: Optimum) -> Floats:
    """Return how many points each dish could save at most if it were let in (R,).

    It is eaten once a day, and as often as its cookings yield.
    """
    meals = costs_of_meals(arrays, sharp, found)
    cost = _least(len(arrays.dishes), sharp.layout.dish, meals)
    saved: Floats = len(arrays.wishes.days) * np.maximum(-cost, 0.0)
    return saved


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
