"""How much one user may write within an hour, and what is remembered of the turns."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.conversation.limits import MOST_TURNS_AN_HOUR, is_flooding, limited, with_turn
from domain.conversation.outcome import Outcome, Situation
from domain.conversation.state import Conversation, PastTurn
from domain.understanding.intents import Intent
from tests.unit.domain.builders import NOON, Talk, a_message, a_user, said

MINUTE = timedelta(minutes=1)


def greeted(situation):
    return Outcome(Intent.GREET, situation.profile, situation.conversation)


def a_situation(turns=0, started_at=NOON, at=NOON, **known):
    conversation = Conversation(hour_started_at=started_at, turns_in_hour=turns, **known)
    return Situation(a_message(at=at), a_user(), conversation=conversation)


@pytest.mark.parametrize(("turns", "is_too_much"), [(0, False), (99, False), (100, True)])
def test_a_hundred_messages_an_hour_are_answered(turns, is_too_much):
    assert is_flooding(a_situation(turns)) is is_too_much


def test_a_new_hour_starts_afresh():
    later = a_situation(500, at=NOON + timedelta(hours=1))

    assert not is_flooding(later)
    assert is_flooding(a_situation(500, at=NOON + timedelta(minutes=59, seconds=59)))
    assert not is_flooding(a_situation(500, started_at=None))


def test_one_notice_is_given_then_silence(tables):
    first = limited(a_situation(100), tables)
    second = limited(a_situation(101, is_limited=True), tables)

    assert "a lot of messages" in said(first)
    assert first.conversation.is_limited
    assert second.draft is None
    assert (first.is_recorded, second.is_recorded) == (True, False)


def test_turns_are_counted_within_their_hour():
    situation = a_situation(3, at=NOON + MINUTE, version=7, is_limited=True)

    kept = with_turn(greeted(situation), situation)

    assert (kept.version, kept.turns_in_hour, kept.hour_started_at) == (8, 4, NOON)
    assert kept.turns == (PastTurn(NOON + MINUTE, "greet"),)
    assert kept.is_limited


def test_the_first_turn_of_an_hour_ends_the_silence():
    at = NOON + timedelta(hours=1)
    situation = a_situation(140, at=at, is_limited=True)

    kept = with_turn(greeted(situation), situation)

    assert (kept.turns_in_hour, kept.hour_started_at, kept.is_limited) == (1, at, False)


def test_ten_turns_are_remembered_and_the_older_ones_counted():
    turns = tuple(PastTurn(NOON, f"turn {number}") for number in range(10))
    situation = a_situation(turns=3)
    conversation = Conversation(turns=turns, earlier_turns=5)

    kept = with_turn(greeted(replace(situation, conversation=conversation)), situation)

    assert len(kept.turns) == 10
    assert (kept.turns[0].intent, kept.turns[-1].intent) == ("turn 1", "greet")
    assert kept.earlier_turns == 6


@pytest.fixture
def flooding(tables):
    """Someone who wrote as much as may be within the hour."""
    talk = Talk(tables, a_user())
    talk.conversation = Conversation(hour_started_at=NOON, turns_in_hour=MOST_TURNS_AN_HOUR)
    return talk


def test_a_flood_gets_one_notice_and_an_answer_in_the_next_hour(flooding):
    replies = [said(flooding.hear("2 eggs")) for _ in range(3)]
    flooding.at = NOON + timedelta(hours=1)

    assert ["a lot of messages" in reply for reply in replies] == [True, False, False]
    assert replies[1:] == ["", ""]
    assert flooding.hear("2 eggs").added


def test_an_allergy_told_in_a_flood_counts_and_one_told_before_is_no_news(flooding):
    flooding.hear("2 eggs")

    heard = flooding.hear("I'm allergic to shrimp")
    again = flooding.hear("I'm allergic to shrimp")

    assert [each.said for each in flooding.profile.allergies] == ["shrimp"]
    assert "shrimp" in said(heard)
    assert not again.is_recorded


def test_before_consent_no_allergy_is_kept_in_a_flood(first_talk):
    first_talk.hear("hi")
    first_talk.conversation = replace(
        first_talk.conversation, turns_in_hour=MOST_TURNS_AN_HOUR, is_limited=True
    )

    heard = first_talk.hear("I'm allergic to shrimp")

    assert not heard.is_recorded
    assert first_talk.profile.allergies is None


def test_someone_who_left_is_recorded_until_it_is_a_flood(flooding):
    stop = flooding.hear("STOP")

    in_flood = flooding.hear("2 eggs")
    flooding.at = NOON + timedelta(hours=1)
    in_peace = flooding.hear("2 eggs")

    assert (stop.is_recorded, in_flood.is_recorded, in_peace.is_recorded) == (True, False, True)
    assert (said(in_flood), said(in_peace)) == ("", "")


def test_danger_and_stop_are_heard_in_a_flood(flooding):
    flooding.hear("2 eggs")

    assert "911" in said(flooding.hear("I can't breathe, my throat is closing"))
    assert flooding.hear("STOP").intent is Intent.STOP
