"""Allergies as people tell them: misspelt, late, in passing. None may be lost, none misread."""

import pytest

from domain.understanding.intents import Intent
from tests.unit.domain.builders import Talk, a_newcomer, a_user, said


@pytest.fixture
def asked(tables):
    """Someone who agreed and is asked for allergies."""
    newcomer = Talk(tables, a_newcomer(), is_new=True)
    newcomer.hear("hi")
    newcomer.hear("yes")
    return newcomer


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("told", "eaten", "warned"),
    [
        ("penuts", "snickers", "peanut"),
        ("milkk", "a latte", "milk"),
        ("wallnuts", "walnuts", "walnut"),
        ("penuts and milk", "snickers", "peanut"),
        ("im alergic to shrimp", "shrimp", "shrimp"),
        ("kiwi", "kiwi", "kiwi"),
    ],
)
def test_an_allergen_with_a_slip_in_it_is_still_warned_of(asked, told, eaten, warned):
    asked.hear(told)
    asked.hear("lose weight")

    assert "Careful" in said(asked.hear(eaten))
    assert warned in said(asked.hear(eaten))


@pytest.mark.parametrize(
    "told", ["peanuts and zorgle", "zorgle", "no idea", "none of your business"]
)
def test_a_list_not_understood_whole_is_asked_for_again_and_nothing_of_it_kept(asked, told):
    outcome = asked.hear(told)

    assert outcome.profile.allergies is None
    assert "again" in said(outcome) or "didn't recognise" in said(outcome)


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    "told",
    ["none", "No", "nope", "no allergies", "none at all", "I don't have any allergies", "nothing",
     "not that I know of", "no known allergies", "ninguna", "no tengo alergias", "no thanks"],
)  # fmt: skip
def test_only_a_whole_no_says_that_there_are_none(asked, told):
    assert asked.hear(told).profile.allergies == ()


def test_a_meal_told_instead_of_an_allergy_is_logged_and_the_question_stays(asked):
    outcome = asked.hear("no wait, i had chocolate cake and a coffee")

    assert outcome.added
    assert "Any allergies" in said(outcome)


@pytest.mark.parametrize(
    "told",
    ["btw im alergic to peanuts and also shrimp", "allergies: egg, soy", "peanut allergy",
     "i am alergic to eggs", "I can not have dairy", "remember no milk for me",
     "i get hives from strawberries"],
)  # fmt: skip
def test_an_allergy_told_late_in_ordinary_words_is_kept_and_never_logged(tables, told):
    talk = Talk(tables, a_user())

    outcome = talk.hear(told)

    assert outcome.intent is Intent.SET_PROFILE
    assert outcome.profile.allergies
    assert not outcome.added


def test_an_allergy_told_while_the_goal_is_asked_is_kept_and_the_goal_asked_again(asked):
    asked.hear("none")

    outcome = asked.hear("btw im alergic to peanuts and also shrimp")

    assert {each.said for each in outcome.profile.allergies} == {"peanut", "shrimp"}
    assert "main goal" in said(outcome)


def test_an_allergy_told_with_a_meal_is_kept_and_the_meal_asked_for_again(talk):
    outcome = talk.hear("had pad thai, im allergic to peanuts")

    assert outcome.profile.allergies
    assert "what you ate once more" in said(outcome)


def test_a_warning_is_not_taken_away_by_one_message(talk):
    talk.hear("im allergic to peanuts")

    outcome = talk.hear("im not allergic to peanuts anymore")

    assert outcome.profile.allergies
    assert "really stop warning" in said(outcome)


@pytest.mark.parametrize(
    "text", ["please stop", "stop texting me", "leave me alone", "unsubscribe me", "basta"]
)
def test_opting_out_in_plain_words_is_opting_out(talk, text):
    outcome = talk.hear(text)

    assert outcome.profile.opted_out_at is not None
    assert outcome.intent is Intent.STOP


@pytest.mark.parametrize(
    "text", ["yes fine", "sure why not", "\U0001f44d", "Yes, I'm allergic to nuts"]
)
def test_a_yes_is_a_yes_whatever_follows_it(tables, text):
    newcomer = Talk(tables, a_newcomer(), is_new=True)
    newcomer.hear("hi")

    assert newcomer.hear(text).profile.consented_at is not None


@pytest.mark.parametrize("text", ["skip", "idk", "both lol"])
def test_whoever_has_no_goal_may_go_on(asked, text):
    asked.hear("none")

    assert asked.hear(text).profile.goal is not None


def test_not_eating_for_days_is_a_danger_and_no_meal(talk):
    assert talk.hear("i ate nothing for 4 days").intent is Intent.RED_FLAG


@pytest.mark.parametrize(
    "text",
    ["how much protein is in 2 eggs", "what are you, a bot?", "is yogurt better for protein?"],
)
def test_a_question_is_no_list_of_allergies_and_the_coach_asks_again(asked, text):
    outcome = asked.hear(text)

    assert outcome.profile.allergies is None
    assert "Any allergies" in said(outcome)


def test_who_wants_their_data_deleted_is_told_the_truth(asked):
    asked.hear("none")

    assert "can't delete your data by message yet" in said(asked.hear("delete my data"))
