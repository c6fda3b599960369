"""Queues that keep SQS's promises by the local clock."""

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError
from stack_support import aws_client

from local.clock import LocalClock
from local.emulator import Emulator


@dataclass(frozen=True)
class Queue:
    """One queue through the real protocol."""

    client: Any
    url: str

    def send(self, body: str, group: str | None = None, **options: Any) -> dict[str, Any]:
        if group is not None:
            options = {"MessageGroupId": group, "MessageDeduplicationId": body} | options
        return self.client.send_message(QueueUrl=self.url, MessageBody=body, **options)

    def receive(self, count: int = 10, **options: Any) -> list[dict[str, Any]]:
        answer = self.client.receive_message(
            QueueUrl=self.url, MaxNumberOfMessages=count, AttributeNames=["All"], **options
        )
        return answer.get("Messages", [])

    def bodies(self, count: int = 10) -> list[str]:
        return [message["Body"] for message in self.receive(count)]

    def delete(self, message: dict[str, Any]) -> None:
        self.client.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])

    def hide(self, message: dict[str, Any], seconds: int) -> None:
        self.client.change_message_visibility(
            QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=seconds
        )

    def attribute(self, name: str) -> str:
        answer = self.client.get_queue_attributes(QueueUrl=self.url, AttributeNames=[name])
        return answer["Attributes"][name]


type MakeQueue = Callable[..., Queue]


@pytest.fixture
def make_queue(emulator: Emulator) -> MakeQueue:
    client = aws_client("sqs", emulator.url)

    def make(name: str, **attributes: str) -> Queue:
        if name.endswith(".fifo"):
            attributes = {"FifoQueue": "true", **attributes}
        url = client.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
        return Queue(client, url)

    return make


@pytest.fixture
def fifo(make_queue: MakeQueue) -> Queue:
    return make_queue(
        "q.fifo",
        DeduplicationScope="messageGroup",
        FifoThroughputLimit="perMessageGroupId",
        VisibilityTimeout="60",
    )


@pytest.fixture
def standard(make_queue: MakeQueue) -> Queue:
    return make_queue("q", VisibilityTimeout="60")


def test_a_received_message_is_hidden_until_the_clock_passes_its_visibility(
    standard: Queue, clock: LocalClock
) -> None:
    standard.send("a")

    first = standard.bodies()
    clock.advance(59)
    hidden = standard.bodies()
    clock.advance(2)
    again = standard.receive()

    assert (first, hidden) == (["a"], [])
    assert again[0]["Body"] == "a"
    assert again[0]["Attributes"]["ApproximateReceiveCount"] == "2"


def test_a_changed_visibility_counts_from_the_change(standard: Queue, clock: LocalClock) -> None:
    standard.send("a")
    message = standard.receive()[0]

    standard.hide(message, 5)
    clock.advance(6)

    assert standard.bodies() == ["a"]


def test_visibility_zero_gives_the_message_back_at_once(standard: Queue) -> None:
    standard.send("a")

    standard.hide(standard.receive()[0], 0)

    assert standard.bodies() == ["a"]


def test_a_longer_visibility_outlives_the_first_one(standard: Queue, clock: LocalClock) -> None:
    standard.send("a")
    standard.hide(standard.receive()[0], 600)

    clock.advance(61)

    assert standard.bodies() == []


def test_a_delayed_message_comes_when_the_clock_says_so(standard: Queue, clock: LocalClock) -> None:
    standard.send("late", DelaySeconds=30)
    standard.send("now")

    before = standard.bodies()
    delayed = standard.attribute("ApproximateNumberOfMessagesDelayed")
    clock.advance(31)

    assert (before, delayed) == (["now"], "1")
    assert standard.bodies() == ["late"]


def test_a_waiting_receiver_is_served_when_the_clock_moves(
    standard: Queue, emulator: Emulator, clock: LocalClock
) -> None:
    standard.send("late", DelaySeconds=900)
    clock.on_move(emulator.queue("q").wake)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(standard.receive, WaitTimeSeconds=4)
        time.sleep(0.05)  # the receiver should be waiting; the outcome does not depend on it

        clock.advance(901)

        assert [message["Body"] for message in waiting.result(timeout=2)] == ["late"]


def test_a_waiting_receiver_is_served_at_once_when_something_is_sent(standard: Queue) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(standard.receive, WaitTimeSeconds=4)

        standard.send("a")

        assert [message["Body"] for message in waiting.result(timeout=2)] == ["a"]


def test_a_message_in_flight_blocks_its_group_and_no_other(fifo: Queue) -> None:
    for body, group in (("a1", "a"), ("a2", "a"), ("b1", "b"), ("a3", "a")):
        fifo.send(body, group)

    first = fifo.receive(1)[0]
    others = fifo.bodies()
    fifo.delete(first)

    assert first["Body"] == "a1"
    assert others == ["b1"]
    assert fifo.bodies() == ["a2", "a3"]


def test_a_message_that_was_given_back_comes_before_the_rest_of_its_group(
    fifo: Queue, clock: LocalClock
) -> None:
    for body in ("1", "2", "3"):
        fifo.send(body, "a")
    fifo.receive(1)

    clock.advance(61)

    assert fifo.bodies() == ["1", "2", "3"]


def test_a_batch_given_back_in_another_order_keeps_its_own(fifo: Queue) -> None:
    for body in ("1", "2", "3", "4"):
        fifo.send(body, "a")
    batch = fifo.receive(3)

    for message in (batch[2], batch[0], batch[1]):
        fifo.hide(message, 0)

    assert fifo.bodies() == ["1", "2", "3", "4"]


def test_a_duplicate_within_five_minutes_is_accepted_and_dropped(
    fifo: Queue, clock: LocalClock
) -> None:
    first = fifo.send("a", "g")
    fifo.delete(fifo.receive()[0])
    clock.advance(299)

    second = fifo.send("a", "g")

    assert second["MessageId"] == first["MessageId"]
    assert second["SequenceNumber"] == first["SequenceNumber"]
    assert fifo.bodies() == []


def test_a_duplicate_after_five_minutes_is_a_new_message(fifo: Queue, clock: LocalClock) -> None:
    first = fifo.send("a", "g")
    fifo.delete(fifo.receive()[0])
    clock.advance(301)

    second = fifo.send("a", "g")

    assert second["MessageId"] != first["MessageId"]
    assert fifo.bodies() == ["a"]


def test_the_same_deduplication_id_is_free_in_another_group(fifo: Queue) -> None:
    fifo.send("a", "g")

    fifo.send("a", "h")

    assert fifo.bodies() == ["a", "a"]


def test_without_the_group_scope_the_id_is_taken_for_the_whole_queue(
    make_queue: MakeQueue,
) -> None:
    queue = make_queue("whole.fifo")
    queue.send("a", "g")

    queue.send("a", "h")

    assert queue.bodies() == ["a"]


def test_content_is_its_own_deduplication_id_where_the_queue_says_so(
    make_queue: MakeQueue,
) -> None:
    queue = make_queue("content.fifo", ContentBasedDeduplication="true")
    for body in ("a", "b", "a"):
        queue.client.send_message(QueueUrl=queue.url, MessageBody=body, MessageGroupId="g")

    assert queue.bodies() == ["a", "b"]


def test_of_twenty_identical_sends_one_message_remains(fifo: Queue) -> None:
    start = threading.Barrier(20)

    def send(_: int) -> str:
        start.wait()
        return fifo.send("a", "g")["MessageId"]

    with ThreadPoolExecutor(20) as pool:
        ids = set(pool.map(send, range(20)))

    assert len(ids) == 1
    assert fifo.bodies() == ["a"]


def test_what_was_received_too_often_moves_to_the_dead_letter_queue(
    make_queue: MakeQueue, clock: LocalClock
) -> None:
    dead = make_queue("dead.fifo")
    policy = {"deadLetterTargetArn": dead.attribute("QueueArn"), "maxReceiveCount": 2}
    queue = make_queue("work.fifo", VisibilityTimeout="10", RedrivePolicy=json.dumps(policy))
    sent = queue.send("poison", "g")
    queue.send("next", "g")
    for _ in range(2):
        assert queue.receive(1)[0]["Body"] == "poison"
        clock.advance(11)

    after = queue.bodies()

    assert after == ["next"]
    moved = dead.receive()[0]
    assert moved["MessageId"] == sent["MessageId"]
    assert moved["Attributes"]["MessageGroupId"] == "g"
    assert moved["Attributes"]["MessageDeduplicationId"] == "poison"


def test_a_message_past_retention_is_gone(make_queue: MakeQueue, clock: LocalClock) -> None:
    queue = make_queue("short", MessageRetentionPeriod="60")
    queue.send("old")
    clock.advance(59)
    queue.send("new")
    clock.advance(2)

    assert queue.bodies() == ["new"]


def test_an_outlived_handle_no_longer_deletes_from_a_fifo_queue(
    fifo: Queue, clock: LocalClock
) -> None:
    fifo.send("a", "g")
    message = fifo.receive()[0]
    clock.advance(61)

    with pytest.raises(ClientError, match="expired"):
        fifo.delete(message)

    assert fifo.bodies() == ["a"]


def test_the_handle_of_an_earlier_receive_does_not_delete(
    standard: Queue, clock: LocalClock
) -> None:
    standard.send("a")
    first = standard.receive()[0]
    clock.advance(61)
    standard.receive()

    standard.delete(first)
    clock.advance(61)

    assert standard.bodies() == ["a"]


def test_deleting_twice_is_fine_and_an_unknown_handle_is_not(fifo: Queue) -> None:
    fifo.send("a", "g")
    message = fifo.receive()[0]

    fifo.delete(message)
    fifo.delete(message)

    with pytest.raises(ClientError, match="receipt handle"):
        fifo.delete({"ReceiptHandle": "unknown"})


def test_the_visibility_of_a_message_that_is_not_in_flight_cannot_be_changed(
    fifo: Queue, clock: LocalClock
) -> None:
    fifo.send("a", "g")
    message = fifo.receive()[0]
    clock.advance(61)

    with pytest.raises(ClientError, match="not available for visibility timeout change"):
        fifo.hide(message, 5)


def test_a_fifo_message_needs_a_group_and_a_deduplication_id(fifo: Queue) -> None:
    with pytest.raises(ClientError, match="MessageGroupId"):
        fifo.send("a")
    with pytest.raises(ClientError, match="ContentBasedDeduplication"):
        fifo.client.send_message(QueueUrl=fifo.url, MessageBody="a", MessageGroupId="g")


def test_a_batch_is_sent_whole_and_message_attributes_arrive(standard: Queue) -> None:
    attribute = {"kind": {"DataType": "String", "StringValue": "test"}}
    standard.client.send_message_batch(
        QueueUrl=standard.url,
        Entries=[
            {"Id": "1", "MessageBody": "a", "MessageAttributes": attribute},
            {"Id": "2", "MessageBody": "b"},
        ],
    )

    received = standard.receive(MessageAttributeNames=["All"])

    assert [message["Body"] for message in received] == ["a", "b"]
    assert received[0]["MessageAttributes"] == attribute


def test_purging_empties_the_queue(standard: Queue) -> None:
    standard.send("a")
    standard.send("b")
    standard.receive(1)

    standard.client.purge_queue(QueueUrl=standard.url)

    assert standard.attribute("ApproximateNumberOfMessages") == "0"
    assert standard.attribute("ApproximateNumberOfMessagesNotVisible") == "0"


def test_of_five_thousand_waiting_messages_each_is_received_once(emulator: Emulator) -> None:
    client = aws_client("sqs", emulator.url)
    client.create_queue(QueueName="many.fifo", Attributes={"FifoQueue": "true"})
    queue = emulator.queue("many.fifo")
    for n in range(5_000):
        queue.send("x", group_id=f"g{n % 500}", deduplication_id=str(n))

    received = [queue.receive(1)[0] for _ in range(500)]
    for message in received:
        queue.delete_message(str(message.receipt_handle))

    assert len({message.message_id for message in received}) == 500
    assert queue.counts() == {"visible": 4_500, "in_flight": 0, "delayed": 0}
