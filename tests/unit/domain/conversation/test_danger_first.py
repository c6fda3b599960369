"""Danger told between the lines is answered first, whatever stands open, in both languages."""

import pytest

from domain.events import RedFlagRaised
from domain.profile.targets import Caution
from domain.safety.red_flags import Danger
from domain.understanding.intents import Intent
from tests.unit.domain.builders import NOON, Talk, a_newcomer, a_user, said

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

TOLD = [
    ("en", "tongue feels too big for my mouth since the satay, im wheezing", Danger.ANAPHYLAXIS),
    ("es", "la lengua no me cabe en la boca, comí cacahuate", Danger.ANAPHYLAXIS),
    ("en", "we picked mushrooms in the woods and cant stop vomiting", Danger.EMERGENCY),
    ("es", "comimos hongos del monte y no paramos de vomitar", Danger.EMERGENCY),
    ("en", "i have the pills ready and wrote my goodbye letters", Danger.SELF_HARM),
    ("es", "tengo las pastillas listas y ya escribí las cartas para mis hijos", Danger.SELF_HARM),
    ("en", "ive been skipping my insulin so i get thin", Danger.EATING_DISORDER),
    ("es", "me pongo menos insulina para adelgazar", Danger.EATING_DISORDER),
]


def before_consent(tables, **known):
    return Talk(tables, a_newcomer(**known))


def asked_for_goal(tables, **known):
    return Talk(tables, a_newcomer(consented_at=NOON, allergies=(), **known))


def asked_about_a_diet(tables, **known):
    talk = Talk(tables, a_user(diets=frozenset({"vegan"}), **known))
    talk.log("steak")
    return talk


def left(tables, **known):
    return Talk(tables, a_user(opted_out_at=NOON, **known))


def writing_too_much(tables, **known):
    talk = Talk(tables, a_user(**known))
    for _ in range(40):
        talk.at = NOON
        talk.hear("hi")
    talk.at = NOON
    return talk


@pytest.mark.parametrize(("language", "text", "danger"), TOLD)
@pytest.mark.parametrize(
    "beginning", [before_consent, asked_for_goal, asked_about_a_diet, left, writing_too_much]
)
def test_oblique_danger_is_answered_first(beginning, language, text, danger, tables):
    talk = beginning(tables, language=language, has_chosen_language=True)

    outcome = talk.hear(text)

    assert outcome.intent is Intent.RED_FLAG
    assert RedFlagRaised(danger) in outcome.events
    assert said(outcome).startswith(tables.languages[language].by_key[f"danger_{danger}"][:10])
    assert outcome.may_follow_opt_out


@pytest.mark.parametrize(
    "text", [text for _, text, danger in TOLD if danger is Danger.EATING_DISORDER]
)
def test_who_tells_of_eating_between_the_lines_hears_no_numbers_from_then_on(text, tables):
    talk = Talk(tables, a_user())

    talk.hear(text)

    assert talk.profile.hides_energy
    assert Caution.EATING_DISORDER in talk.profile.cautions


def test_a_mere_suspicion_points_to_help_and_changes_nothing(tables):
    talk = Talk(tables, a_user())

    outcome = talk.hear("i take less insulin so the weight comes off")

    assert outcome.intent is Intent.RED_FLAG
    assert not talk.profile.hides_energy


def test_a_label_hides_no_suspicion(tables):
    talk = Talk(tables, a_user())

    outcome = talk.hear("my shake is 200 kcal, i take less insulin so the weight comes off")

    assert outcome.intent is Intent.RED_FLAG
