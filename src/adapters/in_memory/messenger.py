"""Messenger that answers from a script and keeps what it took."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from adapters.in_memory.refusals import Refusals
from domain.errors import RetryableError
from domain.messaging.address import Address
from domain.messaging.reply import Reply
from services.clock import Clock
from services.delivery.errors import RefusedReplyError, UncertainDeliveryError
from services.delivery.ports import SentMessage


class Act(Enum):
    """What the provider does with one reply."""

    ACCEPT = "accept"
    ACCEPT_THEN_TIMEOUT = "accept, and the answer gets lost"
    LOSE = "the request gets lost, and nobody knows"
    FAIL = "not now, and certainly not taken"


@dataclass(frozen=True, slots=True)
class Refuse:
    """The provider will never take the reply."""

    code: int


@dataclass(slots=True)
class ScriptedMessenger:
    """Plays its script act by act, then accepts everything.

    `unlisted` is how many of the latest messages the list does not show yet.
    """

    clock: Clock
    script: deque[Act | Refuse] = field(default_factory=deque)
    list_refusals: Refusals = field(default_factory=Refusals)
    unlisted: int = 0
    taken: list[tuple[Reply, SentMessage]] = field(default_factory=list)

    def will(self, *acts: Act | Refuse) -> None:
        """Add acts to the script."""
        self.script.extend(acts)

    def send(self, reply: Reply) -> str:
        """See Messenger.send."""
        act = self.script.popleft() if self.script else Act.ACCEPT
        if isinstance(act, Refuse):
            raise RefusedReplyError(act.code)
        if act is Act.FAIL:
            raise RetryableError("provider is down")
        if act is Act.LOSE:
            raise UncertainDeliveryError("provider: no answer")
        message = self._take(reply)
        if act is Act.ACCEPT_THEN_TIMEOUT:
            raise UncertainDeliveryError("provider: no answer")
        return message.sid

    def list_sent(self, to: Address, sender: Address, since: datetime) -> tuple[SentMessage, ...]:
        """See Messenger.list_sent."""
        self.list_refusals.pass_or_raise("provider's list")
        return tuple(self._listed(to, sender, since.replace(microsecond=0)))

    def _listed(self, to: Address, sender: Address, since: datetime) -> Iterable[SentMessage]:
        shown = self.taken[: len(self.taken) - self.unlisted]
        return (
            message
            for reply, message in shown
            if (reply.to, reply.sender) == (to, sender) and message.created_at >= since
        )

    def _take(self, reply: Reply) -> SentMessage:
        sid = f"SM{len(self.taken) + 1:032x}"
        created_at = self.clock.now().replace(microsecond=0)
        message = SentMessage(sid, reply.draft.text, created_at)
        self.taken.append((reply, message))
        return message
