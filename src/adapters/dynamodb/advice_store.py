"""AdviceStore on the Coach table: a row for a question, a row for its answer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.dynamodb import keys
from adapters.dynamodb.failures import translated
from adapters.dynamodb.plan_rows import read_row, row_of
from domain.errors import PermanentError
from domain.identity import MessageSid, UserId
from domain.plans.advice import Advice, AdviceQuestion
from services.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEPT = timedelta(days=7)
"""How long both are kept. Source: own choice, past every retry of a state machine"""


@dataclass(frozen=True, slots=True)
class DynamoAdviceStore:
    """Questions and answers in DynamoDB, in the partition of who ordered."""

    client: "DynamoDBClient"
    table: str
    clock: Clock

    def keep_question(
        self, user_id: UserId, order_id: MessageSid, question: AdviceQuestion
    ) -> None:
        """See AdviceStore.keep_question."""
        self._put(keys.question(user_id, order_id), question)

    def load_question(self, user_id: UserId, order_id: MessageSid) -> AdviceQuestion:
        """See AdviceStore.load_question."""
        key = keys.question(user_id, order_id)
        with translated():
            found = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True)
        if "Item" not in found:
            raise PermanentError("no question of this order")
        return read_row(found["Item"], AdviceQuestion)

    def keep_advice(self, user_id: UserId, order_id: MessageSid, advice: Advice) -> None:
        """See AdviceStore.keep_advice."""
        self._put(keys.advice(user_id, order_id), advice)

    def _put(self, key: keys.Key, value: AdviceQuestion | Advice) -> None:
        row = row_of(value, self.clock.now() + _KEPT)
        with translated():
            self.client.put_item(TableName=self.table, Item=key | row)
