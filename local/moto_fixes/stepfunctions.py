"""moto's Step Functions: its interpreter of state machines as it is, in other surroundings.

What was wrong in moto 5.2: executing is off unless configured; a Lambda task starts a container; a
retry sleeps by the machine's clock. Here a task runs the stack's own function, and a retry waits
by the local clock, so that moving it moves the retry.
"""

import functools
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from moto.core.config import default_user_config

from local.clock import LocalClock
from local.moto_fixes.patching import Moto, replace

if TYPE_CHECKING:
    from local.workers import Function

_LOOK_EVERY_S: Final = 0.02


@dataclass(slots=True)
class Workflows:
    """What the state machines of one account run on."""

    functions: dict[str, "Function"]  # by ARN
    clock: LocalClock
    _waiting: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def waiting(self) -> int:
        """Return how many executions wait for a retry."""
        with self._lock:
            return self._waiting

    def wait(self, seconds: float) -> None:
        """Block until the seconds have passed on the local clock, or in truth."""
        with self._lock:
            self._waiting += 1
        due, until = self.clock.timestamp() + seconds, time.monotonic() + seconds
        while self.clock.timestamp() < due and time.monotonic() < until:
            time.sleep(_LOOK_EVERY_S)
        with self._lock:
            self._waiting -= 1


_workflows: dict[str, Workflows] = {}
_account = threading.local()


def register(account: str, workflows: Workflows) -> None:
    """Let the state machines of this account run on these functions."""
    _workflows[account] = workflows


def forget(account: str) -> None:
    """Drop the account."""
    _workflows.pop(account, None)


def running(account: str) -> int:
    """Return how many executions of the account have not ended."""
    if account not in _workflows or not install.cache_info().currsize:
        return 0
    from moto.stepfunctions.parser.models import stepfunctions_parser_backends  # noqa: PLC0415

    machines = stepfunctions_parser_backends[account]["us-east-1"].state_machines
    return sum(each.status == "RUNNING" for machine in machines for each in machine.executions)


def _invoke(parameters: dict[str, Any], region: str, state_credentials: Moto) -> dict[str, Any]:
    """Run a function as Lambda's Invoke does for a task: an error is an answer of its own."""
    from local.workers import FunctionError  # noqa: PLC0415

    del region, state_credentials
    arn = parameters["FunctionName"]
    function = _workflows[arn.split(":")[4]].functions[arn]
    try:
        payload = function.invoke(json.loads(parameters["Payload"]))
    except FunctionError as error:
        failed = {"errorType": error.kind, "errorMessage": str(error)}
        return {"StatusCode": 200, "FunctionError": "Unhandled", "Payload": failed}
    return {"StatusCode": 200, "ExecutedVersion": "$LATEST", "Payload": payload}


@dataclass(frozen=True, slots=True)
class _Sleeper:
    """Stands for the `time` of the module that makes retries wait."""

    waits: Callable[[float], None]

    def sleep(self, seconds: float) -> None:
        """Wait by the clock of the account whose execution waits."""
        self.waits(seconds)


def _wait(seconds: float) -> None:
    account = getattr(_account, "number", None)
    if account in _workflows:
        _workflows[account].wait(seconds)


def _retry(original: Callable[[Moto, Moto], None]) -> Callable[[Moto, Moto], None]:
    """Remember whose execution retries while it does."""

    def evaluate(self: Moto, env: Moto) -> None:
        _account.number = env.aws_execution_details.account
        original(self, env)

    return evaluate


@functools.cache
def install() -> None:
    """Let moto execute state machines this way."""
    from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl  # noqa: PLC0415
    from moto.stepfunctions.parser.asl.component.state.exec.state_task import (  # noqa: PLC0415
        lambda_eval_utils,
    )

    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    replace(lambda_eval_utils, "_invoke_lambda_function", _invoke)
    replace(retrier_decl, "time", _Sleeper(_wait))
    replace(retrier_decl.RetrierDecl, "_eval_body", _retry(retrier_decl.RetrierDecl._eval_body))  # noqa: SLF001
