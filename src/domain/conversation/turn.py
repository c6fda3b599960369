"""A turn: everything one message changes, committed in one piece."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.conversation.outcome import DishRating, Outcome, WeightEntry
from domain.conversation.page_request import PageRequest
from domain.conversation.placed_order import PlacedOrder
from domain.conversation.state import Conversation, MealPlace
from domain.conversation.wording import ReplyTexts, drafted, fitted
from domain.events import Event, EventBody, PlanOrdered, RecipePageNamed, TurnFailed, TurnTaken
from domain.identity import ReplyId, UserId, ulid
from domain.meals.diary import Day, Meal
from domain.memory.memory import Memory
from domain.messaging.inbound import InboundMessage
from domain.messaging.reply import Reply
from domain.profile.profile import Profile
from domain.understanding.intents import Intent

if TYPE_CHECKING:  # most turns have neither
    from domain.plans.week import KeptList, PlannedWeek


@dataclass(frozen=True, slots=True)
class Outbox:
    """What must leave after a turn was committed; leaving twice does no harm."""

    user_id: UserId
    replies: tuple[ReplyId, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the store knows when a message arrives.

    `profile` is None for a number that never wrote before; `recorded` is the outbox of this very
    message if its turn was committed already. `weeks` are those planned around now; `memory` is
    what the user taught.
    """

    profile: Profile | None = None
    conversation: Conversation | None = None
    days: Mapping[date, Day] | None = None
    recorded: Outbox | None = None
    weeks: "tuple[PlannedWeek, ...]" = ()
    lists: "tuple[KeptList, ...]" = ()
    memory: Memory = Memory()  # noqa: RUF009 - frozen, shared by design

    def standing_week(self) -> "tuple[PlannedWeek | None, KeptList | None]":
        """Return the week that begins last, and its shopping list."""
        week = max(self.weeks, key=lambda each: each.starts_on, default=None)
        mine = (each for each in self.lists if week and each.starts_on == week.starts_on)
        return week, next(mine, None)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message's changes. `profile` and `memory` are None where nothing of them changed.

    `based_on` is the version of the conversation the turn was decided on.
    """

    message: InboundMessage
    user_id: UserId
    intent: Intent
    is_new_user: bool
    profile: Profile | None
    conversation: Conversation
    based_on: int
    added: tuple[Meal, ...]
    removed: tuple[MealPlace, ...]
    replies: tuple[Reply, ...]
    events: tuple[Event, ...]
    weights: tuple[WeightEntry, ...] = ()
    ratings: tuple[DishRating, ...] = ()
    order: PlacedOrder | None = None
    week: "PlannedWeek | None" = None
    kept_list: "KeptList | None" = None
    unknown_foods: tuple[str, ...] = ()
    memory: Memory | None = None
    page: PageRequest | None = None

    @property
    def outbox(self) -> Outbox:
        """What must leave once the turn is committed."""
        return Outbox(self.user_id, tuple(reply.reply_id for reply in self.replies), self.events)


def turn_of(message: InboundMessage, before: Profile, outcome: Outcome, *, is_new: bool) -> Turn:
    """Return the turn an outcome makes; every id in it follows from the message."""
    replies = _replies(message, before.user_id, outcome)
    taken = TurnTaken(
        message.message_sid, outcome.intent, message.user.channel, replies=len(replies)
    )
    placed = _placed(message, outcome)
    ordered = () if placed is None else (PlanOrdered(placed.order.order_id),)
    page = PageRequest.of(message, outcome.page_url) if outcome.page_url else None
    named = () if page is None else (RecipePageNamed(page.message_sid),)
    return Turn(
        message=message,
        user_id=before.user_id,
        intent=outcome.intent,
        is_new_user=is_new,
        profile=outcome.profile if is_new or outcome.profile != before else None,
        conversation=outcome.conversation,
        based_on=outcome.conversation.version - 1,
        added=outcome.added,
        removed=outcome.removed,
        weights=outcome.weights,
        replies=replies,
        events=_events(message, before.user_id, (*outcome.events, *ordered, *named, taken)),
        ratings=outcome.ratings,
        order=placed,
        week=outcome.week,
        kept_list=outcome.kept_list,
        unknown_foods=outcome.unknown_foods,
        memory=outcome.memory,
        page=page,
    )


def failed_turn(
    message: InboundMessage,
    before: Profile,
    conversation: Conversation,
    texts: ReplyTexts,
    *,
    is_new: bool,
) -> Turn:
    """Return the turn that apologises for a message nobody could work on.

    Someone who opted out is left in peace.
    """
    local_time = message.received_at.astimezone(ZoneInfo(before.zone))
    said = texts.say("apology", time=f"{local_time:%H:%M}")
    draft = fitted(drafted([said]), message.user.channel, texts)
    outcome = Outcome(
        intent=Intent.OUT_OF_SCOPE,
        profile=before,
        conversation=replace(conversation, version=conversation.version + 1),
        draft=None if before.opted_out_at else draft,
        events=(TurnFailed(message.message_sid),),
    )
    return turn_of(message, before, outcome, is_new=is_new)


def _placed(message: InboundMessage, outcome: Outcome) -> PlacedOrder | None:
    if outcome.order is None:
        return None
    return PlacedOrder(
        order=outcome.order,
        to=message.user,
        sender=message.coach,
        placed_at=message.received_at,
        window_closes_at=message.window_closes_at,
    )


def _replies(message: InboundMessage, user_id: UserId, outcome: Outcome) -> tuple[Reply, ...]:
    if outcome.draft is None:
        return ()
    reply = Reply(
        user_id=user_id,
        reply_id=ReplyId(ulid(message.received_at, f"reply:{message.message_sid}")),
        to=message.user,
        sender=message.coach,
        draft=outcome.draft,
        created_at=message.received_at,
        window_closes_at=message.window_closes_at,
        may_follow_opt_out=outcome.may_follow_opt_out,
    )
    return (reply,)


def _events(
    message: InboundMessage, user_id: UserId, bodies: tuple[EventBody, ...]
) -> tuple[Event, ...]:
    return tuple(
        Event(
            event_id=ulid(message.received_at, f"event:{message.message_sid}:{number}"),
            user_id=user_id,
            occurred_at=message.received_at,
            body=body,
        )
        for number, body in enumerate(bodies)
    )
