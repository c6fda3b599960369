"""What a message wants, as far as fixed phrases can tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.messaging.phrases import Phrase, spoken


class Intent(StrEnum):
    """Names are fixed: they are measured, logged and counted."""

    LOG_MEAL = "log_meal"
    UNDO = "undo"
    ASK_DAY = "ask_day"
    SET_PROFILE = "set_profile"
    HELP = "help"
    GREET = "greet"
    THANKS = "thanks"
    CONFIRM = "confirm"
    DECLINE = "decline"
    START = "start"
    STOP = "stop"
    RED_FLAG = "red_flag"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class IntentRule:
    """A phrase that tells an intent."""

    intent: Intent
    phrase: Phrase


def find_intent(text: str, rules: Sequence[IntentRule]) -> Intent | None:
    """Return the intent of the first rule, in the table's order, that fits; or None."""
    said = spoken(text)
    return next((rule.intent for rule in rules if rule.phrase.is_in(said)), None)
