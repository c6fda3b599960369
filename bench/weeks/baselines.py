"""What a week is compared with: one that merely fits, and one put together greedily."""

from dataclasses import replace

import numpy as np

from adapters.planning.arrays import arrays_of
from adapters.planning.moves import Moves
from adapters.planning.refits import DayRefits
from adapters.planning.search import Found, Search
from adapters.planning.solver import plan_of
from adapters.planning.state import Week
from adapters.planning.tables import PlanTables
from adapters.planning.tariff import Tariff
from domain.plans.plan import Plan
from domain.plans.selection import select
from domain.plans.wishes import Weights
from services.plans.plan_week import PlanWeek

STEPS = 6000


def random_feasible(command: PlanWeek, tables: PlanTables) -> Plan | None:
    """Return the first week that keeps all limits, found without looking at any points."""
    nothing = Weights(0.0, 0.0, 0.0, 0.0, 0.0)
    wishes = replace(command.wishes, weights=nothing)
    dishes = select(tables.recipes.values(), command.rules).dishes
    arrays = arrays_of(wishes, dishes, tables.offers)
    pools = [np.flatnonzero(row) for row in arrays.pools]
    alike = np.ones(arrays.pools.shape)
    search = Search(arrays, pools, alike, command.effort.seed)
    trace = search.run(STEPS, lambda: search.trace.best is None)
    return None if trace.best is None else plan_of(arrays, trace.best)


def greedy(command: PlanWeek, tables: PlanTables) -> Plan:
    """Return the week in which each meal in turn is the best for what stands before it."""
    dishes = select(tables.recipes.values(), command.rules).dishes
    arrays = arrays_of(command.wishes, dishes, tables.offers)
    pools = [np.flatnonzero(row) for row in arrays.pools]
    count, groups = len(pools), len(arrays.groups.eaters)
    firsts = np.array([pool[0] for pool in pools])
    week = Week(arrays, firsts, np.full((count, groups), 4))
    refits = DayRefits(Moves(week, Tariff(arrays), pools))
    for m in range(count):
        week.take(m)
    for m in range(count):
        found = refits.of([m])
        best = int(np.argmin(found.score))
        week.put(m, int(found.dish[best]), found.quarters[best, 0])
        for group, at in np.argwhere(found.changes[best]).tolist():
            week.change(int(found.others[at]), group, int(found.changes[best, group, at]))
    return plan_of(arrays, Found(week.dish, week.quarters, 0.0, 0.0, 0))
