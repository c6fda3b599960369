"""One queue that keeps SQS's promises under concurrency and a moved clock."""

import hashlib
import itertools
import threading
import uuid
from typing import Any, Final

from moto.sqs import models
from moto.sqs.exceptions import InvalidParameterValue, ReceiptHandleIsInvalid

from local.moto_fixes import clocks
from local.moto_fixes.patching import Moto
from local.moto_fixes.queue_state import QueueState, StoredMessage

_LONGEST_VISIBILITY_S: Final = 43_200
_sequence = itertools.count(18_850_000_000_000_000_000)


class LocalQueue(models.Queue):
    """An SQS queue that keeps AWS's promises under concurrency and a moved clock."""

    # Set by moto from the queue's attributes.
    content_based_deduplication: bool
    deduplication_scope: str
    delay_seconds: int
    message_retention_period: int
    visibility_timeout: int
    redrive_policy: dict[str, Any]
    dead_letter_queue: "LocalQueue | None"

    def __init__(self, name: str, region: str, account_id: str, **kwargs: Moto) -> None:
        """Create the queue with moto's own reading of its attributes."""
        self.state = QueueState()
        self.changed = threading.Condition(threading.RLock())
        super().__init__(name, region, account_id, **kwargs)

    def now(self) -> float:
        """Return the time of the account this queue is in."""
        return clocks.now(self.account_id)

    def send(
        self,
        body: str,
        *,
        group_id: str | None = None,
        deduplication_id: str | None = None,
        delay_s: float | None = None,
        attributes: dict[str, Any] | None = None,
        system_attributes: dict[str, Any] | None = None,
    ) -> StoredMessage:
        """Store a message, or return the one it duplicates."""
        if deduplication_id is None and self.content_based_deduplication:
            deduplication_id = hashlib.sha256(body.encode()).hexdigest()
        with self.changed:
            now = self.now()
            scope = str(group_id) if self.deduplication_scope == "messageGroup" else ""
            if self.fifo_queue and deduplication_id is not None:
                duplicate = self.state.duplicate_of(scope, deduplication_id, now)
                if duplicate is not None:
                    return duplicate
            message_id = str(uuid.uuid4())
            message = StoredMessage(
                message_id=message_id,
                body=body,
                sent_at_s=now,
                group=str(group_id) if self.fifo_queue else message_id,
                group_id=group_id,
                deduplication_id=deduplication_id,
                sequence_number=str(next(_sequence)) if self.fifo_queue else None,
                attributes=attributes or {},
                system_attributes=system_attributes or {},
            )
            if self.fifo_queue:
                self.state.remember(scope, message)
            self.state.add(message, self.delay_seconds if delay_s is None else delay_s, now)
            self.changed.notify_all()
        return message

    def receive(self, count: int, visibility_s: float | None = None) -> list[StoredMessage]:
        """Return what may be received now; move to the dead-letter queue what failed too often."""
        visibility = self.visibility_timeout if visibility_s is None else visibility_s
        with self.changed:
            while True:
                now = self.now()
                taken = self.state.take(count, visibility, now)
                kept = [message for message in taken if self._may_be_delivered(message, now)]
                if kept or not taken:
                    return kept

    def _may_be_delivered(self, message: StoredMessage, now: float) -> bool:
        """Drop what is past retention, redrive what was received often enough."""
        if now - message.sent_at_s >= self.message_retention_period:
            self.state.delete(message)
            return False
        target = self.dead_letter_queue
        if target is None or message.receive_count <= self.redrive_policy["maxReceiveCount"]:
            return True
        self.state.delete(message)
        target.accept_redriven(message)
        return False

    def accept_redriven(self, message: StoredMessage) -> None:
        """Store a message that another queue gave up: same id and body, a new place in line."""
        with self.changed:
            now = self.now()
            moved = StoredMessage(
                message_id=message.message_id,
                body=message.body,
                sent_at_s=now if self.fifo_queue else message.sent_at_s,
                group=message.group,
                group_id=message.group_id,
                deduplication_id=message.deduplication_id,
                sequence_number=str(next(_sequence)) if self.fifo_queue else None,
                attributes=message.attributes,
                system_attributes=message.system_attributes,
            )
            self.state.add(moved, 0, now)
            self.changed.notify_all()

    def delete_message(self, receipt_handle: str) -> None:
        """Delete a received message. A handle that was outlived no longer deletes."""
        with self.changed:
            message = self.state.holder(receipt_handle)
            if message is None:
                raise ReceiptHandleIsInvalid
            if message.is_deleted:
                return
            self.state.release_due(self.now())
            is_current = message.receipt_handle == receipt_handle and self.state.is_in_flight(
                message
            )
            if self.fifo_queue and not is_current:
                raise InvalidParameterValue(
                    f"Value {receipt_handle} for parameter ReceiptHandle is invalid. "
                    "Reason: The receipt handle has expired."
                )
            if message.receipt_handle == receipt_handle:
                self.state.delete(message)
                self.changed.notify_all()

    def change_visibility(self, receipt_handle: str, timeout_s: int) -> None:
        """Hide a received message for this long from now."""
        if not 0 <= timeout_s <= _LONGEST_VISIBILITY_S:
            raise InvalidParameterValue(
                f"Value {timeout_s} for parameter VisibilityTimeout is invalid."
            )
        with self.changed:
            message = self.state.holder(receipt_handle)
            if message is None:
                raise ReceiptHandleIsInvalid
            now = self.now()
            self.state.release_due(now)
            if message.is_deleted or not self.state.is_in_flight(message):
                raise InvalidParameterValue(
                    f"Value {receipt_handle} for parameter ReceiptHandle is invalid. "
                    "Reason: Message does not exist or is not available for visibility timeout "
                    "change."
                )
            self.state.hide_until(message, now + timeout_s, now)
            self.changed.notify_all()

    def wake(self) -> None:
        """Let every waiting receiver look again: the clock was moved, or the stack stops."""
        with self.changed:
            self.changed.notify_all()

    def wait(self, longest_s: float) -> None:
        """Block until something may be received, the queue changes, or this real time is over."""
        with self.changed:
            now = self.now()
            if self.state.has_ready(now):
                return
            due = self.state.next_due_s()
            until_due = longest_s if due is None else max(due - now, 0.001)
            self.changed.wait(min(longest_s, until_due))

    def counts(self) -> dict[str, int]:
        """Return how many messages are visible, in flight and delayed."""
        with self.changed:
            visible, in_flight, delayed = self.state.counts(self.now())
        return {"visible": visible, "in_flight": in_flight, "delayed": delayed}

    def has_ready(self) -> bool:
        """Return whether a receive would find something now."""
        with self.changed:
            return self.state.has_ready(self.now())

    def next_due_s(self) -> float | None:
        """Return when the next hidden message becomes visible, in seconds since the epoch."""
        with self.changed:
            self.state.release_due(self.now())
            return self.state.next_due_s()

    @property
    def approximate_number_of_messages(self) -> int:
        """As AWS names it."""
        return self.counts()["visible"]

    @property
    def approximate_number_of_messages_not_visible(self) -> int:
        """As AWS names it."""
        return self.counts()["in_flight"]

    @property
    def approximate_number_of_messages_delayed(self) -> int:
        """As AWS names it."""
        return self.counts()["delayed"]
