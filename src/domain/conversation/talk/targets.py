"""The user's daily target: said when it is personal, asked for when it could be."""

from dataclasses import replace

from domain.conversation.outcome import Situation
from domain.conversation.state import QUESTION_STANDS, Conversation, Pending, Question
from domain.conversation.wording import ReplyTexts
from domain.profile.energy_needs import has_studied_age
from domain.profile.goal import Goal
from domain.profile.targets import Caution

BODY_QUESTIONS = {
    "mass_kg": Question.BODY_MASS,
    "height_cm": Question.BODY_HEIGHT,
    "age_years": Question.BODY_AGE,
    "sex": Question.BODY_SEX,
}
"""What a personal target needs, in the order it is asked."""


_MAY_GIVE_WAY = frozenset({Question.WHICH_FOOD, Question.WHICH_INTENT, Question.OPEN_PART})
"""Questions about one message: who talks of something else has left them behind."""


def next_question(situation: Situation, texts: ReplyTexts) -> tuple[str, Conversation | None]:
    """Return the next question a personal target needs, one at a time and never twice.

    None is asked while another one is open, nor of someone whose target would not gain from it.
    """
    conversation = situation.conversation
    if is_busy(situation) or not _gains_from_body(situation):
        return "", None
    for fact, question in BODY_QUESTIONS.items():
        if getattr(situation.body, fact) is None:
            if question in conversation.asked:
                return "", None  # left open before: without it the others gain nothing
            return texts.say(f"ask_{question}"), asking(question, situation)
    return "", None


def is_busy(situation: Situation) -> bool:
    """Whether a question waits that another one may not push aside."""
    pending = situation.conversation.open_question(situation.message.received_at)
    return pending is not None and pending.question not in _MAY_GIVE_WAY


def asking(question: Question, situation: Situation, *choices: str) -> Conversation:
    """Return the conversation with a question open, which counts as asked."""
    conversation = situation.conversation
    asked = dict.fromkeys((*conversation.asked, question.value))
    expires_at = situation.message.received_at + QUESTION_STANDS
    return replace(conversation, asked=tuple(asked), pending=Pending(question, expires_at, choices))


def target_lines(situation: Situation, texts: ReplyTexts) -> list[str]:
    """Return the user's daily target once it is personal, and why it is no lower.

    Who tells of an eating disorder hears no number.
    """
    targets = situation.targets
    reason = texts.by_key.get(f"target_why_{targets.reason}", "")
    if Caution.EATING_DISORDER in situation.profile.cautions or not targets.is_personal:
        return [reason] if situation.profile.goal is Goal.LOSE_WEIGHT and reason else []
    energy = texts.aim(targets.energy_kcal)
    protein = texts.say("target_protein", protein=targets.protein_g) if targets.protein_g else ""
    return [texts.say("target", energy=energy, protein=protein), *([reason] if reason else [])]


def _gains_from_body(situation: Situation) -> bool:
    """Whether a personal target may come of it: not of an age the equation does not know."""
    if Caution.EATING_DISORDER in situation.profile.cautions:
        return False
    return situation.body.age_years is None or has_studied_age(situation.body)
