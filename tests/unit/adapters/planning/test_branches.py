"""Branching proves what whole numbers cost, and never more."""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from adapters.planning.arrays import arrays_of
from adapters.planning.branches import Tree, branched
from adapters.planning.few_dishes import FewDishes, gladly_taken
from adapters.planning.highs import Solver, optimum_in_whole_numbers
from adapters.planning.weekly_model import programme_of
from domain.plans.wishes import DayWish, Eater, Wishes
from tests.synthetic_dishes import made_up

pytestmark = pytest.mark.no_cover


@cache
def weekend():
    dishes, offers, _ = made_up(16)
    days = tuple(DayWish(date(2026, 11, 28) + timedelta(n), minutes_max=60) for n in range(2))
    arrays = arrays_of(Wishes((Eater("ann", 2000.0, 90.0, ()),), days), dishes, offers)
    programme = programme_of(arrays)
    return arrays, programme, Solver(programme).solve()


@cache
def least_in_whole_numbers():
    _, programme, _ = weekend()
    values = optimum_in_whole_numbers(
        programme, nodes=100_000, gap=0.0, enough=-np.inf, seconds_max=60.0
    )
    return float(programme.cost @ values) + programme.constant


def few_of(count):
    arrays, programme, optimum = weekend()
    is_in = gladly_taken(arrays, programme.layout, optimum)
    is_in[np.flatnonzero(is_in)[count:]] = False
    few = FewDishes(arrays, programme, is_in)
    return few, few.solve()


def test_with_enough_steps_the_bound_is_the_optimum_in_whole_numbers():
    few, root = few_of(16)

    bound = Tree(few, root).grow(100_000)

    assert root.points < bound
    assert bound == pytest.approx(least_in_whole_numbers(), rel=1e-6)


@pytest.mark.parametrize("steps", [1, 30, 200, 1000])
@pytest.mark.parametrize("dishes", [10, 16])
def test_no_bound_is_above_the_optimum_in_whole_numbers(steps, dishes):
    few, root = few_of(dishes)

    bound = Tree(few, root).grow(steps)

    assert root.points <= bound <= least_in_whole_numbers() + 1e-6


def test_equal_orders_prove_equal_bounds():
    first, second = (branched(*few_of(14)) for _ in range(2))

    assert first == second
