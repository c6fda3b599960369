"""Where orders for a week are kept."""

from typing import Protocol

from domain.conversation.order_turn import OrderSnapshot, OrderTurn
from domain.conversation.placed_order import PlacedOrder
from domain.identity import MessageSid, UserId
from domain.plans.drafted import WeekDraft


class OrderStore(Protocol):
    """Orders for a week, their drafts, and what answering one changes."""

    def load(self, user_id: UserId, order_id: MessageSid) -> OrderSnapshot | None:
        """Return an order with everything of its user that working on it needs; None if unknown.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...

    def keep_draft(self, placed: PlacedOrder, user_id: UserId, draft: WeekDraft) -> None:
        """Keep what an order was drafted to, in place of an earlier draft.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...

    def commit(self, turn: OrderTurn) -> None:
        """Commit everything an answer changes, with its marker and its outbox, or nothing.

        Raises:
            AlreadyRecordedError: The order was answered before, or this was told before.
            RetryableError: The user wrote in between, or the store is unavailable.
        """
        ...
