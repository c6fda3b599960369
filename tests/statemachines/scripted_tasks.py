"""Tasks that answer or fail as a test tells them."""

import time
from dataclasses import dataclass, field

from local.workers import FunctionError

HANGS = "hangs"
"""Told to a task that takes longer than the shortest timeout there is, a second."""


USUAL = {"read": ["read"], "advise": ["advised"]}
"""What tasks answer that are told nothing; the others say that the order was answered."""


@dataclass
class Tasks:
    """Stands for all functions: each task answers or fails as told, in turn; the last stays.

    An answer is a status; a failure is the error Lambda reports.
    """

    told: dict[str, list[str | Exception]]
    done: list[str] = field(default_factory=list)

    def invoke(self, event):
        task = event["task"]
        self.done.append(task)
        left = self.told.get(task, USUAL.get(task, ["answered"]))
        answer = left.pop(0) if len(left) > 1 else left[0]
        if answer == HANGS:
            time.sleep(1.2)
        if isinstance(answer, Exception):
            raise answer
        attempt = event["attempt"] + (task == "draft")
        return {**event, "attempt": attempt, "status": answer}


def failing(kind: str) -> FunctionError:
    return FunctionError(f"{kind} in plan", kind)
