"""Passes DynamoDB requests on to DynamoDB Local, over connections that stay open."""

import http.client
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_TIMEOUT_S: Final = 60.0
_PASSED_ON: Final = ("Content-Type", "X-Amz-Target", "Authorization", "X-Amz-Date")
_PASSED_BACK: Final = ("Content-Type", "x-amz-crc32", "x-amzn-RequestId")


@dataclass(slots=True)
class DynamoProxy:
    """A WSGI app; each serving thread has a connection of its own."""

    port: int
    _local: threading.local = field(default_factory=threading.local)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Serve one request."""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        headers = {
            name: environ[key] for name in _PASSED_ON if (key := _environ_key(name)) in environ
        }
        status, reason, answer_headers, answer = self._exchange(body, headers)
        passed = [(n, answer_headers[n]) for n in _PASSED_BACK if n in answer_headers]
        start_response(f"{status} {reason}", [*passed, ("Content-Length", str(len(answer)))])
        return [answer]

    def _exchange(
        self, body: bytes, headers: dict[str, str]
    ) -> tuple[int, str, "http.client.HTTPMessage", bytes]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT_S)
            self._local.connection = connection
        try:
            connection.request("POST", "/", body, headers)
            response = connection.getresponse()
            return response.status, response.reason, response.headers, response.read()
        except (http.client.HTTPException, OSError):
            self._local.connection = None
            connection.close()
            raise


def _environ_key(name: str) -> str:
    key = name.upper().replace("-", "_")
    return key if key == "CONTENT_TYPE" else f"HTTP_{key}"
