"""Telling the double to fail: which ways there are, and how often each is still due."""

import threading
from dataclasses import dataclass, field

from local.doubles.twilio.errors import ERRORS

_RESPONSE_FAULTS = {
    "accept_then_timeout": "The message is created and delivered, but the answer never comes.",
    "timeout": "Nothing is created and the answer never comes.",
    "drop": "The connection is dropped before the request is looked at.",
    "http_500": "Answered 500, nothing is created.",
    "http_503": "Answered 503, nothing is created.",
    "rate_limited": "Answered 429 with code 20429, nothing is created.",
} | {
    f"error_{code}": f"Refused at once with {code}: {kind.message}"
    for code, kind in ERRORS.items()
    if not kind.by_callback
}
_DELIVERY_FAULTS = {
    "list_lag": "The message appears in lists only after 45 s of the clock.",
    "callbacks_late": "Its status callbacks come 60 s of the clock later.",
    "callbacks_doubled": "Each of its status callbacks comes twice.",
    "callbacks_reordered": "Its callback for delivered comes before the one for sent.",
    "callbacks_lost": "Its status callbacks never come.",
} | {
    f"{prefix}_{code}": f"Accepted, then reported undelivered with {code}: {kind.message}"
    for code, kind in ERRORS.items()
    for prefix in (("error", "undelivered") if kind.by_callback else ("undelivered",))
}
FAULT_MODES: dict[str, str] = (
    _RESPONSE_FAULTS
    | _DELIVERY_FAULTS
    | {
        "down": "Every call, lists and media too, is answered 503.",
        "clear": "No fault is due any more.",
    }
)
UNTIL_CLEARED = -1


@dataclass(slots=True)
class FaultBox:
    """Faults that are due, in the order they were set; each use counts one down."""

    _due: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set(self, mode: str, count: int) -> None:
        """Make a fault due `count` times (-1: until cleared, 0: no more)."""
        if mode not in FAULT_MODES:
            known = ", ".join(sorted(FAULT_MODES))
            raise ValueError(f"unknown fault {mode!r}; known: {known}")
        if count < UNTIL_CLEARED:
            raise ValueError(f"count must be -1 or more, got {count}")
        with self._lock:
            if mode == "clear":
                self._due.clear()
                return
            self._due.pop(mode, None)
            if count:
                self._due[mode] = count

    def take_down(self) -> bool:
        """Use up one call of `down`, if it is due."""
        with self._lock:
            return self._use("down")

    def take_response(self) -> str | None:
        """Use up the first fault that changes the answer to a create call."""
        with self._lock:
            mode = next((due for due in self._due if due in _RESPONSE_FAULTS), None)
            if mode is not None:
                self._use(mode)
            return mode

    def take_delivery(self) -> frozenset[str]:
        """Use up every fault that changes what becomes of one created message."""
        with self._lock:
            modes = frozenset(mode for mode in self._due if mode in _DELIVERY_FAULTS)
            for mode in modes:
                self._use(mode)
            return modes

    def _use(self, mode: str) -> bool:
        left = self._due.get(mode, 0)
        if left > 1:
            self._due[mode] = left - 1
        elif left == 1:
            del self._due[mode]
        return left != 0


def code_of(mode: str) -> int:
    """Return the error code a mode such as `error_21211` names."""
    return int(mode.rpartition("_")[2])


def delivery_error(modes: frozenset[str]) -> int | None:
    """Return the code a message fails with after it was accepted, if it does."""
    failing = sorted(mode for mode in modes if mode.startswith(("error_", "undelivered_")))
    return code_of(failing[0]) if failing else None
