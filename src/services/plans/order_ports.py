"""Where orders for a week are kept, and what a model is asked about them."""

from typing import Protocol

from domain.conversation.order_turn import OrderSnapshot, OrderTurn
from domain.conversation.placed_order import PlacedOrder
from domain.identity import MessageSid, UserId
from domain.plans.advice import Advice, AdviceQuestion
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


class AdviceStore(Protocol):
    """Questions that orders raise, and what they were answered with; each is kept for days."""

    def keep_question(
        self, user_id: UserId, order_id: MessageSid, question: AdviceQuestion
    ) -> None:
        """Keep the question of an order, in place of an earlier one.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...

    def load_question(self, user_id: UserId, order_id: MessageSid) -> AdviceQuestion:
        """Return the question of an order, and nothing else of its user.

        Raises:
            PermanentError: There is none.
            RetryableError: The store is unavailable.
        """
        ...

    def keep_advice(self, user_id: UserId, order_id: MessageSid, advice: Advice) -> None:
        """Keep what a question was answered with; who loads the order finds it there.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...
