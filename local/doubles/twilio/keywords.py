"""STOP, START and HELP as Twilio itself handles them before the product hears of it."""

from enum import StrEnum

_OPT_OUT = frozenset(
    {"STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"}
)
_OPT_IN = frozenset({"START", "YES", "UNSTOP"})
_HELP = frozenset({"HELP", "INFO"})


class Keyword(StrEnum):
    """What a whole message that is a keyword asks for; the values of `OptOutType`."""

    STOP = "STOP"
    START = "START"
    HELP = "HELP"


ANSWERS = {
    Keyword.STOP: (
        "You have successfully been unsubscribed. You will not receive any more messages from "
        "this number. Reply START to resubscribe."
    ),
    Keyword.START: (
        "You have successfully been re-subscribed to messages from this number. Reply HELP for "
        "help. Reply STOP to unsubscribe. Msg&Data Rates May Apply."
    ),
    Keyword.HELP: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
}


def read_keyword(body: str) -> Keyword | None:
    """Return the keyword a message consists of; more words around it make it none."""
    word = body.strip().upper()
    if word in _OPT_OUT:
        return Keyword.STOP
    if word in _OPT_IN:
        return Keyword.START
    return Keyword.HELP if word in _HELP else None
