"""Real payloads in, answers and fakes out."""

import json
from dataclasses import dataclass

import pytest

from adapters.in_memory.audit_store import InMemoryAuditStore
from adapters.in_memory.clock import FixedClock
from adapters.in_memory.messenger import ScriptedMessenger
from adapters.in_memory.queues import InMemorySourceQueue
from adapters.in_memory.relay import RecordingRelay
from adapters.in_memory.turn_store import InMemoryTurnStore
from tests.builders import NOON


@dataclass
class Context:
    """What Lambda says of an invocation."""

    function_name: str = "platewise"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:123456789012:function:platewise"
    aws_request_id: str = "52fdfc07-2182-454f-963f-5f0f9a621d72"


@pytest.fixture
def context():
    return Context()


@pytest.fixture
def clock():
    return FixedClock(NOON)


@pytest.fixture
def source():
    return InMemorySourceQueue()


@pytest.fixture
def turns():
    return InMemoryTurnStore()


@pytest.fixture
def relay():
    return RecordingRelay()


@pytest.fixture
def messenger(clock):
    return ScriptedMessenger(clock)


@pytest.fixture
def counts():
    return InMemoryAuditStore()


@pytest.fixture
def sqs_event():
    """An event as Lambda's poller makes it; bodies are JSON unless they are text."""

    def build(*bodies, group="ann"):
        return {"Records": [_record(number, body, group) for number, body in enumerate(bodies)]}

    return build


def _record(number, body, group):
    return {
        "messageId": f"r{number}",
        "receiptHandle": f"h{number}",
        "body": body if isinstance(body, str) else json.dumps(body),
        "attributes": {
            "ApproximateReceiveCount": "1",
            "SentTimestamp": "1795176000000",
            "SequenceNumber": "18849496460467696128",
            "MessageGroupId": group,
            "SenderId": "AIDAIO23YVJENQZJOL4VO",
            "MessageDeduplicationId": f"d{number}",
            "ApproximateFirstReceiveTimestamp": "1795176000000",
        },
        "messageAttributes": {},
        "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:platewise-inbound.fifo",
        "awsRegion": "us-east-1",
    }
