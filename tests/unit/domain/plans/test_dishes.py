"""Recipes become dishes, foods are bought in packs, a plan is read meal by meal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.nutrients import Nutrient
from domain.plans.dishes import Offer, amount_of, dish_of
from domain.plans.plan import grams_used
from domain.plans.wishes import DayWish, LockedMeal
from domain.recipes.recipe import Slot
from tests.unit.domain.plans.week_builders import BY_ID, dish, food, plan, recipe, wishes


def test_a_recipe_becomes_a_dish_with_what_its_ingredients_hold():
    beans = food("black-beans", group="legume", protein_g=9.0, allergens={"soy"})

    made = dish_of(recipe("bowl", (food(), 200.0), (beans, 100.0), servings=2))

    assert made.grams == {"rice": 100.0, "black-beans": 50.0}
    assert made.nutrients[Nutrient.PROTEIN] == pytest.approx(5 + 4.5)
    assert (made.minutes, made.ready_minutes, made.keeps_days) == (10, 20, 2)
    assert {"soy", "legume", "whole_grain"} <= made.tags
    assert made.protein_source == "grain"


def test_the_food_with_most_protein_names_the_source():
    beef = food("steak", group="meat", tags={"beef"}, protein_g=20.0)

    assert dish_of(recipe("a", (food(), 50.0), (beef, 100.0))).protein_source == "beef"
    assert dish_of(recipe("b", (food("x", group="other"), 5.0))).protein_source == "other"
    assert dish_of(recipe("c", (food("x", group=""), 5.0))).protein_source == "other"


def test_a_recipe_that_hides_what_is_limited_is_no_dish():
    assert dish_of(recipe("a", (food("x", sodium_mg=None), 100.0))) is None


def test_an_ingredient_without_mass_hides_nothing():
    assert dish_of(recipe("a", (food(), 100.0), (food("x", sodium_mg=None), 0.0))) is not None


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"added_sugar_g": 1.0, "sugar_g": 4.0}, 1.0),
        ({"sugar_g": 4.0}, 4.0),
        ({"sugar_g": None, "carbohydrate_g": 9.0}, 9.0),
        ({"sugar_g": None, "carbohydrate_g": None}, 0.0),
    ],
)
def test_sugar_of_unknown_origin_counts_as_added(known, expected):
    assert amount_of(food("x", **known), Nutrient.ADDED_SUGAR) == expected


def test_what_is_unknown_counts_as_nothing_towards_a_least():
    assert amount_of(food("x"), Nutrient.IRON) == 0.0


@given(st.floats(0.02, 5000))
def test_packs_hold_what_is_needed_and_no_pack_more(needed):
    offer = Offer("milk", 0.1, 946.0)

    packs = offer.packs(needed)

    assert (packs - 1) * 946 < needed <= packs * 946 + 0.011
    assert offer.cost_usd(needed) == pytest.approx(packs * 0.946)


def test_nothing_is_paid_for_nothing():
    assert Offer("milk", 0.1, 946.0).cost_usd(0) == 0
    assert Offer("milk", 0.1, 946.0).packs(-5) == 0
    assert Offer("rice", 0.1).cost_usd(-5) == 0
    assert Offer("rice", 0.1).cost_usd(250) == pytest.approx(0.25)
    assert Offer("rice", 0.1).packs(250) == 0


def test_grams_of_all_meals_are_added_up():
    assert grams_used(plan(), BY_ID) == {"rice": 4000.0, "bread": 500.0}


def test_a_meal_is_found_by_its_day_and_slot():
    assert plan().find(1, Slot.LUNCH).dish_id == "curry"
    assert plan().find(1, Slot.SNACK) is None


def test_a_day_refuses_dishes_foods_and_kinds():
    wish = DayWish(date(2026, 11, 23), refused=frozenset({"stew", "bread", "fish"}))

    assert wish.refuses(BY_ID["stew"])
    assert wish.refuses(BY_ID["toast"])
    assert wish.refuses(dish("x", Slot.LUNCH, tags=frozenset({"fish"})))
    assert not wish.refuses(BY_ID["soup"])


def test_a_lock_is_found_by_its_day_and_slot():
    lock = LockedMeal(1, Slot.LUNCH, "curry")

    assert wishes(locked=(lock,)).find_lock(1, Slot.LUNCH) == lock
    assert wishes(locked=(lock,)).find_lock(2, Slot.LUNCH) is None


def test_a_dish_nobody_judged_is_neither_liked_nor_disliked():
    assert wishes(tastes={"soup": 0.9}).taste("soup") == 0.9
    assert wishes().taste("soup") == 0.5


def test_weekly_limits_are_held_over_the_meals_still_to_come():
    assert wishes().days_held == pytest.approx(2.7)
    assert DayWish(date(2026, 11, 23), ()).share == 0


def test_main_dishes_come_back_later_than_others():
    assert wishes().variety.gap_days(BY_ID["soup"]) == 7
    assert wishes().variety.gap_days(BY_ID["toast"]) == 3
