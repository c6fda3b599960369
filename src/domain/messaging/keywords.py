"""The words carriers and WhatsApp reserve: opting out, in again, and asking for help."""

from enum import Enum

from domain.messaging.inbound import InboundMessage
from domain.messaging.text import words


class Keyword(Enum):
    """What a reserved word asks for."""

    STOP = "STOP"
    START = "START"


_STOP = frozenset(
    {"stop", "unsubscribe", "end", "quit", "stopall", "revoke", "optout", "cancel"}
)  # Source: Twilio, default opt-out keywords
_START = frozenset({"start", "unstop"})  # YES opts in at Twilio too, but here it is also an answer


def find_keyword(message: InboundMessage) -> Keyword | None:
    """Return the reserved word a message consists of, or None.

    Only the whole message counts: "stop reminders" is no opt-out.
    Twilio's own reading (`OptOutType`) wins where it is given.
    """
    if message.opt_out_type in Keyword:
        return Keyword(message.opt_out_type)
    return reserved_word(message.text)


def reserved_word(text: str) -> Keyword | None:
    """Return the reserved word a text consists of, or None."""
    said = words(text)
    if len(said) != 1:
        return None
    if said[0] in _STOP:
        return Keyword.STOP
    return Keyword.START if said[0] in _START else None
