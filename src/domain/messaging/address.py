"""Who can be written to: a phone number on a channel."""

from dataclasses import dataclass
from enum import StrEnum

from domain.pattern import Pattern

_E164 = Pattern(r"\+[1-9][0-9]{6,14}")
_WHATSAPP_PREFIX = "whatsapp:"


class Channel(StrEnum):
    """How a user reaches the coach."""

    WHATSAPP = "whatsapp"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Address:
    """A phone number (E.164) on a channel."""

    channel: Channel
    number: str

    def __str__(self) -> str:
        """Return the address as Twilio writes it."""
        prefix = _WHATSAPP_PREFIX if self.channel is Channel.WHATSAPP else ""
        return prefix + self.number


def find_address(text: str) -> Address | None:
    """Read an address as Twilio writes it, or None: short codes and other channels are none.

    Source:
        ITU-T E.164: a plus sign and at most 15 digits, the first of them not 0.
    """
    channel = Channel.WHATSAPP if text.startswith(_WHATSAPP_PREFIX) else Channel.SMS
    number = text.removeprefix(_WHATSAPP_PREFIX)
    return Address(channel, number) if _E164.fullmatch(number) else None
