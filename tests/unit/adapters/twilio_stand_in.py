"""A tiny HTTP server that plays Twilio: answers what it is told and remembers what was asked."""

import json
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from urllib3 import PoolManager

from adapters.twilio.connection import TwilioConnection
from tests.builders import TOKEN, twilio_secrets


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: str


@dataclass
class TwilioStandIn:
    """`hang` holds the answer back until it is set."""

    answers: deque[tuple[int, bytes]] = field(default_factory=deque)
    asked: list[Asked] = field(default_factory=list)
    hang: threading.Event | None = None
    url: str = ""

    def will_answer(self, status: int, body: Any = None, raw: bytes | None = None) -> None:
        self.answers.append((status, json.dumps(body).encode() if raw is None else raw))

    def serve(self) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{server.server_port}"
        return server


def _handler_of(twilio: TwilioStandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            twilio.asked.append(Asked(self.command, self.path, headers, body))
            if twilio.hang is not None:
                twilio.hang.wait(10)
            status, answer = twilio.answers.popleft()
            with suppress(ConnectionError):  # who asked may be gone by now
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
                self.wfile.flush()

        do_GET = do_POST = _answer  # noqa: N815  # http.server's names

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def connection_to(url: str) -> TwilioConnection:
    return TwilioConnection(PoolManager(), twilio_secrets(TOKEN), "twilio", url, url)
