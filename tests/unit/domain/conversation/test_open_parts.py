"""Parts that could not be weighed are asked about, and the answer is put in their place."""

from dataclasses import replace

import pytest

from domain.conversation.answers import answer_pending
from domain.conversation.recent_meal_words import wish_of_recent_meal
from domain.understanding.intents import Intent
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


@pytest.mark.parametrize(
    "answer", ["fish stew", "it was like fish stew", "a fish stew", "Fish stew."]
)
def test_a_food_that_was_offered_takes_the_place_of_the_estimate(answer, talk):
    offered = talk.log("2 eggs and 300 g of gribblefruit stew").draft.buttons

    outcome = talk.hear(answer)

    assert offered == ("beef stew", "fish stew", "Undo")
    assert [(p.name, p.mass_g) for p in outcome.added[0].portions][1] == ("fish stew", 300.0)


def test_a_food_that_was_not_offered_is_no_answer(talk):
    talk.log("2 eggs and a gribblefruit stew")

    assert answer_pending(talk.situation("a banana"), talk.knowledge) is None


def test_in_spanish_foods_are_offered_by_the_word_that_says_what_they_are(knowledge):
    talk = Talk(knowledge.in_language("es"), a_user(language="es"))

    outcome = talk.log("un guiso de zarambuco")

    *foods, _ = outcome.draft.buttons
    assert foods
    assert all(food.startswith("guiso") for food in foods)
    assert foods[0] in said(outcome)


def test_a_slip_of_the_amount_offers_no_other_food(talk):
    assert talk.log("2 toast and 500 eggs").draft.buttons == ("Undo", "My day")


def test_the_amount_of_a_food_nobody_knows_is_judged_again(talk):
    talk.log("gribblefruit")

    outcome = talk.hear("200 g")

    assert "gribblefruit: about 430 kcal, estimated" in said(outcome)
    assert len(talk.conversation.recent) == 1


@pytest.mark.parametrize("answer", ["900 kg", "2"])
def test_an_amount_of_what_is_no_food_answers_nothing(answer, talk):
    talk.log("had a brick")

    assert answer_pending(talk.situation(answer), talk.knowledge) is None


def test_an_amount_nobody_eats_is_no_answer(talk):
    talk.log("gribblefruit")

    assert answer_pending(talk.situation("900 kg"), talk.knowledge) is None


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


def test_what_a_food_nobody_knew_was_can_be_told_later(talk):
    talk.log("a bowl of glimmerfrond for lunch")
    talk.hear("2 eggs")

    outcome = talk.hear("the glimmerfrond was vegetable soup")

    assert "estimated" not in said(outcome)
    assert [portion.food_id is None for meal in outcome.added for portion in meal.portions] == [
        False
    ]


@pytest.mark.parametrize(
    ("text", "wish"),
    [("the glimmerfrond was nice soup", Intent.CORRECT_MEAL), ("the weather was nice", None)],
)
def test_words_about_an_estimate_explain_it_and_others_do_not(talk, text, wish):
    talk.log("a bowl of glimmerfrond for lunch")
    talk.hear("2 eggs")

    assert wish_of_recent_meal(talk.situation(text), talk.knowledge) is wish
