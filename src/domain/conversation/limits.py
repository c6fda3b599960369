"""How much one user may write, and what is remembered of the turns."""

from dataclasses import replace
from datetime import timedelta

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import REMEMBERED_TURNS, Conversation, PastTurn
from domain.conversation.talk.replies import say
from domain.understanding.intents import Intent

MOST_TURNS_AN_HOUR = 100  # Source: own choice, far more than anyone who eats
_HOUR = timedelta(hours=1)
_REMEMBERED_REPLY = 400  # characters of the last reply that an answer may refer to
_LIMITED = Intent.OUT_OF_SCOPE


def is_flooding(situation: Situation) -> bool:
    """Whether the user wrote more within the hour than anyone who eats."""
    return _turns_in_hour(situation) >= MOST_TURNS_AN_HOUR


def limited(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say once, kindly, that it is too much; then be silent until the hour is over.

    What is met with silence leaves no trace: a flood of a million messages costs one row. Should
    such a message come a second time, the second is as silent as the first.
    """
    if situation.conversation.is_limited:
        return Outcome(_LIMITED, situation.profile, situation.conversation, is_recorded=False)
    outcome = say(_LIMITED, "limited", situation, knowledge)
    return replace(outcome, conversation=replace(outcome.conversation, is_limited=True))


def with_turn(outcome: Outcome, situation: Situation) -> Conversation:
    """Return the conversation after a turn: ten turns as they were, the older ones as a count."""
    at, intent = situation.message.received_at, outcome.intent
    conversation = _remembering_reply(outcome)
    turns = (*conversation.turns, PastTurn(at, intent.value))
    forgotten = max(len(turns) - REMEMBERED_TURNS, 0)
    starts_hour = _is_new_hour(situation)
    return replace(
        conversation,
        version=situation.conversation.version + 1,
        turns=turns[forgotten:],
        earlier_turns=conversation.earlier_turns + forgotten,
        hour_started_at=at if starts_hour else conversation.hour_started_at,
        turns_in_hour=1 if starts_hour else conversation.turns_in_hour + 1,
        is_limited=conversation.is_limited and not starts_hour,
    )


def _remembering_reply(outcome: Outcome) -> Conversation:
    draft = outcome.draft
    if draft is None:
        return outcome.conversation
    said = draft.text[:_REMEMBERED_REPLY]
    return replace(outcome.conversation, last_said=said, offered=draft.buttons)


def _turns_in_hour(situation: Situation) -> int:
    return 0 if _is_new_hour(situation) else situation.conversation.turns_in_hour


def _is_new_hour(situation: Situation) -> bool:
    started_at = situation.conversation.hour_started_at
    return started_at is None or situation.message.received_at - started_at >= _HOUR
