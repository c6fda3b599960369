"""Use case: answer one message, once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.conversation.coach import answer
from domain.conversation.outcome import Knowledge, Situation
from domain.conversation.state import Conversation
from domain.conversation.turn import Outbox, Snapshot, Turn, failed_turn, turn_of
from domain.errors import AlreadyRecordedError
from domain.identity import UserId, ulid
from domain.messaging.inbound import InboundMessage
from domain.profile.places import country_of
from domain.profile.profile import Profile
from services.conversation.ports import Relay, TurnStore

Deciding = Callable[[InboundMessage, Snapshot], Turn | Outbox]
"""Decides on a message: a turn to commit, or what leaves without one."""


@dataclass(frozen=True)
class TurnTaker:
    """Commit, relay: the caller acknowledges the message only when both are done."""

    knowledge: Knowledge
    turns: TurnStore
    relay: Relay

    def run(self, message: InboundMessage) -> Outbox:
        """Answer the message, or relay again what was already answered.

        Raises:
            RetryableError: The store, the queue or the bus is unavailable.
        """
        around = message.received_at.date()
        return _commit_and_relay(self.turns, self.relay, message, around, self._turn)

    def _turn(self, message: InboundMessage, snapshot: Snapshot) -> Turn | Outbox:
        profile, is_new = _profile_of(message, snapshot, self.knowledge)
        week, kept_list = snapshot.standing_week()
        situation = Situation(
            message=message,
            profile=profile,
            is_new=is_new,
            conversation=snapshot.conversation or Conversation(),
            days=snapshot.days or {},
            week=week,
            kept_list=kept_list,
            memory=snapshot.memory,
        )
        outcome = answer(situation, self.knowledge)
        if not outcome.is_recorded:
            return Outbox(profile.user_id, (), ())
        return turn_of(message, profile, outcome, is_new=is_new)


@dataclass(frozen=True)
class Apologiser:
    """Tell a user that a message could not be worked on; it then counts as answered.

    The user's days are not loaded: what cannot be read may be among them.
    """

    knowledge: Knowledge
    turns: TurnStore
    relay: Relay

    def run(self, message: InboundMessage) -> Outbox:
        """Apologise once, unless the message was answered after all.

        Raises:
            RetryableError: The store, the queue or the bus is unavailable.
        """
        return _commit_and_relay(self.turns, self.relay, message, None, self._turn)

    def _turn(self, message: InboundMessage, snapshot: Snapshot) -> Turn:
        profile, is_new = _profile_of(message, snapshot, self.knowledge)
        conversation = snapshot.conversation or Conversation()
        return failed_turn(
            message, profile, conversation, self.knowledge.speaking_to(profile).texts, is_new=is_new
        )


def _profile_of(
    message: InboundMessage, snapshot: Snapshot, knowledge: Knowledge
) -> tuple[Profile, bool]:
    """Return the user's profile, and whether they are new."""
    if snapshot.profile is not None:
        return snapshot.profile, False
    profile = Profile(
        user_id=UserId(ulid(message.received_at, f"user:{message.message_sid}")),
        phone_key=message.phone_key,
        zone=country_of(message.user.number, knowledge.countries).zone,
        created_at=message.received_at,
    )
    return profile, True


def _commit_and_relay(
    turns: TurnStore,
    relay: Relay,
    message: InboundMessage,
    around: date | None,
    decide: Deciding,
) -> Outbox:
    outbox = _commit_once(turns, message, around, decide)
    relay.relay(outbox)
    return outbox


def _commit_once(
    turns: TurnStore, message: InboundMessage, around: date | None, decide: Deciding
) -> Outbox:
    snapshot = turns.load(message.phone_key, message.message_sid, around)
    if snapshot.recorded is not None:
        return snapshot.recorded
    turn = decide(message, snapshot)
    if isinstance(turn, Outbox):
        return turn
    try:
        turns.commit(turn)
    except AlreadyRecordedError:  # a twin of this message was faster
        recorded = turns.load(message.phone_key, message.message_sid, None).recorded
        if recorded is None:
            raise
        return recorded
    return turn.outbox
