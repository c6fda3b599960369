"""The weekly programme tells the search which dishes are likely, and portions end at their best."""

from functools import cache

import numpy as np
import pytest

from adapters.planning.arrays import arrays_of
from adapters.planning.guide import CONSIDERED, LOTS, Guide, guide_of
from adapters.planning.highs import Solver
from adapters.planning.portions import GAP, best_portions
from adapters.planning.race import Race
from adapters.planning.search import Search
from adapters.planning.weekly_model import programme_of
from domain.plans.wishes import Eater
from tests.synthetic_dishes import made_up
from tests.unit.adapters.planning.test_solver import LIMITS, wishes

pytestmark = pytest.mark.no_cover

FOUR = tuple(
    Eater(name, energy_kcal, protein_g, LIMITS)
    for name, energy_kcal, protein_g in (
        ("ann", 1800.0, 70.0),
        ("bob", 2600.0, 100.0),
        ("cat", 2100.0, 80.0),
        ("dan", 1500.0, 58.0),
    )
)


@cache
def guided(**parts):
    dishes, offers, _ = made_up(150)
    arrays = arrays_of(wishes(**parts), dishes, offers)
    programme = programme_of(arrays)
    return guide_of(arrays, programme, Solver(programme).solve())


def test_a_dish_the_programme_takes_is_drawn_most_often():
    guide = guided()

    for m, pool in enumerate(guide.likely):
        taken = np.flatnonzero(guide.wanted[m] > 0.5)
        assert ((pool[:, None] == taken).sum(axis=0) >= LOTS).all()


def test_the_likely_are_a_part_of_every_dish_and_few():
    guide = guided()

    for likely, every in zip(guide.likely, guide.every_dish, strict=True):
        assert set(likely) <= set(every)
        assert len(set(likely)) == min(CONSIDERED, len(every))


def test_to_the_blind_all_dishes_are_alike():
    arrays = guided().arrays
    guide = Guide.blind(arrays)

    counts = [np.unique(pool, return_counts=True)[1] for pool in guide.likely]

    assert all((count == LOTS).all() for count in counts)


def test_a_quarter_of_a_dish_is_worth_something_only_where_it_may_be_eaten():
    guide = guided()
    arrays = guide.arrays

    eaten = np.zeros(guide.worth.shape, dtype=bool)
    for m in range(len(arrays.positions)):
        eaten[m % len(eaten)] |= arrays.pools[m]

    assert np.abs(guide.worth).max() > 0
    assert (guide.worth[~eaten] == 0).all()


def test_a_household_of_four_is_given_portions_that_hardly_can_be_better():
    guide = guided(eaters=FOUR)
    race = Race(guide.arrays, guide, 1, lambda: 0.0, 0.0, 60.0)
    race.start(guide.likely, 100_000)

    race.finish(guide.likely, 20_000, 20_000)

    found = race.best
    again = Search(guide.arrays, guide.likely, guide, 1)
    again.take(
        found.dish,
        best_portions(guide.arrays, found, enough=-np.inf, seconds_max=60.0),
    )
    assert again.trace.best.value >= (1 - GAP) * found.value
