"""The stack's own pages: faults, clock, drain, logs, counts."""

from collections.abc import Callable
from datetime import datetime

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError
from stack_support import Web, aws_client, eventually

from local.stack import LocalStack, NotDrainedError

type Count = Callable[[str], int]


def test_the_clock_is_set_and_advanced(stack: LocalStack, web: Web) -> None:
    web.post("/_local/clock", {"now": "2027-01-01T00:00:00Z"})
    web.post("/_local/clock", {"advance_s": 3600})

    now = datetime.fromisoformat(web.get("/_local/clock")["now"])

    assert now.isoformat().startswith("2027-01-01T01:00:0")
    assert abs((stack.clock.now() - now).total_seconds()) < 2


@pytest.mark.parametrize(
    ("call", "mode", "code", "status"),
    [
        ("dynamodb.list_tables", "throttle", "ProvisionedThroughputExceededException", 400),
        ("dynamodb.list_tables", "error", "InternalServerError", 500),
        ("sqs.list_queues", "throttle", "ThrottlingException", 400),
        ("sqs.list_queues", "error", "InternalFailure", 500),
        ("events.list_rules", "throttle", "ThrottlingException", 400),
        ("secretsmanager.list_secrets", "error", "InternalServiceError", 500),
    ],
)
def test_a_fault_fails_the_next_call_as_aws_would(
    stack: LocalStack, web: Web, call: str, mode: str, code: str, status: int
) -> None:
    service, operation = call.split(".")
    client = aws_client(service, stack.aws_endpoint_url)
    web.post("/_local/faults", {"service": service, "mode": mode, "count": 1})

    with pytest.raises(ClientError) as error:
        getattr(client, operation)()

    assert error.value.response["Error"]["Code"] == code
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    getattr(client, operation)()


def test_a_fault_of_one_operation_leaves_the_others_alone(stack: LocalStack, web: Web) -> None:
    client = aws_client("dynamodb", stack.aws_endpoint_url)
    order = {"service": "dynamodb", "mode": "error", "count": 1, "operation": "DescribeTable"}
    web.post("/_local/faults", order)

    client.list_tables()

    with pytest.raises(ClientError, match="InternalServerError"):
        client.describe_table(TableName="any")


def test_a_lost_answer_has_its_effect(stack: LocalStack, web: Web) -> None:
    client = aws_client("sqs", stack.aws_endpoint_url)
    url = client.get_queue_url(QueueName="platewise-local-WorkDeadQueue.fifo")["QueueUrl"]
    before = stack.queues["work_dead"].counts()["visible"]
    web.post("/_local/faults", {"service": "sqs", "mode": "lost_answer", "count": 1})

    with pytest.raises(ConnectionClosedError):
        client.send_message(
            QueueUrl=url,
            MessageBody='{"name": "lost"}',
            MessageGroupId="g",
            MessageDeduplicationId="lost",
        )

    assert stack.queues["work_dead"].counts()["visible"] == before + 1


def test_a_timeout_never_answers(stack: LocalStack, web: Web) -> None:
    client = aws_client("events", stack.aws_endpoint_url, read_timeout_s=0.3)
    web.post("/_local/faults", {"service": "events", "mode": "timeout", "count": 1})

    with pytest.raises(ReadTimeoutError):
        client.list_rules()


def test_twilio_is_told_to_fail_by_its_own_names(web: Web) -> None:
    good = web.post("/_local/faults", {"service": "twilio", "mode": "http_503", "count": 1})
    bad = web.post("/_local/faults", {"service": "twilio", "mode": "sulk", "count": 1})

    assert good.status == 200
    assert bad.status == 400
    assert "http_503" in bad.json()["message"]


def test_a_worker_is_told_to_die_at_a_port_call(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    order = {
        "service": "worker",
        "mode": "kill",
        "function": "work",
        "point": 1,
        "when": "before",
        "count": 2,
    }
    web.post("/_local/faults", order)
    web.work(name="dies-twice", group="g")

    drained = web.post("/_local/drain", {"timeout_s": 30, "advance": True})

    assert drained.json() == {"drained": True}
    assert counted("dies-twice") == 1
    outcomes = [done["outcome"] for done in web.get("/_local/trace?function=work")]
    assert outcomes[-3:] == ["killed", "killed", "ok"]


def test_clearing_takes_every_fault_back(stack: LocalStack, web: Web) -> None:
    client = aws_client("dynamodb", stack.aws_endpoint_url)
    web.post("/_local/faults", {"service": "dynamodb", "mode": "error", "count": 100})

    web.post("/_local/faults", {"service": "all", "mode": "clear"})

    client.list_tables()


@pytest.mark.parametrize(
    ("path", "document", "named"),
    [
        ("/_local/faults", {}, "service is one of"),
        ("/_local/faults", {"service": "dynamo"}, "dynamodb, sqs, events"),
        ("/_local/faults", {"service": "sqs", "mode": "slow"}, "throttle, error, timeout"),
        ("/_local/faults", {"service": "sqs", "mode": "error", "count": 0}, "count is a number"),
        ("/_local/faults", {"service": "sqs", "mode": "error", "operation": 1}, "operation is"),
        ("/_local/faults", {"service": "all", "mode": "kill"}, "clear"),
        ("/_local/faults", {"service": "twilio"}, "mode is"),
        ("/_local/faults", {"service": "worker", "mode": "kill"}, "count, plain, receive, work"),
        (
            "/_local/faults",
            {"service": "worker", "mode": "kill", "function": "work", "point": 1, "when": "now"},
            "before, after",
        ),
        ("/_local/clock", {"now": "tomorrow"}, "ISO instant"),
        ("/_local/clock", {"now": "9999-12-31T23:59:59Z"}, "between 2000 and 2200"),
        ("/_local/clock", {"advance_s": "1"}, "advance_s is a number"),
        ("/_local/clock", {"advance_s": True}, "advance_s is a number"),
        ("/_local/clock", {}, "give"),
        ("/_local/drain", {"timeout_s": -1}, "timeout_s is a number"),
        ("/_local/drain", {"advance": "yes"}, "true or false"),
        ("/_local/drain", [], "JSON object"),
    ],
)
def test_bad_orders_are_refused_with_what_is_allowed(
    web: Web, path: str, document: object, named: str
) -> None:
    answer = web.post(path, document)

    assert answer.status == 400
    assert named in answer.json()["message"]


def test_what_is_no_json_is_refused(web: Web) -> None:
    answer = web.request("POST", "/_local/drain", body=b"{")

    assert answer.status == 400
    assert "no JSON" in answer.json()["message"]


def test_draining_moves_the_clock_only_when_told_to(
    stack: LocalStack, web: Web, counted: Count
) -> None:
    web.work(name="hidden", group="g", fail=True)
    eventually(lambda: counted("hidden") == 1)

    waiting = web.post("/_local/drain", {"timeout_s": 0.3})
    before = stack.clock.now()
    moving = web.post("/_local/drain", {"timeout_s": 20, "advance": True})

    assert waiting.status == 503
    left = waiting.json()
    assert left["drained"] is False
    assert left["queues"]["work"] == {"visible": 0, "in_flight": 1, "delayed": 0}
    assert moving.json() == {"drained": True}
    assert (stack.clock.now() - before).total_seconds() > 20


def test_draining_in_process_says_what_is_left(stack: LocalStack, web: Web) -> None:
    web.work(name="left", group="g", fail=True)

    with pytest.raises(NotDrainedError, match="in_flight"):
        stack.drain(timeout_s=0.5)


def test_queues_are_counted_dead_letters_too(web: Web) -> None:
    counts = web.get("/_local/queues")

    assert set(counts) == {"work", "work_dead", "plain", "count"}
    assert set(counts["work"]) == {"visible", "in_flight", "delayed"}


def test_aws_calls_of_functions_are_counted(stack: LocalStack, web: Web) -> None:
    web.post("/_local/calls/reset", {})
    web.work(name="counted", group="g")

    stack.drain()

    assert web.get("/_local/calls") == {
        "dynamodb.UpdateItem": 2,
        "events.PutEvents": 1,
        "sqs.SendMessage": 1,
    }


def test_events_are_listed_oldest_first(stack: LocalStack, web: Web) -> None:
    for name in ("one", "two", "three"):
        web.work(name=name, group="events")

    stack.drain()

    events = web.get("/_local/events")
    assert [event["detail"]["name"] for event in events][-3:] == ["one", "two", "three"]
    assert set(events[-1]) == {"id", "source", "detail-type", "time", "detail"}


def test_logs_are_kept_in_memory_and_on_disk(stack: LocalStack, web: Web) -> None:
    web.work(name="logged", group="g")
    stack.drain()

    shown = web.request("GET", "/_local/logs?function=work").data.decode()
    unknown = web.request("GET", "/_local/logs?function=nobody")

    on_disk = (stack.local_dir / "logs" / "work.log").read_text(encoding="utf-8")
    assert "worked " in shown
    assert set(shown.split("\n")) <= set(on_disk.split("\n"))
    assert unknown.status == 400
