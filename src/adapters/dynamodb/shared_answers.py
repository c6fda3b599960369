"""SharedAnswers on the Cache table: one row an answer, a lease, or a tag.

Times are compared in microseconds; `expires_at`, in seconds, is only for the table's own clearing
up, which may take days.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from adapters.dynamodb.failures import translated
from adapters.dynamodb.items import Item, from_item, to_item
from domain.errors import RetryableError
from services.adviser.ports import KeptAnswer, Seen

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_TAG_LIFE = timedelta(days=60)
"""Longer than any answer lives: after it there is nothing left to be invalid."""

_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class DynamoSharedAnswers:
    """Answers and leases in DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def look(self, key: str, tags: tuple[str, ...], now: datetime) -> Seen:
        """See SharedAnswers.look."""
        rows = self._rows([_answer(key), _flight(key), *map(_tag, tags)])
        answer, flight = rows.get(_answer(key)), rows.get(_flight(key))
        invalid = [rows[_tag(tag)]["invalid_until"] for tag in tags if _tag(tag) in rows]
        is_in_flight = flight is not None and flight["until"] > _micros(now)
        if answer is None or answer["until"] <= _micros(now):
            return Seen(None, is_in_flight)
        if any(answer["stored"] <= until for until in invalid):
            return Seen(None, is_in_flight)
        return Seen(KeptAnswer(json.loads(answer["content"]), _at(answer["stored"])), is_in_flight)

    def _rows(self, names: list[str]) -> Mapping[str, Mapping[str, Any]]:
        """Read rows by their names, as they are now; those that are not there are left out."""
        keys = [{"pk": {"S": name}} for name in names]
        with translated():
            read = self.client.batch_get_item(
                RequestItems={self.table: {"Keys": keys, "ConsistentRead": True}}
            )
        if read.get("UnprocessedKeys"):
            raise RetryableError("store: keys left unread")
        rows = map(from_item, read["Responses"].get(self.table, ()))
        return {row["pk"]: row for row in rows}

    def keep(
        self, key: str, answer: KeptAnswer, tags: tuple[str, ...], expires_at: datetime
    ) -> None:
        """See SharedAnswers.keep; the tags are looked up when it is read."""
        row = {
            "content": json.dumps(answer.content, ensure_ascii=False),
            "stored": _micros(answer.stored_at),
            "tags": tags,
        }
        with translated():
            self.client.put_item(TableName=self.table, Item=_row(_answer(key), row, expires_at))

    def claim(self, key: str, owner: str, now: datetime, lease: timedelta) -> bool:
        """See SharedAnswers.claim."""
        row = _row(_flight(key), {"lease_owner": owner}, now + lease)
        try:
            with translated():
                self.client.put_item(
                    TableName=self.table,
                    Item=row,
                    ConditionExpression="attribute_not_exists(pk) OR #until <= :now",
                    ExpressionAttributeNames={"#until": "until"},
                    ExpressionAttributeValues=to_item({":now": _micros(now)}),
                )
        except ClientError:
            return False
        return True

    def release(self, key: str, owner: str) -> None:
        """See SharedAnswers.release."""
        try:
            with translated():
                self.client.delete_item(
                    TableName=self.table,
                    Key={"pk": {"S": _flight(key)}},
                    ConditionExpression="lease_owner = :owner",
                    ExpressionAttributeValues=to_item({":owner": owner}),
                )
        except ClientError:
            return  # it ran out, and another may have it

    def invalidate(self, tag: str, now: datetime) -> None:
        """See SharedAnswers.invalidate."""
        row = _row(_tag(tag), {"invalid_until": _micros(now)}, now + _TAG_LIFE)
        with translated():
            self.client.put_item(TableName=self.table, Item=row)


def _answer(key: str) -> str:
    return f"ANSWER#{key}"


def _flight(key: str) -> str:
    return f"FLIGHT#{key}"


def _tag(tag: str) -> str:
    return f"TAG#{tag}"


def _row(name: str, values: Mapping[str, Any], until: datetime) -> Item:
    lives = {"pk": name, "until": _micros(until), "expires_at": int(until.timestamp()) + 1}
    return to_item({**values, **lives})


def _micros(instant: datetime) -> int:
    return (instant - _EPOCH) // _MICROSECOND


def _at(micros: int) -> datetime:
    return _EPOCH + micros * _MICROSECOND


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
