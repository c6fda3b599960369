"""Waits until nothing is under way any more, by itself or by moving the clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from local.clock import LocalClock
from local.moto_fixes.local_queue import LocalQueue
from local.pollers import Poller
from local.workers import Function

_LOOK_EVERY_S: Final = 0.02
_STEP_S: Final = 1.0  # for what waits outside the queues and does not say until when


@dataclass(frozen=True, slots=True)
class Drain:
    """Looks at the consumed queues, the functions, executions and callbacks still to come."""

    clock: LocalClock
    queues: dict[str, LocalQueue]  # those with a consumer
    pollers: tuple[Poller, ...]
    functions: dict[str, Function]
    pending: Callable[[], int]
    executions: Callable[[], int]  # of state machines that have not ended
    waiting: Callable[[], int]  # those of them that wait for a retry

    def run(self, timeout_s: float, *, advance: bool) -> tuple[bool, dict[str, Any]]:
        """Return whether all is quiet before the timeout (real time), and what is left."""
        until = time.monotonic() + timeout_s
        was_quiet = False
        while time.monotonic() < until:
            receives = self._receives()
            is_idle = not self._is_busy()
            is_quiet = is_idle and not (self._left() or self.pending() or self.executions())
            if is_quiet and was_quiet:
                return True, {}
            was_quiet = is_quiet
            if advance and is_idle and not is_quiet:
                self._advance(receives)
            time.sleep(_LOOK_EVERY_S)
        return False, self._left()

    def _left(self) -> dict[str, Any]:
        counts = {name: queue.counts() for name, queue in self.queues.items()}
        return {name: count for name, count in counts.items() if any(count.values())}

    def _receives(self) -> int:
        return sum(poller.receives for poller in self.pollers)

    def _is_busy(self) -> bool:
        works = any(poller.is_working for poller in self.pollers)
        runs = any(function.is_running for function in self.functions.values())
        return works or runs or self.executions() > self.waiting()

    def _advance(self, receives: int) -> None:
        """Move to the next instant at which a hidden message becomes visible.

        Only when nothing was begun since the look: a message that is worked on would come again.
        """
        if any(queue.has_ready() for queue in self.queues.values()):
            return
        dues = [due for q in self.queues.values() if (due := q.next_due_s()) is not None]
        wait_s = min(dues) - self.clock.timestamp() if dues else _STEP_S
        if self.pending() or self.waiting():
            wait_s = min(wait_s, _STEP_S)
        if wait_s > 0 and not self._is_busy() and self._receives() == receives:
            self.clock.advance(wait_s + 0.001)
