"""A place to eat told instead of a meal: what was eaten there is asked, nothing is guessed."""

import pytest

from domain.understanding.intents import Intent
from tests.unit.domain.builders import said


@pytest.mark.parametrize(
    "text",
    ["mcdonalds", "McDonald's", "had starbucks for lunch", "burger king last night", "taco bell",
     "takeout", "i ate out", "fui a un restaurante"],
)  # fmt: skip
def test_what_was_eaten_there_is_asked(text, talk):
    outcome = talk.hear(text)

    assert outcome.intent is Intent.LOG_MEAL
    assert outcome.added == ()
    assert "a cheeseburger and small fries" in said(outcome) or "hamburguesa" in said(outcome)


def test_a_food_from_there_is_logged(talk):
    assert talk.hear("a big mac from mcdonalds").added


@pytest.mark.parametrize(
    "text", ["is mcdonalds healthy?", "subway tomorrow at 8", "mcdonalds mcdonalds", "the for a"]
)
def test_a_question_and_what_is_to_come_are_something_else(text, talk):
    assert "What did you have there" not in said(talk.hear(text))
