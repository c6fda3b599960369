"""Handing one committed reply to the provider: when it is sent, and when it must not be."""

from datetime import timedelta

import pytest

from adapters.in_memory.clock import FixedClock
from adapters.in_memory.messenger import Act, Refuse, ScriptedMessenger
from adapters.in_memory.reply_store import InMemoryReplyStore
from domain.errors import RetryableError
from domain.identity import ReplyId
from domain.messaging.reply import ReplyState
from services.delivery.errors import UncertainDeliveryError, UnknownReplyError
from services.delivery.record_delivery import DeliveryRecorder
from services.delivery.send_reply import LEASE, LOOK_AGAIN_S, ReplySender, SendReply
from tests.builders import ANN_ID, NOON, a_lease, a_reply, a_report, find_reply


@pytest.fixture
def clock():
    return FixedClock(NOON)


@pytest.fixture
def replies():
    return InMemoryReplyStore()


@pytest.fixture
def messenger(clock):
    return ScriptedMessenger(clock)


@pytest.fixture
def sender(replies, messenger, clock):
    return ReplySender(replies, messenger, clock)


def send(sender, reply=None, attempt="r1:1"):
    wanted = reply or a_reply()
    return sender.run(SendReply(wanted.user_id, wanted.reply_id, attempt))


def test_a_committed_reply_is_sent_and_settled(sender, replies, messenger):
    replies.add(a_reply())

    state = send(sender)

    ((sent, message),) = messenger.taken
    assert (state, sent) == (ReplyState.ACCEPTED, a_reply())
    assert find_reply(replies).sid == message.sid


def test_a_reply_nobody_made_is_an_error_for_humans(sender):
    with pytest.raises(UnknownReplyError):
        sender.run(SendReply(ANN_ID, ReplyId("nobody-made-this"), "r1:1"))


@pytest.mark.parametrize(
    "state", [s for s in ReplyState if s not in {ReplyState.CREATED, ReplyState.CLAIMED}]
)
def test_a_settled_reply_is_never_sent_again(sender, replies, messenger, state):
    replies.add(a_reply(state=state))

    assert send(sender) is state
    assert messenger.taken == []


def test_a_reply_somebody_else_is_sending_is_left_alone(sender, replies, messenger):
    replies.add(a_reply())
    replies.claim(a_reply(), "other", a_lease())

    with pytest.raises(RetryableError) as error:
        send(sender)

    assert error.value.retry_after_s == LOOK_AGAIN_S
    assert messenger.taken == []


def test_a_reply_to_someone_who_opted_out_is_suppressed(sender, replies, messenger):
    replies.add(a_reply())
    replies.opted_out.add(ANN_ID)

    assert send(sender) is ReplyState.SUPPRESSED
    assert find_reply(replies).state is ReplyState.SUPPRESSED
    assert messenger.taken == []


def test_the_confirmation_of_an_opt_out_is_sent_after_it(sender, replies, messenger):
    replies.add(a_reply(may_follow_opt_out=True))
    replies.opted_out.add(ANN_ID)

    assert send(sender) is ReplyState.ACCEPTED
    assert len(messenger.taken) == 1


def test_a_reply_is_sent_until_the_window_closes(sender, replies, clock):
    replies.add(a_reply())
    clock.advance(timedelta(hours=24) - timedelta(seconds=1))

    assert send(sender) is ReplyState.ACCEPTED


def test_a_reply_outside_the_window_is_parked_as_such(sender, replies, messenger, clock):
    replies.add(a_reply())
    clock.advance(timedelta(hours=24))

    assert send(sender) is ReplyState.PARKED
    assert find_reply(replies).state is ReplyState.PARKED
    assert messenger.taken == []


def test_sms_has_no_window(sender, replies, clock):
    replies.add(a_reply(window_closes_at=None))
    clock.advance(timedelta(days=3))

    assert send(sender) is ReplyState.ACCEPTED


def test_a_refused_reply_has_failed_with_the_providers_code(sender, replies, messenger):
    replies.add(a_reply())
    messenger.will(Refuse(63016))

    assert send(sender) is ReplyState.FAILED
    assert find_reply(replies).state is ReplyState.FAILED
    assert replies.error_code_of(a_reply()) == 63016


def test_a_reply_the_provider_knows_to_be_unwanted_is_suppressed(sender, replies, messenger):
    replies.add(a_reply())
    messenger.will(Refuse(21610))

    assert send(sender) is ReplyState.SUPPRESSED
    assert replies.error_code_of(a_reply()) == 21610


def test_a_refused_reply_is_not_tried_again(sender, replies, messenger):
    replies.add(a_reply())
    messenger.will(Refuse(21211))
    send(sender)

    assert send(sender, attempt="r1:2") is ReplyState.FAILED
    assert messenger.taken == []


def test_while_the_provider_is_down_the_reply_waits_and_then_goes_out_once(
    sender, replies, messenger, clock
):
    replies.add(a_reply())
    messenger.will(*[Act.FAIL] * 60)

    for minute in range(60):
        with pytest.raises(RetryableError):
            send(sender, attempt=f"r1:{minute}")
        clock.advance(timedelta(minutes=1))
    state = send(sender, attempt="r1:61")

    assert state is ReplyState.ACCEPTED
    assert len(messenger.taken) == 1


def test_a_reply_that_was_certainly_not_taken_is_as_new(sender, replies, messenger):
    replies.add(a_reply())
    messenger.will(Act.FAIL)

    with pytest.raises(RetryableError):
        send(sender)

    assert find_reply(replies) == a_reply()


def test_when_the_provider_is_back_after_the_window_closed_the_reply_is_parked(
    sender, replies, messenger, clock
):
    replies.add(a_reply())
    messenger.will(Act.FAIL)
    with pytest.raises(RetryableError):
        send(sender)
    clock.advance(timedelta(hours=25))

    assert send(sender, attempt="r1:2") is ReplyState.PARKED


def test_a_lost_answer_leaves_the_reply_uncertain_and_free(sender, replies, messenger):
    replies.add(a_reply())
    messenger.will(Act.ACCEPT_THEN_TIMEOUT)

    with pytest.raises(UncertainDeliveryError):
        send(sender)

    found = find_reply(replies)
    assert (found.state, found.attempted_at, found.lease_until) == (ReplyState.CLAIMED, NOON, None)


def test_a_sender_that_was_killed_is_waited_for_and_then_taken_over(sender, replies, clock):
    replies.add(a_reply())
    replies.claim(a_reply(), "killed", a_lease())
    clock.advance(LEASE)

    with pytest.raises(UncertainDeliveryError):
        send(sender, attempt="r1:2")


def test_a_recorded_report_settles_the_reply(replies):
    replies.add(a_reply())

    DeliveryRecorder(replies).run(a_report(a_reply(), ReplyState.READ))

    assert find_reply(replies).state is ReplyState.READ


def test_a_report_of_an_unknown_reply_is_said_to_be_one(replies):
    with pytest.raises(UnknownReplyError):
        DeliveryRecorder(replies).run(a_report(a_reply(), ReplyState.READ))
