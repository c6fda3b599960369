"""Cuts take away what no week can have, and nothing a week can have."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from adapters.planning.arrays import arrays_of
from adapters.planning.conflicts import hidden_conflict
from adapters.planning.cuts import DishCuts, separated
from adapters.planning.highs import Solver
from adapters.planning.solver import HighsWeekSolver
from adapters.planning.weekly_model import programme_of
from domain.plans.wishes import LockedMeal
from tests.unit.adapters.planning.test_solver import SHORT, kitchen, wishes

pytestmark = pytest.mark.no_cover

SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])


@cache
def cut():
    arrays = arrays_of(wishes(), *kitchen()[:2])
    programme = programme_of(arrays)
    cuts = DishCuts(arrays, programme)
    return arrays, programme, cuts, cuts.tighten(Solver(programme))


def test_a_point_outside_a_hull_is_separated_and_one_within_is_not():
    outside = np.array([1.5, 0.5])

    normal = separated(SQUARE, outside)

    assert normal @ outside > (SQUARE @ normal).max()
    assert separated(SQUARE, np.array([0.5, 0.5])) is None


def test_cuts_raise_the_bound_and_stand_in_the_programme():
    arrays, programme, cuts, optimum = cut()

    assert cuts.found
    assert optimum.points > Solver(programme_of(arrays)).solve().points
    assert Solver(programme).solve().points == pytest.approx(optimum.points)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_plan_breaks_a_cut(seed):
    arrays, programme, cuts, _ = cut()
    plan = HighsWeekSolver().solve(wishes(), *kitchen()[:2], replace(SHORT, seed=seed)).plan
    index = {dish.dish_id: r for r, dish in enumerate(arrays.dishes)}
    count = int(programme.periods[-1]) + 1
    had = np.zeros((len(index), 2 * count))

    for day, meals in enumerate(plan.days):
        for meal in meals:
            had[index[meal.dish_id], programme.periods[day]] += 1
            had[index[meal.dish_id], count + programme.periods[day]] += not meal.is_leftover

    assert all(cut.slopes @ had[cut.dish] <= cut.most for cut in cuts.found)


def test_a_dish_locked_with_its_portions_is_not_cut():
    plan = HighsWeekSolver().solve(wishes(), *kitchen()[:2], SHORT).plan
    locked = tuple(LockedMeal(0, m.slot, m.dish_id, m.quarters) for m in plan.days[0])
    wished = replace(wishes(), locked=locked)
    arrays = arrays_of(wished, *kitchen()[:2])
    programme = programme_of(arrays)
    cuts = DishCuts(arrays, programme)

    cuts.tighten(Solver(programme))

    held = {p.dish for p in arrays.positions if p.quarters is not None}
    assert held
    assert held.isdisjoint(cut.dish for cut in cuts.found)


def test_a_budget_that_only_cookings_out_of_order_would_keep_is_a_conflict():
    arrays, _, _, _ = cut()
    money = replace(wishes().weights, of_a_disliked_meal=0.0, of_a_minute=0.0, of_a_leftover=0.0)
    cheap = replace(wishes(), weights=replace(money, of_a_goal_missed=0.0), budget_usd=None)
    arrays = arrays_of(cheap, *kitchen()[:2])
    least = Solver(programme_of(arrays)).solve().points
    cuts = DishCuts(arrays, programme_of(arrays))
    true_least = cuts.tighten(Solver(cuts.programme)).points
    between = arrays_of(replace(cheap, budget_usd=(least + true_least) / 2), *kitchen()[:2])

    programme = programme_of(between)

    assert least < true_least
    assert Solver(programme).solve() is not None
    assert "budget" in hidden_conflict(DishCuts(between, programme)).wishes
