"""moto's queue, replaced: time from the local clock, true groups, deduplication, redrive.

What was wrong in moto 5.2: deduplication ends when the message is deleted and ignores the scope;
the sender of a duplicate gets a new message id; every operation copies or walks all messages; there
is no lock, so two receivers get the same message; a waiting receiver ignores a moved clock.
"""

import functools
import time
from typing import Any, Final

from moto.sqs import models
from moto.sqs.constants import MAXIMUM_MESSAGE_LENGTH
from moto.sqs.exceptions import InvalidParameterValue

from local.moto_fixes.local_queue import LocalQueue
from local.moto_fixes.patching import Moto, replace
from local.moto_fixes.queue_state import StoredMessage

_LONGEST_DELAY_S: Final = 900


def _as_moto(stored: StoredMessage, names: list[str] | None = None) -> Moto:
    """Return the message in the shape moto's responses print."""
    message: Moto = models.Message(stored.message_id, stored.body, stored.system_attributes)
    message.sent_timestamp = int(stored.sent_at_s * 1000)
    message.group_id = stored.group_id
    message.deduplication_id = stored.deduplication_id
    message.sequence_number = stored.sequence_number
    message.message_attributes = dict(stored.attributes)
    message.receipt_handle = stored.receipt_handle
    message.approximate_receive_count = stored.receive_count
    message.approximate_first_receive_timestamp = int((stored.first_received_at_s or 0) * 1000)
    if names is not None:
        models._filter_message_attributes(message, names)  # noqa: SLF001  # moto's own rule
    return message


def _send_message(  # noqa: PLR0913, PLR0917  # moto's signature
    self: Moto,
    queue_name: str,
    message_body: str,
    message_attributes: dict[str, Any] | None = None,
    delay_seconds: int | None = None,
    deduplication_id: str | None = None,
    group_id: str | None = None,
    system_attributes: dict[str, Any] | None = None,
    validate_group_id: bool = True,  # noqa: FBT001, FBT002  # moto's signature
) -> Moto:
    queue: LocalQueue = self.get_queue(queue_name)
    delay = int(delay_seconds or 0)
    self._validate_message(
        queue, message_body, delay, deduplication_id, group_id, validate_group_id
    )
    if len(message_body.encode()) > MAXIMUM_MESSAGE_LENGTH:
        raise InvalidParameterValue(
            "One or more parameters are invalid. Reason: Message must be shorter than "
            f"{MAXIMUM_MESSAGE_LENGTH} bytes."
        )
    if not 0 <= delay <= _LONGEST_DELAY_S:
        raise InvalidParameterValue(
            f"Value {delay} for parameter DelaySeconds is invalid. "
            "Reason: DelaySeconds must be >= 0 and <= 900."
        )
    sent = queue.send(
        message_body,
        group_id=group_id,
        deduplication_id=deduplication_id,
        delay_s=None if delay_seconds is None else delay,
        attributes=message_attributes,
        system_attributes=system_attributes,
    )
    return _as_moto(sent)


def _receive_message(
    self: Moto,
    queue_name: str,
    count: int,
    wait_seconds_timeout: int,
    visibility_timeout: int,
    message_attribute_names: list[str] | None = None,
) -> list[Any]:
    queue: LocalQueue = self.get_queue(queue_name)
    until = time.monotonic() + wait_seconds_timeout
    while not (found := queue.receive(count, visibility_timeout)):
        left = until - time.monotonic()
        if left <= 0:
            return []
        queue.wait(left)
    return [_as_moto(message, message_attribute_names or []) for message in found]


def _change_message_visibility(
    self: Moto, queue_name: str, receipt_handle: str, visibility_timeout: int
) -> None:
    self.get_queue(queue_name).change_visibility(receipt_handle, int(visibility_timeout))


def _purge_queue(self: Moto, queue_name: str) -> None:
    queue: LocalQueue = self.get_queue(queue_name)
    with queue.changed:
        queue.state.clear()
        queue.changed.notify_all()


@functools.cache
def install() -> None:
    """Let moto build these queues and use them."""
    replace(models, "Queue", LocalQueue)
    replace(models.SQSBackend, "send_message", _send_message)
    replace(models.SQSBackend, "receive_message", _receive_message)
    replace(models.SQSBackend, "change_message_visibility", _change_message_visibility)
    replace(models.SQSBackend, "purge_queue", _purge_queue)
