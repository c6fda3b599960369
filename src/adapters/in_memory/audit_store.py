"""AuditStore in a dict."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from services.audit.ports import AuditedEvent


@dataclass(slots=True)
class InMemoryAuditStore:
    """Counts by day and name."""

    counts: Counter[tuple[date, str]] = field(default_factory=Counter)
    _seen: set[tuple[date, str]] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def count_once(self, event: AuditedEvent) -> bool:
        """See AuditStore.count_once."""
        with self._lock:
            marker = (event.occurred_on, event.event_id)
            if marker in self._seen:
                return False
            self._seen.add(marker)
            self.counts[event.occurred_on, event.name] += 1
            return True
