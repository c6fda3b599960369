"""Energy somebody wants to burn: what a walk is, for whom no number is said, and what is danger."""

from dataclasses import replace

import pytest

from domain.conversation.talk.burning import find_burning_kcal
from domain.profile.body import Body
from domain.profile.goal import Goal
from domain.profile.targets import Caution
from domain.understanding.intents import Intent
from tests.unit.domain.builders import Talk, a_user, said


@pytest.mark.parametrize(
    ("text", "energy_kcal"),
    [
        ("i want to burn 300 calories a day", 300),
        ("How do I burn 500 kcal?", 500),
        ("burned 250 cals today by running", 250),
        ("quiero quemar 300 calorías al día", 300),
        ("want to burn 418 kj", 100),
    ],
)
def test_a_plain_wish_to_burn_energy_is_read(text, energy_kcal):
    assert find_burning_kcal(text) == pytest.approx(energy_kcal, abs=0.5)


@pytest.mark.parametrize(
    "text",
    [
        "i want to burn 900 calories a day",
        "i need to burn 300 calories",
        "i want to burn the 300 calories i ate",
        "burn 300 calories and eat 500",
        "2 eggs",
    ],
)
def test_what_must_be_burned_is_much_or_was_eaten_is_no_plain_wish(text):
    assert find_burning_kcal(text) is None


def test_it_is_told_as_a_walk_and_no_food_hangs_on_it(talk):
    outcome = talk.hear("i want to burn 300 calories a day")

    assert outcome.intent is Intent.HELP
    assert "300 kcal is roughly 60 minutes of brisk walking" in said(outcome)
    assert "nothing you eat has to be walked off" in said(outcome)
    assert 'say "I want to lose weight"' in said(outcome)


def test_a_heavier_body_walks_less_for_it_and_who_loses_weight_is_not_asked_to(tables):
    user = replace(a_user(), goal=Goal.LOSE_WEIGHT, body=Body(mass_kg=120.0))

    outcome = Talk(tables, user).hear("i want to burn 300 calories a day")

    assert "roughly 35 minutes" in said(outcome)
    assert "lose weight" not in said(outcome)


@pytest.mark.parametrize(
    "known",
    [
        {"body": Body(age_years=15)},
        {"cautions": frozenset({Caution.PREGNANT})},
        {"hides_energy": True},
    ],
)
def test_who_is_growing_bears_a_child_or_hears_no_energy_is_told_no_number(known, tables):
    outcome = Talk(tables, a_user(**known)).hear("i want to burn 300 calories a day")

    assert outcome.intent is Intent.HELP
    assert "300" not in said(outcome)


def test_who_told_of_an_eating_disorder_is_answered_with_care_as_before(tables):
    user = a_user(cautions=frozenset({Caution.EATING_DISORDER}), hides_energy=True)

    outcome = Talk(tables, user).hear("i want to burn 300 calories a day")

    assert outcome.intent is Intent.RED_FLAG


def test_who_must_work_off_a_meal_is_heard_as_in_danger(talk):
    assert talk.hear("i have to burn off everything i ate").intent is Intent.RED_FLAG
