"""AnswerMemory in a dict: what one container remembers while it lives."""

from dataclasses import dataclass, field
from datetime import datetime

from services.adviser.ports import KeptAnswer

MOST_ANSWERS = 500
"""A kept answer is a few kilobytes."""


@dataclass(slots=True)
class ContainerMemory:
    """The answers used last; the one unused longest gives way."""

    most: int = MOST_ANSWERS
    _kept: dict[str, tuple[KeptAnswer, datetime]] = field(default_factory=dict)

    def find(self, key: str, now: datetime) -> KeptAnswer | None:
        """See AnswerMemory.find."""
        found = self._kept.pop(key, None)
        if found is None or found[1] <= now:
            return None
        self._kept[key] = found  # the last one used is the last one to go
        return found[0]

    def keep(self, key: str, answer: KeptAnswer, expires_at: datetime) -> None:
        """See AnswerMemory.keep."""
        self._kept.pop(key, None)
        self._kept[key] = (answer, expires_at)
        while len(self._kept) > self.most:
            del self._kept[next(iter(self._kept))]
