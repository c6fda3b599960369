"""Commit, relay: one message is answered once, whatever fails in between."""

from dataclasses import replace

import pytest

from adapters.in_memory.relay import RecordingRelay
from adapters.in_memory.turn_store import InMemoryTurnStore
from domain.conversation.limits import MOST_TURNS_AN_HOUR
from domain.conversation.state import Conversation
from domain.conversation.turn import Snapshot
from domain.errors import AlreadyRecordedError, RetryableError
from domain.identity import MessageSid, PhoneKey
from domain.messaging.address import Address, Channel
from services.conversation.take_turn import Apologiser, TurnTaker
from tests.builders import (
    ANN_KEY,
    NOON,
    TODAY,
    a_first_turn,
    a_message,
    a_profile,
    a_settled_profile,
    a_turn,
    an_sms,
)


@pytest.fixture
def turns():
    return InMemoryTurnStore()


@pytest.fixture
def relay():
    return RecordingRelay()


@pytest.fixture
def taker(knowledge, turns, relay):
    return TurnTaker(knowledge, turns, relay)


@pytest.fixture
def apologiser(knowledge, turns, relay):
    return Apologiser(knowledge, turns, relay)


def known(turns, profile):
    turns.commit(a_first_turn(a_message("SM0"), profile=profile))


def load(turns, sid="SM1"):
    return turns.load(ANN_KEY, MessageSid(sid), TODAY)


def names(outbox):
    return [type(event.body).__name__ for event in outbox.events]


def reply_text(turns, outbox):
    reply, _ = turns.replies.find(outbox.user_id, outbox.replies[0])
    return reply.draft.text


def test_a_first_message_makes_a_user_and_gets_one_reply(taker, turns, relay):
    outbox = taker.run(a_message(text="hello"))

    assert len(outbox.replies) == 1
    assert names(outbox) == ["UserJoined", "TurnTaken"]
    assert relay.relayed == [outbox]
    assert load(turns).profile.user_id == outbox.user_id


def test_a_new_user_lives_in_the_time_zone_of_their_number(taker, turns):
    taker.run(a_message(user=Address(Channel.WHATSAPP, "+34600000001")))

    assert load(turns).profile.zone == "Europe/Madrid"


def test_a_number_from_nowhere_lives_in_utc(taker, turns):
    taker.run(a_message(user=Address(Channel.WHATSAPP, "+99912345678")))

    assert load(turns).profile.zone == "UTC"


def test_a_known_user_keeps_their_identity(taker, turns):
    known(turns, a_settled_profile())

    outbox = taker.run(a_message(text="2 eggs"))

    assert outbox.user_id == a_profile().user_id
    assert names(outbox) == ["MealLogged", "TurnTaken"]


def test_the_same_message_is_answered_once_and_relayed_again(taker, turns, relay):
    known(turns, a_settled_profile())
    first = taker.run(a_message(text="2 eggs"))

    second = taker.run(a_message(text="2 eggs"))

    assert second == first
    assert relay.relayed == [first, first]
    assert len(load(turns).days[TODAY].meals) == 1


def test_a_turn_that_was_committed_but_not_relayed_is_relayed_when_the_message_returns(
    taker, turns, relay
):
    known(turns, a_settled_profile())
    relay.refusals.left = 1
    with pytest.raises(RetryableError):
        taker.run(a_message(text="2 eggs"))

    outbox = taker.run(a_message(text="2 eggs"))

    assert relay.relayed == [outbox]
    assert len(load(turns).days[TODAY].meals) == 1


class TwinIsFaster(InMemoryTurnStore):
    """Commits the turn for a twin a moment before it is committed."""

    def commit(self, turn):
        super().commit(turn)
        super().commit(turn)


def test_a_twin_that_was_faster_is_relayed_for(knowledge, relay):
    turns = TwinIsFaster()

    outbox = TurnTaker(knowledge, turns, relay).run(a_message(text="hello"))

    assert relay.relayed == [outbox]
    assert load(turns).recorded == outbox


class RecordedElsewhere(InMemoryTurnStore):
    """Says a message is recorded, yet does not show it."""

    def load(self, phone_key, message_sid, around):
        return Snapshot()

    def commit(self, turn):
        raise AlreadyRecordedError(turn.message.message_sid)


def test_a_marker_that_cannot_be_read_is_not_taken_for_an_answer(knowledge, relay):
    with pytest.raises(AlreadyRecordedError):
        TurnTaker(knowledge, RecordedElsewhere(), relay).run(a_message())

    assert relay.relayed == []


class TurnsInBetween(InMemoryTurnStore):
    """Refuses the first commit, as when another turn came between."""

    refused = False

    def commit(self, turn):
        if not self.refused:
            self.refused = True
            raise RetryableError("another turn came between", 1.0)
        super().commit(turn)


def test_a_turn_that_another_one_overtook_is_decided_again_when_the_message_returns(
    knowledge, relay
):
    taker = TurnTaker(knowledge, TurnsInBetween(), relay)
    with pytest.raises(RetryableError):
        taker.run(a_message(text="hello"))

    outbox = taker.run(a_message(text="hello"))

    assert relay.relayed == [outbox]


def test_two_users_do_not_meet(taker, turns):
    ann = taker.run(a_message("SM1", "hello"))

    bob = taker.run(a_message("SM2", "hello", phone_key=PhoneKey("b" * 64)))

    assert ann.user_id != bob.user_id
    assert set(ann.replies).isdisjoint(bob.replies)


def test_after_a_stop_nothing_is_said_and_the_message_is_recorded(taker, turns, relay):
    known(turns, a_settled_profile(opted_out_at=NOON))

    outbox = taker.run(a_message(text="2 eggs"))

    assert outbox.replies == ()
    assert load(turns).recorded == outbox
    assert relay.relayed == [outbox]


def test_a_stop_on_sms_is_answered_by_the_carrier_only(taker, turns):
    outbox = taker.run(an_sms(text="STOP"))

    assert outbox.replies == ()
    assert load(turns).profile.opted_out_at == NOON


@pytest.mark.no_cover  # other tests reach all of it
def test_a_message_of_ten_thousand_characters_gets_an_answer_that_can_be_sent(taker, turns):
    known(turns, a_settled_profile())

    outbox = taker.run(a_message(text="egg " * 2500))

    assert len(reply_text(turns, outbox)) <= 1600


@pytest.mark.parametrize("text", ["\u202e\u0000sgge 2\u2066", "\u200b\u200b", "\ud800", "\x1b[31m"])
def test_control_bidirectional_and_broken_characters_get_an_answer(taker, turns, text):
    known(turns, a_settled_profile())

    outbox = taker.run(a_message(text=text))

    assert len(outbox.replies) == 1
    assert not set(reply_text(turns, outbox)) & set("\u202e\u2066\x00\x1b\ud800")


def test_an_empty_message_without_media_gets_an_answer(taker, turns):
    known(turns, a_settled_profile())

    outbox = taker.run(a_message(text=""))

    assert len(outbox.replies) == 1


def test_someone_whose_message_could_not_be_worked_on_is_told_so(apologiser, turns, relay):
    known(turns, a_settled_profile())

    outbox = apologiser.run(a_message(text="2 eggs"))

    assert names(outbox) == ["TurnFailed", "TurnTaken"]
    assert "07:00" in reply_text(turns, outbox)
    assert relay.relayed == [outbox]


def test_a_stranger_is_apologised_to_as_well(apologiser, turns):
    outbox = apologiser.run(a_message())

    assert len(outbox.replies) == 1
    assert load(turns).profile.user_id == outbox.user_id


def test_nobody_is_apologised_to_twice(apologiser, relay):
    first = apologiser.run(a_message())

    assert apologiser.run(a_message()) == first


def test_a_message_that_was_answered_after_all_is_not_apologised_for(taker, apologiser):
    answered = taker.run(a_message(text="hello"))

    assert apologiser.run(a_message(text="hello")) == answered


def test_someone_who_opted_out_is_not_apologised_to(apologiser, turns):
    known(turns, a_settled_profile(opted_out_at=NOON))

    outbox = apologiser.run(a_message())

    assert outbox.replies == ()


def test_an_apology_does_not_disturb_where_the_talk_stands(apologiser, turns):
    known(turns, a_settled_profile())

    apologiser.run(a_message())

    assert load(turns).conversation.version == 2


def in_a_flood(turns, **known):
    conversation = Conversation(
        version=1, hour_started_at=NOON, turns_in_hour=MOST_TURNS_AN_HOUR, **known
    )
    turns.commit(
        a_first_turn(a_message("SM0"), profile=a_settled_profile(), conversation=conversation)
    )


def test_a_flood_is_told_once_and_leaves_no_trace_after_that(taker, turns, relay):
    in_a_flood(turns)
    notice = taker.run(a_message("SM1"))
    before = load(turns, "SM9")

    silent = [taker.run(a_message(f"SM{number}")) for number in range(2, 9)]

    assert "a lot of messages" in reply_text(turns, notice)
    assert {(each.user_id, each.replies, each.events) for each in silent} == {
        (a_profile().user_id, (), ())
    }
    assert load(turns, "SM9") == before
    assert load(turns, "SM2").recorded is None
    assert relay.relayed[0] == notice


def test_the_notice_of_a_flood_is_given_again_to_nobody_but_its_own_message(taker, turns):
    in_a_flood(turns)
    notice = taker.run(a_message("SM1"))
    taker.run(a_message("SM2"))

    assert taker.run(a_message("SM1")) == notice
    assert taker.run(a_message("SM2")).replies == ()


def test_a_message_answered_before_the_flood_is_relayed_again_in_it(taker, turns):
    known(turns, a_settled_profile())
    first = taker.run(a_message("SM1"))
    flood = replace(
        load(turns).conversation, version=3, turns_in_hour=MOST_TURNS_AN_HOUR, is_limited=True
    )
    turns.commit(a_turn("SM2", based_on=2, conversation=flood))

    assert taker.run(a_message("SM1")) == first
