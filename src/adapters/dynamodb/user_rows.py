"""Profiles and conversations as rows and back; absent fields take their defaults."""

from typing import Any

from pydantic import TypeAdapter

from adapters.dynamodb.items import Item, from_item, to_item
from domain.conversation.state import Conversation
from domain.profile.profile import Profile

_PROFILE = TypeAdapter(Profile)
_CONVERSATION = TypeAdapter(Conversation)


def profile_row(profile: Profile) -> Item:
    """Return the row of a profile, without its key."""
    return to_item(_PROFILE.dump_python(profile, mode="json"))


def profile_from(item: Item) -> Profile:
    """Read a profile row."""
    return _PROFILE.validate_python(_without_key(item))


def conversation_row(conversation: Conversation) -> Item:
    """Return the row of a conversation, without its key."""
    return to_item(_CONVERSATION.dump_python(conversation, mode="json"))


def conversation_from(item: Item) -> Conversation:
    """Read a conversation row."""
    return _CONVERSATION.validate_python(_without_key(item))


def _without_key(item: Item) -> dict[str, Any]:
    row = from_item(item)
    return {name: value for name, value in row.items() if name not in {"pk", "sk"}}
