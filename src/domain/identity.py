"""Identifiers, and how new ones are made from what they answer."""

import hashlib
import hmac
from datetime import datetime
from typing import NewType

UserId = NewType("UserId", str)
MessageSid = NewType("MessageSid", str)
ReplyId = NewType("ReplyId", str)
MealId = NewType("MealId", str)
PhoneKey = NewType("PhoneKey", str)

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ULID_LENGTH = 26


def ulid(instant: datetime, seed: str) -> str:
    """Return a ULID whose time is `instant` and whose random part is a hash of `seed`.

    The same message therefore always makes the same id, however often it is worked on, and ids
    sort by time.

    Shape:
        26 characters of Crockford's base 32: 48 bits of milliseconds, then 80 bits of SHA-256.

    Args:
        instant: An aware instant, since 1970.
        seed: What the id is for, such as "meal:" and the message's sid.

    Source:
        github.com/ulid/spec.
    """
    milliseconds = int(instant.timestamp() * 1000)
    digest = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:10])
    number = (milliseconds << 80) | digest
    return "".join(_CROCKFORD[(number >> (5 * place)) & 31] for place in range(_ULID_LENGTH))[::-1]


def phone_key(number: str, key: bytes) -> PhoneKey:
    """Return the keyed hash under which a phone number is known; without the key it says nothing.

    Args:
        number: E.164, with the plus sign.
        key: The secret of the deployment.
    """
    return PhoneKey(hmac.new(key, number.encode(), hashlib.sha256).hexdigest())
