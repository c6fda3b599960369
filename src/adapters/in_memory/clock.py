"""Clock that moves only when told."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(slots=True)
class FixedClock:
    """An instant, and a hand to move it."""

    instant: datetime

    def now(self) -> datetime:
        """See Clock.now."""
        return self.instant

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.instant += by
