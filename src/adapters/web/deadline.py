"""A deadline that holds whatever a server does: name, handshake, headers dripped byte by byte.

The timeouts of a connection begin anew with every byte, so none of them ends a slow answer.
"""

import contextlib
import socket
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from services.recipes.ports import PageUnavailableError


class Lines:
    """The connections of one piece of work; they end when its time is over."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._lines: list[socket.socket] = []
        self._is_cut = False

    def watch(self, line: socket.socket) -> None:
        """Keep a second handle on a connection, which TLS on top of the first leaves alone."""
        with self._lock:
            self._lines.append(line.dup())
        if self._is_cut:
            self.cut()

    def cut(self) -> None:
        """End the connections for all their handles, and let none be made any more."""
        with self._lock:
            self._is_cut = True
            lines, self._lines = self._lines, []
        for line in lines:
            with contextlib.suppress(OSError), line:  # the other side may have ended it
                line.shutdown(socket.SHUT_RDWR)


def within[T](seconds: float, work: Callable[[Lines], T]) -> T:
    """Return what some work comes to, if it does so in time; what is left of it is cut off.

    Raises:
        PageUnavailableError: It takes longer, or raises this itself.
    """
    lines, done = Lines(), Future[T]()
    Thread(target=_settle, args=(done, work, lines), daemon=True).start()
    try:
        return done.result(seconds)
    except TimeoutError:
        raise PageUnavailableError("too slow") from None
    finally:
        lines.cut()


def _settle(done: Future[Any], work: Callable[[Lines], Any], lines: Lines) -> None:
    try:
        done.set_result(work(lines))
    except Exception as error:  # noqa: BLE001 - raised where it is waited for
        done.set_exception(error)


class WatchedConnection(HTTPConnection):
    """A connection that ends with its lines."""

    def __init__(self, *args: Any, lines: Lines, **options: Any) -> None:
        """Take what urllib3 gives, and the lines."""
        super().__init__(*args, **options)
        self._lines = lines

    def _new_conn(self) -> socket.socket:
        line = super()._new_conn()
        self._lines.watch(line)
        return line


class WatchedTlsConnection(WatchedConnection, HTTPSConnection):
    """The same with TLS, the handshake included."""
