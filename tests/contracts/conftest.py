"""Every store, each behind the same ports."""

import socket
import subprocess
import threading
import uuid
from dataclasses import dataclass

import boto3
import pytest
from botocore.config import Config
from fakeredis import TcpFakeServer
from moto import mock_aws
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as ServerNotThereError
from redis.retry import Retry

from adapters.dynamodb.advice_store import DynamoAdviceStore
from adapters.dynamodb.audit_store import DynamoAuditStore
from adapters.dynamodb.ledger import DynamoLedger
from adapters.dynamodb.order_store import DynamoOrderStore
from adapters.dynamodb.page_requests import DynamoPageRequests
from adapters.dynamodb.reply_store import DynamoReplyStore
from adapters.dynamodb.shared_answers import DynamoSharedAnswers
from adapters.dynamodb.turn_store import DynamoTurnStore
from adapters.dynamodb.unknown_foods import DynamoUnknownFoods
from adapters.in_memory.audit_store import InMemoryAuditStore
from adapters.in_memory.clock import FixedClock
from adapters.in_memory.ledger import InMemoryLedger
from adapters.in_memory.order_store import InMemoryOrderStore
from adapters.in_memory.page_requests import InMemoryPageRequests
from adapters.in_memory.reply_store import InMemoryReplyStore
from adapters.in_memory.shared_answers import InMemorySharedAnswers
from adapters.in_memory.turn_store import InMemoryTurnStore
from adapters.in_memory.unknown_foods import InMemoryUnknownFoods
from adapters.valkey.shared_answers import ValkeySharedAnswers
from local import moto_fixes
from local.template import translate
from services.adviser.ports import Ledger
from services.audit.ports import AuditStore
from services.conversation.ports import TurnStore
from services.delivery.ports import ReplyStore
from services.meals.ports import UnknownFoods
from services.plans.order_ports import AdviceStore, OrderStore
from services.recipes.read_page import PageRequests
from tests.builders import NOON, a_first_turn
from tests.conftest import ROOT

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Stores:
    turns: TurnStore
    replies: ReplyStore
    audit: AuditStore
    orders: OrderStore
    advice: AdviceStore
    ledger: Ledger
    unknown_foods: UnknownFoods
    pages: PageRequests


@pytest.fixture(
    params=["in_memory", "moto", pytest.param("dynamodb_local", marks=pytest.mark.dynamodb_local)]
)
def stores(request):
    return request.getfixturevalue(f"{request.param}_stores")


@pytest.fixture
def replies(stores):
    """The store, with one committed reply in it."""
    stores.turns.commit(a_first_turn())
    return stores.replies


@pytest.fixture
def in_memory_stores():
    replies = InMemoryReplyStore()
    turns = InMemoryTurnStore(replies)
    orders = InMemoryOrderStore(turns)
    audit, ledger, unknown_foods = (
        InMemoryAuditStore(),
        InMemoryLedger(),
        InMemoryUnknownFoods(turns),
    )
    pages = InMemoryPageRequests(turns)
    return Stores(turns, replies, audit, orders, orders.advice, ledger, unknown_foods, pages)


@pytest.fixture
def moto_stores(moto_client, table_definition):
    return _on_new_table(moto_client, table_definition)


@pytest.fixture
def dynamodb_local_stores(dynamodb_local, table_definition):
    return _on_new_table(dynamodb_local.client(), table_definition)


@pytest.fixture(scope="module")
def moto_client():
    """moto with its transactions mended: as it comes, several of many identical markers win."""
    moto_fixes.install()
    with mock_aws():
        yield boto3.client(
            "dynamodb", region_name="us-east-1", config=Config(max_pool_connections=30)
        )


@pytest.fixture(scope="session")
def table_definitions():
    """The tables as the template makes them, by logical id."""
    resources = translate(ROOT / "template.yaml")["Resources"]
    wanted = ("AttributeDefinitions", "KeySchema", "BillingMode")
    return {
        logical_id: {name: resources[logical_id]["Properties"][name] for name in wanted}
        for logical_id in ("CoachTable", "CacheTable")
    }


@pytest.fixture(scope="session")
def table_definition(table_definitions):
    return table_definitions["CoachTable"]


@pytest.fixture
def ledger(stores):
    return stores.ledger


@pytest.fixture(
    params=[
        "in_memory",
        "moto",
        "fake_server",
        pytest.param("dynamodb_local", marks=pytest.mark.dynamodb_local),
        pytest.param("redis_server", marks=pytest.mark.redis_server),
    ]
)
def answers(request, table_definitions):
    """What all containers share, on each of its stores."""
    if request.param == "in_memory":
        return InMemorySharedAnswers()
    if request.param in {"fake_server", "redis_server"}:
        client = request.getfixturevalue(request.param)
        return ValkeySharedAnswers(client, f"test-{uuid.uuid4().hex[:8]}")
    is_local = request.param == "dynamodb_local"
    found = request.getfixturevalue("dynamodb_local" if is_local else "moto_client")
    client = found.client() if is_local else found
    name = f"Cache-{uuid.uuid4().hex[:8]}"
    client.create_table(TableName=name, **table_definitions["CacheTable"])
    return DynamoSharedAnswers(client, name)


@pytest.fixture(scope="module")
def fake_server():
    """A server that speaks the protocol on a socket, in this process."""
    server = TcpFakeServer((HOST, 0), server_type="valkey")
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = Redis(HOST, server.server_address[1], socket_timeout=5)
    yield client
    client.close()
    server.shutdown()


@pytest.fixture(scope="module")
def redis_server(tmp_path_factory):
    """Debian's server, on a port of its own, keeping nothing."""
    with socket.create_server((HOST, 0)) as probe:
        port = probe.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", HOST, "--save", ""]
    folder = tmp_path_factory.mktemp("redis")
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603
    retry = Retry(ConstantBackoff(0.1), 50)  # until it listens
    client = Redis(HOST, port, retry=retry, retry_on_error=[ServerNotThereError])
    client.ping()
    yield client
    client.close()
    process.terminate()
    process.wait(timeout=10)


def _on_new_table(client, definition):
    name = f"Coach-{uuid.uuid4().hex[:8]}"
    client.create_table(TableName=name, **definition)
    return Stores(
        DynamoTurnStore(client, name),
        DynamoReplyStore(client, name),
        DynamoAuditStore(client, name),
        DynamoOrderStore(client, name),
        DynamoAdviceStore(client, name, FixedClock(NOON)),
        DynamoLedger(client, name),
        DynamoUnknownFoods(client, name),
        DynamoPageRequests(client, name),
    )
