"""The one source of time of the local stack: real time plus an offset that can be moved."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path


@dataclass(slots=True)
class LocalClock:
    """Real time plus an offset; functions in other processes read the offset from a file."""

    offset_file: Path
    _offset_s: float = 0.0
    _moved: threading.Condition = field(default_factory=threading.Condition)
    _listeners: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Write the first offset, so that a function never meets a missing file."""
        self._write()

    def now(self) -> datetime:
        """Return the aware UTC instant the whole stack believes in."""
        return datetime.now(UTC) + timedelta(seconds=self._offset_s)

    def timestamp(self) -> float:
        """Return `now` as seconds since the epoch."""
        return self.now().timestamp()

    def advance(self, seconds: float) -> None:
        """Move time forward (or back) and wake everything that waits for an instant."""
        with self._moved:
            self._offset_s += seconds
            self._write()
            self._moved.notify_all()
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()

    def set(self, instant: datetime) -> None:
        """Make `now` this instant."""
        self.advance((instant - self.now()).total_seconds())

    def on_move(self, listener: Callable[[], None]) -> None:
        """Call this after every move of the clock."""
        with self._moved:
            self._listeners.append(listener)

    def wait(self, seconds: float, stop: threading.Event | None = None) -> None:
        """Block until this many seconds have passed on this clock, or `stop` is set."""
        due = self.now() + timedelta(seconds=seconds)
        with self._moved:
            while (left := (due - self.now()).total_seconds()) > 0:
                if stop is not None and stop.is_set():
                    return
                self._moved.wait(min(left, 0.2))

    def _write(self) -> None:
        """Replace the file in one step: a reader sees the old offset or the new one."""
        draft = self.offset_file.with_suffix(".tmp")
        draft.write_text(repr(self._offset_s), encoding="ascii")
        draft.replace(self.offset_file)
