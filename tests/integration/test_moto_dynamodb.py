"""moto with its fixes and DynamoDB Local keep the same promises."""

import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError
from stack_support import aws_client

from local.clock import LocalClock
from local.emulator import Emulator


@dataclass(frozen=True)
class Table:
    """One table with the shape of the product's."""

    client: Any
    name: str

    @classmethod
    def create(cls, client: Any) -> "Table":
        name = f"t-{uuid.uuid4().hex[:8]}"
        client.create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "S"},
            ],
            KeySchema=[
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
        )
        return cls(client, name)

    def put(self, key: str, condition: str | None = None, **values: Any) -> dict[str, Any]:
        extra = {"ConditionExpression": condition} if condition else {}
        return {"Put": {"TableName": self.name, "Item": self.key(key) | values, **extra}}

    def update(self, key: str, expression: str, **values: Any) -> dict[str, Any]:
        request = {"TableName": self.name, "Key": self.key(key), "UpdateExpression": expression}
        named = {f":{name}": value for name, value in values.items()}
        return {"Update": request | {"ExpressionAttributeValues": named}}

    def delete(self, key: str) -> dict[str, Any]:
        return {"Delete": {"TableName": self.name, "Key": self.key(key)}}

    def check(self, key: str, condition: str, **options: Any) -> dict[str, Any]:
        request = {"TableName": self.name, "Key": self.key(key), "ConditionExpression": condition}
        return {"ConditionCheck": request | options}

    def write(self, *actions: dict[str, Any], token: str | None = None) -> None:
        extra = {"ClientRequestToken": token} if token else {}
        self.client.transact_write_items(TransactItems=list(actions), **extra)

    def get(self, key: str) -> dict[str, Any] | None:
        return self.client.get_item(TableName=self.name, Key=self.key(key)).get("Item")

    @staticmethod
    def key(key: str) -> dict[str, Any]:
        pk, _, sk = key.partition("/")
        return {"pk": {"S": pk}, "sk": {"S": sk}}


@pytest.fixture(params=["moto", pytest.param("local", marks=pytest.mark.dynamodb_local)])
def table(request: pytest.FixtureRequest) -> Iterator[Table]:
    if request.param == "moto":
        url = request.getfixturevalue("emulator").url
    else:
        url = request.getfixturevalue("dynamodb_local").url
    return Table.create(aws_client("dynamodb", url))


def number(value: int) -> dict[str, str]:
    return {"N": str(value)}


def reasons(error: pytest.ExceptionInfo[ClientError]) -> list[str]:
    return [reason["Code"] for reason in error.value.response["CancellationReasons"]]


def code(error: pytest.ExceptionInfo[ClientError]) -> str:
    return error.value.response["Error"]["Code"]


def test_a_transaction_writes_all_of_its_items(table: Table) -> None:
    table.write(table.put("u/A", n=number(1)), table.put("u/B", n=number(2)))

    table.write(table.update("u/A", "SET n = n + :x", x=number(5)), table.delete("u/B"))

    assert table.get("u/A") == table.key("u/A") | {"n": number(6)}
    assert table.get("u/B") is None


def test_a_failed_condition_cancels_everything_and_names_its_place(table: Table) -> None:
    table.write(table.put("u/A", n=number(1)))

    with pytest.raises(ClientError) as error:
        table.write(
            table.put("u/B", n=number(1)),
            table.put("u/A", "attribute_not_exists(pk)", n=number(9)),
            table.update("u/C", "SET n = :x", x=number(1)),
        )

    assert code(error) == "TransactionCanceledException"
    assert reasons(error) == ["None", "ConditionalCheckFailed", "None"]
    assert table.get("u/A") == table.key("u/A") | {"n": number(1)}
    assert table.get("u/B") is None
    assert table.get("u/C") is None


def test_every_failed_condition_is_named(table: Table) -> None:
    with pytest.raises(ClientError) as error:
        table.write(
            table.check("u/A", "attribute_exists(pk)"),
            table.check("u/B", "attribute_not_exists(pk)"),
            table.check("u/C", "attribute_exists(pk)"),
        )

    assert reasons(error) == ["ConditionalCheckFailed", "None", "ConditionalCheckFailed"]


def test_the_item_that_failed_the_condition_comes_back_when_asked_for(table: Table) -> None:
    table.write(table.put("u/A", n=number(1)))

    with pytest.raises(ClientError) as error:
        table.write(
            table.check(
                "u/A",
                "attribute_not_exists(pk)",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            ),
            table.put("u/B"),
        )

    reason = error.value.response["CancellationReasons"][0]
    assert reason["Code"] == "ConditionalCheckFailed"
    assert reason["Message"].startswith("The conditional request failed")
    assert reason["Item"] == table.key("u/A") | {"n": number(1)}


def test_a_value_of_the_wrong_type_cancels_and_undoes_what_was_written_before(
    table: Table,
) -> None:
    table.write(table.put("u/A", n=number(1)), table.put("u/B", n={"S": "text"}))

    with pytest.raises(ClientError) as error:
        table.write(
            table.update("u/A", "SET n = n + :x", x=number(1)),
            table.put("u/C"),
            table.update("u/B", "SET n = n + :x", x=number(1)),
        )

    # DynamoDB cancels with this reason; DynamoDB Local refuses the request.
    is_cancelled = code(error) == "TransactionCanceledException"
    assert is_cancelled or code(error) == "ValidationException"
    assert not is_cancelled or reasons(error) == ["None", "None", "ValidationError"]
    assert table.get("u/A") == table.key("u/A") | {"n": number(1)}
    assert table.get("u/C") is None


def test_two_actions_on_one_item_are_refused(table: Table) -> None:
    with pytest.raises(ClientError) as error:
        table.write(table.put("u/A"), table.check("u/A", "attribute_exists(pk)"))

    assert code(error) == "ValidationException"


def test_a_hundred_actions_pass_and_one_more_is_refused(table: Table) -> None:
    table.write(*(table.put(f"u/{n}") for n in range(100)))

    with pytest.raises(ClientError) as error:
        table.write(*(table.put(f"v/{n}") for n in range(101)))

    assert code(error) == "ValidationException"
    assert table.get("u/99") is not None
    assert table.get("v/0") is None


def test_more_than_four_megabytes_are_refused_whole(table: Table) -> None:
    text = {"S": "x" * 390_000}

    with pytest.raises(ClientError) as error:
        table.write(*(table.put(f"u/{n}", text=text) for n in range(11)))

    assert code(error) == "ValidationException"
    assert table.get("u/0") is None


def test_a_missing_table_is_named_as_such(table: Table) -> None:
    elsewhere = Table(table.client, "nowhere")

    with pytest.raises(ClientError) as error:
        elsewhere.write(elsewhere.put("u/A"))

    assert code(error) == "ResourceNotFoundException"


def test_the_same_token_and_request_succeed_again_without_effect(table: Table) -> None:
    table.write(table.put("u/A", n=number(0)))
    token = uuid.uuid4().hex
    action = table.update("u/A", "SET n = n + :x", x=number(1))

    table.write(action, token=token)
    table.write(action, token=token)

    assert table.get("u/A") == table.key("u/A") | {"n": number(1)}


def test_the_same_token_with_another_request_is_a_mismatch(table: Table) -> None:
    token = uuid.uuid4().hex
    table.write(table.put("u/A"), token=token)

    with pytest.raises(ClientError) as error:
        table.write(table.put("u/B"), token=token)

    assert code(error) == "IdempotentParameterMismatchException"
    assert table.get("u/B") is None


def test_a_cancelled_request_may_be_sent_again_under_its_token(table: Table) -> None:
    token = uuid.uuid4().hex
    actions = (table.check("u/A", "attribute_exists(pk)"), table.put("u/B"))
    with pytest.raises(ClientError):
        table.write(*actions, token=token)
    table.write(table.put("u/A"))

    table.write(*actions, token=token)

    assert table.get("u/B") is not None


def test_of_twenty_identical_markers_exactly_one_wins(table: Table) -> None:
    start = threading.Barrier(20)

    def attempt(number_of_try: int) -> bool:
        start.wait()
        while True:
            try:
                table.write(
                    table.put("u/TURN", "attribute_not_exists(pk)", by=number(number_of_try)),
                    table.update("u/DAY", "ADD meals :one", one=number(1)),
                )
            except ClientError as error:
                codes = [r["Code"] for r in error.response.get("CancellationReasons", [])]
                if "ConditionalCheckFailed" in codes:
                    return False
            else:
                return True

    with ThreadPoolExecutor(20) as pool:
        winners = sum(pool.map(attempt, range(20)))

    assert winners == 1
    assert table.get("u/DAY") == table.key("u/DAY") | {"meals": number(1)}


def test_of_twenty_conditional_puts_exactly_one_wins(table: Table) -> None:
    start = threading.Barrier(20)

    def attempt(_: int) -> bool:
        start.wait()
        try:
            table.client.put_item(
                TableName=table.name,
                Item=table.key("u/LOCK"),
                ConditionExpression="attribute_not_exists(pk)",
            )
        except table.client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        winners = sum(pool.map(attempt, range(20)))

    assert winners == 1


def test_concurrent_increments_are_all_counted(table: Table) -> None:
    def add(_: int) -> None:
        table.client.update_item(
            TableName=table.name,
            Key=table.key("u/N"),
            UpdateExpression="ADD n :one",
            ExpressionAttributeValues={":one": number(1)},
        )

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(add, range(100)))

    assert table.get("u/N") == table.key("u/N") | {"n": number(100)}


def test_a_failing_plain_update_leaves_the_item_as_it_was(table: Table) -> None:
    table.write(table.put("u/A", n=number(1), text={"S": "x"}))

    with pytest.raises(ClientError) as error:
        table.client.update_item(
            TableName=table.name,
            Key=table.key("u/A"),
            UpdateExpression="SET n = :x, text = text + :x",
            ExpressionAttributeValues={":x": number(2)},
        )

    assert code(error) == "ValidationException"
    assert table.get("u/A") == table.key("u/A") | {"n": number(1), "text": {"S": "x"}}


def test_a_query_sees_its_partition_in_order_and_in_pages(table: Table) -> None:
    table.write(*(table.put(f"u/DAY#{n}") for n in (3, 1, 2)), table.put("v/DAY#0"))
    request = {
        "TableName": table.name,
        "KeyConditionExpression": "pk = :u AND begins_with(sk, :d)",
        "ExpressionAttributeValues": {":u": {"S": "u"}, ":d": {"S": "DAY#"}},
        "ScanIndexForward": False,
    }

    first = table.client.query(**request, Limit=2)
    second = table.client.query(**request, ExclusiveStartKey=first["LastEvaluatedKey"])

    found = [item["sk"]["S"] for item in first["Items"] + second["Items"]]
    assert found == ["DAY#3", "DAY#2", "DAY#1"]


def test_a_token_is_forgotten_after_ten_minutes_of_the_clock(
    emulator: Emulator, clock: LocalClock
) -> None:
    table = Table.create(aws_client("dynamodb", emulator.url))
    action = table.update("u/A", "ADD n :one", one=number(1))
    table.write(action, token="again")
    clock.advance(599)
    table.write(action, token="again")
    clock.advance(2)

    table.write(action, token="again")

    assert table.get("u/A") == table.key("u/A") | {"n": number(2)}


def test_a_cancelled_transaction_leaves_the_writes_of_others_alone(emulator: Emulator) -> None:
    table = Table.create(aws_client("dynamodb", emulator.url))
    stop = threading.Event()

    def cancel_all_the_time() -> None:
        while not stop.is_set():
            with pytest.raises(ClientError):
                table.write(table.put("u/A"), table.check("u/B", "attribute_exists(pk)"))

    noise = threading.Thread(target=cancel_all_the_time)
    noise.start()
    for n in range(100):
        table.write(table.put(f"v/{n}"))
    stop.set()
    noise.join()

    assert all(table.get(f"v/{n}") for n in range(100))
