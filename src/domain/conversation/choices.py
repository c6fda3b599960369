"""Which of the offered choices a message takes: "2", "the second", "option b" does not."""

from domain.conversation.onboarding import needs_onboarding
from domain.conversation.outcome import Situation
from domain.conversation.state import Question
from domain.conversation.wording import are_amounts
from domain.messaging.address import Channel
from domain.messaging.text import simplify
from domain.pattern import Pattern

_PLACES = {
    "1": 1,
    "one": 1,
    "first": 1,
    "uno": 1,
    "una": 1,
    "primero": 1,
    "primera": 1,
    "2": 2,
    "two": 2,
    "second": 2,
    "dos": 2,
    "segundo": 2,
    "segunda": 2,
    "3": 3,
    "three": 3,
    "third": 3,
    "tres": 3,
    "tercero": 3,
    "tercera": 3,
}
_TAKEN = Pattern(
    r"(?:(?:the|number|no\.?|option|choice|el|la|lo|numero|opcion|#) ?)*"
    rf"(?P<place>{'|'.join(_PLACES)})(?: (?:one|option|please|por favor))?\W*"
)


def label_taken(situation: Situation, text: str) -> str:
    """Return the label of the choice that a number takes, empty if the message is no number.

    Numbers stand beside the choices on SMS; elsewhere only a question with choices takes one,
    because "2" after a meal may be an amount, as it is among choices that are amounts.
    """
    offered = situation.conversation.offered
    place = place_taken(text)
    if place is None or are_amounts(offered) or not _takes_number(situation):
        return ""
    return offered[place - 1] if place <= len(offered) else ""


def place_taken(text: str) -> int | None:
    """Return the place of the choice a text takes by its number, from 1; None if it takes none."""
    match = _TAKEN.fullmatch(simplify(text))
    return _PLACES[match["place"]] if match else None


def _takes_number(situation: Situation) -> bool:
    pending = situation.conversation.open_question(situation.message.received_at)
    is_which = pending is not None and pending.question is Question.WHICH_INTENT
    is_sms = situation.message.user.channel is Channel.SMS
    return is_which or is_sms or needs_onboarding(situation)
