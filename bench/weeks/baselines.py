"""What a week is compared with: one that merely fits, and one put together greedily."""

from dataclasses import replace

import numpy as np

from adapters.planning.arrays import SLOTS, Arrays, Floats, Ints, arrays_of
from adapters.planning.guide import Guide
from adapters.planning.kernel.binding import Found
from adapters.planning.search import Search
from adapters.planning.solver import plan_of
from domain.plans.menu import Menu
from domain.plans.plan import Plan
from domain.plans.wishes import USUAL_SHARE, Weights
from services.plans.plan_week import PlanWeek

STEPS = 1_000_000


def random_feasible(command: PlanWeek, menu: Menu) -> Plan | None:
    """Return the first week that keeps all limits, found without looking at any points."""
    nothing = Weights(0.0, 0.0, 0.0, 0.0, 0.0)
    wishes = replace(command.wishes, weights=nothing)
    arrays = arrays_of(wishes, menu.selection.dishes, menu.offers)
    pools = [np.flatnonzero(row) for row in arrays.pools]
    search = Search(arrays, pools, Guide.blind(arrays), command.effort.seed)
    trace = search.fit(STEPS, lambda: True)
    return None if trace.best is None else plan_of(arrays, trace.best)


def greedy(command: PlanWeek, menu: Menu) -> Plan:
    """Return the week in which each meal in turn is the cheapest, by points, not eaten before.

    Portions bring each eater the usual share of the day's energy.
    """
    arrays = arrays_of(command.wishes, menu.selection.dishes, menu.offers)
    served: set[int] = set()
    meals, portions = [], []
    for m, row in enumerate(arrays.pools):
        pool = np.array([r for r in np.flatnonzero(row) if r not in served])
        pool = pool if len(pool) else np.flatnonzero(row)
        quarters = _usual_quarters(arrays, m, pool)
        best = int(np.argmin(_points(arrays, pool, quarters)))
        meals.append(int(pool[best]))
        portions.append(quarters[best])
        served.add(meals[-1])
    return plan_of(arrays, Found(np.array(meals), np.array(portions), 0.0))


def _usual_quarters(arrays: Arrays, m: int, pool: Ints) -> Ints:
    """Return how many quarters of each dish bring each group its usual share (C, E)."""
    position = arrays.positions[m]
    slot = SLOTS.index(position.slot)
    kcal = USUAL_SHARE[position.slot] * arrays.energy_target[:, position.day]
    wanted = np.rint(kcal[None, :] / arrays.nutrients[pool, 0][:, None])
    low, high = arrays.low[slot, pool], arrays.high[slot, pool]
    quarters: Ints = np.clip(wanted, low, high).astype(np.int64)
    return quarters


def _points(arrays: Arrays, pool: Ints, quarters: Ints) -> Floats:
    """Return the points of each dish so portioned, its foods by the gram (C,)."""
    weights = arrays.wishes.weights
    usd = (arrays.grams_of * (arrays.pack_usd / arrays.pack_g)[arrays.food_of]).sum(axis=1)
    eaten = quarters @ arrays.groups.sizes / arrays.groups.sizes.sum()
    money: Floats = weights.of_a_dollar * usd[pool] * eaten
    return money + weights.of_a_disliked_meal * arrays.distaste[pool] + arrays.toil[pool]
