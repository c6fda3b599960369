"""`python -m local` as a process: says Ready, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stack_support import SMALL_PRODUCT, Web, eventually

from local.__main__ import main
from local.dynamodb_local import DynamoDBLocal

ROOT = Path(__file__).resolve().parents[2]
type Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    running: list[subprocess.Popen[str]] = []

    def begin(**environment: str) -> "subprocess.Popen[str]":
        settings = {"LOCAL_DIR": str(tmp_path / "d"), "LOCAL_TEMPLATE": str(SMALL_PRODUCT)}
        process = subprocess.Popen(
            [sys.executable, "-m", "local"],
            cwd=ROOT,
            env=os.environ | settings | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def ready_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_says_ready_serves_and_ends_with_its_children(start: Start, ending: int) -> None:
    port = free_port()
    process = start(PORT=str(port))

    line = ready_line(process)
    health = Web(f"http://127.0.0.1:{port}").get("/_local/health")
    sandboxes = children(process.pid)
    process.send_signal(ending)

    assert line == f"Ready on http://localhost:{port}\n"
    assert health["status"] == "ok"
    assert sandboxes
    assert process.wait(timeout=10) == 0
    eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in sandboxes))


def test_a_taken_port_is_named_and_the_exit_code_is_one(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start(PORT=str(port))

        _, error = process.communicate(timeout=20)

    assert process.returncode == 1
    assert f"port {port} is taken" in error
    assert "Traceback" not in error


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """The environment of a stack that is begun in this process, which keeps its own signals."""
    monkeypatch.setenv("PORT", "0")
    monkeypatch.setenv("LOCAL_DIR", str(tmp_path / "d"))
    monkeypatch.setenv("LOCAL_TEMPLATE", str(SMALL_PRODUCT))
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield monkeypatch
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("STORE", "paper", "STORE is memory or dynamodb"),
        ("PORT", "many", "PORT is a number"),
        ("PORT", "70000", "PORT is at most 65535"),
    ],
)
def test_a_wrong_setting_is_named_and_the_exit_code_is_one(
    settings: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    words: str,
) -> None:
    settings.setenv(name, value)

    code = main()

    assert code == 1
    assert words in capsys.readouterr().err


@pytest.mark.dynamodb_local
def test_tables_outlive_a_restart_on_dynamodb_local(start: Start, tmp_path: Path) -> None:
    port = free_port()
    web = Web(f"http://127.0.0.1:{port}")

    def run(name: str) -> dict[str, int]:
        process = start(PORT=str(port), STORE="dynamodb")
        assert ready_line(process).startswith("Ready")
        web.work(name=name, group="g")
        assert web.post("/_local/drain", {"timeout_s": 30}).status == 200
        calls = web.get("/_local/calls")
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)
        return calls

    first, second = run("kept"), run("kept")

    kept = DynamoDBLocal(tmp_path / "d" / "dynamodb")
    kept.start()
    table = kept.client().list_tables()["TableNames"][0]
    key = {"pk": {"S": "COUNT"}, "sk": {"S": "kept"}}
    item = kept.client().get_item(TableName=table, Key=key)["Item"]
    kept.stop()
    assert first["dynamodb.UpdateItem"] == second["dynamodb.UpdateItem"] == 2
    assert item["n"] == {"N": "2"}


@pytest.mark.dynamodb_local
def test_nothing_is_left_running_when_the_stack_is_killed(start: Start) -> None:
    process = start(PORT=str(free_port()), STORE="dynamodb")
    assert ready_line(process).startswith("Ready")
    direct = children(process.pid)
    everything = [*direct, *(pid for parent in direct for pid in children(parent))]

    process.kill()

    assert len(everything) > len(direct)
    eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everything))
