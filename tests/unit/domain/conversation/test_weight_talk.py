"""A weight is logged without judging."""

from datetime import date, timedelta

import pytest

from domain.conversation.outcome import WeightEntry
from domain.events import WeightLogged
from domain.profile.body import Sex
from domain.profile.targets import Caution
from tests.unit.domain.builders import TODAY
from tests.unit.domain.conversation.profile_builders import A_BODY, known_body, said, someone


@pytest.fixture
def person(tables):
    return someone(tables, body=A_BODY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("79.2 kg", "Logged: 79.2 kg.\n0.8 kg less than last time (80 kg)."),
        ("weighed in at 81 today", "Logged: 81 kg.\n1 kg more than last time (80 kg)."),
        ("80", "Logged: 80 kg.\nThe same as last time."),
        ("180 lb", "Logged: 180 lb.\n3.6 lb more than last time (176.4 lb)."),
    ],
)
def test_a_weight_is_logged_with_its_difference(text, words, person):
    outcome = person.weigh(text)

    assert said(outcome) == words
    assert outcome.events == (WeightLogged(),)
    assert outcome.weights == (WeightEntry("SM1", TODAY, person.profile.body.mass_kg),)


def test_who_speaks_in_pounds_is_answered_in_pounds_ever_after(person):
    person.weigh("180 lb")

    outcome = person.weigh("179")

    assert said(outcome) == "Logged: 179 lb.\n1 lb less than last time (180 lb)."


@pytest.mark.parametrize("text", ["8 kg", "800 kg"])
def test_a_weight_that_cannot_be_is_asked_again_and_not_kept(text, person):
    outcome = person.weigh(text)

    assert "doesn't look right" in said(outcome)
    assert (person.profile.body, outcome.weights) == (A_BODY, ())


@pytest.mark.parametrize(
    "text", ["log my weight", "I lost 2 kg", "my dog weighs 30 kg", "70 or 71"]
)
def test_no_weight_in_the_words_is_asked_about(text, person):
    outcome = person.weigh(text)

    assert "What did the scale say" in said(outcome)
    assert outcome.weights == ()


def test_the_answer_to_what_the_scale_said_is_logged_as_a_weight(person):
    person.weigh("log my weight")

    other = person.answer("2 eggs")
    outcome = person.answer("79")

    assert other is None
    assert said(outcome).startswith("Logged: 79 kg.")
    assert person.conversation.pending is None


def test_the_answer_may_have_its_unit(person):
    person.weigh("8 kg")

    assert said(person.answer("it was 80.5 kg")).startswith("Logged: 80.5 kg.")


def test_a_weight_of_yesterday_is_yesterdays(person):
    assert person.weigh("weighed 80 kg yesterday").weights[0].on == TODAY - timedelta(days=1)


def test_a_weight_of_the_future_is_todays(person):
    assert person.weigh("80 kg tomorrow").weights[0].on == date(2026, 3, 2)


def test_the_first_weight_that_completes_a_body_tells_its_target(tables):
    person = someone(tables, body=known_body(mass_kg=None, sex=Sex.FEMALE))

    assert "Your day comes to about" in said(person.weigh("60 kg"))


def test_after_an_eating_disorder_no_difference_is_said(tables):
    person = someone(tables, body=A_BODY, cautions=frozenset({Caution.EATING_DISORDER}))

    assert said(person.weigh("79 kg")) == "Logged: 79 kg."


def test_a_number_that_fits_the_last_weight_only_in_the_other_unit_is_in_that_unit(knowledge):
    person = someone(knowledge)
    person.weigh("180 lb")

    assert said(person.weigh("79")).startswith("Logged: 174.2 lb.")
    assert said(person.weigh("178")).startswith("Logged: 178 lb.")


def test_a_first_number_is_in_the_unit_of_the_user(knowledge):
    person = someone(knowledge, uses_pounds=True)

    assert said(person.weigh("180")).startswith("Logged: 180 lb.")
