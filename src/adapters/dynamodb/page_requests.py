"""PageRequests on the Coach table: a row a page, written with the turn that named it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.dynamodb import keys
from adapters.dynamodb.failures import translated
from adapters.dynamodb.plan_rows import read_row
from domain.conversation.page_request import PageRequest
from domain.errors import PermanentError
from domain.identity import MessageSid, UserId

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class DynamoPageRequests:
    """Pages in DynamoDB, in the partition of who named them."""

    client: "DynamoDBClient"
    table: str

    def load_request(self, user_id: UserId, message_sid: MessageSid) -> PageRequest:
        """See PageRequests.load_request."""
        key = keys.page(user_id, message_sid)
        with translated():
            found = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True)
        if "Item" not in found:
            raise PermanentError("no page of this message")
        return read_row(found["Item"], PageRequest)
