"""ReplyStore: a delivery report only ever adds to what is known."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from domain.identity import UserId
from domain.messaging.reply import ReplyState, rank
from services.delivery.errors import UnknownReplyError
from tests.builders import (
    ANN_ID,
    NOON,
    a_first_turn,
    a_lease,
    a_message,
    a_profile,
    a_reply,
    a_report,
    a_turn,
    find_reply,
)

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

REPORTED = [state for state in ReplyState if rank(state) >= rank(ReplyState.ACCEPTED)]


def test_a_callback_ends_an_uncertain_reply(replies):
    replies.claim(a_reply(), "one", a_lease())
    replies.release(a_reply(), "one", is_uncertain=True)

    replies.record(a_report(a_reply(), ReplyState.SENT, sid="SMout1"))

    found = find_reply(replies)
    assert (found.state, found.sid, found.is_settled) == (ReplyState.SENT, "SMout1", True)


def test_a_callback_that_overtakes_its_own_sender_frees_the_reply(replies):
    replies.claim(a_reply(), "one", a_lease())

    replies.record(a_report(a_reply(), ReplyState.QUEUED))

    assert find_reply(replies).lease_until is None


def test_a_report_for_a_reply_nobody_made_is_unknown_and_makes_none(stores):
    with pytest.raises(UnknownReplyError):
        stores.replies.record(a_report(a_reply(), ReplyState.DELIVERED))

    assert stores.replies.find(ANN_ID, a_reply().reply_id) is None


fresh = count()


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # every example has a new reply
)
@given(states=st.lists(st.sampled_from(REPORTED), min_size=1, max_size=12))
@example(states=[ReplyState.READ, ReplyState.DELIVERED, ReplyState.SENT, ReplyState.QUEUED])
@example(states=[ReplyState.FAILED, ReplyState.DELIVERED])
@example(states=[ReplyState.DELIVERED, ReplyState.UNDELIVERED])
def test_reports_in_any_order_doubled_or_missing_leave_the_furthest_one(stores, states):
    reply = a_reply(f"order {next(fresh)}", user_id=UserId(f"user {next(fresh)}"))
    message = a_message(phone_key=reply.user_id)
    profile = a_profile(user_id=reply.user_id)
    stores.turns.commit(
        a_first_turn(message, user_id=reply.user_id, profile=profile, replies=(reply,))
    )

    for state in states:
        stores.replies.record(a_report(reply, state))

    assert rank(find_reply(stores.replies, reply).state) == max(map(rank, states))


# ---- list_sids
def test_sids_tied_to_replies_are_listed(stores, replies):
    stores.turns.commit(a_turn("SM2", replies=(a_reply("SM2"),)))
    replies.claim(a_reply("SM1"), "one", a_lease())
    replies.settle(a_reply("SM1"), "one", "SMout1")
    replies.record(a_report(a_reply("SM2"), ReplyState.SENT, sid="SMout2"))

    assert replies.list_sids(ANN_ID, NOON) == {"SMout1", "SMout2"}


def test_a_reply_without_a_sid_adds_none_to_the_list(replies):
    assert replies.list_sids(ANN_ID, NOON) == frozenset()


def test_sids_of_another_user_are_not_listed(replies):
    replies.record(a_report(a_reply(), ReplyState.SENT))

    assert replies.list_sids(UserId("somebody else"), NOON) == frozenset()


def test_replies_older_than_the_queue_keeps_are_not_looked_at(replies):
    replies.record(a_report(a_reply(), ReplyState.SENT))

    assert replies.list_sids(ANN_ID, NOON + timedelta(days=4)) == {"SMout1"}
    assert replies.list_sids(ANN_ID, NOON + timedelta(days=4, seconds=1)) == frozenset()
