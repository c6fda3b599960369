"""Telling the double to fail: which ways there are, and how often each is still due."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SPOILT: Final = {
    "hidden_allergen": "A compound ingredient that must not be served, in the list and a step.",
    "spoken_allergen": "A step tells to finish with pesto, which is no ingredient.",
    "invented_ids": "Food ids that nobody knows.",
    "wrong_units": "Masses in kilograms.",
    "injected": "Instructions and an address among the words.",
    "wrong_schema": "Numbers as texts, a field too many and one missing.",
    "half": "The form breaks off: the answer was cut at the most tokens.",
    "text_only": "Words instead of the form.",
    "malformed_tool_use": "The model's form could not be read by the provider.",
    "no_usage": "A good answer that does not tell its tokens.",
}
REFUSED: Final[Mapping[str, tuple[int, str]]] = {
    "throttled": (429, "ThrottlingException"),
    "not_ready": (429, "ModelNotReadyException"),
    "model_timeout": (408, "ModelTimeoutException"),
    "model_error": (424, "ModelErrorException"),
    "http_500": (500, "InternalServerException"),
    "http_503": (503, "ServiceUnavailableException"),
    "denied": (403, "AccessDeniedException"),
    "no_such_model": (404, "ResourceNotFoundException"),
    "refused": (400, "ValidationException"),
}
WIRE: Final = {
    "cut_body": "The body of the response breaks off.",
    "slow": "A good answer, late.",
    "timeout": "The answer never comes.",
    "drop": "The connection is dropped.",
}
FAULT_MODES: Final = frozenset({*SPOILT, *REFUSED, *WIRE, "clear"})
UNTIL_CLEARED: Final = -1


@dataclass(slots=True)
class FaultBox:
    """The fault that is due, and for how many more calls."""

    _mode: str = ""
    _left: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set(self, mode: str, count: int) -> None:
        """Make a fault due `count` times (-1: until cleared), in place of any other.

        Raises:
            ValueError: There is no such fault, or no such count.
        """
        if mode not in FAULT_MODES:
            raise ValueError(f"unknown fault {mode!r}; known: {', '.join(sorted(FAULT_MODES))}")
        if count < UNTIL_CLEARED:
            raise ValueError(f"count must be -1 or more, got {count}")
        with self._lock:
            self._mode, self._left = ("", 0) if mode == "clear" else (mode, count)

    def take(self) -> str:
        """Use up one call of the fault that is due; nothing where none is."""
        with self._lock:
            if not self._left:
                return ""
            self._left = max(self._left - 1, UNTIL_CLEARED) if self._left > 0 else self._left
            return self._mode
