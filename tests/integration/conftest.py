"""The local stack and its parts, for the tests of this folder."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
import urllib3
from botocore.config import Config

from local.clock import LocalClock
from local.emulator import Emulator
from local.stack import LocalStack

SMALL_PRODUCT = Path(__file__).parent / "local_product" / "template.yaml"


def eventually(check: Callable[[], Any], *, within_s: float = 10.0) -> Any:
    """Return the check's first true answer; fail after the deadline."""
    until = time.monotonic() + within_s
    while not (answer := check()):
        if time.monotonic() > until:
            pytest.fail(f"not true within {within_s} s")
        time.sleep(0.01)
    return answer


@dataclass(frozen=True)
class Web:
    """A small HTTP client of one address."""

    url: str

    def request(self, method: str, path: str, **options: Any) -> urllib3.BaseHTTPResponse:
        return urllib3.request(method, self.url + path, retries=False, **options)

    def get(self, path: str) -> Any:
        return self.request("GET", path).json()

    def post(self, path: str, document: Any) -> urllib3.BaseHTTPResponse:
        return self.request("POST", path, json=document)

    def work(self, **order: Any) -> None:
        answer = self.post("/work", order)
        assert answer.status == 200, answer.data


def aws_client(service: str, url: str, read_timeout_s: float = 5) -> Any:
    return boto3.client(
        service,
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(
            retries={"total_max_attempts": 1},
            read_timeout=read_timeout_s,
            max_pool_connections=50,
        ),
    )


@pytest.fixture
def clock(tmp_path: Path) -> LocalClock:
    return LocalClock(tmp_path / "clock")


@pytest.fixture
def emulator(clock: LocalClock) -> Iterator[Emulator]:
    running = Emulator(clock)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def running_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    folder = tmp_path_factory.mktemp("stack")
    with LocalStack(local_dir=folder, template=SMALL_PRODUCT, concurrency={"work": 4}) as running:
        yield running


@pytest.fixture
def stack(running_stack: LocalStack) -> Iterator[LocalStack]:
    """The small product's stack; at rest and without faults when the test begins."""
    yield running_stack
    running_stack.clear_faults()
    running_stack.drain(advance=True)
    running_stack.reset_calls()


@pytest.fixture
def web(stack: LocalStack) -> Web:
    return Web(stack.url)


@pytest.fixture
def counted(stack: LocalStack) -> Callable[[str], int]:
    """How often the small product's ledger has counted this name."""
    client = aws_client("dynamodb", stack.aws_endpoint_url)
    table = stack.blueprint.tables[0]["TableName"]

    def count(name: str) -> int:
        item = client.get_item(TableName=table, Key={"pk": {"S": "COUNT"}, "sk": {"S": name}})
        return int(item.get("Item", {}).get("n", {"N": "0"})["N"])

    return count


@pytest.fixture
def bodies(stack: LocalStack) -> Callable[[str], list[Any]]:
    """The bodies that lie in a queue, oldest first."""
    return lambda queue: [json.loads(m.body) for m in stack.queues[queue].state.messages()]
