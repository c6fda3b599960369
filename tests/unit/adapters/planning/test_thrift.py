"""Where a budget is near the least a week can cost, money alone is made less until it fits."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from adapters.planning.arrays import arrays_of
from adapters.planning.guide import guide_of
from adapters.planning.highs import Solver
from adapters.planning.portions import best_portions
from adapters.planning.search import Search
from adapters.planning.solver import HighsWeekSolver, plan_of
from adapters.planning.thrift import Thrift, lottery, money_alone
from adapters.planning.weekly_model import programme_of
from domain.meals.nutrients import Nutrient
from domain.plans.verify import Evidence, cost_usd, verify
from domain.plans.wishes import DailyLimit, DayWish, Eater, Wishes
from services.plans.ports import Effort
from tests.synthetic_dishes import made_up

pytestmark = pytest.mark.no_cover

LIMITS = (
    DailyLimit(Nutrient.FIBER, least=25.0, goal=30.0),
    DailyLimit(Nutrient.SODIUM, most=3000.0),
)
QUICK = Effort(steps=1, steps_without_plan=10_000)


@cache
def kitchen():
    return made_up(40)


def wishes(**parts):
    days = tuple(DayWish(date(2026, 11, 23) + timedelta(n), minutes_max=90) for n in range(3))
    eaters = (Eater("ann", 2000.0, 90.0, LIMITS), Eater("bob", 2600.0, 110.0, LIMITS))
    return replace(Wishes(eaters, days, budget_usd=30.0), **parts)


def evidence():
    dishes, offers, foods = kitchen()
    return Evidence({dish.dish_id: dish for dish in dishes}, foods, offers, lambda _dish: True)


@cache
def money():
    arrays = money_alone(arrays_of(wishes(), kitchen()[0], kitchen()[1]))
    programme = programme_of(arrays)
    return arrays, guide_of(arrays, programme, Solver(programme).solve())


def thrift(most_usd):
    arrays, guide = money()
    return Thrift(arrays, guide.every_dish, guide, 1, most_usd, lambda: 1.0)


@cache
def week():
    arrays, guide = money()
    search = Search(arrays, guide.every_dish, guide, 1)
    return search.fit(100_000, lambda: True).best


def cost_of(found):
    return cost_usd(plan_of(money()[0], found), wishes(), evidence())


@cache
def portioned():
    quarters = best_portions(money()[0], week(), enough=0.0, seconds_max=5.0)
    return replace(week(), quarters=quarters)


def test_the_best_portions_of_the_same_dishes_cost_less():
    found = portioned()

    assert cost_of(found) < cost_of(week())


def test_the_best_portions_keep_every_limit():
    wished = wishes(budget_usd=None)

    proof = verify(plan_of(money()[0], portioned()), wished, evidence())

    assert proof.violations == ()


def test_dishes_that_no_portions_bring_within_their_limits_have_none():
    arrays = money()[0]
    one = replace(week(), dish=np.full_like(week().dish, week().dish[0]))

    found = best_portions(arrays, one, enough=0.0, seconds_max=5.0)

    assert found is None


def test_the_cheaper_a_dish_the_more_often_it_is_drawn():
    costs = np.array([0.0, 0.5, 1.0, 99.0, np.inf])

    drawn = np.bincount(lottery(np.arange(5), costs), minlength=5)

    assert drawn[0] > drawn[1] > drawn[2] > 0
    assert drawn[3] == drawn[4] == 0


def test_a_dish_the_programme_does_not_know_is_drawn_once():
    assert lottery(np.array([7]), np.full(8, np.inf)).tolist() == [7]


def test_the_cheapest_week_costs_less_than_the_first_that_fits():
    search = thrift(0.0)

    search.run(30_000)

    assert cost_of(search.best) < cost_of(week())
    assert not search.fits


def test_it_ends_with_the_first_week_that_costs_no_more_than_it_may():
    search = thrift(1000.0)

    search.run(30_000)

    assert search.fits
    assert search.steps <= 10_000


def test_the_nearest_week_to_too_small_a_budget_exceeds_nothing_else():
    wished = wishes(budget_usd=0.9 * cost_of(portioned()))

    found = HighsWeekSolver().solve(wished, kitchen()[0], kitchen()[1], QUICK)

    assert found.plan is None
    proof = verify(found.nearest, wished, evidence())
    assert {check.name for check in proof.violations} == {"budget_usd"}
