"""Wishes about a plan that stands."""

import pytest

from domain.plans.changes import (
    NoSuchMealError,
    eating_out,
    locked,
    refusing,
    rest_of_week,
    swapped,
    using_up,
)
from domain.plans.wishes import LockedMeal
from domain.recipes.recipe import Slot
from tests.unit.domain.plans.week_builders import BY_ID, plan, wishes


def test_a_liked_meal_is_locked_once():
    once = locked(plan(), wishes(), [(0, Slot.LUNCH)])
    twice = locked(plan(), once, [(0, Slot.LUNCH)])

    assert once.locked == (LockedMeal(0, Slot.LUNCH, "soup"),)
    assert twice.locked == once.locked


def test_a_meal_that_is_not_planned_cannot_be_locked():
    with pytest.raises(NoSuchMealError):
        locked(plan(), wishes(), [(0, Slot.SNACK)])


def test_swapping_frees_a_dish_with_its_leftovers_and_keeps_the_rest():
    before = locked(plan(), wishes(), [(0, Slot.LUNCH)])

    after = swapped(plan(), before, [(0, Slot.LUNCH)])

    kept = {(lock.day, lock.slot) for lock in after.locked}
    assert len(kept) == 7
    assert (0, Slot.LUNCH) not in kept
    assert (1, Slot.DINNER) not in kept
    assert after.days[0].refused == {"soup"}


def test_several_meals_are_swapped_at_once():
    after = swapped(plan(), wishes(), [(0, Slot.LUNCH), (0, Slot.DINNER)])

    assert not {(lock.day, lock.slot) for lock in after.locked} & {
        (0, Slot.LUNCH),
        (0, Slot.DINNER),
    }
    assert "soup" in after.days[0].refused


def test_a_dish_that_is_named_takes_the_meals_though_it_was_given_up_there_before():
    before = refusing(wishes(), [0, 1], {"curry"})

    after = swapped(plan(), before, [(0, Slot.LUNCH)], named="curry")

    assert after.find_lock(0, Slot.LUNCH) == LockedMeal(0, Slot.LUNCH, "curry")
    assert after.days[0].refused == {"soup"}
    assert after.days[1].refused == {"curry"}


def test_something_quick_refuses_what_is_slow():
    dishes = {**BY_ID, "curry": BY_ID["curry"]}

    quick = swapped(plan(), wishes(), [(0, Slot.LUNCH)], minutes_max=15, dishes=dishes)
    calm = swapped(plan(), wishes(), [(0, Slot.LUNCH)], dishes=dishes)

    assert quick.days[0].refused == set(BY_ID)
    assert calm.days[0].refused == {"soup"}


def test_a_kind_is_refused_on_its_day_alone():
    after = refusing(wishes(), [2], {"fish"})

    assert [day.refused for day in after.days] == [set(), set(), {"fish"}]


def test_eating_out_leaves_the_meal_and_its_lock_out():
    before = locked(plan(), wishes(), [(1, Slot.DINNER), (1, Slot.LUNCH)])

    after = eating_out(before, 1, [Slot.DINNER])

    assert after.days[1].slots == (Slot.BREAKFAST, Slot.LUNCH)
    assert [lock.slot for lock in after.locked] == [Slot.LUNCH]


def test_what_must_be_used_up_is_at_home():
    after = using_up(wishes(pantry={"rice": 50.0}), "bread", 200.0)

    assert after.pantry == {"rice": 50.0, "bread": 200.0}
    assert after.use_up == {"bread": 200.0}


def test_the_rest_of_a_week_keeps_what_was_eaten_and_uses_what_was_bought():
    before = locked(plan(), wishes(pantry={"rice": 10.0}), [(0, Slot.LUNCH), (2, Slot.LUNCH)])

    after = rest_of_week(plan(), before, 1, [(0, Slot.DINNER)], {"bread": 800.0}, 7.5)

    assert [day.is_over for day in after.days] == [True, False, False]
    assert after.days[0].slots == (Slot.BREAKFAST, Slot.LUNCH)
    assert after.locked == (
        LockedMeal(0, Slot.BREAKFAST, "porridge", (4,)),
        LockedMeal(0, Slot.LUNCH, "soup", (4,)),
        LockedMeal(2, Slot.LUNCH, "stew"),
    )
    assert after.pantry == {"rice": 10.0, "bread": 800.0}
    assert after.spent_usd == 7.5
