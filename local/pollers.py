"""Event source mappings as Lambda has them: receive, invoke, delete only what succeeded."""

import hashlib
import threading
from dataclasses import dataclass, field
from typing import Any, Final

from moto.sqs.exceptions import SQSException

from local.blueprint import MappingPlan
from local.moto_fixes.local_queue import LocalQueue
from local.moto_fixes.queue_state import StoredMessage
from local.workers import Function, FunctionError

type Json = Any

_LONGEST_WAIT_S: Final = 5.0
_SENDER: Final = "AIDALOCALSENDER"


@dataclass(slots=True)
class Poller:
    """Threads that feed one function from one queue."""

    plan: MappingPlan
    queue: LocalQueue
    function: Function
    receives: int = 0  # attempts to receive, counted before each
    _working: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _open: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Start as many threads as the function may run at once."""
        self._open.set()
        for _ in range(min(self.function.concurrency, self.plan.max_concurrency)):
            thread = threading.Thread(target=self._run, daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Let the threads end; a message being worked on is simply not deleted."""
        self._stopping.set()
        self.release()

    def hold(self) -> None:
        """Receive nothing more until released, as while a function is throttled to nothing."""
        self._open.clear()

    def release(self) -> None:
        """Receive again."""
        self._open.set()
        self.queue.wake()

    def join(self) -> None:
        """Wait until the threads have ended."""
        for thread in self._threads:
            thread.join(timeout=10)

    def _run(self) -> None:
        while self._open.wait() and not self._stopping.is_set():
            with self._lock:
                self.receives += 1
                self._working += 1
            batch = self.queue.receive(self.plan.batch_size)
            if batch:
                self._process(batch)
            with self._lock:
                self._working -= 1
            if not batch:
                self.queue.wait(_LONGEST_WAIT_S)

    @property
    def is_working(self) -> bool:
        """Return whether a message is being received, worked on or deleted."""
        with self._lock:
            return self._working > 0

    def _process(self, batch: list[StoredMessage]) -> None:
        handles = {m.message_id: str(m.receipt_handle) for m in batch}
        records = [record(message, self.queue.queue_arn, self.queue.region) for message in batch]
        try:
            answer = self.function.invoke({"Records": records})
        except FunctionError:
            return
        failed = self._failed(answer, set(handles))
        for message_id, handle in handles.items():
            if message_id not in failed:
                self._delete(handle)

    def _failed(self, answer: Json, batch: set[str]) -> set[str]:
        """Return the ids that stay in the queue; a malformed answer fails the whole batch."""
        if not self.plan.reports_failures or not answer:
            return set()
        try:
            failed = {item["itemIdentifier"] for item in answer.get("batchItemFailures") or []}
        except (AttributeError, KeyError, TypeError):
            return batch
        return min(failed, batch)

    def _delete(self, handle: str) -> None:
        try:
            self.queue.delete_message(handle)
        except SQSException:
            self.function.log(f"{self.plan.queue}: a message outlived its visibility")


def record(message: StoredMessage, queue_arn: str, region: str) -> dict[str, Any]:
    """Return the record Lambda makes of a received message."""
    attributes = {
        "ApproximateReceiveCount": str(message.receive_count),
        "SentTimestamp": _millis(message.sent_at_s),
        "SenderId": _SENDER,
        "ApproximateFirstReceiveTimestamp": _millis(message.first_received_at_s or 0),
    }
    if message.sequence_number is not None:
        attributes["SequenceNumber"] = message.sequence_number
    if message.group_id is not None:
        attributes["MessageGroupId"] = message.group_id
    if message.deduplication_id is not None:
        attributes["MessageDeduplicationId"] = message.deduplication_id
    trace = message.system_attributes.get("AWSTraceHeader")
    if isinstance(trace, dict):
        attributes["AWSTraceHeader"] = str(trace.get("StringValue"))
    return {
        "messageId": message.message_id,
        "receiptHandle": message.receipt_handle,
        "body": message.body,
        "attributes": attributes,
        "messageAttributes": {
            name: _message_attribute(value) for name, value in message.attributes.items()
        },
        "md5OfBody": hashlib.md5(message.body.encode(), usedforsecurity=False).hexdigest(),
        "eventSource": "aws:sqs",
        "eventSourceARN": queue_arn,
        "awsRegion": region,
    }


def _millis(seconds: float) -> str:
    return str(int(seconds * 1000))


def _message_attribute(value: Json) -> dict[str, Any]:
    return {
        "stringValue": value.get("StringValue"),
        "stringListValues": [],
        "binaryListValues": [],
        "dataType": value.get("DataType"),
    }
