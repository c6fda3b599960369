"""TurnStore in dicts."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from threading import Lock

from adapters.in_memory.reply_store import InMemoryReplyStore
from domain.conversation.state import Conversation
from domain.conversation.turn import Outbox, Snapshot, Turn
from domain.errors import AlreadyRecordedError, RetryableError
from domain.identity import MessageSid, PhoneKey, UserId
from domain.meals.diary import Day
from domain.profile.profile import Profile

_DAYS_AROUND = tuple(range(-8, 2))


@dataclass(slots=True)
class InMemoryTurnStore:
    """Users by phone key; the replies of a turn go to the reply store beside it."""

    replies: InMemoryReplyStore = field(default_factory=InMemoryReplyStore)
    _users: dict[PhoneKey, UserId] = field(default_factory=dict)
    _profiles: dict[UserId, Profile] = field(default_factory=dict)
    _conversations: dict[UserId, Conversation] = field(default_factory=dict)
    _days: dict[tuple[UserId, date], Day] = field(default_factory=dict)
    _recorded: dict[tuple[UserId, MessageSid], Outbox] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def load(self, phone_key: PhoneKey, message_sid: MessageSid, around: date | None) -> Snapshot:
        """See TurnStore.load."""
        with self._lock:
            user_id = self._users.get(phone_key)
            if user_id is None:
                return Snapshot()
            days = [around + timedelta(days=n) for n in _DAYS_AROUND] if around else []
            return Snapshot(
                profile=self._profiles.get(user_id),
                conversation=self._conversations.get(user_id),
                days={on: self._days[user_id, on] for on in days if (user_id, on) in self._days},
                recorded=self._recorded.get((user_id, message_sid)),
            )

    def commit(self, turn: Turn) -> None:
        """See TurnStore.commit."""
        with self._lock:
            self._check(turn)
            self._write(turn)

    def _check(self, turn: Turn) -> None:
        if (turn.user_id, turn.message.message_sid) in self._recorded:
            raise AlreadyRecordedError(turn.message.message_sid)
        is_known = turn.message.phone_key in self._users
        version = self._conversations.get(turn.user_id, Conversation()).version
        if version != turn.based_on or (turn.is_new_user and is_known):
            raise RetryableError("another turn came between", 1.0)
        if any(self.replies.find(reply.user_id, reply.reply_id) for reply in turn.replies):
            raise RetryableError("a reply of this id exists", 1.0)

    def _write(self, turn: Turn) -> None:
        user_id = turn.user_id
        self._recorded[user_id, turn.message.message_sid] = turn.outbox
        self._conversations[user_id] = turn.conversation
        if turn.is_new_user:
            self._users[turn.message.phone_key] = user_id
        if turn.profile is not None:
            self._keep_profile(turn.profile)
        for meal in turn.added:
            self._days[user_id, meal.day] = self._day(user_id, meal.day).with_meal(meal)
        for removed in turn.removed:
            day = self._day(user_id, removed.day)
            self._days[user_id, removed.day] = day.without_meal(removed.meal_id)
        for reply in turn.replies:
            self.replies.add(reply)

    def _keep_profile(self, profile: Profile) -> None:
        self._profiles[profile.user_id] = profile
        if profile.opted_out_at is None:
            self.replies.opted_out.discard(profile.user_id)
        else:
            self.replies.opted_out.add(profile.user_id)

    def _day(self, user_id: UserId, on: date) -> Day:
        return self._days.get((user_id, on), Day(on))
