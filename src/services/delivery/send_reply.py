"""Use case: hand one committed reply to the provider, once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import RetryableError
from domain.identity import ReplyId, UserId
from domain.messaging.reply import Reply, ReplyState
from services.clock import Clock
from services.delivery.errors import RefusedReplyError, UncertainDeliveryError, UnknownReplyError
from services.delivery.ports import Lease, Messenger, ReplyStore, SentMessage

LEASE = timedelta(seconds=30)
"""How long a claim holds: longer than the function that makes it may run (20 s)."""
SETTLING = timedelta(seconds=120)
"""How long an uncertain reply waits for its callback or its place in the provider's list."""
LOOK_AGAIN_S = 15.0
"""Seconds between two looks at an uncertain reply."""
_CLOCK_SKEW = timedelta(seconds=5)
_OPTED_OUT_CODE = 21610  # Source: Twilio, attempt to send to unsubscribed recipient


@dataclass(frozen=True, slots=True)
class SendReply:
    """Command: this reply may leave. `attempt` names this try and fences its writes."""

    user_id: UserId
    reply_id: ReplyId
    attempt: str


@dataclass(frozen=True, slots=True)
class ReplySender:
    """Claim, send, settle. Whoever finds an unsettled claim first asks what became of it."""

    replies: ReplyStore
    messenger: Messenger
    clock: Clock

    def run(self, command: SendReply) -> ReplyState:
        """Send the reply unless it was sent, must not be, or may have been.

        Returns:
            The state the reply is left in.

        Raises:
            UnknownReplyError: There is no such reply.
            RetryableError: Not now; the error says when to look again.
        """
        found = self.replies.find(command.user_id, command.reply_id)
        if found is None:
            raise UnknownReplyError("no such reply")
        reply, has_opted_out = found
        now = self.clock.now()
        if reply.is_settled:
            return reply.state
        if reply.is_held(now):
            raise RetryableError("another sender holds the reply", LOOK_AGAIN_S)
        if reply.attempted_at is not None:
            return self._resolve(reply, command.attempt, now, reply.attempted_at)
        return self._first_attempt(reply, command.attempt, now, has_opted_out=has_opted_out)

    def _first_attempt(
        self, reply: Reply, owner: str, now: datetime, *, has_opted_out: bool
    ) -> ReplyState:
        if has_opted_out and not reply.may_follow_opt_out:
            return self._finish(reply, ReplyState.SUPPRESSED, None)
        if not reply.may_be_free_form(now):
            return self._finish(reply, ReplyState.PARKED, None)
        self.replies.claim(reply, owner, Lease(now, now + LEASE, attempted_at=now))
        return self._attempt(reply, owner)

    def _resolve(
        self, reply: Reply, owner: str, now: datetime, attempted_at: datetime
    ) -> ReplyState:
        """Find out whether the last attempt arrived before another one is made.

        The provider gives no idempotency key, so a resend is the last resort: first a callback
        (it would have settled the reply), then the provider's list, then time for both.
        """
        self.replies.claim(reply, owner, Lease(now, now + LEASE, attempted_at))
        try:
            arrived = self._match(reply, attempted_at - _CLOCK_SKEW)
        except RetryableError:
            self.replies.release(reply, owner, is_uncertain=True)
            raise
        if arrived is not None:
            self.replies.settle(reply, owner, arrived.sid)
            return ReplyState.ACCEPTED
        if now - attempted_at < SETTLING:
            self.replies.release(reply, owner, is_uncertain=True)
            raise UncertainDeliveryError("waiting for word of the last attempt", LOOK_AGAIN_S)
        self.replies.release(reply, owner, is_uncertain=False)
        raise RetryableError("the last attempt never arrived", retry_after_s=0)

    def _match(self, reply: Reply, since: datetime) -> SentMessage | None:
        """Return the provider's message that is this reply and belongs to no other."""
        taken = self.replies.list_sids(reply.user_id, since)
        sent = self.messenger.list_sent(reply.to, reply.sender, since)
        return next(
            (
                message
                for message in sent
                if message.sid not in taken and _same(message.body, reply.draft.text)
            ),
            None,
        )

    def _attempt(self, reply: Reply, owner: str) -> ReplyState:
        try:
            sid = self.messenger.send(reply)
        except RefusedReplyError as error:
            is_opted_out = error.code == _OPTED_OUT_CODE
            state = ReplyState.SUPPRESSED if is_opted_out else ReplyState.FAILED
            return self._finish(reply, state, error.code)
        except UncertainDeliveryError:
            self.replies.release(reply, owner, is_uncertain=True)
            raise
        except RetryableError:
            self.replies.release(reply, owner, is_uncertain=False)
            raise
        self.replies.settle(reply, owner, sid)
        return ReplyState.ACCEPTED

    def _finish(self, reply: Reply, state: ReplyState, code: int | None) -> ReplyState:
        self.replies.finish(reply, state, code)
        return state


def _same(said: str, meant: str) -> bool:
    return said.split() == meant.split()
