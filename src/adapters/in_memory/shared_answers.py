"""SharedAnswers in dicts."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from services.adviser.ports import KeptAnswer, Seen


@dataclass(slots=True)
class InMemorySharedAnswers:
    """Answers, leases and tags of one process."""

    _answers: dict[str, tuple[KeptAnswer, datetime]] = field(default_factory=dict)
    _flights: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    _invalid: dict[str, datetime] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def look(self, key: str, tags: tuple[str, ...], now: datetime) -> Seen:
        """See SharedAnswers.look."""
        with self._lock:
            answer, until = self._answers.get(key, (None, now))
            _, flies_until = self._flights.get(key, ("", now))
            invalid = [self._invalid[tag] for tag in tags if tag in self._invalid]
        if answer and (until <= now or any(answer.stored_at <= each for each in invalid)):
            answer = None
        return Seen(answer, is_in_flight=flies_until > now)

    def keep(
        self, key: str, answer: KeptAnswer, tags: tuple[str, ...], expires_at: datetime
    ) -> None:
        """See SharedAnswers.keep; the tags are looked up when it is read."""
        del tags
        with self._lock:
            self._answers[key] = (answer, expires_at)

    def claim(self, key: str, owner: str, now: datetime, lease: timedelta) -> bool:
        """See SharedAnswers.claim."""
        with self._lock:
            if key in self._flights and self._flights[key][1] > now:
                return False
            self._flights[key] = (owner, now + lease)
            return True

    def release(self, key: str, owner: str) -> None:
        """See SharedAnswers.release."""
        with self._lock:
            if self._flights.get(key, ("",))[0] == owner:
                del self._flights[key]

    def invalidate(self, tag: str, now: datetime) -> None:
        """See SharedAnswers.invalidate."""
        with self._lock:
            self._invalid[tag] = now
