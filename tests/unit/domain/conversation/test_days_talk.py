"""How the day and the week are said: sums of what was logged, and nothing else."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.conversation.talk.days import ask_day, ask_week
from domain.profile.body import Body, Sex
from domain.profile.goal import Goal
from tests.unit.domain.conversation.builders import MONDAY, SUNDAY, Diary, said


@pytest.fixture
def diary(knowledge):
    return Diary(knowledge)


def has_body(diary):
    body = Body(mass_kg=70, height_cm=175, age_years=30, sex=Sex.FEMALE)
    diary.profile = replace(diary.profile, body=body, age_told_on=MONDAY, goal=Goal.LOSE_WEIGHT)


def number(pattern, text):
    return float(re.search(pattern, text)[1].replace(",", ""))


def test_an_empty_day_is_said_to_be_empty(diary):
    assert "Nothing logged for today" in said(diary.does(ask_day, "how am I doing?"))


def test_the_day_is_the_sum_of_its_meals(diary):
    meals = [diary.logs(text).added[0] for text in ("2 eggs", "toast with butter", "a banana")]

    text = said(diary.does(ask_day, "how am I doing today?"))

    def total(nutrient):
        return sum(meal.totals[nutrient].amount for meal in meals)

    assert number(r"([\d,]+) kcal", text) == total("energy_kcal")
    assert number(r"Protein (\d+)", text) == round(total("protein_g"))
    assert number(r"carbs (\d+)", text) == round(total("carbohydrate_g"))
    assert number(r"fat (\d+)", text) == round(total("fat_g"))
    assert number(r"fibre (\d+)", text) == round(total("fiber_g"))
    assert number(r"sodium ([\d,]+)", text) == total("sodium_mg")
    assert "Meals logged: 3" in text


def test_what_could_not_be_counted_or_was_estimated_is_said_with_the_sum(diary):
    diary.logs("2 eggs and 500 bananas")
    diary.logs("zorgle")

    assert "356 kcal + 1 not counted (1 estimated)" in said(diary.does(ask_day, "today?"))


def test_a_general_target_is_called_one(diary):
    diary.logs("2 eggs")

    text = said(diary.does(ask_day, "today?"))

    assert "in a general day" in text
    assert "left for today" not in text


def test_a_target_of_ones_own_tells_what_is_left(diary):
    has_body(diary)
    diary.logs("2 eggs")

    text = said(diary.does(ask_day, "today?"))

    target = number(r"of your ([\d,]+) kcal", text)
    assert number(r"([\d,]+) kcal left for today", text) == target - 176


def test_nothing_is_left_of_a_target_that_is_reached(diary):
    has_body(diary)
    diary.logs("2 kg pizza")

    assert "left for today" not in said(diary.does(ask_day, "today?"))


def test_who_would_gain_from_a_target_is_asked_for_their_body_once(diary):
    diary.profile = replace(diary.profile, goal=Goal.BUILD_MUSCLE)
    diary.logs("2 eggs")

    first, second = diary.does(ask_day, "today?"), diary.does(ask_day, "today?")

    assert "What do you weigh?" in said(first)
    assert "What do you weigh?" not in said(second)


def test_yesterday_is_told_when_it_is_asked_for(diary):
    diary.logs("yesterday I had 2 eggs")
    diary.logs("a banana")

    text = said(diary.does(ask_day, "how was yesterday?"))

    assert text.startswith("Sunday in total: 176 kcal\nProtein")
    assert "Meals logged: 1" in text
    assert said(diary.does(ask_day, "and on saturday?")) == "Saturday in total: 0 kcal"


def test_of_a_day_not_at_hand_today_is_told_instead(diary):
    diary.logs("a banana")

    assert "Today so far" in said(diary.does(ask_day, "how was february 3?"))
    assert "Today so far" in said(diary.does(ask_day, "how will tomorrow be?"))


def test_an_empty_week_is_said_to_be_empty(diary):
    assert "nothing of the last seven days" in said(diary.does(ask_week, "my week"))


def test_the_week_is_the_days_that_have_meals_and_their_average(diary):
    for back, meal in ((8, "pizza"), (6, "2 eggs"), (1, "2 eggs and 500 bananas"), (0, "4 eggs")):
        diary.at = datetime(2026, 3, 2, 17, tzinfo=UTC) - timedelta(days=back)
        diary.logs(meal)

    text = said(diary.does(ask_week, "my week"))

    assert text.splitlines() == [
        "*Your last 7 days* (3 with meals)",
        "Tuesday: 176 kcal",
        "Sunday: 176 kcal + 1 not counted",
        "Monday: 352 kcal",
        "Average: *235 kcal* · protein 16 g · fibre 0 g",
    ]


def test_the_week_names_a_target_of_ones_own(diary):
    has_body(diary)
    diary.logs("2 eggs")

    assert "Your target is 1," in said(diary.does(ask_week, "my week"))


def test_energy_is_told_in_the_unit_of_the_user(diary, knowledge):
    diary.logs("2 eggs")

    outcome = ask_day(diary.situation("today?"), knowledge.in_language("es", "kJ"))

    assert "736 kJ" in said(outcome)


def test_a_day_in_another_zone_is_another_day(diary):
    diary.logs("2 eggs")
    diary.moves_to("Asia/Tokyo")

    assert "Nothing logged" in said(diary.does(ask_day, "today?"))
    assert said(diary.does(ask_day, "yesterday?")).startswith("Monday in total: 176 kcal")
    assert diary.energy_kcal(SUNDAY) == 0


def test_a_week_asked_of_one_day_is_that_day(diary):
    diary.logs("2 eggs on sunday")

    outcome = diary.does(ask_week, "how did i do on sunday")

    assert said(outcome).startswith("Sunday in total: 176 kcal")


def test_of_a_month_only_the_week_is_at_hand_and_that_is_said(diary):
    diary.logs("2 eggs")

    assert said(diary.does(ask_week, "this month")).startswith("I can add up the last 7 days")
