"""The stack on DynamoDB Local: same faults, same counts, tables that last."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from stack_support import SMALL_PRODUCT, Web, aws_client

from local.dynamodb_local import DynamoDBLocal, fetch
from local.stack import LocalStack

pytestmark = pytest.mark.dynamodb_local


@pytest.fixture(scope="module", autouse=True)
def fetched() -> None:
    fetch()


@pytest.fixture(scope="module")
def on_dynamodb(fetched: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    folder = tmp_path_factory.mktemp("stack")
    with LocalStack(local_dir=folder, template=SMALL_PRODUCT, store="dynamodb") as running:
        yield running


def test_functions_write_there_and_their_calls_are_counted(on_dynamodb: LocalStack) -> None:
    on_dynamodb.reset_calls()
    Web(on_dynamodb.url).work(name="stored", group="g")

    on_dynamodb.drain()

    client = aws_client("dynamodb", on_dynamodb.aws_endpoint_url)
    [table] = client.list_tables()["TableNames"]
    key = {"pk": {"S": "COUNT"}, "sk": {"S": "stored"}}
    assert client.get_item(TableName=table, Key=key)["Item"]["n"] == {"N": "1"}
    assert on_dynamodb.calls()["dynamodb.UpdateItem"] == 2


def test_faults_stand_before_it_too(on_dynamodb: LocalStack) -> None:
    client = aws_client("dynamodb", on_dynamodb.aws_endpoint_url)
    on_dynamodb.fail_aws("dynamodb", "throttle", 1, "ListTables")

    with pytest.raises(ClientError, match="ProvisionedThroughputExceededException"):
        client.list_tables()

    assert len(client.list_tables()["TableNames"]) == 1


def test_its_own_errors_pass_through(on_dynamodb: LocalStack) -> None:
    client = aws_client("dynamodb", on_dynamodb.aws_endpoint_url)

    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.describe_table(TableName="nowhere")


def test_tables_are_created_once_and_keep_their_items(tmp_path: Path) -> None:
    tables = (
        {
            "TableName": "table",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "SSESpecification": {"SSEEnabled": True},
        },
    )
    for _ in range(2):
        running = DynamoDBLocal(tmp_path)
        running.start()
        running.create_tables(tables)
        running.client().update_item(
            TableName="table",
            Key={"pk": {"S": "a"}},
            UpdateExpression="ADD n :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )
        found = running.client().get_item(TableName="table", Key={"pk": {"S": "a"}})["Item"]
        running.stop()

    assert found["n"] == {"N": "2"}
