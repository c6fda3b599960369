"""What of a request for a week the rules leave over; most requests leave nothing."""

from datetime import timedelta

import pytest

from domain.plans.unread import unread_words
from tests.builders import TODAY

DATES = tuple(TODAY + timedelta(days=n) for n in range(1, 8))


@pytest.fixture
def left(plan_tables):
    common = plan_tables.book.asking_words
    return lambda text: unread_words(text, TODAY, DATES, plan_tables.table, common)


@pytest.mark.parametrize(
    "text",
    [
        "plan my week",
        "Plan my week under $60, vegetarian, 20 minutes on weekdays please!",
        "can you make me a meal plan for next week?",
        "plan dinners for 4 people, no fish, dairy free",
        "plan the week, use up the spinach and eating out on saturday",
        "plan my week, no fish on friday, mexican food",
        "hazme un plan de comidas para la semana, sin pescado",
        "planea mi semana con menos de $50, comida mexicana",
        "planea mi semana, cocina india y mediterránea",
        "what's on the plan for thursday",
        "quick week, under 60 dollars",
        "",
    ],
)
def test_what_the_rules_read_leaves_nothing(left, text):
    assert left(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            (
                "plan my week, nothing slimy, grandma visits on Sunday so something festive,"
                " I hate washing up"
            ),
            "nothing slimy, grandma visits on sunday so something festive, hate washing up",
        ),
        ("weekly plan, high protein", "high protein"),
        ("make me a plan with lots of fish", "lots of fish"),
        ("plan de la semana, barato, nada pegajoso", "barato, nada pegajoso"),
        ("plan me 3 days of cheap food", "cheap"),
        ("plan my week, I hate mushrooms, I can't stand the dishes", "can't stand the dishes"),
    ],
)
def test_what_they_do_not_is_left_in_the_words_it_was_said_in(left, text, words):
    assert left(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "plan my week, send it to ann@example.org",
        "plan my week, call 5551234567",
        "plan my week, see https://evil.example/x",
    ],
)
def test_addresses_and_numbers_to_call_go_nowhere(left, text):
    assert left(text) == ""


def test_it_is_never_long(left):
    assert len(left("plan " + "cozy and lumpy " * 400)) <= 300
