"""`python -m local`: the whole product on this machine until Ctrl-C."""

import os
import signal
import sys
import threading
from pathlib import Path

from local.dynamodb_local import DynamoDBLocalMissingError, fetch
from local.http_server import PortTakenError
from local.sandbox import SandboxDiedError
from local.stack import AUTH_TOKEN, ROOT, LocalStack

_HIGHEST_PORT = 65535


def _number(name: str, default: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isdecimal():
        raise ValueError(f"{name} is a number, not {text!r}")
    if int(text) > _HIGHEST_PORT:
        raise ValueError(f"{name} is at most {_HIGHEST_PORT}, not {text}")
    return int(text)


def _stack() -> LocalStack:
    """Read the settings from the environment."""
    wanted = _number("LOCAL_CONCURRENCY", 0)
    return LocalStack(
        local_dir=Path(os.environ.get("LOCAL_DIR", ".local")),
        port=_number("PORT", 8000),
        template=Path(os.environ.get("LOCAL_TEMPLATE") or ROOT / "template.yaml").resolve(),
        store=os.environ.get("STORE") or "memory",
        public_base_url=os.environ.get("PUBLIC_BASE_URL") or None,
        auth_token=os.environ.get("TWILIO_AUTH_TOKEN") or AUTH_TOKEN,
        concurrency={"*": wanted} if wanted else {},
        keeps_tables=True,
    )


def main() -> int:
    """Run until a signal; return the exit code."""
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    try:
        stack = _stack()
        if stack.store == "dynamodb":
            fetch()
        stack.start()
    except (DynamoDBLocalMissingError, PortTakenError, SandboxDiedError, ValueError) as error:
        sys.stderr.write(f"make run: {error}\n")
        return 1
    try:
        sys.stdout.write(f"Ready on {stack.url.replace('127.0.0.1', 'localhost')}\n")
        sys.stdout.flush()
        ended.wait()
    finally:
        stack.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
