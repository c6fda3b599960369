"""Misbehaving on the wire: holding an answer back, dropping the connection."""

import contextlib
import select
import socket
import time
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOOK_S = 0.1


def hold_and_drop(environ: "Mapping[str, Any]", hold_s: float) -> NoReturn:
    """Keep the client waiting, in real time, until it gives up or `hold_s` is over; then drop."""
    until = time.monotonic() + hold_s
    while time.monotonic() < until and not _has_hung_up(environ):
        time.sleep(_LOOK_S)
    drop(environ)


def drop(environ: "Mapping[str, Any]") -> NoReturn:
    """End the connection without an answer.

    Raises:
        ConnectionAbortedError: always; the server takes it for a client that has gone.
    """
    connection = environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        with contextlib.suppress(OSError):  # the client may have been faster
            connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError("dropped on purpose")


def _has_hung_up(environ: "Mapping[str, Any]") -> bool:
    connection = environ.get("werkzeug.socket")
    if not isinstance(connection, socket.socket):
        return False
    try:
        readable, _, _ = select.select([connection], [], [], 0)
        return bool(readable) and connection.recv(1, socket.MSG_PEEK) == b""
    except OSError:
        return True
