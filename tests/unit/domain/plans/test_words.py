"""Free words: what the rules read, and what is left of them."""

from datetime import date

import pytest

from domain.plans.request import request_of
from domain.plans.words import read_words
from domain.recipes.diets import Diet
from domain.recipes.recipe import Kitchen

MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def read(plan_tables):
    return lambda text, **profile: read_words(text, request_of(profile, MONDAY), plan_tables.table)


def test_money_diet_and_time_are_read_and_nothing_is_left(read):
    found = read("Plan my week under $60, vegetarian, 20 minutes on weekdays please")

    request = found.request
    assert (request.budget_usd_week, request.diet) == (60.0, Diet.VEGETARIAN)
    assert (request.minutes_weekday, request.minutes_weekend) == (20, None)
    assert found.left == ""


@pytest.mark.parametrize(
    ("text", "weekday", "weekend"),
    [
        ("30 minutes", 30, 30),
        ("max 45 min at weekends", None, 45),
        ("15 min on weeknights and 60 minutes on the weekend", 15, 60),
        ("15 minutos entre semana", 15, None),
        ("0 minutes", None, None),
    ],
)
def test_time_is_of_weekdays_of_weekends_or_of_both(read, text, weekday, weekend):
    request = read(text).request

    assert (request.minutes_weekday, request.minutes_weekend) == (weekday, weekend)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("vegan, nothing slimy, $40", "nothing slimy"),
        ("something cosy and warm", "something cosy and warm"),
        ("para cuatro, 60 dólares a la semana, nada pegajoso", "nada pegajoso"),
        ("no fish on friday, for two", "no fish on friday"),
        ("please", ""),
        ("", ""),
    ],
)
def test_what_the_rules_do_not_speak_for_is_left(read, text, left):
    assert read(text).left == left


def test_people_share_the_targets_of_the_first(read):
    request = read("family of 4", energy_kcal=1800).request

    assert [person.energy_kcal for person in request.persons] == [1800.0] * 4


def test_what_is_disliked_is_added(read):
    request = read("I hate olives", dislikes=["beets"]).request

    assert request.dislikes == ("beets", "olive")


@pytest.mark.parametrize(
    ("before", "text", "first", "more"),
    [
        (None, "vegan", Diet.VEGAN, set()),
        ("vegetarian", "vegan", Diet.VEGETARIAN, {Diet.VEGAN}),
        ("vegan", "vegan", Diet.VEGAN, set()),
        (None, "gluten free and vegan", Diet.VEGAN, {Diet.GLUTEN_FREE}),
    ],
)
def test_a_diet_is_never_given_up(read, before, text, first, more):
    request = read(text, diet=before).request

    assert (request.diet, request.more_diets) == (first, more)


def test_what_cannot_be_is_not_read(read):
    assert read("$1").request.budget_usd_week is None


def test_what_nobody_mentions_stays(read):
    before = {"budget_usd_week": 50, "minutes_weekday": 30, "diet": "halal", "kitchens": ["indian"]}

    assert read("nothing slimy", **before).request == request_of(before, MONDAY)


def test_a_kitchen_and_what_is_not_wanted_are_read(read):
    found = read("indian food, no mushrooms, something cosy")

    assert found.request.kitchens == {Kitchen.INDIAN}
    assert found.request.dislikes == ("mushroom",)
    assert found.left == "something cosy"
