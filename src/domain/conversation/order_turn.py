"""Answering an order for a week: what it starts from, and everything it changes at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.conversation.placed_order import PlacedOrder
from domain.conversation.state import Conversation
from domain.conversation.turn import Outbox
from domain.events import Event, EventBody
from domain.identity import MessageSid, ReplyId, UserId, ulid
from domain.memory.memory import Memory
from domain.messaging.reply import Draft, Reply
from domain.plans.advice import Advice, advised_order
from domain.plans.drafted import WeekDraft
from domain.plans.week import KeptList, PlannedWeek
from domain.profile.profile import Profile


@dataclass(frozen=True, slots=True)
class OrderSnapshot:
    """What the store knows of an order.

    `week` and `kept_list` are those it would change; `memory` holds the user's own recipes;
    `advice` is what a model made of its words; `recorded` is the outbox of its answer if it was
    answered already.
    """

    placed: PlacedOrder
    profile: Profile
    conversation: Conversation
    week: PlannedWeek | None = None
    kept_list: KeptList | None = None
    draft: WeekDraft | None = None
    recorded: Outbox | None = None
    advice: Advice | None = None
    memory: Memory = Memory()  # noqa: RUF009 - frozen, shared by design

    def advised(self, filled: Mapping[str, Any]) -> "OrderSnapshot":
        """Return the same with its order narrowed by what a model made of its words."""
        order = advised_order(self.placed.order, self.profile, filled)
        return replace(self, placed=replace(self.placed, order=order))

    @property
    def order_id(self) -> MessageSid:
        """Return the order's name."""
        return self.placed.order.order_id

    @property
    def is_wanted(self) -> bool:
        """Whether its answer is still waited for: no newer order came, and nobody said STOP."""
        is_newest = self.conversation.planning.order_id == self.order_id
        return is_newest and self.profile.opted_out_at is None


@dataclass(frozen=True, slots=True)
class OrderTurn:
    """What one answer changes. `is_final` says that the order is answered with it.

    What is only told on the way, that it takes longer, changes nothing but that it was told.
    """

    user_id: UserId
    order_id: MessageSid
    conversation: Conversation
    based_on: int
    replies: tuple[Reply, ...]
    events: tuple[Event, ...] = ()
    week: PlannedWeek | None = None
    kept_list: KeptList | None = None
    is_final: bool = True

    @property
    def outbox(self) -> Outbox:
        """What must leave once it is committed."""
        return Outbox(self.user_id, tuple(reply.reply_id for reply in self.replies), self.events)


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """What an order is answered with: words, the conversation after them, the week that stands."""

    draft: Draft
    conversation: Conversation
    events: tuple[EventBody, ...] = ()
    week: PlannedWeek | None = None
    kept_list: KeptList | None = None


_REMEMBERED_REPLY = 400  # characters, as of every reply


def final_turn(snapshot: OrderSnapshot, answer: OrderAnswer) -> OrderTurn:
    """Return the turn that answers an order; every id in it follows from the order."""
    conversation = replace(
        answer.conversation,
        version=snapshot.conversation.version + 1,
        last_said=answer.draft.text[:_REMEMBERED_REPLY],
        offered=answer.draft.buttons,
    )
    return OrderTurn(
        user_id=snapshot.profile.user_id,
        order_id=snapshot.order_id,
        conversation=conversation,
        based_on=snapshot.conversation.version,
        replies=(reply_to(snapshot, answer.draft, "answer"),),
        events=_events(snapshot, answer.events),
        week=answer.week,
        kept_list=answer.kept_list,
    )


def progress_turn(snapshot: OrderSnapshot, draft: Draft) -> OrderTurn:
    """Return the turn that says a plan takes longer; the order stays open."""
    return OrderTurn(
        user_id=snapshot.profile.user_id,
        order_id=snapshot.order_id,
        conversation=snapshot.conversation,
        based_on=snapshot.conversation.version,
        replies=(reply_to(snapshot, draft, "progress"),),
        is_final=False,
    )


def reply_to(snapshot: OrderSnapshot, draft: Draft, kind: str) -> Reply:
    """Return a reply to who placed an order; there is one of each kind."""
    placed = snapshot.placed
    return Reply(
        user_id=snapshot.profile.user_id,
        reply_id=ReplyId(ulid(placed.placed_at, f"order:{snapshot.order_id}:{kind}")),
        to=placed.to,
        sender=placed.sender,
        draft=draft,
        created_at=placed.placed_at,
        window_closes_at=placed.window_closes_at,
    )


def _events(snapshot: OrderSnapshot, bodies: tuple[EventBody, ...]) -> tuple[Event, ...]:
    at = snapshot.placed.placed_at
    return tuple(
        Event(
            event_id=ulid(at, f"order:{snapshot.order_id}:event:{number}"),
            user_id=snapshot.profile.user_id,
            occurred_at=at,
            body=body,
        )
        for number, body in enumerate(bodies)
    )
