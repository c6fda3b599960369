"""A meal may be told by its energy alone."""

import pytest

from domain.meals.diary import EXACT, Meal
from domain.meals.estimates import judged_again, judged_times
from domain.meals.nutrients import Nutrient
from domain.meals.quantities import Quantity
from domain.meals.reading import read_meal
from domain.meals.told_energy import (
    list_told_parts,
    portions_with_energy,
    read_energy_of_latest,
    read_told_energy,
    sets_right,
    told_portion,
    without_energies,
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


# ---- beside foods
def parts(text):
    return [(part.energy_kcal, " ".join(part.words.split())) for part in list_told_parts(text)]


@pytest.mark.parametrize(
    ("text", "energy_kcal", "rest"),
    [
        ("had pizza, 500 kcal", 500, "had pizza"), ("pizza (about 1,200 cal)", 1200, "pizza"),
        ("a 500-calorie burrito", 500, "a burrito"), ("500 kcal of pizza", 500, "pizza"),
        ("comí pizza de unas 450 calorías en total", 450, "comí pizza"),
        ("2 eggs ~ 2092 kJ", 500, "2 eggs"), ("the pizza was 0 kcal", 0, "the pizza"),
        ("pizza and a salad, 800 kcal", 800, "pizza and a salad"),
        ("comí una naranja que tiene 60 calorías", 60, "comí una naranja"),
        ("ate an apple that had 80 cals for lunch", 80, "ate an apple for lunch"),
    ],
)  # fmt: skip
def test_an_energy_beside_foods_is_read_and_the_rest_left(text, energy_kcal, rest):
    assert parts(text) == [(energy_kcal, rest)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pizza 300 kcal, salad 90 kcal", [(300, "pizza"), (90, "salad")]),
        ("200 cals of chips and 100 cals of nuts", [(200, "chips and"), (100, "nuts")]),
        ("oatmeal 300 kcal, banana", [(300, "oatmeal"), (None, "banana")]),
        ("a 500-calorie burrito and a coke", [(500, "a burrito"), (None, "a coke")]),
        ("una hamburguesa 500 kcal y papas 300 kcal, agua",
         [(500, "una hamburguesa"), (300, "y papas"), (None, "agua")]),
    ],
)  # fmt: skip
def test_each_food_has_the_energy_that_stands_at_it(text, found):
    assert parts(text) == found


@pytest.mark.parametrize(
    "text",
    ["pizza has 500 kcal", "pizza has 300 kcal, salad 90 kcal", "pizza", "500 kcal", "A1500 cal"],
)
def test_facts_and_energies_of_nothing_are_not_told_of_what_was_eaten(text):
    assert list_told_parts(text) == ()


def test_a_text_is_left_without_its_energies():
    assert without_energies("pizza 300 kcal, salad 90 kcal").split() == ["pizza", "salad"]


def test_what_was_told_before_may_be_put_right():
    assert sets_right("the pizza was 500 kcal")
    assert not sets_right("had pizza, 500 kcal")
    assert not sets_right("pizza")


@pytest.mark.parametrize(
    ("text", "energy_kcal"),
    [
        ("that was 700 kcal", 700), ("no it was like 900 calories", 900),
        ("eran 600 calorías", 600), ("actually it's about 2092 kj", 500),
    ],
)  # fmt: skip
def test_an_energy_may_be_told_of_what_was_just_told(text, energy_kcal):
    assert read_energy_of_latest(text) == pytest.approx(energy_kcal)


@pytest.mark.parametrize(
    "text", ["700 kcal", "is that 700 kcal?", "that pizza was 700 kcal", "that was good", "no 3"]
)
def test_other_words_tell_no_energy_of_what_was_just_told(text):
    assert read_energy_of_latest(text) is None


def told_with(text, energy_kcal, tables):
    (portion,) = read_meal(text, tables.foods).portions
    eaten = [(portion, tables.foods.foods[portion.food_id])]
    told = portions_with_energy(eaten, energy_kcal)
    return told[0] if told else None


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


def shared(text, energy_kcal, tables):
    eaten = [(p, tables.foods.foods[p.food_id]) for p in read_meal(text, tables.foods).portions]
    return portions_with_energy(eaten, energy_kcal)


@pytest.mark.parametrize("energy_kcal", [500, 801, 1333])
def test_the_foods_of_a_meal_share_the_energy_told_as_they_usually_compare(energy_kcal, tables):
    usual = read_meal("pizza, a salad and water", tables.foods).portions

    told = shared("pizza, a salad and water", energy_kcal, tables)

    total = sum(portion.nutrients[Nutrient.ENERGY] for portion in usual)
    assert sum(portion.nutrients[Nutrient.ENERGY] for portion in told) == energy_kcal
    assert [portion.nutrients[Nutrient.ENERGY] for portion in told] == pytest.approx(
        [energy_kcal * p.nutrients[Nutrient.ENERGY] / total for p in usual], abs=1
    )
    assert told[2] == usual[2]


@pytest.mark.parametrize(
    ("text", "energy_kcal"),
    [("coffee and water", 3000), ("pizza and a salad", 50), ("2 eggs and toast", 4100),
     ("water and water", 100)],
)  # fmt: skip
def test_an_energy_a_meal_cannot_have_is_not_taken(text, energy_kcal, tables):
    assert shared(text, energy_kcal, tables) is None
