"""Every store, each behind the same ports."""

import uuid
from dataclasses import dataclass

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

from adapters.dynamodb.audit_store import DynamoAuditStore
from adapters.dynamodb.order_store import DynamoOrderStore
from adapters.dynamodb.reply_store import DynamoReplyStore
from adapters.dynamodb.turn_store import DynamoTurnStore
from adapters.in_memory.audit_store import InMemoryAuditStore
from adapters.in_memory.order_store import InMemoryOrderStore
from adapters.in_memory.reply_store import InMemoryReplyStore
from adapters.in_memory.turn_store import InMemoryTurnStore
from local import moto_fixes
from local.template import translate
from services.audit.ports import AuditStore
from services.conversation.ports import TurnStore
from services.delivery.ports import ReplyStore
from services.plans.order_ports import OrderStore
from tests.builders import a_first_turn
from tests.conftest import ROOT


@dataclass(frozen=True)
class Stores:
    turns: TurnStore
    replies: ReplyStore
    audit: AuditStore
    orders: OrderStore


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
    return Stores(turns, replies, InMemoryAuditStore(), InMemoryOrderStore(turns))


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
def table_definition():
    """The Coach table as the template makes it."""
    table = translate(ROOT / "template.yaml")["Resources"]["CoachTable"]["Properties"]
    return {name: table[name] for name in ("AttributeDefinitions", "KeySchema", "BillingMode")}


def _on_new_table(client, definition):
    name = f"Coach-{uuid.uuid4().hex[:8]}"
    client.create_table(TableName=name, **definition)
    return Stores(
        DynamoTurnStore(client, name),
        DynamoReplyStore(client, name),
        DynamoAuditStore(client, name),
        DynamoOrderStore(client, name),
    )
