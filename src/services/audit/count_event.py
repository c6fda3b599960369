"""Use case: count every event once."""

from dataclasses import dataclass

from services.audit.ports import AuditedEvent, AuditStore


@dataclass(frozen=True, slots=True)
class EventCounter:
    """The bus delivers at least once; the count goes up once."""

    counts: AuditStore

    def run(self, event: AuditedEvent) -> bool:
        """Count the event; return whether it was new.

        Raises:
            RetryableError: The store is unavailable.
        """
        return self.counts.count_once(event)
