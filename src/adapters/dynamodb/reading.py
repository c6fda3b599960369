"""Reading rows by their keys, strongly consistent."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from adapters.dynamodb import keys
from adapters.dynamodb.failures import translated
from adapters.dynamodb.items import Item
from domain.errors import RetryableError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_READ_AGAIN = 3

Rows = Mapping[tuple[str, str], Item]


def read_rows_by_key(client: "DynamoDBClient", table: str, wanted: list[keys.Key]) -> Rows:
    """Return the rows there are, by partition and sort key; asks again for what was left.

    Raises:
        RetryableError: The store is unavailable, or leaves rows unprocessed again and again.
    """
    rows: dict[tuple[str, str], Item] = {}
    for _ in range(_READ_AGAIN):
        with translated():
            answer = client.batch_get_item(
                RequestItems={table: {"Keys": wanted, "ConsistentRead": True}}
            )
        found = answer["Responses"].get(table, [])
        rows |= {(item["pk"]["S"], item["sk"]["S"]): item for item in found}
        left = answer.get("UnprocessedKeys", {}).get(table)
        if not left:
            return rows
        wanted = list(left["Keys"])
    raise RetryableError("store: rows left unprocessed")
