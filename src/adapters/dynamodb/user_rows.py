"""Profiles, conversations and memories as rows and back; absent fields take their defaults.

A conversation is only ever read whole: its version, which conditions touch, is an attribute, the
rest JSON text. So is a memory, which changes only together with the conversation.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from pydantic import TypeAdapter

from adapters.dynamodb.items import Item, from_item, to_item
from domain.conversation.state import Conversation, Edit, RememberedMeal, RememberedPortion
from domain.identity import MealId
from domain.memory.memory import Memory
from domain.profile.profile import Profile

_PROFILE = TypeAdapter(Profile)
_CONVERSATION = TypeAdapter(Conversation)
_MEMORY = TypeAdapter(Memory)
_TALK = "talk"
_TAUGHT = "taught"


def profile_row(profile: Profile) -> Item:
    """Return the row of a profile, without its key."""
    return to_item(_PROFILE.dump_python(profile, mode="json"))


def profile_from(item: Item) -> Profile:
    """Read a profile row."""
    row = from_item(item)
    return _PROFILE.validate_python({n: v for n, v in row.items() if n not in {"pk", "sk"}})


def conversation_row(conversation: Conversation) -> Item:
    """Return the row of a conversation, without its key."""
    talk = _CONVERSATION.dump_json(conversation, exclude_defaults=True).decode()
    return to_item({"version": conversation.version, _TALK: talk})


def conversation_from(item: Item) -> Conversation:
    """Read a conversation row, also one of before the talk was JSON text."""
    row = from_item(item)
    return _CONVERSATION.validate_json(row[_TALK]) if _TALK in row else _from_first_form(row)


def memory_row(memory: Memory) -> Item:
    """Return the row of a memory, without its key."""
    return to_item({_TAUGHT: _MEMORY.dump_json(memory, exclude_defaults=True).decode()})


def memory_from(item: Item) -> Memory:
    """Read a memory row."""
    return _MEMORY.validate_json(from_item(item)[_TAUGHT])


def _from_first_form(row: Mapping[str, Any]) -> Conversation:
    """Read a row that named recent meals without their foods: they can still be taken back."""
    recent = tuple(_named_meal(each) for each in row["recent"])
    edits = tuple(Edit(meal.meal_id, None) for meal in recent)
    return Conversation(row["version"], row["held_text"], recent=recent, edits=edits)


def _named_meal(row: Mapping[str, Any]) -> RememberedMeal:
    on = date.fromisoformat(row["day"])
    food = RememberedPortion(row["summary"], row["summary"], None, None, "")
    noon = datetime.combine(on, time(12), UTC)
    return RememberedMeal(MealId(row["meal_id"]), noon, on, "", (food,))
