"""The source of time: the machine's, or one that can be moved."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        """See Clock.now."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class OffsetClock:
    """The machine's time plus the seconds written in a file, read at every look."""

    offset_file: Path

    def now(self) -> datetime:
        """See Clock.now."""
        offset_s = float(self.offset_file.read_text(encoding="ascii"))
        return datetime.now(UTC) + timedelta(seconds=offset_s)
