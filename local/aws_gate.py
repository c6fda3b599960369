"""What stands before the emulated AWS: counts calls, injects faults, routes by service."""

import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MODES: Final = ("throttle", "error", "timeout", "lost_answer")
SERVICES: Final = ("dynamodb", "sqs", "events", "secretsmanager", "states")
_PREFIXES: Final = {
    "DynamoDB": "dynamodb",
    "AmazonSQS": "sqs",
    "AWSEvents": "events",
    "secretsmanager": "secretsmanager",
    "AWSStepFunctions": "states",
}
_HANG_S: Final = 60.0
_THROTTLED: Final = {"dynamodb": "ProvisionedThroughputExceededException"}
_BROKEN: Final = {"dynamodb": "InternalServerError", "secretsmanager": "InternalServiceError"}


@dataclass(slots=True)
class _Fault:
    service: str
    mode: str
    left: int
    operation: str | None


@dataclass(slots=True)
class AwsGate:
    """A WSGI app in front of moto (and of DynamoDB Local)."""

    backends: dict[str, Callable[..., Iterable[bytes]]]  # by service; "" serves the rest
    account: str
    _faults: list[_Fault] = field(default_factory=list)
    _calls: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Serve one AWS request."""
        service, operation = _addressee(environ)
        with self._lock:
            self._calls[f"{service}.{operation}"] += 1
            mode = self._next_fault(service, operation)
        environ["HTTP_X_MOTO_ACCOUNT_ID"] = self.account
        serve = self.backends.get(service) or self.backends[""]
        match mode:
            case "throttle":
                code = _THROTTLED.get(service, "ThrottlingException")
                return _fail(environ, start_response, "400 Bad Request", code)
            case "error":
                code = _BROKEN.get(service, "InternalFailure")
                return _fail(environ, start_response, "500 Internal Server Error", code)
            case "timeout":
                self._stopping.wait(_HANG_S)
                return _hang_up(environ, start_response)
            case "lost_answer":
                b"".join(serve(environ, lambda *_: lambda _: None))
                return _hang_up(environ, start_response)
        return serve(environ, start_response)

    def _next_fault(self, service: str, operation: str) -> str | None:
        for fault in self._faults:
            if fault.service == service and fault.operation in {None, operation}:
                fault.left -= 1
                if fault.left <= 0:
                    self._faults.remove(fault)
                return fault.mode
        return None

    def fail(self, service: str, mode: str, count: int, operation: str | None = None) -> None:
        """Let the next calls of a service (or of one of its operations) fail."""
        with self._lock:
            self._faults.append(_Fault(service, mode, count, operation))

    def clear_faults(self) -> None:
        """Let every call succeed again."""
        with self._lock:
            self._faults.clear()

    def calls(self) -> dict[str, int]:
        """Return how often each operation was called since the last reset."""
        with self._lock:
            return dict(sorted(self._calls.items()))

    def reset_calls(self) -> None:
        """Count anew."""
        with self._lock:
            self._calls.clear()

    def stop(self) -> None:
        """Let go of the clients that are kept waiting."""
        self._stopping.set()


def _addressee(environ: "WSGIEnvironment") -> tuple[str, str]:
    """Return service and operation of a request in one of AWS's JSON protocols."""
    prefix, _, operation = environ.get("HTTP_X_AMZ_TARGET", "").rpartition(".")
    return _PREFIXES.get(prefix.split("_")[0], prefix.lower() or "other"), operation or "request"


def _fail(
    environ: "WSGIEnvironment", start_response: "StartResponse", status: str, code: str
) -> Iterable[bytes]:
    """Answer as AWS's JSON protocols do."""
    _read_body(environ)
    body = json.dumps({"__type": code, "message": f"{code}, ordered by the local stack"}).encode()
    headers = [
        ("Content-Type", "application/x-amz-json-1.0"),
        ("Content-Length", str(len(body))),
        ("x-amzn-ErrorType", code),
        ("x-amzn-RequestId", f"fault-{time.monotonic_ns()}"),
    ]
    start_response(status, headers)
    return [body]


def _read_body(environ: "WSGIEnvironment") -> bytes:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body: bytes = environ["wsgi.input"].read(length)
    return body


def _hang_up(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Close the connection without an answer."""
    connection: socket.socket = environ["werkzeug.socket"]
    connection.shutdown(socket.SHUT_RDWR)
    start_response("500 Internal Server Error", [("Content-Length", "0")])
    return []
