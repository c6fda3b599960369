"""SQS → converse, apologise, send, delivery, audit."""

import json

import pytest

from adapters.in_memory.messenger import Act
from adapters.sqs import inbound_body, status_body
from domain.messaging.reply import ReplyState
from handlers import apologise, audit, converse, delivery, send
from services.audit.count_event import EventCounter
from services.conversation.take_turn import Apologiser, TurnTaker
from services.delivery.record_delivery import DeliveryRecorder
from services.delivery.send_reply import ReplySender
from tests.builders import (
    ANN_ID,
    TODAY,
    a_first_turn,
    a_message,
    a_reply,
    a_report,
    find_reply,
)

ALL = [converse, apologise, send, delivery, audit]
DONE = {"batchItemFailures": []}
TO_SEND = {"version": 1, "user_id": ANN_ID, "reply_id": a_reply().reply_id}


@pytest.fixture(autouse=True)
def wired_conversation(monkeypatch, knowledge, turns, relay):
    taker, apologiser = TurnTaker(knowledge, turns, relay), Apologiser(knowledge, turns, relay)
    monkeypatch.setattr(converse, "turn_taker", lambda: taker)
    monkeypatch.setattr(apologise, "apologiser", lambda: apologiser)


@pytest.fixture(autouse=True)
def wired_delivery(monkeypatch, turns, messenger, clock, counts):
    sender = ReplySender(turns.replies, messenger, clock)
    monkeypatch.setattr(send, "reply_sender", lambda: sender)
    monkeypatch.setattr(delivery, "delivery_recorder", lambda: DeliveryRecorder(turns.replies))
    monkeypatch.setattr(audit, "event_counter", lambda: EventCounter(counts))


@pytest.fixture(autouse=True)
def wired_queues(monkeypatch, source):
    for module in ALL:
        monkeypatch.setattr(module, "source_queue", lambda: source)


def comes_again(answer):
    return [each["itemIdentifier"] for each in answer["batchItemFailures"]]


# ---- what no handler can read
@pytest.mark.parametrize("module", ALL, ids=lambda m: m.__name__)
@pytest.mark.parametrize("body", ["", "{", "[]", "null", "{}", '{"version": 2}', "\x00", "é" * 9])
def test_a_record_nobody_can_read_is_parked_and_done(module, body, sqs_event, context, source):
    answer = module.handler(sqs_event(body), context)

    assert answer == DONE
    assert source.parked == [body]


def test_a_record_nobody_can_read_holds_up_nobody_else(sqs_event, context, source, relay):
    event = sqs_event(inbound_body(a_message("SM1", "hi")), "{", inbound_body(a_message("SM2")))

    answer = converse.handler(event, context)

    assert answer == DONE
    assert source.parked == ["{"]
    assert len(relay.relayed) == 2


# ---- converse
def test_a_message_is_answered(sqs_event, context, relay):
    answer = converse.handler(sqs_event(inbound_body(a_message(text="hello"))), context)

    assert answer == DONE
    assert len(relay.relayed[0].replies) == 1


@pytest.mark.parametrize("text", ["\u202eover\u2066", "\x00", "x" * 10_000])
def test_any_text_survives_the_queue(sqs_event, context, relay, text):
    answer = converse.handler(sqs_event(inbound_body(a_message(text=text))), context)

    assert answer == DONE
    assert len(relay.relayed[0].replies) == 1


def test_half_a_character_which_receive_lets_nobody_enqueue_is_parked(sqs_event, context, source):
    converse.handler(sqs_event(inbound_body(a_message(text="\ud800"))), context)

    assert len(source.parked) == 1


def test_a_message_whose_relay_failed_comes_again_and_is_answered_once(
    sqs_event, context, relay, source
):
    event = sqs_event(inbound_body(a_message(text="hello")))
    relay.refusals.left = 1

    first = converse.handler(event, context)
    second = converse.handler(event, context)

    assert (comes_again(first), second) == (["r0"], DONE)
    assert len(relay.relayed) == 1
    assert source.postponed[0][0] == "h0"


def test_a_message_with_an_address_that_is_none_is_parked(sqs_event, context, source):
    body = json.loads(inbound_body(a_message())) | {"user": "12345"}

    assert converse.handler(sqs_event(body), context) == DONE
    assert len(source.parked) == 1


def test_what_was_said_is_not_logged(sqs_event, context, logged):
    converse.handler(sqs_event(inbound_body(a_message(text="dos huevos"))), context)
    converse.handler(sqs_event('{"text": "dos huevos"}'), context)

    assert "turn taken" in logged()
    assert "huevos" not in logged()
    assert "14155550101" not in logged()


# ---- apologise
def test_a_dead_message_is_apologised_for_once(sqs_event, context, relay, turns):
    event = sqs_event(inbound_body(a_message()))

    apologise.handler(event, context)
    apologise.handler(event, context)

    first, second = relay.relayed
    assert first == second
    assert [type(each.body).__name__ for each in first.events] == ["TurnFailed", "TurnTaken"]


# ---- send
def test_a_reply_is_sent(sqs_event, context, turns, messenger):
    turns.commit(a_first_turn())

    assert send.handler(sqs_event(TO_SEND), context) == DONE
    assert len(messenger.taken) == 1


def test_a_reply_delivered_twice_by_the_queue_is_sent_once(sqs_event, context, turns, messenger):
    turns.commit(a_first_turn())

    send.handler(sqs_event(TO_SEND, TO_SEND), context)

    assert len(messenger.taken) == 1


def test_a_reply_nobody_made_is_parked(sqs_event, context, source):
    assert send.handler(sqs_event(TO_SEND), context) == DONE
    assert len(source.parked) == 1


def test_a_reply_whose_answer_got_lost_comes_again(sqs_event, context, turns, messenger, source):
    turns.commit(a_first_turn())
    messenger.will(Act.ACCEPT_THEN_TIMEOUT)

    first = send.handler(sqs_event(TO_SEND), context)
    second = send.handler(sqs_event(TO_SEND), context)

    assert (comes_again(first), second) == (["r0"], DONE)
    assert len(messenger.taken) == 1


# ---- delivery
def test_a_report_is_recorded(sqs_event, context, turns):
    turns.commit(a_first_turn())

    answer = delivery.handler(sqs_event(status_body(a_report(a_reply(), ReplyState.READ))), context)

    assert answer == DONE
    assert find_reply(turns.replies).state is ReplyState.READ


def test_a_report_for_an_unknown_reply_is_dropped_with_a_warning(
    sqs_event, context, source, logged
):
    body = status_body(a_report(a_reply(), ReplyState.READ))

    assert delivery.handler(sqs_event(body), context) == DONE
    assert source.parked == []
    assert "report for an unknown reply" in logged()


def test_a_report_of_a_status_nobody_knows_is_parked(sqs_event, context, source):
    body = json.loads(status_body(a_report(a_reply(), ReplyState.READ))) | {"status": "eaten"}

    assert delivery.handler(sqs_event(body), context) == DONE
    assert len(source.parked) == 1


# ---- audit
def an_envelope(event_id="E1"):
    """An event as a rule of EventBridge puts it on a queue."""
    return {
        "version": "0",
        "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
        "detail-type": "MealLogged",
        "source": "platewise.meals",
        "account": "123456789012",
        "time": "2026-11-20T12:00:00Z",
        "region": "us-east-1",
        "resources": [],
        "detail": {
            "schema_version": 1,
            "event_id": event_id,
            "user_id": ANN_ID,
            "occurred_at": "2026-11-20T12:00:00Z",
            "energy_kcal": 144,
        },
    }


def test_an_event_is_counted_and_logged(sqs_event, context, counts, logged):
    assert audit.handler(sqs_event(an_envelope()), context) == DONE
    assert counts.counts == {(TODAY, "MealLogged"): 1}
    assert logged().count('"event_id":"E1"') == 1


def test_an_event_delivered_twice_is_counted_and_logged_once(sqs_event, context, counts, logged):
    audit.handler(sqs_event(an_envelope(), an_envelope(), an_envelope("E2")), context)

    assert counts.counts == {(TODAY, "MealLogged"): 2}
    assert logged().count('"event_id":"E1"') == 1
