"""What is sent without words: photos, voice notes, stickers, contacts, places, other files."""

from domain.conversation.onboarding import needs_onboarding
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.replies import say
from domain.messaging.inbound import Attachment
from domain.understanding.intents import Intent

_MAY_SHOW_FOOD = frozenset({Attachment.PHOTO, Attachment.VOICE})


def answer_attachment(
    attachment: Attachment, situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Say what the coach can do with what was sent, and that nothing of it was kept.

    While the first questions are open it is one line: the question follows.
    """
    intent = Intent.LOG_MEAL if attachment in _MAY_SHOW_FOOD else Intent.OUT_OF_SCOPE
    key = "attached_first" if needs_onboarding(situation) else f"attached_{attachment}"
    return say(intent, key, situation, knowledge)
