"""TurnStore on the Coach table: one batch read, one transaction."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from adapters.dynamodb import keys
from adapters.dynamodb.failures import cancellation_codes, translated
from adapters.dynamodb.plan_rows import read_row
from adapters.dynamodb.reading import Rows, read_rows_by_key
from adapters.dynamodb.turn_items import day_from, outbox_from, transaction
from adapters.dynamodb.user_rows import conversation_from, memory_from, profile_from
from domain.conversation.turn import Snapshot, Turn
from domain.errors import AlreadyRecordedError, RetryableError
from domain.identity import MessageSid, PhoneKey, UserId
from domain.memory.memory import Memory
from domain.plans.calendar import weeks_around

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from domain.plans.week import KeptList, PlannedWeek

_DAYS_AROUND = tuple(range(-8, 2))  # a week and yesterday, in every time zone
_REMEMBERED_USERS = 10_000


@dataclass
class DynamoTurnStore:
    """Users in DynamoDB.

    Which user a phone number belongs to is remembered between turns, so that one batch read
    serves; the number's row is in that batch and proves the memory right, or it is read again.
    """

    client: "DynamoDBClient"
    table: str
    _users: OrderedDict[PhoneKey, UserId] = field(default_factory=OrderedDict)

    def load(self, phone_key: PhoneKey, message_sid: MessageSid, around: date | None) -> Snapshot:
        """See TurnStore.load."""
        remembered = self._users.get(phone_key)
        wanted = [keys.phone(phone_key)]
        if remembered is not None:
            wanted += _keys_of(remembered, message_sid, around)
        rows = self._read(wanted)
        user_id = _user_in(rows, phone_key)
        if user_id is None:
            return Snapshot()
        if user_id != remembered:
            self._remember(phone_key, user_id)
            rows = self._read(_keys_of(user_id, message_sid, around))
        return _snapshot(rows, user_id, message_sid)

    def commit(self, turn: Turn) -> None:
        """See TurnStore.commit."""
        actions = transaction(self.table, turn)
        try:
            with translated():
                self.client.transact_write_items(TransactItems=actions)
        except ClientError as error:
            marker, *others = cancellation_codes(error)
            if marker == "ConditionalCheckFailed":
                raise AlreadyRecordedError(turn.message.message_sid) from error
            reasons = sorted({marker, *others} - {"None"})
            raise RetryableError(f"turn not committed: {', '.join(reasons)}", 1.0) from error

    def _read(self, wanted: list[keys.Key]) -> Rows:
        return read_rows_by_key(self.client, self.table, wanted)

    def _remember(self, phone_key: PhoneKey, user_id: UserId) -> None:
        self._users[phone_key] = user_id
        self._users.move_to_end(phone_key)
        if len(self._users) > _REMEMBERED_USERS:
            self._users.popitem(last=False)


def _keys_of(user_id: UserId, message_sid: MessageSid, around: date | None) -> list[keys.Key]:
    days = [around + timedelta(days=n) for n in _DAYS_AROUND] if around else []
    weeks = weeks_around(around) if around else ()
    return [
        keys.profile(user_id),
        keys.conversation(user_id),
        keys.memory(user_id),
        keys.turn(user_id, message_sid),
        *(keys.day(user_id, on) for on in days),
        *(key(user_id, week) for week in weeks for key in (keys.plan, keys.shopping)),
    ]


def _user_in(rows: Rows, phone_key: PhoneKey) -> UserId | None:
    row = rows.get(_place(keys.phone(phone_key)))
    return None if row is None else UserId(row["user_id"]["S"])


def _snapshot(rows: Rows, user_id: UserId, message_sid: MessageSid) -> Snapshot:
    profile = rows.get(_place(keys.profile(user_id)))
    conversation = rows.get(_place(keys.conversation(user_id)))
    memory = rows.get(_place(keys.memory(user_id)))
    marker = rows.get(_place(keys.turn(user_id, message_sid)))
    days = [day_from(row) for (_, sk), row in rows.items() if sk.startswith(keys.DAY_PREFIX)]
    return Snapshot(
        profile=None if profile is None else profile_from(profile),
        conversation=None if conversation is None else conversation_from(conversation),
        days={day.on: day for day in days},
        recorded=None if marker is None else outbox_from(user_id, marker),
        weeks=_weeks(rows),
        lists=_lists(rows),
        memory=Memory() if memory is None else memory_from(memory),
    )


def _weeks(rows: Rows) -> "tuple[PlannedWeek, ...]":
    if not _has(keys.PLAN_PREFIX, rows):
        return ()
    from domain.plans.week import PlannedWeek  # noqa: PLC0415 (of those who have one alone)

    return tuple(_under(keys.PLAN_PREFIX, rows, PlannedWeek))


def _lists(rows: Rows) -> "tuple[KeptList, ...]":
    if not _has(keys.LIST_PREFIX, rows):
        return ()
    from domain.plans.week import KeptList  # noqa: PLC0415 (of those who have one alone)

    return tuple(_under(keys.LIST_PREFIX, rows, KeptList))


def _has(prefix: str, rows: Rows) -> bool:
    return any(sk.startswith(prefix) for _, sk in rows)


def _under[T](prefix: str, rows: Rows, kind: type[T]) -> Iterator[T]:
    return (read_row(row, kind) for (_, sk), row in rows.items() if sk.startswith(prefix))


def _place(key: keys.Key) -> tuple[str, str]:
    return key["pk"]["S"], key["sk"]["S"]
