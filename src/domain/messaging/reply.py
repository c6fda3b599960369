"""A reply on its way to a user, and what is known of its delivery."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.identity import ReplyId, UserId
from domain.messaging.address import Address, Channel
from domain.messaging.sms import segment_count


class ReplyState(StrEnum):
    """Where a reply stands.

    The first four are ours; the rest are the provider's, in the words of its status callbacks.
    """

    CREATED = "created"  # committed, nothing tried
    CLAIMED = "claimed"  # a sender holds the lease; whether the provider took it is not known yet
    PARKED = "parked"  # outside the 24-hour window; waits for a template
    SUPPRESSED = "suppressed"  # the user opted out
    ACCEPTED = "accepted"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    DELIVERED = "delivered"
    READ = "read"


_RANK = {
    ReplyState.CREATED: 0,
    ReplyState.CLAIMED: 1,
    ReplyState.PARKED: 2,
    ReplyState.SUPPRESSED: 2,
    ReplyState.ACCEPTED: 3,
    ReplyState.QUEUED: 4,
    ReplyState.SENDING: 5,
    ReplyState.SENT: 6,
    ReplyState.UNDELIVERED: 7,
    ReplyState.FAILED: 7,
    ReplyState.DELIVERED: 8,  # above failed: that it arrived is proof
    ReplyState.READ: 9,
}


def rank(state: ReplyState) -> int:
    """Return how far a state is: reports come out of order, and only a higher one counts."""
    return _RANK[state]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the coach wants to say: text in the channel's shape, and up to three quick replies.

    `spare` are the lines of the text that go first where a channel has no room for all.
    """

    text: str
    buttons: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A committed reply.

    `attempted_at` is when it was last handed to the provider, None before that; `lease_until`
    bounds the claim of the sender that did. `sid` is the provider's id once it is known.
    `may_follow_opt_out` marks what may be said to someone who opted out: the confirmation of it,
    and where help is.
    """

    user_id: UserId
    reply_id: ReplyId
    to: Address
    sender: Address
    draft: Draft
    created_at: datetime
    window_closes_at: datetime | None
    may_follow_opt_out: bool = False
    state: ReplyState = ReplyState.CREATED
    sid: str | None = None
    attempted_at: datetime | None = None
    lease_until: datetime | None = None

    @property
    def segments(self) -> int:
        """How many segments the reply takes as an SMS, each of them charged; 0 elsewhere."""
        return segment_count(self.draft.text) if self.to.channel is Channel.SMS else 0

    @property
    def is_settled(self) -> bool:
        """Whether nothing remains to be done: the provider has it, or it must not be sent."""
        return rank(self.state) > rank(ReplyState.CLAIMED)

    def is_held(self, now: datetime) -> bool:
        """Whether another sender may still be working on it."""
        return self.lease_until is not None and now < self.lease_until

    def may_be_free_form(self, now: datetime) -> bool:
        """Whether the channel still takes free text for this user."""
        return self.window_closes_at is None or now < self.window_closes_at
