"""The local stack and its parts, for the tests of this folder."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from stack_support import SMALL_PRODUCT, Web, aws_client

from local.clock import LocalClock
from local.emulator import Emulator
from local.stack import LocalStack


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
