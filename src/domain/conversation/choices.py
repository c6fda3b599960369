"""Which of the offered choices a message takes, and where a number takes none."""

from domain.conversation.onboarding import needs_onboarding
from domain.conversation.outcome import Situation
from domain.conversation.place_taken import place_taken
from domain.conversation.state import Question
from domain.conversation.wording import are_amounts
from domain.messaging.address import Channel


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


def _takes_number(situation: Situation) -> bool:
    pending = situation.conversation.open_question(situation.message.received_at)
    is_which = pending is not None and pending.question is Question.WHICH_INTENT
    is_sms = situation.message.user.channel is Channel.SMS
    return is_which or is_sms or needs_onboarding(situation)
