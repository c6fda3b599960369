"""What is worth asking about a meal that was understood, and what may be answered."""

from dataclasses import replace
from itertools import pairwise

import pytest

from domain.meals.certainty import COUNTED, SERVED, UNSAID
from domain.meals.diary import EXACT, Portion
from domain.meals.doubts import (
    APART_KCAL,
    KINDS_APART_KCAL,
    amount_choices,
    best_doubt,
    choices_of,
    kind_choices,
    tells_amount,
    unit_of,
)
from domain.meals.nutrients import Nutrient
from domain.meals.reading import read_meal


@pytest.fixture
def doubt(knowledge):
    def find(text):
        portions = read_meal(text, knowledge.foods).portions
        return best_doubt(portions, knowledge.foods, knowledge.kinds)

    return find


@pytest.fixture
def amounts(knowledge):
    def find(text):
        portion = read_meal(text, knowledge.foods).portions[0]
        return [each.portion.amount for each in amount_choices(portion, knowledge.foods)]

    return find


@pytest.mark.parametrize(
    "text",
    [
        "two eggs and toast", "200 g rice", "a bowl of ramen", "3 slices of pizza", "an apple",
        "toast with butter", "black coffee", "broccoli and rice", "croissant", "glass of milk",
        "150 g of pasta and 20 g of cheese", "oatmeal with berries", "",
    ],
)  # fmt: skip
def test_ordinary_meals_and_told_amounts_are_not_asked_about(text, doubt):
    assert doubt(text) is None


@pytest.mark.parametrize(
    ("text", "food", "choices"),
    [
        ("pizza", "cheese pizza", ["1 slice", "2 slices", "3 slices"]),
        ("tacos", "beef taco", ["1", "2", "3"]),
        ("2 eggs and fries", "french fries", ["1 small", "1 medium", "1 large"]),
        ("ramen", "ramen bowl", ["½ bowl", "1 bowl", "2 bowls"]),
        ("chili and a beer", "chili with beans", ["½ cup", "1 cup", "2 cups"]),
        ("steak", "steak", ["100 g", "170 g", "270 g"]),
    ],
)
def test_the_amount_of_what_weighs_most_is_asked_for_as_it_is_served(text, food, choices, doubt):
    question = doubt(text)

    assert question.portion.name == food
    assert [each.portion.amount for each in question.choices] == choices


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("ice cream", ["1 scoop", "2 scoops", "3 scoops"]),
        ("tacos de lengua", ["1", "2", "3"]),
        ("bocata de calamares", []),
        ("enchiladas verdes", ["1", "2", "3"]),
        ("bread", ["1 slice", "2 slices"]),
        ("fried chicken, two pieces", []),
        ("half a pizza", []),
    ],
)
def test_amounts_are_offered_as_a_food_is_counted(text, choices, amounts):
    assert amounts(text) == choices


@pytest.mark.parametrize(
    "text", ["fried egg", "a banana", "croissants and 2 eggs", "big mac", "kfc", "an omelette"]
)
def test_what_comes_in_one_amount_offers_no_others(text, doubt):
    question = doubt(text)

    assert question is None or question.portion.name != text


def test_a_food_that_no_word_names_is_not_counted(knowledge):
    tacos = read_meal("tacos", knowledge.foods).portions[0]

    ranked = amount_choices(replace(tacos, text="those things"), knowledge.foods)

    assert [each.portion.amount for each in ranked] == []


def test_choices_lie_apart_and_around_what_was_understood(knowledge):
    pizza = read_meal("pizza", knowledge.foods).portions[0]

    masses = [each.portion.mass_g for each in amount_choices(pizza, knowledge.foods)]

    assert masses == sorted(masses)
    assert masses[0] < pizza.mass_g < masses[-1]
    assert all(later >= 1.2 * earlier for earlier, later in pairwise(masses))


def test_an_amount_that_was_chosen_is_surer_than_none_and_not_exact(knowledge):
    for text, shares in (("pizza", SERVED), ("steak", COUNTED)):
        portion = read_meal(text, knowledge.foods).portions[0]

        chosen = amount_choices(portion, knowledge.foods)[-1].portion

        assert portion.shares == UNSAID
        assert chosen.shares == shares


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("salad", ["plain greens", "with chicken", "caesar"]),
        ("a can of soda", ["diet", "regular"]),
        ("3 glasses of milk", ["skim", "low-fat 2%", "whole"]),
        ("tres vasos de leche", ["skim", "low-fat 2%", "whole"]),
    ],
)
def test_the_kind_of_a_bare_word_is_asked_for_the_leanest_first(text, kinds, doubt):
    question = doubt(text)

    energies = [each.portion.nutrients[Nutrient.ENERGY] for each in question.choices]
    assert [each.names["en"] for each in question.choices] == kinds
    assert energies == sorted(energies)
    assert energies[-1] - energies[0] >= KINDS_APART_KCAL
    assert {each.portion.mass_g for each in question.choices} == {question.portion.mass_g}


@pytest.mark.parametrize("text", ["caesar salad", "skim milk", "200 g pasta", "chicken soup"])
def test_a_kind_that_was_said_is_not_asked_for(text, knowledge):
    for portion in read_meal(text, knowledge.foods).portions:
        assert kind_choices(portion, knowledge.foods, knowledge.kinds) == ()


def test_what_was_put_into_it_tells_the_kind(doubt):
    assert doubt("salad") is not None
    assert doubt("salad with ranch") is None


def test_a_word_whose_kind_was_taught_is_not_asked_about(knowledge):
    milk = read_meal("3 glasses of milk", knowledge.foods).portions[0]
    skim = read_meal("3 glasses of skim milk", knowledge.foods).portions[0]
    taught = replace(skim, text=milk.text)

    assert kind_choices(milk, knowledge.foods, knowledge.kinds)
    assert kind_choices(taught, knowledge.foods, knowledge.kinds) == ()


def test_of_a_kind_and_an_amount_the_answer_that_changes_more_is_asked_for(doubt):
    assert doubt("salad").choices[0].is_kind
    assert not doubt("salad and pizza").choices[0].is_kind


def test_nothing_is_known_of_what_is_not_counted(knowledge):
    unknown = Portion.unknown("zorble")
    pizza = read_meal("pizza", knowledge.foods).portions[0]

    assert choices_of(unknown, knowledge.foods, knowledge.kinds) == ()
    assert best_doubt((unknown, pizza), knowledge.foods, knowledge.kinds) is None


def test_exact_portions_leave_no_doubt(knowledge):
    pizza = replace(read_meal("pizza", knowledge.foods).portions[0], shares=EXACT)

    assert best_doubt((pizza,), knowledge.foods, knowledge.kinds) is None


def test_the_choices_of_every_question_are_worth_asking(doubt):
    question = doubt("chili")

    energies = [each.portion.nutrients[Nutrient.ENERGY] for each in question.choices]
    assert energies[-1] - energies[0] >= APART_KCAL


def test_one_of_many_doubts_is_not_worth_a_question(doubt):
    many = "pasta carbonara, chili, pad thai, lasagna, feijoada, risotto, paella, moussaka, goulash"

    assert doubt("pad thai") is not None
    assert doubt(many) is None


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("ate half", True), ("cold, 2 slices", True), ("the whole thing", True), ("x2", True),
        ("a big one", True), ("un vaso", True), ("with a friend", False), ("so good", False),
        ("two bites", True), ("we shared it", True), ("la mitad", True), ("toda la pizza", True),
        ("unos sorbos", True), ("of the", False), ("sharing", False), ("mi favorito", False),
    ],
)  # fmt: skip
def test_words_that_tell_how_much_are_heard(text, tells, knowledge):
    assert tells_amount(text, knowledge.foods) is tells


def test_the_unit_asked_for_is_that_of_the_choices(knowledge, doubt):
    pizza, salad = doubt("pizza"), doubt("salad")

    assert unit_of(pizza.choices[0], knowledge.foods) == "slice"
    assert unit_of(salad.choices[0], knowledge.foods) == "serving"
    nothing = replace(pizza.choices[0], portion=Portion.unknown("x"))
    assert unit_of(nothing, knowledge.foods) == ""
