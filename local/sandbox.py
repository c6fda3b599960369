"""One sandbox: a worker process, its socket, and the reader of what it prints."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from local.blueprint import FunctionPlan

_START_TIMEOUT_S: Final = 60.0
_REPOSITORY: Final = Path(__file__).resolve().parent.parent


class SandboxDiedError(RuntimeError):
    """The process ended before it answered."""


class SandboxTimeoutError(RuntimeError):
    """The process did not answer in time and was killed."""


def environment(plan: FunctionPlan, aws: dict[str, str]) -> dict[str, str]:
    """Return all variables a function sees: its own, AWS's, and what Python needs to start."""
    measured = {k: v for k, v in os.environ.items() if k.startswith("COVERAGE_")}
    code = os.pathsep.join(str(path) for path in plan.code_paths)
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": os.pathsep.join([code, str(_REPOSITORY)]),
        "PYTHONUNBUFFERED": "1",
        "LANG": "en_US.UTF-8",
        "TZ": "UTC",
        "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
        "AWS_LAMBDA_FUNCTION_NAME": plan.function_name,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(plan.memory_mb),
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "LAMBDA_TASK_ROOT": str(plan.code_paths[0]) if plan.code_paths else "",
        "_HANDLER": plan.handler,
    } | {**measured, **aws, **plan.environment}


@dataclass(slots=True)
class Sandbox:
    """A started worker; serves one event at a time, dies for good."""

    plan: FunctionPlan
    _process: "subprocess.Popen[bytes]"
    _connection: Connection
    _is_ready: bool = False

    @classmethod
    def start(
        cls, plan: FunctionPlan, aws: dict[str, str], log: Callable[[str], None]
    ) -> "Sandbox":
        """Start the process without waiting for its imports."""
        ours, theirs = socket.socketpair()
        process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            [sys.executable, "-m", "local.worker", str(theirs.fileno()), plan.handler],
            env=environment(plan, aws),
            cwd=plan.code_paths[0] if plan.code_paths else None,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the stack, which then stops its sandboxes
        )
        theirs.close()
        threading.Thread(target=_read_log, args=(process, log), daemon=True).start()
        return cls(plan, process, Connection(ours.detach()))

    def wait_ready(self) -> None:
        """Block until the handler is imported.

        Raises:
            SandboxDiedError: the import failed; the log says why.
        """
        if not self._is_ready:
            answer = self._receive(_START_TIMEOUT_S)
            if "error" in answer:
                raise SandboxDiedError(f"{self.plan.name} cannot start: {answer['error']}")
            self._is_ready = True

    def invoke(self, request: dict[str, Any]) -> dict[str, Any]:
        """Run one event; the function's timeout is enforced by killing the process.

        Raises:
            SandboxDiedError: it was killed, by order or by itself.
            SandboxTimeoutError: it took longer than the function may.
        """
        self.wait_ready()
        payload = request | {"timeout_s": self.plan.timeout_s, "function_arn": self.plan.arn}
        try:
            self._connection.send_bytes(json.dumps(payload).encode())
        except OSError:
            self._bury()
            raise SandboxDiedError(f"{self.plan.name} is dead") from None
        return self._receive(self.plan.timeout_s)

    def _receive(self, timeout_s: float) -> dict[str, Any]:
        try:
            if self._connection.poll(timeout_s):
                answer: dict[str, Any] = json.loads(self._connection.recv_bytes())
                return answer
        except (EOFError, OSError):
            self._bury()
            raise SandboxDiedError(f"{self.plan.name} was killed") from None
        self.kill()
        raise SandboxTimeoutError(f"Task timed out after {timeout_s:.2f} seconds")

    def kill(self) -> None:
        """End the process at once, as Lambda may do at any moment."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)

    def _bury(self) -> None:
        """Wait for a process that hung up: until it is gone it would pass for alive."""
        self.kill()
        self._process.wait(timeout=10)

    def stop(self) -> None:
        """End the process and free what it held."""
        self.kill()
        self._process.wait(timeout=10)
        self._connection.close()

    @property
    def is_alive(self) -> bool:
        """Return whether the process still runs."""
        return self._process.poll() is None


def _read_log(process: "subprocess.Popen[bytes]", log: Callable[[str], None]) -> None:
    stream = process.stdout
    if stream is None:
        return
    with stream:
        for line in stream:
            log(line.decode("utf-8", "replace").rstrip("\n"))
