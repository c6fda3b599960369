"""A meal may be told by its energy alone."""

import pytest

from domain.meals.diary import Meal
from domain.meals.estimates import judged_again, judged_times
from domain.meals.nutrients import Nutrient
from domain.meals.quantities import Quantity
from domain.meals.reading import read_meal
from domain.meals.told_energy import read_told_energy, told_portion
from domain.memory.learning import find_lesson


@pytest.mark.parametrize(
    ("text", "energy_kcal", "slot"),
    [
        ("my lunch was 500 kcal", 500, "lunch"), ("lunch: 600 calories", 600, "lunch"),
        ("had about 500 kcal for breakfast", 500, "breakfast"), ("a 700 cal dinner", 700, "dinner"),
        ("mi almuerzo fue de 500 kcal", 500, "lunch"), ("cené 800 calorías", 800, ""),
        ("dinner was 2,100 kJ", 502, "dinner"), ("i ate 450 kcal", 450, ""),
        ("brunch was 1.100 kcal", 1100, "brunch"), ("my meal was 300 kcal", 300, ""),
    ],
)  # fmt: skip
def test_the_energy_of_a_meal_is_read(text, energy_kcal, slot):
    told = read_told_energy(text)

    assert (told.energy_kcal, told.slot) == (energy_kcal, slot)


@pytest.mark.parametrize(
    "text",
    [
        "500 kcal", "my goal is 500 kcal", "lunch should be 500 kcal", "my shake is 200 kcal",
        "was lunch 500 kcal?", "my lunch was a 500 kcal salad", "lunch 500", "had 2 kcal for lunch",
        "my lunch was 90000 kcal", "lunch 300 kcal dinner 500 kcal", "i burned 500 kcal", "",
    ],
)  # fmt: skip
def test_goals_foods_questions_and_absurd_numbers_are_no_told_meal(text):
    assert read_told_energy(text) is None


def test_the_energy_is_counted_and_nothing_else_is_known(tables):
    portion = told_portion(read_told_energy("my lunch was 500 kcal"), "lunch")

    totals = Meal("M1", None, None, "lunch", (portion,)).totals

    assert (totals[Nutrient.ENERGY].amount, totals[Nutrient.ENERGY].estimated) == (500, 0)
    assert totals[Nutrient.PROTEIN].uncounted == 1
    assert judged_again(portion, Quantity(2), tables.foods) is None
    assert judged_times(portion, 0.5, tables.foods).nutrients == {Nutrient.ENERGY: 250}


def test_another_meal_in_its_place_teaches_nothing(tables):
    told = told_portion(read_told_energy("my lunch was 500 kcal"), "lunch")
    pasta = read_meal("pasta", tables.foods).portions

    assert find_lesson((told,), pasta, tables.foods) is None
