"""Parts more than one function is built from."""

from functools import cache
from pathlib import Path

from adapters.secrets import SecretsManagerSecrets
from runtime.bootstrap import clients
from runtime.clock import OffsetClock, SystemClock
from runtime.settings import ClockSettings
from services.clock import Clock


@cache
def clock() -> Clock:
    """Return the source of time the settings name."""
    offset_file = ClockSettings.read().clock_offset_file
    return OffsetClock(Path(offset_file)) if offset_file else SystemClock()


@cache
def secrets() -> SecretsManagerSecrets:
    """Return the reader of secrets."""
    return SecretsManagerSecrets(clients.secrets_manager(), clock())
