"""When a failing service is left alone, and when it is tried again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

FAILURES_BORNE = 3
"""In a row. Source: own choice, one throttled call is no outage"""

SHORTEST_PAUSE = timedelta(seconds=30)
"""Source: own choice, a minute's quota half over"""

LONGEST_PAUSE = timedelta(minutes=5)
"""Source: own choice, people come back within minutes"""


@dataclass(frozen=True, slots=True)
class Breaker:
    """How a service did lately: after a few failures in a row it is left alone for a while.

    When the pause is over one call is let through; its success ends the pause, its failure
    doubles it.
    """

    failures: int = 0
    closed_until: datetime | None = None
    pause: timedelta = SHORTEST_PAUSE

    def lets_through(self, now: datetime) -> bool:
        """Whether the service may be called."""
        return self.closed_until is None or now >= self.closed_until

    def trying(self, now: datetime) -> "Breaker":
        """Return the breaker while a call is under way: a trial after a pause is the only one."""
        if self.closed_until is None:
            return self
        return replace(self, closed_until=now + self.pause)

    def succeeded(self) -> "Breaker":
        """Return the breaker after a success."""
        return Breaker()

    def failed(self, now: datetime) -> "Breaker":
        """Return the breaker after a failure."""
        failures = self.failures + 1
        if failures < FAILURES_BORNE:
            return replace(self, failures=failures)
        is_trial = self.closed_until is not None
        pause = min(self.pause * 2, LONGEST_PAUSE) if is_trial else self.pause
        return Breaker(failures, now + pause, pause)
