"""A flood costs one row, whichever store it comes to."""

import pytest

from adapters.in_memory.relay import RecordingRelay
from domain.conversation.limits import MOST_TURNS_AN_HOUR
from domain.conversation.state import Conversation
from domain.identity import MessageSid
from services.conversation.take_turn import TurnTaker
from tests.builders import (
    ANN_ID,
    ANN_KEY,
    NOON,
    TODAY,
    a_first_turn,
    a_message,
    a_settled_profile,
)

FLOOD = range(1, 40)


@pytest.fixture
def taker(stores, knowledge):
    """Answers somebody who wrote as much within the hour as may be."""
    flooding = Conversation(version=1, hour_started_at=NOON, turns_in_hour=MOST_TURNS_AN_HOUR)
    first = a_first_turn(
        a_message("SM0"), profile=a_settled_profile(), conversation=flooding, replies=()
    )
    stores.turns.commit(first)
    return TurnTaker(knowledge, stores.turns, RecordingRelay())


def recorded(stores, numbers):
    """The numbers of the messages that have a turn of their own."""
    return [
        number
        for number in numbers
        if stores.turns.load(ANN_KEY, MessageSid(f"SM{number}"), None).recorded
    ]


def test_a_flood_costs_one_turn_and_one_reply(stores, taker):
    outboxes = [taker.run(a_message(f"SM{number}")) for number in FLOOD]

    assert recorded(stores, FLOOD) == [1]
    assert sum(len(outbox.replies) for outbox in outboxes) == 1
    assert stores.turns.load(ANN_KEY, MessageSid("SM0"), TODAY).conversation.version == 2


def test_whoever_flooded_is_answered_again_an_hour_later(stores, taker):
    for number in FLOOD:
        taker.run(a_message(f"SM{number}"))

    outbox = taker.run(a_message("SM90", received_at=NOON.replace(hour=13)))

    assert len(outbox.replies) == 1
    assert len(stores.turns.load(ANN_KEY, MessageSid("SM90"), TODAY).days[TODAY].meals) == 1
    assert outbox.user_id == ANN_ID


def test_danger_in_a_flood_is_answered_and_recorded(stores, taker):
    for number in FLOOD:
        taker.run(a_message(f"SM{number}"))

    outbox = taker.run(a_message("SM90", "my throat is closing up"))

    assert len(outbox.replies) == 1
    assert recorded(stores, [90]) == [90]
