"""A race ends with the best week of all its searches, whichever found it or its portions."""

from itertools import pairwise

import pytest

from adapters.planning.arrays import arrays_of
from adapters.planning.guide import Guide
from adapters.planning.race import Race
from adapters.planning.solver import plan_of
from domain.plans.verify import points, verify
from tests.unit.adapters.planning.test_thrift import evidence, kitchen, wishes

pytestmark = pytest.mark.no_cover

WISHES = wishes(budget_usd=None)


def finished():
    arrays = arrays_of(WISHES, *kitchen()[:2])
    race = Race(arrays, Guide.blind(arrays), 1, lambda: 0.0, 0.0, 60.0)
    pools = race.guide.every_dish
    race.start_shortly(pools, 200_000)
    race.finish(pools, 12_000, 200_000)
    return race


def test_the_best_week_of_a_race_is_a_plan_with_the_points_its_trace_tells():
    race = finished()
    plan = plan_of(race.arrays, race.best)

    assert verify(plan, WISHES, evidence()).violations == ()
    assert race.trace[-1][1] == pytest.approx(points(plan, WISHES, evidence()), rel=1e-9)
    assert all(later < earlier for (_, earlier), (_, later) in pairwise(race.trace))


def test_a_search_goes_on_without_the_portions_that_whole_numbers_found():
    race = finished()
    searches = race._searches  # noqa: SLF001  # whose weeks stand apart
    winner = next(search for search in searches if searches.count(search) > 1)

    assert race.best.value < winner.trace.best.value
