"""A bus that delivers to queues and remembers what was put on it."""

import json
from typing import Any

import pytest
from stack_support import aws_client

from local.clock import LocalClock
from local.emulator import Emulator


class Bus:
    """One bus with one queue behind a rule."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.events = aws_client("events", emulator.url)
        self.sqs = aws_client("sqs", emulator.url)
        self.events.create_event_bus(Name="bus")

    def queue(self, name: str, **attributes: str) -> str:
        self.sqs.create_queue(QueueName=name, Attributes=attributes)
        return self.emulator.queue(name).queue_arn

    def rule(self, pattern: dict[str, Any], state: str = "ENABLED", **target: Any) -> None:
        self.events.put_rule(
            Name="rule", EventBusName="bus", EventPattern=json.dumps(pattern), State=state
        )
        self.events.put_targets(Rule="rule", EventBusName="bus", Targets=[{"Id": "one", **target}])

    def publish(self, source: str, detail: str = "{}", **options: Any) -> dict[str, Any]:
        entry = {"Source": source, "DetailType": "Done", "Detail": detail, "EventBusName": "bus"}
        return self.events.put_events(Entries=[entry | options])

    def delivered(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(m.body) for m in self.emulator.queue(name).state.messages()]


@pytest.fixture
def bus(emulator: Emulator) -> Bus:
    return Bus(emulator)


PLATEWISE = {"source": [{"prefix": "platewise."}]}


def test_an_event_of_a_matching_source_reaches_the_queue_whole(bus: Bus, clock: LocalClock) -> None:
    bus.rule(PLATEWISE, Arn=bus.queue("q"))
    clock.advance(86_400)

    answer = bus.publish("platewise.meals", json.dumps({"user_id": "u1"}))

    [event] = bus.delivered("q")
    assert event["id"] == answer["Entries"][0]["EventId"]
    assert event["source"] == "platewise.meals"
    assert event["detail-type"] == "Done"
    assert event["detail"] == {"user_id": "u1"}
    assert event["time"][:16] == clock.now().isoformat()[:16]


def test_an_event_of_another_source_does_not(bus: Bus) -> None:
    bus.rule(PLATEWISE, Arn=bus.queue("q"))

    bus.publish("elsewhere.platewise.")

    assert bus.delivered("q") == []


def test_a_disabled_rule_delivers_nothing(bus: Bus) -> None:
    bus.rule(PLATEWISE, state="DISABLED", Arn=bus.queue("q"))

    bus.publish("platewise.meals")

    assert bus.delivered("q") == []


def test_a_fifo_target_is_given_its_group(bus: Bus) -> None:
    arn = bus.queue("q.fifo", FifoQueue="true", ContentBasedDeduplication="true")
    bus.rule(PLATEWISE, Arn=arn, SqsParameters={"MessageGroupId": "all"})

    bus.publish("platewise.meals")

    [message] = bus.emulator.queue("q.fifo").state.messages()
    assert message.group_id == "all"


def test_what_cannot_be_delivered_goes_to_the_dead_letter_queue(bus: Bus) -> None:
    missing = bus.queue("q").replace(":q", ":missing")
    bus.rule(PLATEWISE, Arn=missing, DeadLetterConfig={"Arn": bus.queue("dead")})

    bus.publish("platewise.meals")

    assert [event["source"] for event in bus.delivered("dead")] == ["platewise.meals"]


def test_every_event_is_recorded_in_order_with_or_without_a_rule(bus: Bus) -> None:
    for source in ("a", "b", "c"):
        bus.publish(source)

    assert [event["source"] for event in bus.emulator.events()] == ["a", "b", "c"]


def test_a_malformed_entry_fails_alone(bus: Bus) -> None:
    good = {"Source": "a", "DetailType": "Done", "Detail": "{}", "EventBusName": "bus"}

    answer = bus.events.put_events(Entries=[good | {"Detail": "no json"}, good])

    assert answer["FailedEntryCount"] == 1
    assert answer["Entries"][0]["ErrorCode"] == "MalformedDetail"
    assert len(bus.emulator.events()) == 1
