"""Event source mappings behave as Lambda's."""

import hashlib
import json
from collections.abc import Callable

from stack_support import Web, eventually

from local.stack import LocalStack
from local.workers import FaultOrder

type Count = Callable[[str], int]


def outcomes(stack: LocalStack, function: str) -> list[str]:
    return [done.outcome for done in stack.functions[function].invocations]


def md5_of(body: str) -> str:
    return hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()


def test_a_message_is_worked_on_once_and_deleted(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    web.work(name="once", group="g")

    stack.drain()

    assert counted("once") == 1
    assert stack.queues["work"].counts() == {"visible": 0, "in_flight": 0, "delayed": 0}


def test_an_event_reaches_the_consumer_behind_the_rule(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    web.work(name="told", group="g")

    stack.drain()

    assert counted("event:told") == 1
    assert [e["detail"]["name"] for e in stack.events() if e["detail"]["name"] == "told"]


def test_the_same_id_is_worked_on_once(stack: LocalStack, web: Web, counted: Count) -> None:
    for _ in range(5):
        web.work(name="same", group="g", id="same-id")

    stack.drain()

    assert counted("same") == 1


def test_a_message_of_another_group_does_not_wait(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    for n in range(2):  # two sandboxes that need not start any more
        web.work(name=f"before-{n}", group=f"before-{n}", sleep_s=0.3)
    stack.drain()

    web.work(name="slow", group="slow-group", sleep_s=1.5)
    web.work(name="after-slow", group="slow-group")
    web.work(name="quick", group="quick-group")

    stack.drain()

    worked = [event["detail"]["name"] for event in stack.events()]
    assert worked.index("quick") < worked.index("after-slow")
    assert counted("after-slow") == 1


def test_a_group_is_worked_through_in_order(stack: LocalStack, web: Web) -> None:
    for n in range(30):
        web.work(name=f"order-{n % 3}-{n:02}", group=f"order-{n % 3}")

    stack.drain()

    worked = [e["detail"]["name"] for e in stack.events() if "order-" in e["detail"]["name"]]
    for group in range(3):
        mine = [name for name in worked if name.startswith(f"order-{group}")]
        assert mine == sorted(mine)
        assert len(mine) == 10


def test_a_reported_failure_stays_hidden_and_comes_again(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    web.work(name="refused", group="g", fail=True)
    eventually(lambda: counted("refused") == 1)
    eventually(lambda: not stack.functions["work"].is_running)
    hidden = stack.queues["work"].counts()

    stack.clock.advance(12.5)

    assert hidden == {"visible": 0, "in_flight": 1, "delayed": 0}
    eventually(lambda: counted("refused") == 2)


def test_only_the_failed_of_a_batch_comes_again(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    web.work(name="good")
    web.work(name="bad", fail=True)
    eventually(lambda: counted("bad") == 1 and counted("good") == 1)
    eventually(lambda: not stack.functions["plain"].is_running)

    stack.clock.advance(31)
    eventually(lambda: counted("bad") == 2)

    assert counted("good") == 1
    stack.queues["plain"].state.clear()


def test_what_fails_three_times_ends_in_the_dead_letter_queue(
    stack: LocalStack, web: Web, counted: Count, bodies: Callable[[str], list[dict[str, object]]]
) -> None:
    web.work(name="poison", group="poison-group", crash=True)
    web.work(name="behind", group="poison-group")

    stack.drain(advance=True)

    assert "poison" in [body["name"] for body in bodies("work_dead")]
    assert counted("behind") == 1
    assert outcomes(stack, "work").count("error") >= 3


def test_a_killed_worker_deletes_nothing_and_the_message_returns(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    web.work(name="killed", group="g", sleep_s=1)
    eventually(lambda: stack.functions["work"].is_running)

    eventually(stack.functions["work"].kill)
    eventually(lambda: not stack.functions["work"].is_running)

    eventually(lambda: outcomes(stack, "work")[-1:] == ["killed"])
    assert counted("killed") == 0
    assert stack.queues["work"].counts()["in_flight"] == 1
    stack.drain(advance=True)
    assert counted("killed") == 1


def test_a_worker_that_takes_too_long_is_killed(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    web.work(name="endless", group="g", sleep_s=60)

    eventually(lambda: "timeout" in outcomes(stack, "work"), within_s=5)

    assert counted("endless") == 0
    assert any("Task timed out after 2.00 seconds" in line for line in stack.logs("work"))
    stack.queues["work"].state.clear()


def test_a_fault_before_a_port_call_loses_what_comes_after_it(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    stack.functions["work"].order_faults(FaultOrder(3, "before"), 1)
    web.work(name="half", group="g")
    eventually(lambda: outcomes(stack, "work")[-1] == "killed")
    events = [e for e in stack.events() if e["detail"]["name"] == "half"]

    stack.drain(advance=True)

    assert events == []
    assert counted("half") == 2
    assert len([e for e in stack.events() if e["detail"]["name"] == "half"]) == 1


def test_a_fault_after_a_port_call_keeps_its_effect(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    stack.functions["work"].order_faults(FaultOrder(3, "after"), 1)
    web.work(name="whole", group="g")

    stack.drain(advance=True)

    assert counted("whole") == 2
    assert len([e for e in stack.events() if e["detail"]["name"] == "whole"]) == 2


def test_the_trace_names_each_port_call(stack: LocalStack, web: Web) -> None:
    web.work(name="traced", group="g")

    stack.drain()

    done = web.get("/_local/trace?function=work")[-1]
    assert done["outcome"] == "ok"
    assert done["trace"] == ["ledger.add", "clock.now", "bus.publish"]


def test_a_record_has_the_shape_lambda_gives_it(stack: LocalStack, web: Web) -> None:
    web.work(name="shape", group="g", id="dedup")
    stack.drain()

    lines = [line for line in stack.logs("work") if line.startswith("worked ")]
    record = json.loads(lines[-1].removeprefix("worked "))
    assert set(record) == {
        *("messageId", "receiptHandle", "body", "attributes", "messageAttributes"),
        *("md5OfBody", "eventSource", "eventSourceARN", "awsRegion"),
    }
    assert set(record["attributes"]) == {
        *("ApproximateReceiveCount", "SentTimestamp", "SenderId", "SequenceNumber"),
        *("ApproximateFirstReceiveTimestamp", "MessageGroupId", "MessageDeduplicationId"),
    }
    assert record["attributes"]["MessageGroupId"] == "g"
    assert record["attributes"]["MessageDeduplicationId"] == "dedup"
    assert record["attributes"]["ApproximateReceiveCount"] == "1"
    assert len(record["attributes"]["SequenceNumber"]) == 20
    assert record["eventSource"] == "aws:sqs"
    assert record["eventSourceARN"].endswith(":platewise-local-WorkQueue.fifo")
    assert record["md5OfBody"] == md5_of(record["body"])


def test_functions_live_by_the_moved_clock(stack: LocalStack, web: Web) -> None:
    stack.clock.advance(7 * 86_400)

    web.work(name="later", group="g")
    stack.drain()

    event = next(e for e in stack.events() if e["detail"]["name"] == "later")
    assert abs(event["detail"]["at"] - stack.clock.timestamp()) < 10
    assert event["time"][:13] == stack.clock.now().isoformat()[:13]
