"""AuditStore on the Coach table: a marker and a count, in one transaction."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from botocore.exceptions import ClientError

from adapters.dynamodb import keys
from adapters.dynamodb.failures import cancellation_codes, translated
from domain.errors import RetryableError
from services.audit.ports import AuditedEvent

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEPT = timedelta(days=120)  # longer than the archive can be replayed
_SHARDS = 8  # one item takes about a thousand writes a second


@dataclass(frozen=True, slots=True)
class DynamoAuditStore:
    """Counts in DynamoDB, spread over a few items for each day and event."""

    client: "DynamoDBClient"
    table: str

    def count_once(self, event: AuditedEvent) -> bool:
        """See AuditStore.count_once."""
        shard = crc32(event.event_id.encode()) % _SHARDS
        day_starts = datetime.combine(event.occurred_on, datetime.min.time(), UTC)
        marker = keys.audited(event.occurred_on, f"EVENT#{event.event_id}") | {
            "expires_at": {"N": str(int((day_starts + _KEPT).timestamp()))}
        }
        try:
            with translated():
                self.client.transact_write_items(
                    TransactItems=[
                        {
                            "Put": {
                                "TableName": self.table,
                                "Item": marker,
                                "ConditionExpression": "attribute_not_exists(pk)",
                            }
                        },
                        {
                            "Update": {
                                "TableName": self.table,
                                "Key": keys.audited(
                                    event.occurred_on, f"COUNT#{event.name}#{shard}"
                                ),
                                "UpdateExpression": "ADD events :one",
                                "ExpressionAttributeValues": {":one": {"N": "1"}},
                            }
                        },
                    ]
                )
        except ClientError as error:
            if cancellation_codes(error)[:1] == ("ConditionalCheckFailed",):
                return False
            raise RetryableError("count not committed") from error
        return True
