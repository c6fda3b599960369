"""The local clock of each emulated AWS account."""

import time

from local.clock import LocalClock

_clocks: dict[str, LocalClock] = {}


def register(account: str, clock: LocalClock) -> None:
    """Let this account live by this clock."""
    _clocks[account] = clock


def forget(account: str) -> None:
    """Let this account live by real time again."""
    _clocks.pop(account, None)


def now(account: str) -> float:
    """Return the account's time in seconds since the epoch."""
    clock = _clocks.get(account)
    return clock.timestamp() if clock else time.time()
