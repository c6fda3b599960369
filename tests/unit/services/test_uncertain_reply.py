"""What becomes of a reply nobody knows to have arrived: callback, list, time, then again."""

from datetime import timedelta

import pytest

from adapters.in_memory.clock import FixedClock
from adapters.in_memory.messenger import Act, ScriptedMessenger
from adapters.in_memory.refusals import Refusals
from adapters.in_memory.reply_store import InMemoryReplyStore
from domain.errors import RetryableError
from domain.messaging.reply import Draft, ReplyState
from services.delivery.errors import UncertainDeliveryError
from services.delivery.send_reply import LOOK_AGAIN_S, SETTLING, ReplySender, SendReply
from tests.builders import NOON, a_reply, a_report, find_reply


@pytest.fixture
def clock():
    return FixedClock(NOON + timedelta(milliseconds=600))


@pytest.fixture
def replies():
    return InMemoryReplyStore()


@pytest.fixture
def messenger(clock):
    return ScriptedMessenger(clock)


@pytest.fixture
def sender(replies, messenger, clock):
    return ReplySender(replies, messenger, clock)


@pytest.fixture
def attempted(sender, replies, messenger):
    """Make a reply whose first attempt ended as told, without an answer."""

    def make(act, reply=None):
        messenger.will(act)
        replies.add(reply or a_reply())
        with pytest.raises(UncertainDeliveryError):
            send(sender, reply)

    return make


def send(sender, reply=None, attempt="r1:1"):
    wanted = reply or a_reply()
    return sender.run(SendReply(wanted.user_id, wanted.reply_id, attempt))


def test_a_callback_settles_it(sender, replies, messenger, attempted):
    attempted(Act.ACCEPT_THEN_TIMEOUT)
    replies.record(a_report(a_reply(), ReplyState.SENT))

    assert send(sender, attempt="r1:2") is ReplyState.SENT
    assert len(messenger.taken) == 1


def test_its_place_in_the_providers_list_settles_it(sender, replies, messenger, clock, attempted):
    attempted(Act.ACCEPT_THEN_TIMEOUT)
    clock.advance(timedelta(seconds=LOOK_AGAIN_S))

    state = send(sender, attempt="r1:2")

    ((_, message),) = messenger.taken
    assert state is ReplyState.ACCEPTED
    assert find_reply(replies).sid == message.sid


def test_a_list_that_lags_is_looked_at_again(sender, replies, messenger, clock, attempted):
    attempted(Act.ACCEPT_THEN_TIMEOUT)
    messenger.unlisted = 1
    clock.advance(timedelta(seconds=LOOK_AGAIN_S))

    with pytest.raises(UncertainDeliveryError) as error:
        send(sender, attempt="r1:2")
    messenger.unlisted = 0
    state = send(sender, attempt="r1:3")

    assert error.value.retry_after_s == LOOK_AGAIN_S
    assert state is ReplyState.ACCEPTED
    assert len(messenger.taken) == 1


def test_looking_again_does_not_start_the_wait_anew(sender, replies, clock, attempted):
    attempted(Act.LOSE)
    first_attempt_at = clock.now()
    clock.advance(SETTLING / 2)

    with pytest.raises(UncertainDeliveryError):
        send(sender, attempt="r1:2")

    assert find_reply(replies).attempted_at == first_attempt_at


def test_one_that_never_arrived_is_sent_again_when_its_time_is_over(
    sender, replies, messenger, clock, attempted
):
    attempted(Act.LOSE)
    clock.advance(SETTLING)

    with pytest.raises(RetryableError) as error:
        send(sender, attempt="r1:2")
    state = send(sender, attempt="r1:3")

    assert error.value.retry_after_s == 0
    assert not isinstance(error.value, UncertainDeliveryError)
    assert state is ReplyState.ACCEPTED
    assert len(messenger.taken) == 1


def test_it_is_not_sent_again_a_moment_before_its_time_is_over(sender, messenger, clock, attempted):
    attempted(Act.LOSE)
    clock.advance(SETTLING - timedelta(milliseconds=1))

    with pytest.raises(UncertainDeliveryError):
        send(sender, attempt="r1:2")

    assert messenger.taken == []


def test_while_the_list_cannot_be_asked_it_stays_uncertain(
    sender, replies, messenger, clock, attempted
):
    attempted(Act.ACCEPT_THEN_TIMEOUT)
    messenger.list_refusals = Refusals(1)
    clock.advance(SETTLING * 2)

    with pytest.raises(RetryableError):
        send(sender, attempt="r1:2")

    found = find_reply(replies)
    assert (found.state, found.lease_until) == (ReplyState.CLAIMED, None)
    assert send(sender, attempt="r1:3") is ReplyState.ACCEPTED
    assert len(messenger.taken) == 1


def test_two_replies_with_the_same_words_are_matched_to_two_messages(
    sender, replies, messenger, attempted
):
    first, second = a_reply("SM1", "You're welcome."), a_reply("SM2", "You're welcome.")
    attempted(Act.ACCEPT_THEN_TIMEOUT, first)
    attempted(Act.ACCEPT_THEN_TIMEOUT, second)

    send(sender, first, "r1:2")
    send(sender, second, "r2:2")

    found = {find_reply(replies, reply).sid for reply in (first, second)}
    assert found == {message.sid for _, message in messenger.taken}
    assert len(messenger.taken) == 2


def test_a_message_with_the_same_words_that_was_sent_for_sure_is_not_taken_for_it(
    sender, replies, messenger, clock, attempted
):
    earlier, lost = a_reply("SM1", "You're welcome."), a_reply("SM2", "You're welcome.")
    replies.add(earlier)
    send(sender, earlier)
    attempted(Act.LOSE, lost)

    with pytest.raises(UncertainDeliveryError):
        send(sender, lost, "r2:2")

    assert find_reply(replies, lost).sid is None


def test_a_message_from_before_the_attempt_is_not_taken_for_it(
    sender, replies, messenger, clock, attempted
):
    attempted(Act.ACCEPT_THEN_TIMEOUT, a_reply("SM1", "Hi!"))
    clock.advance(timedelta(seconds=7))
    attempted(Act.LOSE, a_reply("SM2", "Hi!"))

    with pytest.raises(UncertainDeliveryError):
        send(sender, a_reply("SM2", "Hi!"), "r2:2")


def test_the_providers_clock_may_be_some_seconds_behind(sender, replies, messenger, clock):
    replies.add(a_reply())
    messenger.will(Act.ACCEPT_THEN_TIMEOUT)
    with pytest.raises(UncertainDeliveryError):
        send(sender)
    reply, message = messenger.taken[0]
    early = message.created_at - timedelta(seconds=4)
    messenger.taken[0] = (reply, type(message)(message.sid, message.body, early))

    assert send(sender, attempt="r1:2") is ReplyState.ACCEPTED


def test_words_are_compared_without_regard_to_white_space(sender, replies, messenger, clock):
    reply = a_reply(draft=Draft("*Logged*\n• egg\n"))
    replies.add(reply)
    messenger.will(Act.ACCEPT_THEN_TIMEOUT)
    with pytest.raises(UncertainDeliveryError):
        send(sender)
    taken, message = messenger.taken[0]
    messenger.taken[0] = (taken, type(message)(message.sid, "*Logged* • egg", message.created_at))

    assert send(sender, attempt="r1:2") is ReplyState.ACCEPTED


def test_other_words_are_not_matched(sender, replies, messenger, attempted):
    attempted(Act.ACCEPT_THEN_TIMEOUT, a_reply("SM1", "Hello."))
    attempted(Act.LOSE, a_reply("SM2", "Goodbye."))

    with pytest.raises(UncertainDeliveryError):
        send(sender, a_reply("SM2", "Goodbye."), "r2:2")
