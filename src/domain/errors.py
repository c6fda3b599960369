"""Errors grouped by what the caller should do about them."""


class CoachError(Exception):
    """Base of every error this system raises on purpose."""


class UserFacingError(CoachError):
    """The sender can fix it: tell them, do not retry."""


class RetryableError(CoachError):
    """A dependency may recover: let the queue bring the message again."""

    def __init__(self, reason: str, retry_after_s: float | None = None) -> None:
        """Keep the reason (never personal data) and the wait the caller should keep, in seconds."""
        super().__init__(reason)
        self.retry_after_s = retry_after_s


class PermanentError(CoachError):
    """Retrying cannot help: park the work where a human is alarmed."""


class AlreadyRecordedError(CoachError):
    """A message was committed before; the caller treats it as done."""


class InvalidTableError(PermanentError):
    """A table under `data/` breaks its own rules; the message names file, row and rule."""
