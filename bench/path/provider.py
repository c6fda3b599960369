"""Counts how often the product asked the provider to create each reply, answered or not."""

import io
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from local.stack import LocalStack

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_MOUNT = "/_local/twilio"


@dataclass(slots=True)
class CreateCalls:
    """Stands before Twilio's double; `by_reply` has one entry a reply."""

    provider: "WSGIApplication"
    by_reply: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, stack: LocalStack) -> "CreateCalls":
        """Put the counter before the double of a running stack."""
        mounts = stack._door.mounts  # noqa: SLF001  # the stack counts AWS calls only
        calls = cls(mounts[_MOUNT])
        mounts[_MOUNT] = calls
        return calls

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Count a creation and pass it on."""
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] == "POST" and path.endswith("/Messages.json"):
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
            callback = parse_qs(body.decode()).get("StatusCallback", [""])[0]
            reply_id = parse_qs(urlsplit(callback).query).get("reply", [""])[0]
            with self._lock:
                self.by_reply[reply_id] += 1
        return self.provider(environ, start_response)

    def most(self) -> int:
        """Return the largest number of creations of one reply."""
        with self._lock:
            return max(self.by_reply.values(), default=0)

    def reset(self) -> None:
        """Count anew."""
        with self._lock:
            self.by_reply.clear()
