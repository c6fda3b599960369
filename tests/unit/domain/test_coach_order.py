"""What the coach looks at first: reserved words, danger, silence, the open question, the rest."""

import pytest

from domain.events import OptedIn, OptedOut, RedFlagRaised, UserJoined
from domain.messaging.address import Channel
from domain.understanding.intents import Intent
from tests.unit.domain.builders import NOON, Talk, a_newcomer, a_user, said


@pytest.fixture
def gone(tables):
    """A talk with someone who opted out."""
    return Talk(tables, a_user(opted_out_at=NOON))


def test_stop_is_confirmed_once_and_only_once_on_whatsapp(talk):
    first, second = talk.hear("Stop."), talk.hear("STOP")

    assert "won't hear from me" in said(first)
    assert first.may_follow_opt_out
    assert first.events == (OptedOut(),)
    assert (second.draft, second.events) == (None, ())


def test_stop_on_sms_is_left_to_the_carrier(tables):
    talk = Talk(tables, a_user(), channel=Channel.SMS)

    outcome = talk.hear("STOP")

    assert outcome.draft is None
    assert talk.profile.opted_out_at is not None


def test_stop_drops_a_meal_that_waits_for_consent(first_talk):
    first_talk.hear("2 eggs")
    first_talk.hear("stop")

    assert first_talk.conversation.held_text == ""


@pytest.mark.parametrize("text", ["2 eggs", "undo", "hi", "help", "yes", ""])
def test_after_stop_nothing_is_said_and_nothing_kept(text, gone):
    outcome = gone.hear(text)

    assert (outcome.draft, outcome.added, outcome.removed) == (None, (), ())


def test_start_brings_back_who_left(gone):
    outcome = gone.hear("START")

    assert outcome.events == (OptedIn(),)
    assert "Welcome back" in said(outcome)
    assert gone.hear("2 eggs").added


def test_start_on_sms_is_confirmed_by_the_carrier(tables):
    talk = Talk(tables, a_user(opted_out_at=NOON), channel=Channel.SMS)

    assert talk.hear("START").draft is None
    assert talk.profile.opted_out_at is None


def test_start_from_someone_who_never_left_is_a_greeting(talk):
    outcome = talk.hear("START")

    assert outcome.intent is Intent.GREET
    assert outcome.events == ()


def test_stop_reminders_is_no_opt_out(talk):
    talk.hear("stop reminders")

    assert talk.profile.opted_out_at is None


def test_what_twilio_read_as_stop_is_stop(talk):
    outcome = talk.hear("arrête", opt_out_type="STOP")

    assert outcome.intent is Intent.STOP


def test_help_is_answered_and_is_no_opting(talk):
    outcome = talk.hear("HELP", opt_out_type="HELP")

    assert outcome.intent is Intent.HELP
    assert "STOP ends all messages" in said(outcome)


@pytest.mark.parametrize(
    ("text", "help_named"),
    [
        ("my throat is closing", "Call 911"),
        ("I have chest pain", "Call 911"),
        ("I want to kill myself", "988"),
        ("I made myself throw up", "doctor"),
    ],
)
def test_danger_is_answered_even_after_stop(text, help_named, gone):
    outcome = gone.hear(text)

    assert help_named in said(outcome)
    assert outcome.may_follow_opt_out
    assert gone.profile.opted_out_at is not None


def test_danger_comes_before_the_first_questions_and_counts_no_calories(first_talk):
    outcome = first_talk.hear("I made myself throw up after 2 eggs")

    assert outcome.intent is Intent.RED_FLAG
    assert outcome.events == (UserJoined("whatsapp"), RedFlagRaised("eating_disorder"))
    assert "kcal" not in said(outcome)
    assert outcome.draft.buttons == ()


@pytest.mark.parametrize(
    ("number", "zone", "emergency"),
    [
        ("+4915112345678", "Europe/Berlin", "112"),
        ("+447700900000", "Europe/London", "999"),
        ("+99912345678", "UTC", "local emergency"),
    ],
)
def test_the_emergency_number_is_that_of_the_country(number, zone, emergency, tables):
    talk = Talk(tables, a_user(zone=zone), number=number)

    assert emergency in said(talk.hear("I have chest pain"))


def test_a_country_without_a_known_crisis_line_names_none(tables):
    talk = Talk(tables, a_user(zone="UTC"), number="+99912345678")

    outcome = talk.hear("i want to die")

    assert "at any time" not in said(outcome)
    assert "local emergency number" in said(outcome)


def test_only_a_first_message_joins(first_talk):
    first, second = first_talk.hear("hi"), first_talk.hear("hi")

    assert UserJoined("whatsapp") in first.events
    assert UserJoined("whatsapp") not in second.events


def test_every_turn_counts_one_version_on(talk):
    for text in ("2 eggs", "undo", "stop", "hello", "start"):
        talk.hear(text)

    assert talk.conversation.version == 5


def test_a_newcomer_may_leave_at_once(tables):
    talk = Talk(tables, a_newcomer(), is_new=True)

    talk.hear("STOP")

    assert talk.profile.opted_out_at is not None
