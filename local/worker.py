"""The inside of a sandbox: one process that imports one handler and runs one event at a time.

Started as `python -m local.worker FD HANDLER`; speaks JSON messages over the socket FD.
"""

import importlib
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from local.fault_points import PortCalls, install_fault_points


@dataclass(frozen=True, slots=True)
class LambdaContext:
    """What Lambda tells a handler about its invocation."""

    aws_request_id: str
    function_name: str
    memory_limit_in_mb: int
    invoked_function_arn: str
    log_group_name: str
    log_stream_name: str
    _deadline_s: float
    function_version: str = "$LATEST"
    client_context: None = None
    identity: None = None

    def get_remaining_time_in_millis(self) -> int:
        """Return how long the invocation may still run."""
        return max(0, int((self._deadline_s - time.monotonic()) * 1000))


def _context(request: dict[str, Any]) -> LambdaContext:
    function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
    return LambdaContext(
        aws_request_id=request["request_id"],
        function_name=function_name,
        memory_limit_in_mb=int(os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]),
        invoked_function_arn=request["function_arn"],
        log_group_name=f"/aws/lambda/{function_name}",
        log_stream_name=str(os.getpid()),
        _deadline_s=time.monotonic() + request["timeout_s"],
    )


def _error(error: BaseException) -> dict[str, Any]:
    return {
        "errorType": type(error).__name__,
        "errorMessage": str(error),
        "stackTrace": traceback.format_tb(error.__traceback__),
    }


def run(
    handler: Callable[[Any, LambdaContext], Any], request: dict[str, Any], calls: PortCalls
) -> dict[str, Any]:
    """Run one event; return the answer with the trace of its port calls."""
    calls.begin(request.get("fault"))
    try:
        result = handler(request["event"], _context(request))
        json.dumps(result)
    except Exception as error:  # noqa: BLE001  # whatever a handler raises is its answer
        traceback.print_exc()
        return {"error": _error(error), "trace": calls.trace}
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return {"result": result, "trace": calls.trace}


def _load(path: str, calls: PortCalls) -> Callable[[Any, LambdaContext], Any]:
    module_name, _, function_name = path.rpartition(".")
    module = importlib.import_module(module_name)
    install_fault_points(module, calls)
    handler: Callable[[Any, LambdaContext], Any] = getattr(module, function_name)
    return handler


def main() -> None:
    """Import the handler, say so, then answer events until the stack hangs up."""
    descriptor, path = int(sys.argv[1]), sys.argv[2]
    connection = Connection(descriptor)
    calls = PortCalls()
    try:
        handler = _load(path, calls)
    except Exception as error:  # noqa: BLE001  # reported as Lambda's INIT error
        traceback.print_exc()
        connection.send_bytes(json.dumps({"error": _error(error)}).encode())
        return
    connection.send_bytes(b'{"ready": true}')
    while True:
        try:
            request = json.loads(connection.recv_bytes())
        except (EOFError, ConnectionError):
            return
        connection.send_bytes(json.dumps(run(handler, request, calls)).encode())


if __name__ == "__main__":
    main()
