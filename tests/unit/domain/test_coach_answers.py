"""Questions of the coach over whole turns: what is asked, answered, and left alone."""

from datetime import UTC, datetime

import pytest

from domain.conversation.state import Conversation, Edit, RememberedMeal, RememberedPortion
from domain.identity import MealId
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent
from tests.unit.domain.builders import NOON, TODAY, Talk, a_newcomer, a_user, said

PEANUT = Allergy("peanut", frozenset({"peanut"}))


@pytest.fixture
def asked_to_remove(tables):
    """Someone who was asked whether a warning may really go."""
    talk = Talk(tables, a_user(PEANUT))
    talk.hear("I'm no longer allergic to peanuts")
    return talk


def test_a_second_yes_takes_a_warning_away(asked_to_remove):
    asked_to_remove.hear("yes")

    assert asked_to_remove.profile.allergies == ()


@pytest.mark.parametrize("text", ["no", "no, still allergic", "No I'm still allergic!"])
def test_who_is_still_allergic_keeps_the_warning(asked_to_remove, text):
    asked_to_remove.hear(text)

    assert asked_to_remove.profile.allergies == (PEANUT,)
    assert asked_to_remove.conversation.pending is None


def test_another_allergy_is_heard_before_the_first_is_answered(asked_to_remove):
    asked_to_remove.hear("i'm also allergic to shrimp")

    assert [each.said for each in asked_to_remove.profile.allergies] == ["peanut", "shrimp"]


def test_a_meal_while_a_warning_is_in_question_is_logged_and_the_question_stays(asked_to_remove):
    outcome = asked_to_remove.hear("2 eggs")
    asked_to_remove.hear("yes")

    assert outcome.added
    assert asked_to_remove.profile.allergies == ()


def test_an_allergy_told_before_consent_counts_after_it(first_talk):
    first_talk.hear("I'm allergic to peanuts")
    nothing_kept = first_talk.profile.allergies

    outcome = first_talk.hear("yes")

    assert nothing_kept is None
    assert first_talk.profile.allergies == (PEANUT,)
    assert "main goal" in said(outcome)


def test_an_allergy_told_with_the_yes_is_kept(first_talk):
    first_talk.hear("hi")

    first_talk.hear("Yes, I'm allergic to peanuts")

    assert first_talk.profile.allergies == (PEANUT,)


@pytest.mark.parametrize("text", ["i have no allergies at all", "I'm not allergic to anything"])
def test_no_allergies_in_a_sentence_is_an_answer(tables, text):
    talk = Talk(tables, a_newcomer(consented_at=NOON))

    talk.hear(text)

    assert talk.profile.allergies == ()


def test_a_meal_of_before_foods_were_remembered_is_taken_back_without_a_number(tables):
    food = RememberedPortion("2 egg", "2 egg", None, None, "")
    at = datetime(2026, 3, 2, 16, tzinfo=UTC)
    meal = RememberedMeal(MealId("M0"), at, TODAY, "", (food,))
    talk = Talk(tables, a_user())
    talk.conversation = Conversation(recent=(meal,), edits=(Edit(meal.meal_id, None),))

    outcome = talk.hear("undo")

    assert said(outcome).startswith("Removed: 2 egg.")
    assert [place.meal_id for place in outcome.removed] == ["M0"]


def test_an_undo_that_puts_a_meal_back_tells_so_in_an_event(talk):
    talk.hear("2 eggs")
    talk.hear("remove the eggs")

    outcome = talk.hear("undo")

    assert [type(event).__name__ for event in outcome.events] == ["MealLogged"]
    assert outcome.events[0].energy_kcal == pytest.approx(176)


def test_a_question_about_food_that_looks_like_a_meal_is_answered(talk):
    outcome = talk.hear("protein 2 eggs?")

    assert outcome.intent is Intent.ASK_NUTRITION


def test_a_meal_is_corrected_while_the_goal_is_open(tables):
    talk = Talk(tables, a_newcomer(consented_at=NOON, allergies=()))
    talk.hear("2 eggs")

    outcome = talk.hear("no, it was 3 eggs")

    assert outcome.intent is Intent.CORRECT_MEAL
    assert "main goal" in said(outcome)
