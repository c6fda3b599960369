"""moto's bus, replaced: time from the local clock, true delivery to queues, and a record.

What was wrong in moto 5.2: an event without a time gets the machine's; a disabled rule still
delivers; a target that fails raises into PutEvents instead of using its dead-letter queue.
"""

import functools
import json
import threading
import uuid
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, Final, cast

from moto.events import models
from moto.events.exceptions import ValidationException
from moto.sqs.models import sqs_backends

from local.moto_fixes import clocks
from local.moto_fixes.local_queue import LocalQueue
from local.moto_fixes.patching import Moto, replace

_MOST_ENTRIES: Final = 10
_lock = threading.Lock()
_published: dict[str, list[dict[str, Any]]] = defaultdict(list)


def published(account: str) -> list[dict[str, Any]]:
    """Return every event put on a bus of this account, oldest first."""
    with _lock:
        return list(_published[account])


def forget(account: str) -> None:
    """Drop the record of this account."""
    with _lock:
        _published.pop(account, None)


def _put_events(self: Moto, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not 1 <= len(events) <= _MOST_ENTRIES:
        raise ValidationException(
            "1 validation error detected: Value at 'entries' failed to satisfy constraint: "
            "Member must have length between 1 and 10"
        )
    return [_put_event(self, entry) for entry in events]


def _put_event(backend: Moto, entry: dict[str, Any]) -> dict[str, Any]:
    for name in ("Source", "DetailType", "Detail"):
        if not entry.get(name):
            return _failure("InvalidArgument", f"Parameter {name} is not valid.")
    try:
        detail = json.loads(entry["Detail"])
    except ValueError:
        return _failure("MalformedDetail", "Detail is malformed.")
    if not isinstance(detail, dict):
        return _failure("MalformedDetail", "Detail is malformed.")
    name = entry.get("EventBusName") or "default"
    bus = backend.event_buses.get(name.rsplit("/", 1)[-1])
    event = _event(backend, entry, detail)
    if bus is not None:  # AWS drops what is put on a bus that does not exist
        with _lock:
            _published[backend.account_id].append(event)
        for rule in list(bus.rules.values()):
            if rule.state != "DISABLED" and rule.event_pattern.matches_event(event):
                _deliver(rule, event)
    return {"EventId": event["id"]}


def _failure(code: str, message: str) -> dict[str, Any]:
    return {"ErrorCode": code, "ErrorMessage": message}


def _event(backend: Moto, entry: dict[str, Any], detail: dict[str, Any]) -> dict[str, Any]:
    given = entry.get("Time")
    instant = float(given) if given is not None else clocks.now(backend.account_id)
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": entry["DetailType"],
        "source": entry["Source"],
        "account": backend.account_id,
        "time": datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": backend.region_name,
        "resources": entry.get("Resources", []),
        "detail": detail,
    }


def _deliver(rule: Moto, event: dict[str, Any]) -> None:
    """Send the event to each queue behind the rule; elsewhere moto's own delivery holds."""
    for target in rule.targets:
        if ":sqs:" not in target["Arn"]:
            rule.send_to_targets({**event, "ingestion-time": event["time"]})
            return
    for target in rule.targets:
        _send_to_queue(rule, target, event)


def _send_to_queue(rule: Moto, target: dict[str, Any], event: dict[str, Any]) -> None:
    body = target.get("Input") or json.dumps(event)
    group_id = target.get("SqsParameters", {}).get("MessageGroupId")
    queue = _queue(rule, target["Arn"])
    can_take = queue is not None and (
        not queue.fifo_queue or (group_id and queue.content_based_deduplication)
    )
    if queue is not None and can_take:
        queue.send(body, group_id=group_id)
        return
    dead_letter = _queue(rule, target.get("DeadLetterConfig", {}).get("Arn", ""))
    if dead_letter is not None:
        dead_letter.send(body)


def _queue(rule: Moto, arn: str) -> LocalQueue | None:
    queues = sqs_backends[rule.account_id][rule.region_name].queues
    return cast("LocalQueue | None", queues.get(arn.rsplit(":", 1)[-1]))


@functools.cache
def install() -> None:
    """Let moto publish this way."""
    replace(models.EventsBackend, "put_events", _put_events)
