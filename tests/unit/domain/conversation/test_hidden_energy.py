"""Who told of an eating disorder or self-harm hears no numbers of energy until they ask."""

import re

import pytest

from domain.profile.targets import Caution
from tests.unit.domain.builders import Talk, a_user, said

DANGERS = ("I made myself throw up after dinner", "I want to kill myself")
TALK = ("2 eggs and toast", "how am i doing today", "my week", "make it 3 eggs", "undo",
        "same again", "2 eggs yesterday", "how was yesterday?", "how much protein in 2 eggs",
        "calories in a banana", "what is in a banana?", "82 kg",
        "what do you know about me")  # fmt: skip


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize("danger", DANGERS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_number_of_energy_is_said_after_a_danger_of_the_mind(tables, danger, language):
    talk = Talk(tables, a_user(language=language, has_chosen_language=True))
    talk.hear(danger)

    for text in TALK:
        assert not re.search(r"\d+ ?k(cal|J)", said(talk.hear(text))), text


def test_of_many_foods_the_rest_is_counted_without_energy(talk):
    talk.hear(DANGERS[0])

    outcome = talk.hear(
        "egg, toast, banana, apple, rice, beans, salmon, milk, cheese, bread, yogurt"
    )

    assert "• and 3 more\n" in said(outcome)


def test_no_target_to_lose_weight_is_set(talk):
    talk.hear(DANGERS[1])

    outcome = talk.hear("i want to lose weight")

    assert "don't set targets to lose weight" in said(outcome)
    assert Caution.EATING_DISORDER in talk.profile.cautions


def test_a_question_for_energy_is_told_how_to_have_it_back(talk):
    talk.hear(DANGERS[0])

    assert "show me calories" in said(talk.hear("calories in a banana"))


def test_energy_comes_back_when_it_is_asked_for(talk):
    talk.hear(DANGERS[0])
    talk.hear("show me calories")

    assert "176 kcal" in said(talk.hear("2 eggs"))


def test_everybody_else_hears_energy(tables):
    talk = Talk(tables, a_user())

    assert "176 kcal" in said(talk.hear("2 eggs"))
