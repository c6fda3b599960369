"""The search in C counts as the verifier does, keeps its limits, and is the same every time."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from adapters.planning.arrays import arrays_of
from adapters.planning.guide import Guide
from adapters.planning.kernel import binding
from adapters.planning.kernel.binding import Kernel, Schedule, TooLargeError
from adapters.planning.search import SHARES, Search
from adapters.planning.solver import plan_of
from domain.plans.changes import using_up
from domain.plans.verify import points, verify
from domain.plans.wishes import Eater
from domain.recipes.recipe import Slot
from tests.unit.adapters.planning.test_solver import LIMITS, evidence, kitchen, wishes

pytestmark = pytest.mark.no_cover

SCHEDULE = Schedule(SHARES, period=200, dearer=1.3, cheaper=0.95)


@cache
def week(**parts):
    wished = using_up(wishes(**parts), min(kitchen()[0][0].grams), 100.0)
    arrays = arrays_of(wished, *kitchen()[:2])
    return wished, arrays, [np.flatnonzero(row) for row in arrays.pools]


def searched(seed=1, **parts):
    _, arrays, pools = week(**parts)
    search = Search(arrays, pools, Guide.blind(arrays), seed)
    search.fit(300_000, lambda: True)
    return search


def kernel(arrays, pools, seed=1):
    return Kernel(arrays, pools, Guide.blind(arrays).worth, seed, first_price=300.0, eager=1.0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_plan_keeps_all_limits_and_costs_what_the_verifier_counts(seed):
    wished, arrays, _ = week()
    search = searched(seed)
    search.polish(30_000, lambda: True)

    plan = plan_of(arrays, search.trace.best)

    assert verify(plan, wished, evidence()).violations == ()
    assert search.trace.best.value == pytest.approx(points(plan, wished, evidence()), rel=1e-9)


def test_the_points_of_money_already_spent_count():
    spent = searched(spent_usd=5.0).trace.best
    wished = week(spent_usd=5.0)[0]

    plan = plan_of(week(spent_usd=5.0)[1], spent)

    assert spent.value == pytest.approx(points(plan, wished, evidence()), rel=1e-9)


def test_loading_a_plan_tells_the_points_it_was_found_with():
    _, arrays, pools = week()
    found = searched().trace.best
    again = kernel(arrays, pools, seed=9)

    again.load(found.dish, found.quarters)

    assert again.best.value == pytest.approx(found.value, rel=1e-9)
    assert (again.best.dish == found.dish).all()
    assert again.nearest is None


def test_a_week_that_breaks_limits_is_the_nearest_and_no_plan():
    _, arrays, pools = week()
    one = kernel(arrays, pools)

    one.load(np.array([pool[0] for pool in pools]), np.full((len(pools), 1), 2))

    assert one.best is None
    assert one.nearest.value > 0


def test_equal_searches_give_equal_weeks_and_another_seed_another():
    first, second, other = (searched(seed).trace.best for seed in (4, 4, 5))

    assert (first.dish == second.dish).all()
    assert (first.quarters == second.quarters).all()
    assert first.value == second.value
    assert (first.dish != other.dish).any()


def test_a_search_in_parts_is_the_search_in_one():
    _, arrays, pools = week()
    whole, parts = kernel(arrays, pools), kernel(arrays, pools)
    dish, quarters = np.array([pool[0] for pool in pools]), np.full((len(pools), 1), 4)
    for each in (whole, parts):
        each.load(dish, quarters)

    whole.run(SCHEDULE, 2000, 1.0, 1.0)
    parts.run(SCHEDULE, 800, 1.0, 1.0)
    parts.run(SCHEDULE, 1200, 1.0, 1.0)

    assert whole.nearest.value == parts.nearest.value


def test_what_cannot_be_held_is_refused():
    eaters = tuple(Eater(f"eater {n}", 1500.0 + 10 * n, None, LIMITS) for n in range(33))
    arrays = arrays_of(wishes(eaters=eaters, budget_usd=None), *kitchen()[:2])

    with pytest.raises(TooLargeError, match="33 kinds of eaters"):
        kernel(arrays, [np.flatnonzero(row) for row in arrays.pools])


def test_no_memory_is_an_error(monkeypatch):
    class Library:
        def week_new(self, *_):
            return None

    monkeypatch.setattr(binding, "_library", Library)
    _, arrays, pools = week()

    with pytest.raises(MemoryError):
        kernel(arrays, pools)


def test_a_week_all_of_whose_meals_are_locked_is_left_as_it_is():
    found = searched().trace.best
    _, arrays, pools = week()
    fixed = tuple(
        replace(position, dish=int(found.dish[m]), quarters=tuple(found.quarters[m].tolist()))
        for m, position in enumerate(arrays.positions)
    )
    one = kernel(replace(arrays, positions=fixed), pools)
    one.load(found.dish, found.quarters)

    one.run(SCHEDULE, 1000, 1.0, 0.1)

    assert (one.best.dish == found.dish).all()


def test_a_dish_without_energy_keeps_to_its_portions():
    _, arrays, pools = week()
    water = int(pools[0][0])
    nutrients = arrays.nutrients.copy()
    nutrients[water, :2] = 0.0
    without = replace(arrays, nutrients=nutrients)

    search = Search(without, pools, Guide.blind(without), 1)
    search.fit(20_000, lambda: True)

    found = search.trace.best or search.trace.nearest
    slots = [list(Slot).index(position.slot) for position in without.positions]
    at = slots, found.dish
    assert (found.quarters <= np.maximum(without.high[at], 4)).all()
    assert (found.quarters >= np.minimum(without.low[at], 4)).all()
