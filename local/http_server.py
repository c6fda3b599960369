"""A threaded WSGI server on a local port."""

import contextlib
import io
import socket
import threading
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOST: Final = "127.0.0.1"
_BACKLOG: Final = 1024
_MOST_BODY_BYTES: Final = 16 * 1024 * 1024


class PortTakenError(RuntimeError):
    """Something else listens on the port."""


class _Handler(WSGIRequestHandler):
    """Keeps connections open, answers in one packet without delay, prints no line per request.

    Werkzeug's own closes after each answer, because an unread body would be taken for the next
    request; here the body is read before the app is called.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65_536

    connections: ClassVar[set[socket.socket]]  # those open now, of this server

    def setup(self) -> None:
        """Open."""
        super().setup()
        self.connections.add(self.connection)

    def run_wsgi(self) -> None:
        """Serve one request with the server's app."""
        self.environ = environ = self.make_environ()
        length = environ.get("CONTENT_LENGTH") or "0"
        is_plain = length.isdecimal() and not environ.get("wsgi.input_terminated")
        if is_plain and int(length) <= _MOST_BODY_BYTES:
            environ["wsgi.input"] = io.BytesIO(self.rfile.read(int(length)))
        else:
            self.close_connection = True
        answer = _Answer()
        try:
            chunks = self.server.app(environ, answer.start)
            try:
                self._send(answer, chunks)
            finally:
                getattr(chunks, "close", lambda: None)()
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        except Exception:  # noqa: BLE001  # a server outlives its apps
            traceback.print_exc()
            self._fail(answer)

    def _send(self, answer: "_Answer", chunks: Iterable[bytes]) -> None:
        """Send what the app yields, as it yields it."""
        has_length = None
        for chunk in chunks:
            if has_length is None:
                has_length = self._send_head(answer)
            if chunk:
                self.wfile.write(chunk if has_length else b"%x\r\n%s\r\n" % (len(chunk), chunk))
                self.wfile.flush()
        if has_length is None:
            has_length = self._send_head(answer)
        if not has_length:
            self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def _send_head(self, answer: "_Answer") -> bool:
        """Send status and headers; return whether the body needs no chunks."""
        code, _, reason = answer.status.partition(" ")
        self.send_response(int(code), reason)
        names = set()
        for name, value in answer.headers:
            names.add(name.lower())
            self.send_header(name, value)
        has_length = "content-length" in names
        if not has_length and (self.command == "HEAD" or int(code) in {204, 304}):
            has_length = True
        elif not has_length:
            self.send_header("Transfer-Encoding", "chunked")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        answer.is_sent = True
        return has_length

    def _fail(self, answer: "_Answer") -> None:
        self.close_connection = True
        if not answer.is_sent:
            failed = _Answer("500 Internal Server Error", [("Content-Length", "0")])
            self._send(failed, ())

    def finish(self) -> None:
        """Close; a client that is gone already does not matter."""
        self.connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def handle_expect_100(self) -> bool:
        """Let the client send its body at once."""
        goes_on = super().handle_expect_100()
        self.wfile.flush()
        return goes_on

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Stay quiet: the request is not the stack's to print."""


@dataclass(slots=True)
class _Answer:
    """What the app said with `start_response`."""

    status: str = "500 Internal Server Error"
    headers: list[tuple[str, str]] = field(default_factory=list)
    is_sent: bool = False

    def start(
        self, status: str, headers: list[tuple[str, str]], _error: object = None
    ) -> Callable[[bytes], object]:
        """Be the `start_response` of WSGI."""
        self.status, self.headers = status, headers
        return _write_is_gone


def _write_is_gone(_: bytes) -> object:
    raise NotImplementedError("WSGI's write() is not served here: yield the body")


@dataclass(slots=True)
class HttpServer:
    """Serves one app; `port` is known as soon as it exists."""

    app: "WSGIApplication"
    wanted_port: int = 0
    _open: set[socket.socket] = field(default_factory=set)
    _server: BaseWSGIServer = field(init=False)
    _thread: threading.Thread | None = None

    def __post_init__(self) -> None:
        """Listen, so that clients may connect even before the first answer.

        Raises:
            PortTakenError: the port is not free.
        """
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, self.wanted_port))
                probe.listen(_BACKLOG)
            except OSError as error:
                raise PortTakenError(f"port {self.wanted_port} is taken: {error}") from error
            port = probe.getsockname()[1]
            self._server = make_server(
                HOST,
                port,
                self.app,
                threaded=True,
                request_handler=type("Handler", (_Handler,), {"connections": self._open}),
                fd=probe.fileno(),
            )

    @property
    def port(self) -> int:
        """Return the port that is served."""
        return int(self._server.port)

    @property
    def url(self) -> str:
        """Return the address without a path."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and hang up."""
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join(timeout=10)
        self._server.server_close()
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
