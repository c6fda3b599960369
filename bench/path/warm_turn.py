"""The converse handler in this process against a running stack, its AWS calls counted."""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from bench.path.people import new_sid
from bench.path.receive_in_process import Context
from local.stack import LocalStack

TEXTS: Final = (
    "2 eggs and toast with butter",
    "how am I doing today",
    "200g grilled chicken breast, 1 cup rice and broccoli",
    "undo",
    "hi",
)


@dataclass(slots=True)
class Turns:
    """Durations of turns in seconds, and the AWS calls each made."""

    durations_s: list[float] = field(default_factory=list)
    calls: list[dict[str, int]] = field(default_factory=list)
    _counted: Counter[str] = field(default_factory=Counter)

    def listen(self, client: Any) -> None:
        """Count what a client sends, retries included."""
        client.meta.events.register("before-send", self._count)

    def _count(self, event_name: str = "", **_: Any) -> None:
        self._counted[event_name.rsplit(".", 1)[1]] += 1

    def take(self, handle: Any, event: dict[str, Any]) -> None:
        """Run the handler once."""
        self._counted.clear()
        started = time.perf_counter()
        answer = handle(event, Context(function_name="converse"))
        self.durations_s.append(time.perf_counter() - started)
        self.calls.append(dict(self._counted))
        if answer["batchItemFailures"]:
            raise AssertionError("a turn was not taken")


@contextmanager
def converse_of(stack: LocalStack) -> Iterator[tuple[Any, Turns]]:
    """Give the handler the function's own variables; return it with what listens to its calls."""
    before, turns = dict(os.environ), Turns()
    function = stack.functions["converse"]
    os.environ.update(function.plan.environment | function.aws)
    os.environ["POWERTOOLS_LOG_LEVEL"] = "CRITICAL"  # a line a turn is not what is measured
    try:
        from handlers.converse import handler  # noqa: PLC0415  # after the variables are set
        from runtime.bootstrap import clients  # noqa: PLC0415

        for client in (clients.dynamodb(), clients.sqs(), clients.events()):
            turns.listen(client)
        yield handler, turns
    finally:
        os.environ.clear()
        os.environ.update(before)


def record_of(stack: LocalStack, phone_key: str, number: str, text: str) -> dict[str, Any]:
    """Return the event of one inbound message, as the poller of the queue makes it."""
    sid = new_sid()
    body = {
        "version": 1,
        "message_sid": sid,
        "phone_key": phone_key,
        "user": f"whatsapp:{number}",
        "coach": "whatsapp:+14155238886",
        "text": text,
        "received_at": stack.clock.now().isoformat(),
    }
    attributes = {"ApproximateReceiveCount": "1", "MessageGroupId": phone_key}
    record = {"messageId": sid, "receiptHandle": sid, "attributes": attributes}
    return {"Records": [record | {"body": json.dumps(body)}]}
