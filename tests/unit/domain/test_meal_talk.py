"""What is said of a meal and of a day, and that the figures shown add up."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.conversation.state import REMEMBERED_EDITS
from domain.conversation.talk.replies import meal_lines
from domain.events import MealLogged, MealRemoved
from domain.identity import MealId
from domain.meals.diary import Meal, Portion
from domain.meals.foods import FoodId
from domain.meals.nutrients import Nutrient
from tests.unit.domain.builders import NOON, TODAY, Talk, a_user, said

FOODS = [
    "2 eggs",
    "1 banana",
    "200 g white rice",
    "toast with butter",
    "1 apple",
    "milk",
    "chicken breast 150 g",
    "pizza",
    "3 cookies",
    "blorp and 1 kiwi",
]


def shown_items(text):
    found = re.findall(r"^•.*: (?:about )?([\d,]+) kcal(?:,.*)?$", text, re.MULTILINE)
    return [int(energy.replace(",", "")) for energy in found]


def shown_total(text):
    return int(re.search(r"\*([\d,]+) kcal\*", text)[1].replace(",", ""))


def shown_day(text):
    return int(re.search(r"so far[:*]*\s*([\d,]+) kcal", text)[1].replace(",", ""))


@pytest.mark.no_cover  # other tests reach all of it
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FOODS), min_size=1, max_size=12))
def test_the_total_shown_is_the_sum_of_the_items_shown(tables, foods):
    text = said(Talk(tables, a_user()).log(", ".join(foods)))

    assert shown_total(text) == sum(shown_items(text))


@pytest.mark.no_cover  # other tests reach all of it
@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*FOODS, "undo", "undo", "how am I doing today?"]), max_size=9))
def test_the_day_is_the_sum_of_the_meals_that_survive(tables, steps):
    talk, surviving = Talk(tables, a_user()), {}

    for step in steps:
        outcome = talk.hear(step)
        for gone in outcome.removed:
            surviving.pop(gone.meal_id, None)
        surviving |= {meal.meal_id: meal for meal in outcome.added}

    energies = [meal.totals[Nutrient.ENERGY] for meal in surviving.values()]
    day = talk.days[TODAY].totals[Nutrient.ENERGY] if talk.days else None
    assert (day.amount if day else 0) == sum(energy.amount for energy in energies)
    assert (day.estimated if day else 0) == sum(energy.estimated for energy in energies)


def test_the_day_line_adds_meal_to_meal(talk):
    first, second = said(talk.hear("2 eggs")), said(talk.hear("1 banana"))

    assert shown_day(first) == shown_total(first)
    assert shown_day(second) == shown_total(first) + shown_total(second)
    assert shown_day(said(talk.hear("how am I doing today?"))) == shown_day(second)


def test_undo_takes_back_meal_by_meal_and_says_which(talk):
    eggs = talk.hear("2 eggs")
    talk.hear("1 banana")

    banana_gone, eggs_gone, nothing = (said(talk.hear("undo")) for _ in range(3))

    assert "banana" in banana_gone
    assert shown_day(banana_gone) == shown_total(said(eggs))
    assert "egg" in eggs_gone
    assert "Today so far: 0 kcal" in eggs_gone
    assert "nothing left to undo" in nothing


def test_undo_of_a_day_that_is_not_at_hand_says_only_what_was_removed(talk):
    talk.hear("2 eggs")
    talk.at, talk.days = talk.at + timedelta(days=20), {}

    outcome = talk.hear("undo")

    assert "Removed" in said(outcome)
    assert "so far" not in said(outcome)
    assert [type(event) for event in outcome.events] == [MealRemoved]


@pytest.mark.no_cover  # other tests reach all of it
def test_the_latest_edits_can_be_taken_back_and_no_more(talk):
    for _ in range(REMEMBERED_EDITS + 1):
        talk.hear("2 eggs")

    undone = [talk.hear("undo") for _ in range(REMEMBERED_EDITS + 1)]

    assert [len(outcome.removed) for outcome in undone] == [1] * REMEMBERED_EDITS + [0]
    assert len(talk.days[TODAY].meals) == 1


def test_what_was_eaten_yesterday_counts_for_yesterday(talk):
    outcome = talk.hear("yesterday I had 2 eggs")

    assert outcome.added[0].day == date(2026, 3, 1)
    assert "Sunday in total" in said(outcome)
    assert "Nothing logged" in said(talk.hear("my day"))


def test_the_day_ends_at_midnight_where_the_user_lives(tables):
    talk = Talk(tables, a_user(), at=datetime(2026, 3, 3, 4, 59, tzinfo=UTC))

    before, after = talk.hear("2 eggs"), talk.hear("2 eggs")

    assert [before.added[0].day, after.added[0].day] == [date(2026, 3, 2), date(2026, 3, 3)]


def test_the_reply_says_what_was_understood_energy_macros_the_day_and_how_to_correct(talk):
    outcome = talk.hear("2 eggs for breakfast")

    first, *_, last = said(outcome).splitlines()
    assert first == "*Logged for breakfast*"
    assert "protein" in said(outcome)
    assert "Today so far" in said(outcome)
    assert "Not right? Just tell me" in last
    assert outcome.draft.buttons == ("Undo", "My day")


def test_a_meal_that_was_logged_is_told_in_numbers_only(talk):
    outcome = talk.log("2 eggs and blorp")

    [event] = outcome.events
    assert isinstance(event, MealLogged)
    assert (event.foods, event.uncounted_foods, event.estimated_foods) == (2, 0, 1)
    assert event.energy_kcal == shown_total(said(outcome))


def test_what_is_not_known_is_named_estimated_and_asked_about(talk):
    reply = said(talk.log("2 eggs and blorp"))

    assert "blorp: about 180 kcal, estimated (likely 40-470 kcal)" in reply
    assert "(1 estimated)" in reply
    assert 'I don\'t know "blorp" yet' in reply
    assert "356 kcal (1 estimated)" in said(talk.hear("my day"))


def test_a_meal_of_unknown_food_alone_is_logged_by_an_estimate(talk):
    outcome = talk.log("a bowl of blorp")

    [portion] = outcome.added[0].portions
    assert portion.food_id is None
    assert portion.estimate.least_kcal < portion.estimate.energy_kcal < portion.estimate.most_kcal
    assert "won't guess" not in said(outcome)


def test_of_many_foods_eight_are_shown_and_all_are_counted(talk):
    outcome = talk.hear(", ".join(["1 egg"] * 11))

    assert said(outcome).count("• egg") == 8
    assert "and 3 more: 264 kcal" in said(outcome)
    assert len(outcome.added[0].portions) == 11


@pytest.mark.parametrize(("mass_g", "nutrients"), [(50.0, {}), (None, {})])
def test_a_portion_without_known_energy_is_not_given_a_zero(mass_g, nutrients, tables):
    portion = Portion("x", "mystery", FoodId("x"), mass_g, "1", nutrients)

    lines = meal_lines("meal_head", Meal(MealId("M"), NOON, TODAY, "", (portion,)), tables.texts)

    assert lines[1] == "• mystery: not counted"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("200 g white rice", "• white rice, 200 g: "),
        ("1 cup white rice", "• white rice, 1 cup ("),
        ("2 eggs", "• egg ×2 ("),
        ("toast with butter", "• butter, 7 g: "),
    ],
)
def test_an_amount_is_shown_with_its_mass(text, line, talk):
    assert line in said(talk.hear(text))
