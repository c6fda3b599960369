"""Golden files: what was written once can be read for ever, and is still what is written."""

import json
from dataclasses import replace

import boto3
import pytest
from botocore.stub import Stubber

from adapters.sqs import SqsOutboundQueue, inbound_body
from contracts.events import CONTRACTS, from_wire, name_of, to_wire
from contracts.inbound_message import InboundMessageV1
from contracts.outbound_reply import OutboundReplyV1
from contracts.status_report import StatusReportV1
from domain.errors import PermanentError
from domain.messaging.reply import ReplyState
from scripts.generate_docs import QUEUE_MESSAGES, file_name, list_stale
from tests.builders import ANN_ID, a_message, a_reply, an_sms
from tests.conftest import ROOT
from tests.contracts.golden import EVENTS, MESSAGE, QUEUE_BODIES, REPORT


def golden(stem):
    return json.loads((ROOT / "events" / f"{stem}.json").read_text(encoding="utf-8"))


def golden_of(event):
    return golden(file_name(CONTRACTS[type(event.body)]))


# ---- events
def test_every_event_has_a_golden_file():
    assert {type(event.body) for event in EVENTS} == set(CONTRACTS)


@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_a_golden_event_is_still_produced(event):
    assert to_wire(event).model_dump(mode="json") == golden_of(event)


@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_a_golden_event_can_still_be_read(event):
    assert from_wire(name_of(event), golden_of(event)) == event


@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_a_field_added_later_does_not_trouble_a_reader(event):
    assert from_wire(name_of(event), golden_of(event) | {"added_in_2031": 1}) == event


@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_an_event_carries_neither_words_nor_a_number(event):
    private = {"text", "body", "said", "phone", "phone_key", "number", "food", "foods_said", "name"}

    assert private.isdisjoint(golden_of(event))


def test_an_event_nobody_knows_is_for_humans():
    with pytest.raises(PermanentError, match="CakeBaked"):
        from_wire("CakeBaked", {})


# ---- queue messages
@pytest.mark.parametrize("stem", QUEUE_BODIES)
def test_a_golden_queue_message_is_still_produced(stem):
    assert json.loads(QUEUE_BODIES[stem]) == golden(stem)


@pytest.mark.parametrize("model", QUEUE_MESSAGES)
def test_a_golden_queue_message_can_still_be_read(model):
    message = model.model_validate(golden(file_name(model)) | {"added_in_2031": 1})

    assert message.version == 1


@pytest.mark.parametrize(
    "message",
    [MESSAGE, a_message(text=""), an_sms(text="\u202e\x00"), a_message(text="x" * 10_000)],
)
def test_an_inbound_message_comes_through_the_queue_unchanged(message):
    assert InboundMessageV1.model_validate_json(inbound_body(message)).to_domain() == message


def test_an_inbound_message_is_ascii_because_sqs_refuses_some_characters():
    assert inbound_body(a_message(text="\x00\ufffe🥚")).isascii()


@pytest.mark.parametrize("broken", [{"user": "12345"}, {"coach": "coach"}])
def test_an_inbound_message_without_an_address_is_for_humans(broken):
    message = InboundMessageV1.model_validate(golden("inbound_message.v1") | broken)

    with pytest.raises(PermanentError):
        message.to_domain()


@pytest.mark.parametrize("state", list(ReplyState))
def test_a_report_comes_through_the_queue_unchanged(state):
    report = replace(REPORT, state=state)
    told = golden("status_report.v1") | {"status": state.value}

    assert StatusReportV1.model_validate(told).to_domain() == report


def test_the_outbound_queue_is_given_what_send_reads(aws):
    sqs, bodies = boto3.client("sqs"), []
    sqs.meta.events.register(
        "before-parameter-build.sqs.SendMessage",
        lambda params, **_: bodies.append(params["MessageBody"]),
    )
    with Stubber(sqs) as stub:
        stub.add_response("send_message", {"MessageId": "m", "MD5OfMessageBody": ""})
        SqsOutboundQueue(sqs, "https://sqs.example/1/q.fifo").put(ANN_ID, a_reply().reply_id)

    wanted = OutboundReplyV1(user_id=ANN_ID, reply_id=a_reply().reply_id)
    assert OutboundReplyV1.model_validate_json(bodies[0]) == wanted
    assert json.loads(bodies[0]) == golden("outbound_reply.v1")


# ---- generated documents
def test_schemas_and_pages_say_what_the_code_says():
    assert list_stale() == []
