"""TurnStore in dicts."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock

from adapters.in_memory.reply_store import InMemoryReplyStore
from domain.conversation.outcome import DishRating
from domain.conversation.page_request import PageRequest
from domain.conversation.placed_order import PlacedOrder
from domain.conversation.state import Conversation
from domain.conversation.turn import Outbox, Snapshot, Turn
from domain.errors import AlreadyRecordedError, RetryableError
from domain.identity import MessageSid, PhoneKey, UserId
from domain.meals.diary import Day
from domain.meals.unknown_food import KEPT_FOR, mark_of
from domain.memory.memory import Memory
from domain.plans.calendar import iso_week, weeks_around
from domain.plans.week import KeptList, PlannedWeek
from domain.profile.profile import Profile

_DAYS_AROUND = tuple(range(-8, 2))


@dataclass(slots=True)
class InMemoryTurnStore:
    """Users by phone key; the replies of a turn go to the reply store beside it."""

    replies: InMemoryReplyStore = field(default_factory=InMemoryReplyStore)
    _users: dict[PhoneKey, UserId] = field(default_factory=dict)
    profiles: dict[UserId, Profile] = field(default_factory=dict)
    conversations: dict[UserId, Conversation] = field(default_factory=dict)
    _days: dict[tuple[UserId, date], Day] = field(default_factory=dict)
    weeks: dict[tuple[UserId, str], PlannedWeek] = field(default_factory=dict)
    lists: dict[tuple[UserId, str], KeptList] = field(default_factory=dict)
    memories: dict[UserId, Memory] = field(default_factory=dict)
    placed: dict[tuple[UserId, MessageSid], PlacedOrder] = field(default_factory=dict)
    pages: dict[tuple[UserId, MessageSid], PageRequest] = field(default_factory=dict)
    ratings: list[DishRating] = field(default_factory=list)
    unknown_foods: dict[tuple[str, str], tuple[int, datetime]] = field(default_factory=dict)
    _recorded: dict[tuple[UserId, MessageSid], Outbox] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def load(self, phone_key: PhoneKey, message_sid: MessageSid, around: date | None) -> Snapshot:
        """See TurnStore.load."""
        with self.lock:
            user_id = self._users.get(phone_key)
            if user_id is None:
                return Snapshot()
            days = [around + timedelta(days=n) for n in _DAYS_AROUND] if around else []
            return Snapshot(
                profile=self.profiles.get(user_id),
                conversation=self.conversations.get(user_id),
                days={on: self._days[user_id, on] for on in days if (user_id, on) in self._days},
                recorded=self._recorded.get((user_id, message_sid)),
                weeks=self._around(self.weeks, user_id, around),
                lists=self._around(self.lists, user_id, around),
                memory=self.memories.get(user_id, Memory()),
            )

    @staticmethod
    def _around[T](
        rows: dict[tuple[UserId, str], T], user_id: UserId, around: date | None
    ) -> tuple[T, ...]:
        weeks = weeks_around(around) if around else ()
        return tuple(rows[user_id, week] for week in weeks if (user_id, week) in rows)

    def commit(self, turn: Turn) -> None:
        """See TurnStore.commit."""
        with self.lock:
            self._check(turn)
            self._write(turn)

    def _check(self, turn: Turn) -> None:
        if (turn.user_id, turn.message.message_sid) in self._recorded:
            raise AlreadyRecordedError(turn.message.message_sid)
        is_known = turn.message.phone_key in self._users
        version = self.conversations.get(turn.user_id, Conversation()).version
        if version != turn.based_on or (turn.is_new_user and is_known):
            raise RetryableError("another turn came between", 1.0)
        if any(self.replies.find(reply.user_id, reply.reply_id) for reply in turn.replies):
            raise RetryableError("a reply of this id exists", 1.0)

    def _write(self, turn: Turn) -> None:
        user_id = turn.user_id
        self._recorded[user_id, turn.message.message_sid] = turn.outbox
        self.conversations[user_id] = turn.conversation
        if turn.is_new_user:
            self._users[turn.message.phone_key] = user_id
        if turn.profile is not None:
            self._keep_profile(turn.profile)
        if turn.memory is not None:
            self.memories[user_id] = turn.memory
        for meal in turn.added:
            self._days[user_id, meal.day] = self._day(user_id, meal.day).with_meal(meal)
        for removed in turn.removed:
            day = self._day(user_id, removed.day)
            self._days[user_id, removed.day] = day.without_meal(removed.meal_id)
        self.ratings += turn.ratings
        self._count_unknown(turn)
        if turn.order is not None:
            self.placed[user_id, turn.order.order.order_id] = turn.order
        self.keep_week(user_id, turn.week, turn.kept_list)
        if turn.page is not None:
            self.pages[user_id, turn.page.message_sid] = turn.page
        for reply in turn.replies:
            self.replies.add(reply)

    def _count_unknown(self, turn: Turn) -> None:
        for words in turn.unknown_foods:
            place = words, mark_of(words, turn.user_id)
            times, _ = self.unknown_foods.get(place, (0, turn.message.received_at))
            self.unknown_foods[place] = times + 1, turn.message.received_at + KEPT_FOR

    def keep_week(
        self, user_id: UserId, week: PlannedWeek | None, kept_list: KeptList | None
    ) -> None:
        """Keep a week and its list where they changed; who holds the lock calls it."""
        if week is not None:
            self.weeks[user_id, iso_week(week.starts_on)] = week
        if kept_list is not None:
            self.lists[user_id, iso_week(kept_list.starts_on)] = kept_list

    def _keep_profile(self, profile: Profile) -> None:
        self.profiles[profile.user_id] = profile
        if profile.opted_out_at is None:
            self.replies.opted_out.discard(profile.user_id)
        else:
            self.replies.opted_out.add(profile.user_id)

    def _day(self, user_id: UserId, on: date) -> Day:
        return self._days.get((user_id, on), Day(on))
