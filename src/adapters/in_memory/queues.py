"""Queues in lists."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.in_memory.refusals import Refusals
from domain.identity import MessageSid
from domain.messaging.inbound import InboundMessage
from domain.messaging.status import StatusReport

_DEDUPLICATION = timedelta(minutes=5)  # Source: SQS, FIFO deduplication interval


@dataclass(slots=True)
class InMemoryInboundQueue:
    """InboundQueue that forgets a message after five minutes, as SQS does."""

    refusals: Refusals = field(default_factory=Refusals)
    messages: list[InboundMessage] = field(default_factory=list)
    _taken_at: dict[MessageSid, datetime] = field(default_factory=dict)

    def put(self, message: InboundMessage) -> None:
        """See InboundQueue.put."""
        self.refusals.pass_or_raise("inbound queue")
        taken_at = self._taken_at.get(message.message_sid)
        if taken_at is not None and message.received_at - taken_at < _DEDUPLICATION:
            return
        self._taken_at[message.message_sid] = message.received_at
        self.messages.append(message)


@dataclass(slots=True)
class InMemoryStatusQueue:
    """StatusQueue."""

    refusals: Refusals = field(default_factory=Refusals)
    reports: list[StatusReport] = field(default_factory=list)

    def put(self, report: StatusReport) -> None:
        """See StatusQueue.put."""
        self.refusals.pass_or_raise("status queue")
        self.reports.append(report)


@dataclass(slots=True)
class InMemorySourceQueue:
    """The queue a function consumes: remembers what was postponed, for how long, and parked."""

    postpone_refusals: Refusals = field(default_factory=Refusals)
    park_refusals: Refusals = field(default_factory=Refusals)
    postponed: list[tuple[str, float]] = field(default_factory=list)
    parked: list[str] = field(default_factory=list)

    def postpone(self, receipt: str, seconds: float) -> None:
        """See SourceQueue.postpone."""
        self.postpone_refusals.pass_or_raise("source queue")
        self.postponed.append((receipt, seconds))

    def park(self, body: str, group: str, record_id: str) -> None:  # noqa: ARG002  # the port's
        """See SourceQueue.park."""
        self.park_refusals.pass_or_raise("parking queue")
        self.parked.append(body)
