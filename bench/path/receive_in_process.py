"""The receive handler in this process, wired to the emulated AWS of a running stack."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bench.path.alterations import Request, event_of
from local.stack import LocalStack

type Receive = Callable[[Request], int]


@dataclass(frozen=True, slots=True)
class Context:
    """As much of Lambda's context as the logger asks for."""

    function_name: str = "receive"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:123456789012:function:receive"
    aws_request_id: str = "in-process"


@contextmanager
def receive_of(stack: LocalStack) -> Iterator[Receive]:
    """Give the handler the function's own variables and return it as request → status."""
    before = dict(os.environ)
    os.environ.update(stack.functions["receive"].plan.environment | stack.functions["receive"].aws)
    os.environ["POWERTOOLS_LOG_LEVEL"] = "CRITICAL"  # ten thousand refusals need no lines
    try:
        from handlers.receive import handler  # noqa: PLC0415  # after the variables are set

        handle: Any = handler
        yield lambda request: int(handle(event_of(request), Context())["statusCode"])
    finally:
        os.environ.clear()
        os.environ.update(before)


def tally(statuses: Iterator[int]) -> Counter[str]:
    """Count how requests fared."""
    return Counter(
        "accepted" if status == 200 else "failed" if not 400 <= status < 500 else "refused"  # noqa: PLR2004
        for status in statuses
    )
