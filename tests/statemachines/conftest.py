"""Executions of the weekly plan's definition, its functions told what to answer."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from scripted_tasks import Tasks

from local.clock import LocalClock
from local.moto_fixes import stepfunctions
from tests.conftest import ROOT

ACCOUNT = "999999999999"
DEFINITION = ROOT / "statemachines" / "weekly_plan.asl.json"
_ENDS_WITHIN_S = 30


@dataclass(frozen=True)
class Ended:
    """How an execution ended, what was done on the way, and how long its retries waited."""

    status: str
    done: list[str]
    waited_s: list[float]


@pytest.fixture(scope="session")
def definition() -> dict:
    return json.loads(DEFINITION.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def machines() -> dict[str, Any]:
    """The state machines made so far, by their definitions: reading one takes as long as a run."""
    return {}


@pytest.fixture
def execute(tmp_path, definition, machines) -> Callable[..., Ended]:
    """Execute the definition once; what a task is not told, it answers."""
    from moto.stepfunctions.parser.models import stepfunctions_parser_backends  # noqa: PLC0415

    stepfunctions.install()
    backend = stepfunctions_parser_backends[ACCOUNT]["us-east-1"]

    def run(changed: dict | None = None, /, **told) -> Ended:
        tasks = Tasks(told)
        functions = {f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:{n}": tasks for n in "dpa"}
        waits = _Waits(functions, LocalClock(tmp_path / "clock"))
        stepfunctions.register(ACCOUNT, waits)
        text = json.dumps(changed or definition)
        for name, arn in zip(("Advise", "Plan", "Answer"), functions, strict=True):
            text = text.replace(f"${{{name}FunctionArn}}", arn)
        name = f"m{time.monotonic_ns()}"
        if text not in machines:
            role = f"arn:aws:iam::{ACCOUNT}:role/x"
            machines[text] = backend.create_state_machine(name, text, role)
        known = {"user_id": "U", "order_id": "SM1", "attempt": 0}
        execution = backend.start_execution(machines[text].arn, name, json.dumps(known))
        until = time.monotonic() + _ENDS_WITHIN_S
        while execution.status == "RUNNING":
            assert time.monotonic() < until
            time.sleep(0.002)
        return Ended(execution.status, tasks.done, waits.asked)

    yield run
    stepfunctions.forget(ACCOUNT)


class _Waits(stepfunctions.Workflows):
    """Notes how long a retry would wait, and waits for nothing."""

    def __init__(self, functions, clock) -> None:
        super().__init__(functions, clock)
        self.asked: list[float] = []

    def wait(self, seconds: float) -> None:
        self.asked.append(seconds)
