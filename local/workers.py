"""The functions of the stack: pools of sandboxes, faults, traces and logs."""

import threading
import time
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TextIO

from local.blueprint import FunctionPlan
from local.sandbox import Sandbox, SandboxDiedError, SandboxTimeoutError

type Json = Any

_KEPT_LINES: Final = 20_000
_KEPT_TRACES: Final = 1_000


class FunctionError(RuntimeError):
    """The function raised, was killed or ran out of time: nothing it did was acknowledged.

    `kind` is what Lambda calls it: the error's class, "Runtime.ExitError", "Sandbox.Timedout".
    """

    def __init__(self, text: str, kind: str) -> None:
        """Keep what happened and its kind."""
        super().__init__(text)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class FaultOrder:
    """Kill the function before or after its n-th port call."""

    point: int
    when: str


@dataclass(frozen=True, slots=True)
class Invocation:
    """What one finished invocation did."""

    request_id: str
    outcome: str  # "ok", "error", "killed", "timeout"
    duration_s: float
    trace: tuple[str, ...]


@dataclass(slots=True)
class Function:
    """One function: at most `concurrency` sandboxes, kept warm."""

    plan: FunctionPlan
    aws: dict[str, str]
    concurrency: int
    log_file: Path
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=_KEPT_LINES))
    invocations: deque[Invocation] = field(default_factory=lambda: deque(maxlen=_KEPT_TRACES))
    _idle: list[Sandbox] = field(default_factory=list)
    _busy: list[Sandbox] = field(default_factory=list)
    _orders: deque[FaultOrder] = field(default_factory=deque)
    _running: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _slots: threading.Semaphore = field(init=False)
    _file: TextIO = field(init=False)

    def __post_init__(self) -> None:
        """Open the slots and a fresh log."""
        self._file = self.log_file.open("w", encoding="utf-8", buffering=1)
        self._slots = threading.Semaphore(self.concurrency)

    def warm(self) -> None:
        """Start one sandbox without waiting for it."""
        sandbox = self._start()
        with self._lock:
            self._idle.append(sandbox)

    def wait_warm(self) -> None:
        """Block until the sandboxes that were started can serve."""
        with self._lock:
            idle = tuple(self._idle)
        for sandbox in idle:
            sandbox.wait_ready()

    def invoke(self, event: Json) -> Json:
        """Run one event in a sandbox of its own and return the handler's result.

        Raises:
            FunctionError: the handler raised, was killed or ran out of time.
        """
        request_id = str(uuid.uuid4())
        started = time.monotonic()
        with self._slots, self._sandbox() as (sandbox, order):
            fault = {"point": order.point, "when": order.when} if order else None
            request = {"event": event, "request_id": request_id, "fault": fault}
            try:
                answer = sandbox.invoke(request)
            except (SandboxDiedError, SandboxTimeoutError) as error:
                outcome = "timeout" if isinstance(error, SandboxTimeoutError) else "killed"
                self.log(f"{request_id} {error}")
                self._note(request_id, outcome, started, ())
                kind = "Sandbox.Timedout" if outcome == "timeout" else "Runtime.ExitError"
                raise FunctionError(str(error), kind) from error
        trace = tuple(answer["trace"])
        if "error" in answer:
            self._note(request_id, "error", started, trace)
            kind = answer["error"]["errorType"]
            raise FunctionError(f"{kind} in {self.plan.name}", kind)
        self._note(request_id, "ok", started, trace)
        return answer["result"]

    @contextmanager
    def _sandbox(self) -> Iterator[tuple[Sandbox, FaultOrder | None]]:
        with self._lock:
            self._running += 1
            order = self._orders.popleft() if self._orders else None
            sandbox = self._idle.pop() if self._idle else None
        try:
            if sandbox is None or not sandbox.is_alive:
                sandbox = self._start()
            with self._lock:
                self._busy.append(sandbox)
            yield sandbox, order
        finally:
            with self._lock:
                self._running -= 1
                if sandbox is not None and sandbox in self._busy:
                    self._busy.remove(sandbox)
                    if sandbox.is_alive:
                        self._idle.append(sandbox)

    def _start(self) -> Sandbox:
        return Sandbox.start(self.plan, self.aws, self.log)

    def log(self, line: str) -> None:
        """Keep a line the function printed."""
        self.lines.append(line)
        self._file.write(line + "\n")

    def _note(self, request_id: str, outcome: str, started: float, trace: tuple[str, ...]) -> None:
        duration_s = time.monotonic() - started
        self.invocations.append(Invocation(request_id, outcome, duration_s, trace))

    def order_faults(self, order: FaultOrder, count: int) -> None:
        """Let the next invocations die at this port call."""
        with self._lock:
            self._orders.extend([order] * count)

    def clear_faults(self) -> None:
        """Forget the orders that were not carried out."""
        with self._lock:
            self._orders.clear()

    def kill(self) -> bool:
        """Kill a busy sandbox, else an idle one; return whether there was one."""
        with self._lock:
            victim = next(iter(self._busy or self._idle), None)
        if victim is not None:
            victim.kill()
        return victim is not None

    @property
    def is_running(self) -> bool:
        """Return whether an event is being worked on."""
        with self._lock:
            return self._running > 0

    def stop(self) -> None:
        """End every sandbox."""
        with self._lock:
            sandboxes = [*self._idle, *self._busy]
            self._idle.clear()
        for sandbox in sandboxes:
            sandbox.stop()
