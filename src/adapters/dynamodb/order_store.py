"""OrderStore on the Coach table: two batch reads of known keys, one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from adapters.dynamodb import keys
from adapters.dynamodb.failures import cancellation_codes, translated
from adapters.dynamodb.items import Item, from_item, to_attribute
from adapters.dynamodb.plan_rows import read_row, row_of, week_puts
from adapters.dynamodb.reading import read_rows_by_key
from adapters.dynamodb.turn_items import (
    Action,
    conversation_put,
    event_row,
    in_table,
    outbox_from,
    put,
    reply_put,
)
from adapters.dynamodb.user_rows import conversation_from, memory_from, profile_from
from domain.conversation.order_turn import OrderSnapshot, OrderTurn
from domain.conversation.placed_order import PlacedOrder
from domain.conversation.state import Conversation
from domain.conversation.turn import Outbox
from domain.errors import AlreadyRecordedError, RetryableError
from domain.identity import MessageSid, UserId
from domain.memory.memory import Memory
from domain.plans.advice import Advice
from domain.plans.calendar import iso_week
from domain.plans.drafted import WeekDraft
from domain.plans.week import KeptList, PlannedWeek

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


_DRAFT_KEPT = timedelta(days=7)
"""How long a draft nobody waits for any more is kept. Source: own choice, past every retry"""


@dataclass(frozen=True, slots=True)
class DynamoOrderStore:
    """Orders in DynamoDB. The answer of an order is kept in its own row, which is its marker."""

    client: "DynamoDBClient"
    table: str

    def load(self, user_id: UserId, order_id: MessageSid) -> OrderSnapshot | None:
        """See OrderStore.load."""
        first = [
            keys.order(user_id, order_id),
            keys.week_draft(user_id, order_id),
            keys.advice(user_id, order_id),
            keys.profile(user_id),
            keys.conversation(user_id),
            keys.memory(user_id),
        ]
        order, draft, advice, profile, conversation, memory = self._read(first)
        if order is None or profile is None:
            return None
        placed = read_row(order, PlacedOrder)
        begins = iso_week(placed.order.starts_on)
        week, kept = self._read([keys.plan(user_id, begins), keys.shopping(user_id, begins)])
        return OrderSnapshot(
            placed=placed,
            profile=profile_from(profile),
            conversation=Conversation()
            if conversation is None
            else conversation_from(conversation),
            week=None if week is None else read_row(week, PlannedWeek),
            kept_list=None if kept is None else read_row(kept, KeptList),
            draft=None if draft is None else read_row(draft, WeekDraft),
            recorded=_answer_in(user_id, order),
            advice=None if advice is None else read_row(advice, Advice),
            memory=Memory() if memory is None else memory_from(memory),
        )

    def _read(self, wanted: list[keys.Key]) -> list[Item | None]:
        rows = read_rows_by_key(self.client, self.table, wanted)
        return [rows.get((key["pk"]["S"], key["sk"]["S"])) for key in wanted]

    def keep_draft(self, placed: PlacedOrder, user_id: UserId, draft: WeekDraft) -> None:
        """See OrderStore.keep_draft."""
        key = keys.week_draft(user_id, placed.order.order_id)
        item = key | row_of(draft, placed.placed_at + _DRAFT_KEPT)
        with translated():
            self.client.put_item(TableName=self.table, Item=item)

    def commit(self, turn: OrderTurn) -> None:
        """See OrderStore.commit."""
        try:
            with translated():
                self.client.transact_write_items(TransactItems=in_table(self.table, _actions(turn)))
        except ClientError as error:
            marker, *others = cancellation_codes(error)
            if marker == "ConditionalCheckFailed":
                raise AlreadyRecordedError(turn.order_id) from error
            reasons = sorted({marker, *others} - {"None"})
            raise RetryableError(f"answer not committed: {', '.join(reasons)}", 1.0) from error


def _actions(turn: OrderTurn) -> Iterator[Action]:
    """Yield what a transaction does; the marker comes first, its condition tells a duplicate."""
    if not turn.is_final:
        yield from (reply_put(reply) for reply in turn.replies)
        return
    yield {"Update": _marker(turn)}
    yield conversation_put(turn.user_id, turn.conversation, turn.based_on)
    for key, row in week_puts(turn.user_id, turn.week, turn.kept_list):
        yield put(key, row)
    yield {"Delete": {"Key": keys.week_draft(turn.user_id, turn.order_id)}}
    yield from (reply_put(reply) for reply in turn.replies)


def _marker(turn: OrderTurn) -> dict[str, Any]:
    """Return the update that marks an order as answered, with what must leave."""
    return {
        "Key": keys.order(turn.user_id, turn.order_id),
        "UpdateExpression": "SET #replies = :replies, #events = :events",
        "ConditionExpression": "attribute_exists(pk) AND attribute_not_exists(#replies)",
        "ExpressionAttributeNames": {"#replies": "replies", "#events": "events"},
        "ExpressionAttributeValues": {
            ":replies": to_attribute([reply.reply_id for reply in turn.replies]),
            ":events": to_attribute([event_row(event) for event in turn.events]),
        },
    }


def _answer_in(user_id: UserId, order: Item) -> Outbox | None:
    return outbox_from(user_id, order) if "replies" in from_item(order) else None
