"""Questions about foods, answered from the table with its source."""

import pytest

from domain.understanding.intents import Intent
from tests.unit.domain.builders import said


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("how much protein in 2 eggs", "protein 12 g"),
        ("how many calories in a big mac?", "535 kcal"),
        ("is there iron in spinach", "iron"),
        ("what has more protein, eggs or greek yogurt?", "More protein: *greek yogurt*"),
        ("which has less sugar, an apple or a banana?", "Less sugar: *"),
        ("what has more caffeine, an apple or a banana?", "About the same"),
    ],
)
def test_a_question_about_a_food_is_answered_with_its_source_and_nothing_logged(
    talk, asked, answered
):
    outcome = talk.hear(asked)

    assert outcome.intent is Intent.ASK_NUTRITION
    assert answered in said(outcome)
    assert "Source: " in said(outcome)
    assert not outcome.added


def test_what_the_table_does_not_know_is_said_and_never_zero(talk):
    outcome = talk.hear("how much added sugar in jollof rice")

    assert "added sugar not known" in said(outcome)


def test_foods_that_cannot_be_compared_are_not_compared(talk):
    outcome = talk.hear("which has more added sugar, jollof rice or egusi soup?")

    assert "don't know it for all" in said(outcome)


def test_a_meal_goes_to_the_day_it_was_eaten_on(talk):
    today = talk.hear("2 eggs").added[0]

    yesterday = talk.hear("2 eggs yesterday").added[0]

    assert (today.day - yesterday.day).days == 1


def test_what_is_not_eaten_yet_is_not_logged(talk):
    outcome = talk.hear("2 eggs tomorrow")

    assert not outcome.added
    assert "what has been eaten" in said(outcome)
