"""A meal may be told by its energy alone."""

import pytest

from domain.meals.diary import EXACT, Meal
from domain.meals.estimates import judged_again, judged_times
from domain.meals.nutrients import Nutrient
from domain.meals.quantities import Quantity
from domain.meals.reading import read_meal
from domain.meals.told_energy import (
    find_stated_energy,
    portion_with_energy,
    read_told_energy,
    told_portion,
)
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


# ---- beside a food
@pytest.mark.parametrize(
    ("text", "energy_kcal", "rest"),
    [
        ("had pizza, 500 kcal", 500, "had pizza"), ("pizza (about 1,200 cal)", 1200, "pizza"),
        ("a 500-calorie burrito", 500, "a burrito"), ("500 kcal of pizza", 500, "pizza"),
        ("comí pizza de unas 450 calorías en total", 450, "comí pizza"),
        ("2 eggs ~ 2092 kJ", 500, "2 eggs"), ("the pizza was 0 kcal", 0, "the pizza"),
    ],
)  # fmt: skip
def test_an_energy_beside_a_food_is_read_and_the_rest_left(text, energy_kcal, rest):
    stated = find_stated_energy(text)

    assert (stated.energy_kcal, " ".join(stated.rest.split())) == (energy_kcal, rest)


@pytest.mark.parametrize(
    "text",
    ["pizza has 500 kcal", "pizza 300 kcal, salad 90 kcal", "pizza", "500 kcal", "A1500 cal"],
)
def test_facts_several_energies_and_none_are_not_stated_of_what_was_eaten(text):
    assert find_stated_energy(text) is None


def test_what_was_told_before_may_be_put_right():
    assert find_stated_energy("the pizza was 500 kcal").sets_right
    assert not find_stated_energy("had pizza, 500 kcal").sets_right


def told_with(text, energy_kcal, tables):
    (portion,) = read_meal(text, tables.foods).portions
    return portion_with_energy(portion, tables.foods.foods[portion.food_id], energy_kcal)


@pytest.mark.parametrize(
    ("text", "energy_kcal", "amount"),
    [("pizza", 500, ""), ("2 eggs", 300, "2"), ("200 g pizza", 500, "200 g"), ("butter", 37, "")],
)
def test_a_food_has_the_energy_told_and_all_else_in_proportion(text, energy_kcal, amount, tables):
    (usual,) = read_meal(text, tables.foods).portions

    told = told_with(text, energy_kcal, tables)

    times = energy_kcal / usual.nutrients[Nutrient.ENERGY]
    assert told.nutrients[Nutrient.ENERGY] == energy_kcal
    assert told.nutrients[Nutrient.FAT] == pytest.approx(
        usual.nutrients[Nutrient.FAT] * times, rel=0.02
    )
    assert (told.amount, told.shares) == (amount, EXACT)


@pytest.mark.parametrize(
    ("text", "energy_kcal"),
    [
        ("an apple", 3000), ("apple", 3000), ("pizza", 0), ("pizza", 40), ("pizza", 4500),
        ("black coffee", 150), ("water", 100), ("100 g butter", 1400), ("2 eggs", 40),
        ("3 kg watermelon", 2700),
    ],
)  # fmt: skip
def test_an_energy_a_food_cannot_have_is_not_taken(text, energy_kcal, tables):
    assert told_with(text, energy_kcal, tables) is None
