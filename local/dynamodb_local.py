"""DynamoDB Local, AWS's own emulator: fetched by Maven, run as a child process."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

FOLDER: Final = Path(__file__).resolve().parent / "target"
_POM: Final = FOLDER.parent / "pom.xml"
_START_TIMEOUT_S: Final = 30.0
# Java does not notice that nobody needs it any more; the shell around it does.
_SUPERVISED: Final = """
exec 3<&0
"$@" </dev/null 3<&- &
java=$!
( read -r _ <&3; kill "$java" 2>/dev/null ) &
wait "$java"
"""
_CREATE_TABLE: Final = (
    *("TableName", "AttributeDefinitions", "KeySchema", "BillingMode", "ProvisionedThroughput"),
    *("GlobalSecondaryIndexes", "LocalSecondaryIndexes", "StreamSpecification"),
)


class DynamoDBLocalMissingError(RuntimeError):
    """It is not there yet, or cannot be started."""


def is_fetched() -> bool:
    """Return whether it can be started without the network."""
    return any(FOLDER.glob("DynamoDBLocal-*.jar"))


def fetch() -> None:
    """Download it with Maven unless it is there.

    Raises:
        DynamoDBLocalMissingError: Maven is missing or failed.
    """
    if is_fetched():
        return
    maven = shutil.which("mvn")
    if maven is None:
        raise DynamoDBLocalMissingError("DynamoDB Local is fetched by Maven: install maven")
    command = [maven, "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies"]
    if subprocess.run(command, check=False, stdout=sys.stderr).returncode != 0:  # noqa: S603
        raise DynamoDBLocalMissingError("Maven could not fetch DynamoDB Local")


@dataclass(slots=True)
class DynamoDBLocal:
    """One running instance; in memory unless it is given a folder."""

    folder: Path | None = None
    port: int = 0
    _process: "subprocess.Popen[bytes] | None" = field(default=None)

    def start(self) -> None:
        """Start it on a free port and wait until it answers.

        Raises:
            DynamoDBLocalMissingError: it is not fetched, Java is missing, or it does not answer.
        """
        self.launch()
        self.wait_ready()

    def launch(self) -> None:
        """Start it on a free port without waiting.

        Raises:
            DynamoDBLocalMissingError: it is not fetched, or Java is missing.
        """
        java = shutil.which("java")
        if java is None or not is_fetched():
            raise DynamoDBLocalMissingError(
                "run `python -m local.dynamodb_local fetch`; needs Java"
            )
        self.port = _free_port()
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
        where = ["-inMemory"] if self.folder is None else ["-dbPath", str(self.folder)]
        self._process = subprocess.Popen(  # noqa: S603  # a fixed command
            [
                *("/bin/sh", "-c", _SUPERVISED, "dynamodb-local"),
                *(java, "-Xmx512m", f"-Djava.library.path={FOLDER}"),
                *(
                    "-cp",
                    f"{FOLDER}/*",
                    "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                ),
                *("-sharedDb", "-disableTelemetry", "-port", str(self.port), *where),
            ],
            stdin=subprocess.PIPE,  # closes when this process ends, however it ends
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def wait_ready(self) -> None:
        """Block until it answers.

        Raises:
            DynamoDBLocalMissingError: it does not.
        """
        until = time.monotonic() + _START_TIMEOUT_S
        client = self.client()
        while time.monotonic() < until:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                client.list_tables()
            except (BotoCoreError, ClientError):
                time.sleep(0.05)
            else:
                return
        self.stop()
        raise DynamoDBLocalMissingError("DynamoDB Local does not answer")

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> "DynamoDBClient":
        """Return a client of it."""
        return boto3.client(
            "dynamodb",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",  # noqa: S106  # DynamoDB Local checks none
            config=Config(retries={"total_max_attempts": 1}, connect_timeout=1, read_timeout=30),
        )

    def create_tables(self, tables: tuple[dict[str, Any], ...]) -> None:
        """Create the tables that do not exist yet."""
        client = self.client()
        existing = set(client.list_tables()["TableNames"])
        for table in tables:
            if table["TableName"] not in existing:
                client.create_table(**{k: v for k, v in table.items() if k in _CREATE_TABLE})

    def stop(self) -> None:
        """End it; what was written to a folder stays."""
        if self._process is not None:
            if self._process.stdin is not None:
                self._process.stdin.close()
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
            self._process = None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    if sys.argv[1:] != ["fetch"]:
        raise SystemExit("usage: python -m local.dynamodb_local fetch")
    try:
        fetch()
    except DynamoDBLocalMissingError as missing:
        raise SystemExit(str(missing)) from missing
