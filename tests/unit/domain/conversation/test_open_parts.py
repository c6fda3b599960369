"""Parts that could not be weighed are asked about, and the answer is put in their place."""

from dataclasses import replace

import pytest

from domain.conversation.answers import answer_pending
from tests.unit.domain.builders import Talk, a_user, names, said


@pytest.fixture
def talk(knowledge):
    return Talk(knowledge, a_user())


def test_the_amount_told_for_a_slip_logs_the_food(talk):
    talk.log("500 eggs")

    outcome = talk.hear("2")

    assert "egg ×2 (100 g)" in said(outcome)
    assert outcome.conversation.pending is None


def test_the_amount_told_for_a_unit_nobody_knows_logs_the_food(talk):
    talk.log("3 slices of rice")

    assert names(talk.hear("1 cup")) == ("white rice",)


def test_what_a_food_is_made_of_takes_the_place_of_what_was_not_counted(talk):
    talk.log("2 eggs and a blorbsnack")

    outcome = talk.hear("it's 50 g of almonds")

    assert names(outcome) == ("egg", "almonds")
    assert "not counted" not in said(outcome)
    assert len(talk.conversation.recent) == 1


def test_what_an_unrecorded_food_is_made_of_is_logged_by_itself(talk):
    talk.log("gribblefruit")

    assert names(talk.hear("it's basically 200 g of yogurt and a banana")) == (
        "plain yogurt",
        "banana",
    )


@pytest.mark.parametrize("text", ["how am i doing", "it's my birthday", "undo"])
def test_what_explains_no_food_is_heard_as_itself(text, talk):
    talk.log("2 eggs and a blorbsnack")

    assert answer_pending(talk.situation(text), talk.knowledge) is None


@pytest.mark.parametrize("text", ["yes", "what", "the big ones"])
def test_what_is_no_amount_is_heard_as_itself(text, talk):
    talk.log("500 eggs")

    assert answer_pending(talk.situation(text), talk.knowledge) is None


def test_an_amount_that_is_again_a_slip_opens_nothing_new(talk):
    talk.log("500 eggs")

    assert answer_pending(talk.situation("600"), talk.knowledge) is None


def test_a_long_story_explains_nothing(talk):
    talk.log("gribblefruit")

    assert answer_pending(talk.situation("it's 2 eggs " * 40), talk.knowledge) is None


def test_a_part_that_was_corrected_since_is_left_alone(talk):
    talk.log("2 eggs and a blorbsnack")
    pending = talk.conversation.pending
    talk.log("2 eggs")
    kept = replace(pending, choices=(*pending.choices[:2], talk.conversation.recent[-1].meal_id))
    talk.conversation = replace(talk.conversation, pending=kept)

    assert answer_pending(talk.situation("it's 50 g of almonds"), talk.knowledge) is None
