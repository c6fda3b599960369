"""Counts of foods nobody knows: one row a person and food, so that nobody waits for another.

The rows lie in a few partitions of their own, apart from every user's. `expires_at`, in seconds, is
for the table's own clearing up, which may take days: what has expired is not counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.dynamodb import keys
from adapters.dynamodb.failures import translated
from adapters.dynamodb.items import Item
from domain.conversation.turn import Turn
from domain.meals.unknown_food import KEPT_FOR, LEAST_PEOPLE, UnknownFood, mark_of, summed

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def counts(turn: Turn) -> Iterator[dict[str, Any]]:
    """Yield the actions that count a turn's unknown foods: in its transaction, so once."""
    expires_at = int((turn.message.received_at + KEPT_FOR).timestamp())
    for words in turn.unknown_foods:
        yield {
            "Update": {
                "Key": keys.unknown_food(words, mark_of(words, turn.user_id)),
                "UpdateExpression": "SET expires_at = :expires ADD times :one",
                "ExpressionAttributeValues": {
                    ":expires": {"N": str(expires_at)},
                    ":one": {"N": "1"},
                },
            }
        }


@dataclass(frozen=True, slots=True)
class DynamoUnknownFoods:
    """Implements `UnknownFoods`."""

    client: "DynamoDBClient"
    table: str

    def list_unknown(self, now: datetime, least_people: int = LEAST_PEOPLE) -> list[UnknownFood]:
        """See UnknownFoods.list_unknown."""
        return summed((_count(item) for item in self._rows(now)), least_people)

    def _rows(self, now: datetime) -> Iterator[Item]:
        for partition in keys.unknown_partitions():
            pages = self.client.get_paginator("query").paginate(
                TableName=self.table,
                KeyConditionExpression="pk = :pk",
                FilterExpression="expires_at > :now",
                ExpressionAttributeValues={
                    ":pk": {"S": partition},
                    ":now": {"N": str(int(now.timestamp()))},
                },
            )
            with translated():
                for page in pages:
                    yield from page["Items"]


def _count(item: Item) -> tuple[str, int]:
    return keys.words_of(item["sk"]["S"]), int(item["times"]["N"])
