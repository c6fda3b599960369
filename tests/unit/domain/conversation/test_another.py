"""One more of what was eaten, told in a word or two."""

from datetime import timedelta

import pytest

from domain.understanding.intents import Intent
from tests.unit.domain.builders import TODAY, names, said


def amounts(outcome):
    return [(p.name, p.amount) for meal in outcome.added for p in meal.portions]


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("first", "then", "logged"),
    [
        ("2 slices of pepperoni pizza", "another slice", ("pepperoni pizza", "1 slice")),
        ("2 slices of pepperoni pizza", "one more", ("pepperoni pizza", "1 slice")),
        ("2 slices of pepperoni pizza", "had 2 more of those", ("pepperoni pizza", "2 slices")),
        ("2 slices of pepperoni pizza", "oh and another one!", ("pepperoni pizza", "1 slice")),
        ("pepperoni pizza", "i had another slice", ("pepperoni pizza", "1 slice")),
        ("2 huevos", "otro", ("egg", "1")),
        ("200 g of rice", "another", ("white rice", "200 g")),
        ("a glass of milk", "another glass", ("milk", "1 glass")),
    ],
)
def test_one_more_is_as_much_as_was_told(talk, first, then, logged):
    talk.log(first)

    outcome = talk.hear(then)

    assert amounts(outcome) == [logged]
    assert outcome.intent is Intent.REPEAT_MEAL
    assert len(talk.days[TODAY].meals) == 2


def test_one_more_is_of_the_latest_food_that_comes_in_that_unit(talk):
    talk.log("2 slices of pepperoni pizza")
    talk.log("a beer")

    assert amounts(talk.hear("another slice")) == [("pepperoni pizza", "1 slice")]


def test_of_a_meal_of_several_foods_one_more_must_be_named(talk):
    talk.log("2 eggs and a banana")

    assert talk.hear("another").added == ()


def test_of_a_food_nobody_knows_there_is_no_more(talk):
    talk.log("a banana and a blorbsnack")

    assert talk.hear("another glass").added == ()


@pytest.mark.parametrize("text", ["another coffee", "0 more", "blorp more", "another tomorrow"])
def test_what_is_something_else_is_not_taken_for_more(talk, text):
    talk.log("a banana")

    assert "banana" not in names(talk.hear(text))


def test_one_more_belongs_to_the_time_it_tells(talk):
    talk.log("slice of pizza")

    outcome = talk.hear("another slice last night")

    assert outcome.added[0].day == TODAY - timedelta(days=1)


def test_before_any_meal_there_is_nothing_to_have_more_of(talk):
    assert talk.hear("another slice").added == ()


def test_and_two_sugars_after_a_coffee_are_counted_and_put_right(talk):
    talk.log("black coffee")
    talk.hear("and 2 sugars")

    outcome = talk.hear("actually just 1 sugar")

    assert "sugar, 1 tsp" in said(outcome)
    assert outcome.intent is Intent.CORRECT_MEAL


@pytest.mark.parametrize(
    ("text", "left"),
    [("make the fries large", 3), ("delete the burger", 2), ("actually make the coke a sprite", 3)],
)
def test_a_dish_of_an_earlier_message_is_changed_by_its_name(talk, text, left):
    for food in ("burger", "fries", "coke"):
        talk.log(food)

    outcome = talk.hear(text)

    assert outcome.intent is Intent.CORRECT_MEAL
    assert len(talk.days[TODAY].meals) == left


def test_the_dish_that_is_named_is_eaten_again_alone(talk):
    talk.log("chicken caesar salad and a diet coke")

    assert names(talk.hear("the salad again")) == ("chicken caesar salad",)
