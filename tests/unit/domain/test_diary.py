import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import MealId
from domain.meals.diary import Day, Meal, Portion
from domain.meals.foods import Food, FoodId
from domain.meals.nutrients import Nutrient, Total
from tests.unit.domain.builders import NOON, TODAY

EGG = Food(
    FoodId("egg"), "egg", "USDA 31", {Nutrient.ENERGY: 143.0}, {"medium": 50.0}, "medium",
    frozenset({"egg"}),
)  # fmt: skip


def a_meal(meal_id, *portions):
    return Meal(MealId(meal_id), NOON, TODAY, "", portions)


def test_a_portion_carries_what_its_food_does_in_its_mass():
    portion = Portion.of(EGG, 100.0, "2", "2 eggs")

    assert portion.nutrients == {Nutrient.ENERGY: 143}
    assert (portion.name, portion.source, portion.text) == ("egg", "USDA 31", "2 eggs")
    assert portion.allergens == {"egg"}


def test_a_food_nobody_knows_makes_the_meal_uncounted_not_empty():
    meal = a_meal("A", Portion.of(EGG, 50.0, "1", "egg"), Portion.unknown("blorp"))

    assert meal.totals[Nutrient.ENERGY] == Total(72, uncounted=1)


def test_an_unknown_food_is_called_by_its_text_unless_it_has_a_name():
    assert Portion.unknown("blorp").name == "blorp"
    assert Portion.unknown("a very long blorp", "a very…").name == "a very…"


def test_logging_a_meal_again_replaces_it():
    egg, two_eggs = Portion.of(EGG, 50.0, "1", "egg"), Portion.of(EGG, 100.0, "2", "2 eggs")

    day = Day(TODAY).with_meal(a_meal("A", egg)).with_meal(a_meal("A", two_eggs))

    assert day.totals[Nutrient.ENERGY] == Total(143, 0)


def test_taking_back_a_meal_that_is_not_there_changes_nothing():
    day = Day(TODAY).with_meal(a_meal("A", Portion.of(EGG, 50.0, "1", "egg")))

    assert day.without_meal(MealId("B")) == day


@pytest.mark.no_cover  # other tests reach all of it
@given(st.lists(st.tuples(st.booleans(), st.sampled_from("ABCDE"), st.integers(1, 900))))
def test_a_day_is_the_sum_of_the_meals_that_are_left(steps):
    day, left = Day(TODAY), {}

    for is_logged, meal_id, mass_g in steps:
        if is_logged:
            meal = a_meal(meal_id, Portion.of(EGG, mass_g, "", ""))
            day, left[meal_id] = day.with_meal(meal), meal.totals[Nutrient.ENERGY].amount
        else:
            day = day.without_meal(MealId(meal_id))
            left.pop(meal_id, None)

    assert day.totals[Nutrient.ENERGY].amount == sum(left.values())
