"""What the Coach table of a running stack holds, read past the product's own code."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import boto3
from boto3.dynamodb.types import TypeDeserializer

from local.stack import LocalStack

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CoachTable:
    """The rows, as plain values."""

    client: "DynamoDBClient"
    name: str

    @classmethod
    def of(cls, stack: LocalStack) -> "CoachTable":
        """Return the table of a stack, whichever store it keeps it in."""
        client = boto3.client(
            "dynamodb",
            endpoint_url=stack.aws_endpoint_url,
            region_name="us-east-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",  # noqa: S106  # nobody checks it here
        )
        return cls(client, stack.blueprint.tables[0]["TableName"])

    def rows(self, partition: str, prefix: str = "") -> list[Row]:
        """Return the rows of a partition whose sort key starts so."""
        pages = self.client.get_paginator("query").paginate(
            TableName=self.name,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)" if prefix else "pk = :pk",
            ExpressionAttributeValues={":pk": {"S": partition}}
            | ({":sk": {"S": prefix}} if prefix else {}),
            ConsistentRead=True,
        )
        return [_plain(item) for page in pages for item in page["Items"]]

    def of_user(self, user_id: str, prefix: str = "") -> list[Row]:
        """Return a user's rows."""
        return self.rows(f"USER#{user_id}", prefix)

    def spoil_day(self, user_id: str, on: date) -> None:
        """Write into a day what no code can read, so that every turn of the user fails."""
        self.client.update_item(
            TableName=self.name,
            Key=_day(user_id, on),
            UpdateExpression="SET meal_SPOILT = :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )

    def mend_day(self, user_id: str, on: date) -> None:
        """Take that out again."""
        self.client.update_item(
            TableName=self.name, Key=_day(user_id, on), UpdateExpression="REMOVE meal_SPOILT"
        )

    def everything(self) -> list[Row]:
        """Return every row."""
        pages = self.client.get_paginator("scan").paginate(TableName=self.name)
        return [_plain(item) for page in pages for item in page["Items"]]


def _day(user_id: str, on: date) -> dict[str, Any]:
    return {"pk": {"S": f"USER#{user_id}"}, "sk": {"S": f"DAY#{on.isoformat()}"}}


def _plain(item: dict[str, Any]) -> Row:
    read = TypeDeserializer()
    return {name: read.deserialize(value) for name, value in item.items()}


def user_of(stack: LocalStack, message_sid: str) -> str:
    """Return the user whose message this was, from the bus."""
    for event in stack.events():
        if event["detail"].get("message_sid") == message_sid:
            return str(event["detail"]["user_id"])
    raise LookupError(f"no event of {message_sid}")
