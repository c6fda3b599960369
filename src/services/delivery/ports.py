"""What delivering replies needs from the outside world."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.identity import ReplyId, UserId
from domain.messaging.address import Address
from domain.messaging.reply import Reply, ReplyState
from domain.messaging.status import StatusReport


@dataclass(frozen=True, slots=True)
class Lease:
    """A claim's time: `until` bounds it, `attempted_at` is the attempt it is about."""

    taken_at: datetime
    until: datetime
    attempted_at: datetime


class ReplyStore(Protocol):
    """Replies and what is known of their delivery."""

    def find(self, user_id: UserId, reply_id: ReplyId) -> tuple[Reply, bool] | None:
        """Return a reply and whether its user has opted out; None if there is no such reply.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...

    def claim(self, reply: Reply, owner: str, lease: Lease) -> None:
        """Take the reply for one attempt, or one look at the last attempt, fenced by `owner`.

        Raises:
            RetryableError: Somebody else holds it, it changed, or the store is unavailable.
        """
        ...

    def settle(self, reply: Reply, owner: str, sid: str) -> None:
        """Record that the provider took the reply under this sid; what a callback told stays.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...

    def release(self, reply: Reply, owner: str, *, is_uncertain: bool) -> None:
        """Give the claim back; when certain that nothing was sent, forget the attempt.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...

    def finish(self, reply: Reply, state: ReplyState, error_code: int | None) -> None:
        """End a reply that will not be sent.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...

    def list_sids(self, user_id: UserId, since: datetime) -> frozenset[str]:
        """Return the provider's ids already tied to replies of this user made since then.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...

    def record(self, report: StatusReport) -> None:
        """Record a delivery report if it says more than what is known.

        Raises:
            UnknownReplyError: There is no such reply.
            RetryableError: The store is unavailable.
        """
        ...


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message the provider says it has; `created_at` is exact to a second."""

    sid: str
    body: str
    created_at: datetime


class Messenger(Protocol):
    """Hands replies to the provider."""

    def send(self, reply: Reply) -> str:
        """Send the reply and return the provider's sid.

        Raises:
            RefusedReplyError: The provider will never take it.
            RetryableError: It certainly did not take it, but may later.
            UncertainDeliveryError: It may or may not have taken it.
        """
        ...

    def list_sent(self, to: Address, sender: Address, since: datetime) -> tuple[SentMessage, ...]:
        """Return what was sent to an address since an instant, oldest first.

        Raises:
            RetryableError: The provider cannot be asked now.
        """
        ...
