"""The port of time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The current instant."""

    def now(self) -> datetime:
        """Return an aware UTC datetime."""
        ...
