"""What the audit of events needs from the outside world."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AuditedEvent:
    """An event as far as the audit looks at it."""

    event_id: str
    name: str
    occurred_on: date


class AuditStore(Protocol):
    """Counts of events by day and name."""

    def count_once(self, event: AuditedEvent) -> bool:
        """Count an event; return False if this very event was counted before.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...
