"""Where everything lies in the Coach table."""

from datetime import date
from typing import Any
from zlib import crc32

from domain.identity import MealId, MessageSid, PhoneKey, ReplyId, UserId

Key = dict[str, Any]

DAY_PREFIX = "DAY#"
REPLY_PREFIX = "OUT#"
HOLD_PREFIX = "HOLD#"
PLAN_PREFIX = "PLAN#"
LIST_PREFIX = "LIST#"
MEAL_ATTRIBUTE_PREFIX = "meal_"
_UNKNOWN_PARTITIONS = 16  # so that no partition takes the writes of all


def phone(phone_key: PhoneKey) -> Key:
    """Return where the user id of a phone number lies."""
    return _key(f"PHONE#{phone_key}", "USER")


def profile(user_id: UserId) -> Key:
    """Return where a profile lies."""
    return _user(user_id, "PROFILE")


def conversation(user_id: UserId) -> Key:
    """Return where a conversation lies."""
    return _user(user_id, "CONVERSATION")


def memory(user_id: UserId) -> Key:
    """Return where lies what a user taught."""
    return _user(user_id, "MEMORY")


def turn(user_id: UserId, message_sid: MessageSid) -> Key:
    """Return where the marker of a message lies."""
    return _user(user_id, f"TURN#{message_sid}")


def day(user_id: UserId, on: date) -> Key:
    """Return where a day lies: one attribute a meal, so that meals come and go one by one."""
    return _user(user_id, f"{DAY_PREFIX}{on.isoformat()}")


def meal(user_id: UserId, on: str, meal_id: MealId) -> Key:
    """Return where a meal lies."""
    return _user(user_id, f"MEAL#{on}#{meal_id}")


def weight(user_id: UserId, on: str, message_sid: MessageSid) -> Key:
    """Return where a weight lies."""
    return _user(user_id, f"LOG#{on}#WEIGHT#{message_sid}")


def rating(user_id: UserId, on: str, message_sid: MessageSid) -> Key:
    """Return where what somebody said of a dish lies."""
    return _user(user_id, f"LOG#{on}#RATING#{message_sid}")


def plan(user_id: UserId, week: str) -> Key:
    """Return where the week lies that begins in an ISO week."""
    return _user(user_id, f"{PLAN_PREFIX}{week}")


def shopping(user_id: UserId, week: str) -> Key:
    """Return where the shopping list of that week lies."""
    return _user(user_id, f"{LIST_PREFIX}{week}")


def order(user_id: UserId, order_id: MessageSid) -> Key:
    """Return where an order for a week lies: what was asked, where the answer goes, the answer."""
    return _user(user_id, f"ORDER#{order_id}")


def week_draft(user_id: UserId, order_id: MessageSid) -> Key:
    """Return where the draft of an order lies until it is answered."""
    return _user(user_id, f"DRAFT#{order_id}")


def question(user_id: UserId, order_id: MessageSid) -> Key:
    """Return where lies what an order asks of a model."""
    return _user(user_id, f"QUESTION#{order_id}")


def advice(user_id: UserId, order_id: MessageSid) -> Key:
    """Return where lies what a model made of an order's words."""
    return _user(user_id, f"ADVICE#{order_id}")


def page(user_id: UserId, message_sid: MessageSid) -> Key:
    """Return where lies which page a message named."""
    return _user(user_id, f"PAGE#{message_sid}")


def reply(user_id: UserId, reply_id: ReplyId) -> Key:
    """Return where a reply lies."""
    return _user(user_id, f"{REPLY_PREFIX}{reply_id}")


def usage(user_id: UserId, period: str) -> Key:
    """Return where lies what a user has committed in a period."""
    return _user(user_id, f"USAGE#{period}")


def hold(user_id: UserId, hold_id: str) -> Key:
    """Return where a reservation lies."""
    return _user(user_id, f"{HOLD_PREFIX}{hold_id}")


def cost(user_id: UserId, cost_id: str) -> Key:
    """Return where a cost lies."""
    return _user(user_id, f"COST#{cost_id}")


def partition(user_id: UserId) -> str:
    """Return the partition of a user."""
    return f"USER#{user_id}"


def unknown_food(words: str, mark: str) -> Key:
    """Return where one person's count of a food nobody knows lies."""
    return _key(_unknown_partition(crc32(words.encode()) % _UNKNOWN_PARTITIONS), f"{words}#{mark}")


def unknown_partitions() -> tuple[str, ...]:
    """Return the partitions of the foods nobody knows."""
    return tuple(map(_unknown_partition, range(_UNKNOWN_PARTITIONS)))


def words_of(sort: str) -> str:
    """Return the words of a count's sort key."""
    return sort.rpartition("#")[0]


def _unknown_partition(number: int) -> str:
    return f"UNKNOWN#{number:02}"


def audited(on: date, entry: str) -> Key:
    """Return where an entry of the audit lies."""
    return _key(f"AUDIT#{on.isoformat()}", entry)


def _user(user_id: UserId, sort: str) -> Key:
    return _key(partition(user_id), sort)


def _key(pk: str, sk: str) -> Key:
    return {"pk": {"S": pk}, "sk": {"S": sk}}
