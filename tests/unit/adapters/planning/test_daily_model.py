"""The programme of days refutes weeks that cannot be, and never one that can."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from adapters.planning.arrays import SLOTS, arrays_of
from adapters.planning.conflicts import conflict_of_days, hidden_conflict
from adapters.planning.cuts import DishCuts
from adapters.planning.daily_model import WISHES_OF_A_DAY, daily_programme_of
from adapters.planning.highs import is_refuted_in_whole_numbers
from adapters.planning.solver import HighsWeekSolver
from adapters.planning.weekly_model import programme_of
from domain.meals.nutrients import Nutrient
from domain.plans.dishes import Dish, Offer
from domain.plans.wishes import DayWish, Eater, LockedMeal, Wishes
from domain.recipes.recipe import Slot
from services.plans.ports import Effort
from tests.synthetic_dishes import made_up

SECONDS = 20.0
DAYS = tuple(DayWish(date(2026, 11, 23 + n), minutes_max=60) for n in range(4))
PLENTY = Effort(steps=40_000, steps_without_plan=40_000)


def of(slot: Slot, kind: str, minutes: int, protein_g: float) -> Dish:
    return Dish(
        dish_id=f"{slot}-{kind}",
        name=kind,
        slots=frozenset({slot}),
        kitchen=kind,
        protein_source=kind,
        minutes=minutes,
        ready_minutes=minutes,
        keeps_days=0,
        grams={"rice": 100.0},
        nutrients={
            **dict.fromkeys(Nutrient, 0.0),
            Nutrient.ENERGY: 500.0,
            Nutrient.PROTEIN: protein_g,
        },
    )


QUICK_OR_HEARTY = tuple(
    of(slot, *kind) for slot in Slot for kind in (("quick", 5, 5.0), ("hearty", 25, 40.0))
)
RICE = {"rice": Offer("rice", 0.3)}
ONE_DAY = Wishes((Eater("ann", 2000.0, 36.0),), (DayWish(date(2026, 11, 23), minutes_max=30),))
"""Half a hearty dish and three and a half quick ones would fill it."""


def refuted(arrays, held=WISHES_OF_A_DAY):
    return is_refuted_in_whole_numbers(daily_programme_of(arrays, held), SECONDS)


def held_to(plan, arrays):
    """Return the programme with every column at what a plan makes of it."""
    programme = daily_programme_of(arrays, WISHES_OF_A_DAY)
    meal, dish = np.nonzero(arrays.pools)
    count, groups = len(meal), len(arrays.groups.eaters)
    values = np.full(len(programme.cost), np.nan)
    values[: count * (1 + groups)] = 0.0
    days = np.array([position.day for position in arrays.positions])
    cookings = np.unique(np.stack([days[meal], dish]), axis=1)
    cookings = cookings[:, arrays.time[cookings[1], cookings[0]] <= arrays.minutes_max[cookings[0]]]
    cooked = dict.fromkeys(map(tuple, cookings.T.tolist()), 0.0)
    index = {each.dish_id: r for r, each in enumerate(arrays.dishes)}
    for m, position in enumerate(arrays.positions):
        eaten = plan.find(position.day, position.slot)
        r = index[eaten.dish_id]
        (at,) = np.flatnonzero((meal == m) & (dish == r))
        values[at] = 1.0
        for group in range(groups):
            quarters = eaten.quarters[arrays.groups.of_eater.index(group)]
            least = arrays.low[SLOTS.index(position.slot), r, group]
            values[count * (1 + group) + at] = 0.0 if position.quarters else quarters - least
        if not eaten.is_leftover:
            cooked[position.day, r] = 1.0
    values[count * (1 + groups) :] = list(cooked.values())
    return replace(programme, low=values, high=values)


def week(**parts):
    return replace(Wishes((Eater("ann", 2000.0, 90.0),), DAYS, budget_usd=90.0), **parts)


@pytest.mark.parametrize(
    "wished",
    [
        week(),
        week(eaters=(Eater("ann", 2000.0, 90.0), Eater("ben", 2600.0, 110.0))),
        week(days=(replace(DAYS[0], is_over=True, slots=()), *DAYS[1:])),
    ],
    ids=["one", "two", "a day without meals"],
)
def test_no_plan_that_was_found_is_refuted(wished):
    dishes, offers, _ = made_up(60)
    plan = HighsWeekSolver().solve(wished, dishes, offers, PLENTY).plan

    programme = held_to(plan, arrays_of(wished, dishes, offers))

    assert not is_refuted_in_whole_numbers(programme, SECONDS)


def test_a_plan_with_one_dish_cooked_too_soon_again_is_none_of_its_solutions():
    dishes, offers, _ = made_up(60)
    wished = week()
    plan = HighsWeekSolver().solve(wished, dishes, offers, PLENTY).plan
    first = plan.days[0]
    again = replace(plan, days=(first, first, *plan.days[2:]))

    programme = held_to(again, arrays_of(wished, dishes, offers))

    assert is_refuted_in_whole_numbers(programme, SECONDS)


def test_locked_meals_with_their_portions_stand_in_the_programme():
    dishes, offers, _ = made_up(60)
    plan = HighsWeekSolver().solve(week(), dishes, offers, PLENTY).plan
    locked = tuple(
        LockedMeal(day, meal.slot, meal.dish_id, meal.quarters) for day, meal in plan.meals()
    )

    arrays = arrays_of(week(locked=locked), dishes, offers)

    assert not refuted(arrays)
    assert refuted(arrays_of(week(locked=locked, eaters=(Eater("ann", 3500.0),)), dishes, offers))


def test_what_only_half_dishes_would_fill_is_refuted_day_by_day_alone():
    arrays = arrays_of(ONE_DAY, QUICK_OR_HEARTY, RICE)

    assert hidden_conflict(DishCuts(arrays, programme_of(arrays))) is None
    assert refuted(arrays)


def test_a_smallest_part_of_what_a_day_cannot_have_is_named():
    conflict = conflict_of_days(arrays_of(ONE_DAY, QUICK_OR_HEARTY, RICE), lambda: SECONDS)

    assert conflict is not None
    assert conflict.wishes == ("cooking time", "protein")


def test_the_solver_tells_it_instead_of_searching_on():
    draft = HighsWeekSolver().solve(ONE_DAY, QUICK_OR_HEARTY, RICE, PLENTY)

    assert draft.conflict is not None
    assert draft.plan is None


def test_ten_minutes_more_make_it_a_day():
    longer = replace(ONE_DAY, days=(replace(ONE_DAY.days[0], minutes_max=40),))

    draft = HighsWeekSolver().solve(longer, QUICK_OR_HEARTY, RICE, PLENTY)

    assert draft.plan is not None
