"""What is put on queues and the bus, and what their errors mean."""

import pytest
from botocore.exceptions import ReadTimeoutError
from botocore.stub import Stubber

from adapters.relay import AwsRelay, entry_of
from adapters.sqs import (
    SqsInboundQueue,
    SqsOutboundQueue,
    SqsSourceQueue,
    SqsStatusQueue,
    inbound_body,
    status_body,
)
from domain.conversation.turn import Outbox
from domain.errors import RetryableError
from domain.events import ConsentGiven
from domain.messaging.reply import ReplyState
from tests.builders import ANN_ID, ANN_KEY, a_message, a_reply, a_report, an_event

FIFO, STANDARD = "https://sqs.example/1/q.fifo", "https://sqs.example/1/q"
SENT = {"MessageId": "m", "MD5OfMessageBody": ""}
REPLY = a_reply().reply_id


@pytest.fixture
def sqs(aws_client):
    return aws_client("sqs")


@pytest.fixture
def stub(sqs):
    with Stubber(sqs) as stubbed:
        yield stubbed
        stubbed.assert_no_pending_responses()


@pytest.fixture
def bus(aws_client):
    return aws_client("events")


@pytest.fixture
def bus_stub(bus):
    with Stubber(bus) as stubbed:
        yield stubbed
        stubbed.assert_no_pending_responses()


def sending(url, body, **extra):
    return {"QueueUrl": url, "MessageBody": body, **extra}


def in_group(group, once_id):
    return {"MessageGroupId": group, "MessageDeduplicationId": once_id}


# ---- what is put
def test_a_message_goes_to_its_users_group_once_by_its_sid(sqs, stub):
    body = inbound_body(a_message())
    stub.add_response("send_message", SENT, sending(FIFO, body, **in_group(ANN_KEY, "SM1")))

    SqsInboundQueue(sqs, FIFO).put(a_message())


def test_a_report_goes_to_a_queue_without_order(sqs, stub):
    report = a_report(a_reply(), ReplyState.READ)
    stub.add_response("send_message", SENT, sending(STANDARD, status_body(report)))

    SqsStatusQueue(sqs, STANDARD).put(report)


def test_a_reply_goes_to_its_users_group_once_by_its_id_and_without_its_words(sqs, stub):
    body = f'{{"version": 1, "user_id": "{ANN_ID}", "reply_id": "{REPLY}"}}'
    stub.add_response("send_message", SENT, sending(FIFO, body, **in_group(ANN_ID, REPLY)))

    SqsOutboundQueue(sqs, FIFO).put(ANN_ID, REPLY)


def test_a_record_is_parked_in_its_group_where_the_queue_has_groups(sqs, stub):
    stub.add_response("send_message", SENT, sending(FIFO, "{", **in_group("ann", "r1")))

    SqsSourceQueue(sqs, STANDARD, FIFO).park("{", "ann", "r1")


def test_a_record_is_parked_as_it_is_where_the_queue_has_none(sqs, stub):
    stub.add_response("send_message", SENT, sending(STANDARD, "{"))

    SqsSourceQueue(sqs, STANDARD, STANDARD).park("{", "ann", "r1")


@pytest.mark.parametrize(
    ("seconds", "visibility"), [(0, 0), (1.4, 1), (1.6, 2), (300.0, 300), (99_999.0, 43_200)]
)
def test_a_record_is_postponed_by_whole_seconds_and_no_longer_than_sqs_takes(
    sqs, stub, seconds, visibility
):
    asked = {"QueueUrl": FIFO, "ReceiptHandle": "h", "VisibilityTimeout": visibility}
    stub.add_response("change_message_visibility", {}, asked)

    SqsSourceQueue(sqs, FIFO, FIFO).postpone("h", seconds)


# ---- errors
@pytest.mark.parametrize("code", ["ThrottlingException", "AWS.SimpleQueueService.NonExistentQueue"])
def test_a_queue_that_refuses_is_worth_another_try(sqs, stub, code):
    stub.add_client_error("send_message", code)

    with pytest.raises(RetryableError, match=code):
        SqsStatusQueue(sqs, STANDARD).put(a_report(a_reply(), ReplyState.READ))


def test_a_record_whose_receipt_expired_is_worth_another_try(sqs, stub):
    stub.add_client_error("change_message_visibility", "ReceiptHandleIsInvalid")

    with pytest.raises(RetryableError):
        SqsSourceQueue(sqs, FIFO, FIFO).postpone("h", 1)


class OutOfReach:
    def send_message(self, **_):
        raise ReadTimeoutError(endpoint_url="https://sqs.example")

    def put_events(self, **_):
        raise ReadTimeoutError(endpoint_url="https://events.example")


def test_a_queue_out_of_reach_is_worth_another_try():
    with pytest.raises(RetryableError, match="ReadTimeoutError"):
        SqsInboundQueue(OutOfReach(), FIFO).put(a_message())


# ---- the relay
def an_outbox(replies=(), events=()):
    return Outbox(ANN_ID, replies, events)


def consents(count):
    return tuple(an_event(ConsentGiven(), f"e{number}") for number in range(count))


def test_replies_leave_before_events(sqs, stub, bus, bus_stub):
    stub.add_client_error("send_message", "ThrottlingException")
    outbox = an_outbox((REPLY,), consents(1))

    with pytest.raises(RetryableError):
        AwsRelay(SqsOutboundQueue(sqs, FIFO), bus, "coach").relay(outbox)


def test_events_go_to_the_bus_ten_at_a_time(sqs, stub, bus, bus_stub):
    entries = [entry_of(event, "coach") for event in consents(11)]
    published = {"FailedEntryCount": 0, "Entries": []}
    bus_stub.add_response("put_events", published, {"Entries": entries[:10]})
    bus_stub.add_response("put_events", published, {"Entries": entries[10:]})

    AwsRelay(SqsOutboundQueue(sqs, FIFO), bus, "coach").relay(an_outbox((), consents(11)))


def test_an_empty_outbox_calls_nobody(sqs, stub, bus, bus_stub):
    AwsRelay(SqsOutboundQueue(sqs, FIFO), bus, "coach").relay(an_outbox())


def test_an_event_that_failed_among_others_is_published_again(sqs, stub, bus, bus_stub):
    bus_stub.add_response("put_events", {"FailedEntryCount": 1, "Entries": []})

    with pytest.raises(RetryableError):
        AwsRelay(SqsOutboundQueue(sqs, FIFO), bus, "coach").relay(an_outbox((), consents(2)))


def test_a_bus_that_refuses_is_worth_another_try(sqs, stub, bus, bus_stub):
    bus_stub.add_client_error("put_events", "InternalException")

    with pytest.raises(RetryableError, match="InternalException"):
        AwsRelay(SqsOutboundQueue(sqs, FIFO), bus, "coach").relay(an_outbox((), consents(1)))


def test_a_bus_out_of_reach_is_worth_another_try(sqs, stub):
    relay = AwsRelay(SqsOutboundQueue(sqs, FIFO), OutOfReach(), "coach")

    with pytest.raises(RetryableError, match="ReadTimeoutError"):
        relay.relay(an_outbox((), consents(1)))
