"""ReplyStore: one sender at a time holds a reply, and only the holder changes it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from domain.errors import RetryableError
from domain.identity import ReplyId, UserId
from domain.messaging.reply import Draft, ReplyState
from tests.builders import (
    ANN_ID,
    NOON,
    a_first_turn,
    a_lease,
    a_profile,
    a_reply,
    a_report,
    a_turn,
    find_reply,
)

LATER = NOON + timedelta(minutes=5)


# ---- find
def test_a_reply_comes_back_as_it_was_committed(stores):
    reply = a_reply(
        draft=Draft("Which one?\n*It* costs ½ 🥚", ("Agree", "Stop")), may_follow_opt_out=True
    )
    stores.turns.commit(a_first_turn(replies=(reply,)))

    assert stores.replies.find(reply.user_id, reply.reply_id) == (reply, False)


def test_a_reply_without_a_window_comes_back_without_one(stores):
    reply = a_reply(window_closes_at=None)
    stores.turns.commit(a_first_turn(replies=(reply,)))

    assert find_reply(stores.replies).window_closes_at is None


def test_a_reply_nobody_made_is_not_found(replies):
    assert replies.find(ANN_ID, ReplyId("nobody-made-this")) is None
    assert replies.find(UserId("nobody"), a_reply().reply_id) is None


def test_it_is_known_whether_the_user_opted_out_since(stores, replies):
    stores.turns.commit(a_turn("SM2", profile=a_profile(opted_out_at=NOON)))

    assert replies.find(ANN_ID, a_reply().reply_id) == (a_reply(), True)


def test_it_is_known_that_the_user_opted_in_again(stores, replies):
    stores.turns.commit(a_turn("SM2", profile=a_profile(opted_out_at=NOON)))
    stores.turns.commit(a_turn("SM3", based_on=2, profile=a_profile(opted_out_at=None)))

    assert replies.find(ANN_ID, a_reply().reply_id) == (a_reply(), False)


# ---- claim
def test_a_claim_holds_the_reply_until_its_lease_ends(replies):
    replies.claim(a_reply(), "one", a_lease())

    found = find_reply(replies)

    assert found.state is ReplyState.CLAIMED
    assert found.attempted_at == NOON
    assert found.is_held(NOON + timedelta(seconds=29))
    assert not found.is_held(NOON + timedelta(seconds=30))


def test_a_held_reply_cannot_be_claimed(replies):
    replies.claim(a_reply(), "one", a_lease())

    with pytest.raises(RetryableError):
        replies.claim(a_reply(), "two", a_lease(NOON + timedelta(seconds=29)))


def test_a_reply_whose_lease_ran_out_can_be_claimed(replies):
    replies.claim(a_reply(), "one", a_lease())

    replies.claim(a_reply(), "two", a_lease(NOON + timedelta(seconds=30)))

    assert find_reply(replies).lease_until == NOON + timedelta(seconds=60)


def test_looking_at_the_last_attempt_does_not_make_it_younger(replies):
    replies.claim(a_reply(), "one", a_lease())

    replies.claim(a_reply(), "two", a_lease(LATER, attempted_at=NOON))

    assert find_reply(replies).attempted_at == NOON


def test_a_reply_that_was_sent_cannot_be_claimed(replies):
    replies.record(a_report(a_reply(), ReplyState.SENT))

    with pytest.raises(RetryableError):
        replies.claim(a_reply(), "one", a_lease())


def test_a_reply_nobody_made_cannot_be_claimed(stores):
    with pytest.raises(RetryableError):
        stores.replies.claim(a_reply(), "one", a_lease())


def test_of_twenty_senders_at_once_one_holds_the_reply(replies):
    def attempt(number):
        try:
            replies.claim(a_reply(), f"sender {number}", a_lease())
        except RetryableError:
            return "refused"
        return "held"

    with ThreadPoolExecutor(20) as threads:
        fates = list(threads.map(attempt, range(20)))

    assert fates.count("held") == 1


# ---- settle
def test_a_settled_reply_has_its_sid_and_is_free(replies):
    replies.claim(a_reply(), "one", a_lease())

    replies.settle(a_reply(), "one", "SMout1")

    found = find_reply(replies)
    assert (found.state, found.sid, found.lease_until) == (ReplyState.ACCEPTED, "SMout1", None)


def test_settling_keeps_what_a_callback_told_before(replies):
    replies.claim(a_reply(), "one", a_lease())
    replies.record(a_report(a_reply(), ReplyState.DELIVERED, sid="SMout1"))

    replies.settle(a_reply(), "one", "SMout1")

    assert find_reply(replies).state is ReplyState.DELIVERED


def test_the_sid_a_callback_told_first_stays(replies):
    replies.claim(a_reply(), "one", a_lease())
    replies.record(a_report(a_reply(), ReplyState.SENT, sid="SMout1"))

    replies.settle(a_reply(), "one", "SMother")

    assert find_reply(replies).sid == "SMout1"


def test_a_sender_that_lost_its_claim_settles_nothing(replies):
    replies.claim(a_reply(), "one", a_lease())
    replies.claim(a_reply(), "two", a_lease(LATER))

    replies.settle(a_reply(), "one", "SMout1")

    assert find_reply(replies).state is ReplyState.CLAIMED
    assert find_reply(replies).is_held(LATER)


def test_settling_a_reply_nobody_made_makes_none(stores):
    stores.replies.settle(a_reply(), "one", "SMout1")

    assert stores.replies.find(ANN_ID, a_reply().reply_id) is None


# ---- release
def test_a_reply_that_certainly_was_not_sent_is_as_new(replies):
    replies.claim(a_reply(), "one", a_lease())

    replies.release(a_reply(), "one", is_uncertain=False)

    assert find_reply(replies) == a_reply()


def test_an_uncertain_reply_is_free_and_remembers_its_attempt(replies):
    replies.claim(a_reply(), "one", a_lease())

    replies.release(a_reply(), "one", is_uncertain=True)

    found = find_reply(replies)
    assert (found.state, found.attempted_at) == (ReplyState.CLAIMED, NOON)
    assert found.lease_until is None


def test_a_sender_that_lost_its_claim_releases_nothing(replies):
    replies.claim(a_reply(), "one", a_lease())
    replies.claim(a_reply(), "two", a_lease(LATER))

    replies.release(a_reply(), "one", is_uncertain=False)

    assert find_reply(replies).is_held(LATER)


def test_releasing_does_not_take_back_what_a_callback_told(replies):
    replies.claim(a_reply(), "one", a_lease())
    replies.record(a_report(a_reply(), ReplyState.SENT))

    replies.release(a_reply(), "one", is_uncertain=False)

    assert find_reply(replies).state is ReplyState.SENT


def test_releasing_a_reply_nobody_made_makes_none(stores):
    stores.replies.release(a_reply(), "one", is_uncertain=False)

    assert stores.replies.find(ANN_ID, a_reply().reply_id) is None


# ---- finish
@pytest.mark.parametrize(
    ("state", "code"),
    [
        (ReplyState.PARKED, None),
        (ReplyState.SUPPRESSED, None),
        (ReplyState.SUPPRESSED, 21610),
        (ReplyState.FAILED, 63016),
    ],
)
def test_a_finished_reply_is_settled_and_free(replies, state, code):
    replies.claim(a_reply(), "one", a_lease())

    replies.finish(a_reply(), state, code)

    found = find_reply(replies)
    assert (found.state, found.is_settled, found.lease_until) == (state, True, None)


def test_finishing_does_not_take_back_that_it_arrived(replies):
    replies.record(a_report(a_reply(), ReplyState.DELIVERED))

    replies.finish(a_reply(), ReplyState.FAILED, 30008)

    assert find_reply(replies).state is ReplyState.DELIVERED


def test_finishing_a_reply_nobody_made_makes_none(stores):
    stores.replies.finish(a_reply(), ReplyState.FAILED, 21211)

    assert stores.replies.find(ANN_ID, a_reply().reply_id) is None
