"""The verifier finds what is wrong with a plan, and nothing in one that is right."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.nutrients import Nutrient
from domain.plans.plan import Plan
from domain.plans.verify import Check, cost_usd, points, variety_of, verify
from domain.plans.wishes import DailyLimit, LockedMeal, Variety, Weights
from domain.recipes.recipe import Slot
from tests.unit.domain.plans.week_builders import (
    BY_ID,
    FOODS,
    changed,
    dish,
    evidence,
    food,
    meal,
    plan,
    wishes,
)


def violations(found=None, wished=None, **parts):
    proof = verify(found or plan(), wished or wishes(), evidence(**parts))
    return {check.name for check in proof.violations}


def with_days(wished, **parts):
    return replace(wished, days=tuple(replace(day, **parts) for day in wished.days))


def test_a_plan_that_keeps_every_limit_is_proved():
    proof = verify(plan(), wishes(), evidence())

    assert proof.violations == ()
    assert proof.holds
    assert proof.served == ("curry", "porridge", "salad", "soup", "stew", "toast")


def test_a_dish_somebody_must_not_eat_refuses_the_plan():
    proof = verify(plan(), wishes(), evidence(may_serve=lambda name: name != "stew"))

    assert proof.refused == ("stew",)
    assert not proof.holds


def test_a_dish_nobody_knows_any_more_refuses_the_plan():
    known = {name: each for name, each in BY_ID.items() if name != "stew"}

    proof = verify(plan(), wishes(), evidence(dishes=known))

    assert proof.refused == ("stew",)


def test_a_plan_of_other_days_is_no_plan():
    proof = verify(Plan(plan().days[:2]), wishes(), evidence())

    assert not proof.holds


@given(st.integers(0, 2), st.integers(0, 2), st.sampled_from([-3, -2, -1, 1, 2, 3, 9]))
def test_a_portion_changed_by_a_quarter_or_more_is_found(day, place, quarters):
    now = plan().days[day][place].quarters[0]

    found = changed(plan(), day, place, quarters=(now + quarters,))

    assert any(name.startswith("energy_kcal, 2026-11-2") for name in violations(found))


@given(st.integers(0, 2), st.integers(0, 2))
def test_a_meal_that_is_missing_is_found(day, place):
    days = [list(meals) for meals in plan().days]
    del days[day][place]

    found = violations(Plan(tuple(map(tuple, days))))

    assert f"meals missing or too many, 2026-11-{23 + day}" in found


@given(st.integers(0, 2), st.integers(0, 2))
def test_a_meal_that_is_there_twice_is_found(day, place):
    days = [list(meals) for meals in plan().days]
    days[day].append(days[day][place])

    found = violations(Plan(tuple(map(tuple, days))))

    assert f"meals missing or too many, 2026-11-{23 + day}" in found


@pytest.mark.no_cover  # other tests reach all of it
@given(st.floats(0.01, 0.99))
def test_a_budget_below_the_cost_is_found(share):
    cost = cost_usd(plan(), wishes(), evidence())

    assert violations(wished=wishes(budget_usd=cost * share)) == {"budget_usd"}


def test_no_budget_is_no_limit():
    checks = verify(plan(), wishes(budget_usd=None), evidence()).checks

    assert "budget_usd" not in {check.name for check in checks}


@given(st.floats(1.0, 100.0))
def test_a_limit_out_of_reach_is_found(more):
    eater = wishes().eaters[0]
    limits = (DailyLimit(Nutrient.FIBER, least=34 + more), DailyLimit(Nutrient.SODIUM, most=600))

    found = violations(wished=wishes(eaters=(replace(eater, limits=limits),)))

    assert found == {"fiber_g a day, ann", "sodium_mg a day, ann"}


@given(st.sampled_from([1.2, 0.8]))
def test_protein_off_its_target_is_found_on_every_day(factor):
    eater = wishes().eaters[0]

    found = violations(wished=wishes(eaters=(replace(eater, protein_g=eater.protein_g * factor),)))

    assert found == {f"protein_g, 2026-11-{day}, ann" for day in (23, 24, 25)}


def test_no_target_of_protein_is_no_limit():
    eater = replace(wishes().eaters[0], protein_g=None)

    assert violations(wished=wishes(eaters=(eater,))) == set()


@pytest.mark.parametrize("minutes", [15, 29])
def test_cooking_longer_than_there_is_time_is_found(minutes):
    found = violations(wished=with_days(wishes(), minutes_max=minutes))

    assert "minutes, 2026-11-23" in found


def test_a_dish_that_is_not_ready_in_time_is_found():
    slow = BY_ID | {"stew": replace(BY_ID["stew"], ready_minutes=90)}

    assert violations(dishes=slow) == {"minutes until ready, 2026-11-25"}


def test_no_limit_of_time_is_none():
    assert violations(wished=with_days(wishes(), minutes_max=None)) == set()


@pytest.mark.parametrize(
    ("day", "place", "parts", "name"),
    [
        (1, 0, {"dish_id": "soup"}, "dish unfit, 2026-11-24 breakfast"),
        (2, 1, {"is_leftover": True}, "leftovers kept too long or eaten too often"),
        (2, 2, {"dish_id": "stew", "is_leftover": True}, "dishes again too soon"),
        (1, 1, {"is_leftover": False}, "dishes again too soon"),
    ],
)
def test_a_meal_out_of_place_is_found(day, place, parts, name):
    found = changed(plan(), day, place, **parts)

    assert name in violations(found)


def test_leftovers_eaten_too_often_are_found():
    greedy = Variety(meals_of_a_cooking=1)

    assert violations(wished=wishes(variety=greedy)) == {
        "leftovers kept too long or eaten too often"
    }


def test_a_locked_meal_may_stand_where_its_dish_does_not_belong():
    lock = LockedMeal(0, Slot.BREAKFAST, "soup")
    odd = changed(plan(), 0, 0, dish_id="soup")

    assert "dish unfit, 2026-11-23 breakfast" not in violations(odd, wishes(locked=(lock,)))


def test_a_limit_that_is_only_a_goal_is_not_held():
    limits = (DailyLimit(Nutrient.IRON, goal=18.0),)
    eater = replace(wishes().eaters[0], limits=limits)

    assert violations(wished=wishes(eaters=(eater,))) == set()


def test_a_leftover_kept_too_long_is_found():
    stale = BY_ID | {"curry": replace(BY_ID["curry"], keeps_days=0)}

    assert violations(dishes=stale) == {"leftovers kept too long or eaten too often"}


def test_a_dish_refused_on_a_day_is_found():
    days = list(wishes().days)
    days[2] = replace(days[2], refused=frozenset({"stew"}))

    assert violations(wished=wishes(days=tuple(days))) == {"dish unfit, 2026-11-25 lunch"}


def test_too_many_cookings_of_a_protein_and_of_a_kitchen_are_found():
    strict = Variety(cookings_of_a_protein=1, cookings_of_a_kitchen=1)

    assert violations(wished=wishes(variety=strict)) == {
        "cookings of legume",
        "cookings of indian dishes",
    }


def test_what_is_wished_for_is_not_counted():
    strict = Variety(cookings_of_a_protein=1, cookings_of_a_kitchen=1)
    free = wishes(
        variety=strict,
        free_kitchens=frozenset({"indian"}),
        free_proteins=frozenset({"legume"}),
    )

    assert violations(wished=free) == set()


@pytest.mark.parametrize("quarters", [1, 13])
def test_a_portion_nobody_serves_is_found(quarters):
    found = violations(changed(plan(), 0, 0, quarters=(quarters,)))

    assert "quarters of a serving, 2026-11-23 breakfast, ann" in found


def test_a_food_that_must_be_used_up_is_held_to_it():
    assert violations(wished=wishes(use_up={"bread": 500.0})) == set()
    assert violations(wished=wishes(use_up={"bread": 501.0, "kale": 1.0})) == {
        "grams used of bread",
        "grams used of kale",
    }


def test_a_locked_meal_stays_as_it_is():
    same = LockedMeal(0, Slot.LUNCH, "soup", (4,))
    other = LockedMeal(0, Slot.LUNCH, "curry")
    more = LockedMeal(0, Slot.LUNCH, "soup", (5,))
    nowhere = LockedMeal(0, Slot.SNACK, "soup")

    lost = {"locked meal lost, 2026-11-23 lunch"}
    assert violations(wished=wishes(locked=(same,))) == set()
    assert violations(wished=wishes(locked=(other,))) == lost
    assert violations(wished=wishes(locked=(more,))) == lost
    assert violations(wished=wishes(locked=(nowhere,))) == {"locked meal lost, 2026-11-23 snack"}


def test_a_day_that_is_over_is_held_to_nothing():
    over = with_days(wishes(), is_over=True, minutes_max=1)
    strict = replace(over, eaters=(replace(over.eaters[0], energy_kcal=1650.0, protein_g=10.0),))

    assert violations(wished=strict) == set()


def test_a_day_without_meals_at_home_is_held_to_nothing():
    days = (*wishes().days[:2], replace(wishes().days[2], slots=()))

    assert violations(Plan((*plan().days[:2], ())), wishes(days=days)) == set()


def test_unknown_added_sugar_counts_as_all_sugar_or_carbohydrate():
    limits = (DailyLimit(Nutrient.ADDED_SUGAR, most=1.0),)
    eaters = (replace(wishes().eaters[0], limits=limits),)
    foods = FOODS | {"bread": food("bread", sugar_g=None)}

    checks = verify(plan(), wishes(eaters=eaters), evidence(foods=foods)).checks

    value = next(check.value for check in checks if check.name == "added_sugar_g a day, ann")
    assert value == pytest.approx((8 * 10 + 60) / (3 * 0.9))


def test_points_are_money_taste_time_leftovers_and_missed_goals():
    only = {
        "of_a_dollar": pytest.approx(cost_usd(plan(), wishes(), evidence())),
        "of_a_disliked_meal": pytest.approx(9 * 0.5),
        "of_a_minute": pytest.approx(60),
        "of_a_leftover": pytest.approx(3),
        "of_a_goal_missed": pytest.approx(0),
    }
    for weight, expected in only.items():
        alone = Weights(**{name: float(name == weight) for name in only})

        assert points(plan(), wishes(weights=alone), evidence()) == expected


def test_a_goal_that_is_missed_costs_its_share():
    eater = replace(
        wishes().eaters[0],
        limits=(DailyLimit(Nutrient.FIBER, goal=200 / 3), DailyLimit(Nutrient.IRON, goal=0.0)),
    )
    alone = Weights(0, 0, 0, 0, 1)

    value = points(plan(), wishes(eaters=(eater,), weights=alone), evidence())

    assert value == pytest.approx(0.5)


def test_packs_and_the_pantry_decide_what_a_plan_costs():
    rice = 8 * 500 * 0.2 / 100

    assert cost_usd(plan(), wishes(), evidence()) == pytest.approx(rice + 800 * 0.5 / 100)
    at_home = wishes(pantry={"bread": 100.0}, spent_usd=3.0)
    assert cost_usd(plan(), at_home, evidence()) == pytest.approx(3 + rice + 400 * 0.5 / 100)


def test_variety_counts_dishes_kitchens_and_proteins_of_main_meals():
    assert variety_of(plan(), BY_ID) == {"dishes": 6, "kitchens": 3, "proteins": 3}


@pytest.mark.parametrize(
    ("least", "most", "limit"),
    [(None, 3, "at most 3"), (1.5, None, "at least 1.50"), (1, 2, "1 to 2")],
)
def test_a_limit_is_told_in_words(least, most, limit):
    assert Check("x", 2, least, most).limit == limit


def test_a_meal_of_a_dish_eaten_twice_a_day_is_found():
    twice = changed(plan(), 0, 2, dish_id="soup", is_leftover=True)

    assert "dishes again too soon" in violations(twice)


def test_builders_make_what_they_say():
    assert dish("x", Slot.SNACK).is_main is False
    assert meal(Slot.SNACK, "x", 6).servings == 1.5
