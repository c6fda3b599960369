"""OrderStore in dicts, beside the users of a turn store."""

from dataclasses import dataclass, field

from adapters.in_memory.advice_store import InMemoryAdviceStore
from adapters.in_memory.turn_store import InMemoryTurnStore
from domain.conversation.order_turn import OrderSnapshot, OrderTurn
from domain.conversation.placed_order import PlacedOrder
from domain.conversation.turn import Outbox
from domain.errors import AlreadyRecordedError, RetryableError
from domain.identity import MessageSid, UserId
from domain.memory.memory import Memory
from domain.plans.calendar import iso_week
from domain.plans.drafted import WeekDraft


@dataclass(slots=True)
class InMemoryOrderStore:
    """Orders, drafts and answers of the users of `turns`."""

    turns: InMemoryTurnStore
    advice: InMemoryAdviceStore = field(default_factory=InMemoryAdviceStore)
    _drafts: dict[tuple[UserId, MessageSid], WeekDraft] = field(default_factory=dict)
    _answers: dict[tuple[UserId, MessageSid], Outbox] = field(default_factory=dict)

    def load(self, user_id: UserId, order_id: MessageSid) -> OrderSnapshot | None:
        """See OrderStore.load."""
        with self.turns.lock:
            placed = self.turns.placed.get((user_id, order_id))
            if placed is None:
                return None
            week = iso_week(placed.order.starts_on)
            return OrderSnapshot(
                placed=placed,
                profile=self.turns.profiles[user_id],
                conversation=self.turns.conversations[user_id],
                week=self.turns.weeks.get((user_id, week)),
                kept_list=self.turns.lists.get((user_id, week)),
                draft=self._drafts.get((user_id, order_id)),
                recorded=self._answers.get((user_id, order_id)),
                advice=self.advice.answers.get((user_id, order_id)),
                memory=self.turns.memories.get(user_id, Memory()),
            )

    def keep_draft(self, placed: PlacedOrder, user_id: UserId, draft: WeekDraft) -> None:
        """See OrderStore.keep_draft."""
        with self.turns.lock:
            self._drafts[user_id, placed.order.order_id] = draft

    def commit(self, turn: OrderTurn) -> None:
        """See OrderStore.commit."""
        with self.turns.lock:
            self._check(turn)
            if turn.is_final:
                self._answers[turn.user_id, turn.order_id] = turn.outbox
                self.turns.conversations[turn.user_id] = turn.conversation
                self.turns.keep_week(turn.user_id, turn.week, turn.kept_list)
                self._drafts.pop((turn.user_id, turn.order_id), None)
            for reply in turn.replies:
                self.turns.replies.add(reply)

    def _check(self, turn: OrderTurn) -> None:
        is_answered = (turn.user_id, turn.order_id) in self._answers
        is_said = any(self.turns.replies.find(r.user_id, r.reply_id) for r in turn.replies)
        if is_answered or is_said:
            raise AlreadyRecordedError(turn.order_id)
        if turn.is_final and self.turns.conversations[turn.user_id].version != turn.based_on:
            raise RetryableError("the user wrote in between", 1.0)
