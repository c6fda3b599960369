"""Working through queue records: what comes again, when, and what is parked.

Every error family has one fate. Retryable: the record comes again after the time the error names,
or after a growing pause. Permanent or unreadable: parked where an alarm hangs, and done. Anything
unforeseen: a few quick tries, then the queue's own redrive sends it to the dead-letter queue.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import ValidationError

from domain.errors import PermanentError, RetryableError
from runtime.observability import logger, where

_LONGEST_PAUSE_S = 300.0
_LONGEST_QUICK_PAUSE_S = 5.0
_JITTER = 0.25


@dataclass(frozen=True, slots=True)
class Record:
    """One queue record; `attempt` is 1 the first time it is received."""

    record_id: str
    receipt: str
    body: str
    group: str
    attempt: int

    @property
    def owner(self) -> str:
        """A name for this try that no other try has."""
        return f"{self.record_id}:{self.attempt}"


class SourceQueue(Protocol):
    """The queue a function consumes."""

    def postpone(self, receipt: str, seconds: float) -> None:
        """Let the record come again after some seconds.

        Raises:
            RetryableError: The queue did not take it; its visibility timeout holds.
        """
        ...

    def park(self, body: str, group: str, record_id: str) -> None:
        """Put the record where a human is alarmed.

        Raises:
            RetryableError: The queue did not take it.
        """
        ...


Failures = dict[str, list[dict[str, str]]]


def consume(
    event: Mapping[str, Any], work: Callable[[Record], None], source: SourceQueue
) -> Failures:
    """Work on every record by itself and answer which must come again.

    Returns:
        The answer an event source mapping with `ReportBatchItemFailures` expects.
    """
    records = [_record(raw) for raw in event["Records"]]
    failed = [record.record_id for record in records if not _is_done(record, work, source)]
    return {"batchItemFailures": [{"itemIdentifier": record_id} for record_id in failed]}


def pause_s(attempt: int, longest_s: float, spread: int) -> float:
    """Return the pause before a record's next try: doubling, capped, spread over a quarter.

    Args:
        attempt: How often it was tried, from 1.
        longest_s: The cap, in seconds.
        spread: Any number that differs between records, so that they do not all come at once.
    """
    pause = min(2.0**attempt, longest_s)
    return pause * (1 - _JITTER * (spread % 100) / 100)


def _is_done(record: Record, work: Callable[[Record], None], source: SourceQueue) -> bool:
    logger.append_keys(record_id=record.record_id, attempt=record.attempt)
    try:
        work(record)
    except RetryableError as error:
        pause = error.retry_after_s
        if pause is None:
            pause = pause_s(record.attempt, _LONGEST_PAUSE_S, _spread(record))
        logger.warning("will be tried again", reason=str(error), pause_s=round(pause, 1))
        return _postponed(record, source, pause)
    except (PermanentError, ValidationError) as error:
        logger.error("parked", kind=type(error).__name__, where=where(error))
        return _parked(record, source)
    except Exception as error:  # noqa: BLE001  # the last line of defence; nothing is swallowed, it comes again
        logger.error("unforeseen", kind=type(error).__name__, where=where(error))
        return _postponed(record, source, min(record.attempt, _LONGEST_QUICK_PAUSE_S))
    return True


def _postponed(record: Record, source: SourceQueue, pause: float) -> bool:
    try:
        source.postpone(record.receipt, pause)
    except RetryableError as error:
        logger.warning("not postponed", reason=str(error))
    return False


def _parked(record: Record, source: SourceQueue) -> bool:
    try:
        source.park(record.body, record.group, record.record_id)
    except RetryableError as error:
        logger.warning("not parked", reason=str(error))
        return False
    return True


def _spread(record: Record) -> int:
    return sum(record.record_id.encode())


def _record(raw: Mapping[str, Any]) -> Record:
    attributes = raw["attributes"]
    return Record(
        record_id=raw["messageId"],
        receipt=raw["receiptHandle"],
        body=raw["body"],
        group=attributes.get("MessageGroupId", ""),
        attempt=int(attributes["ApproximateReceiveCount"]),
    )
