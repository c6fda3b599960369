"""Relay that remembers."""

from dataclasses import dataclass, field

from adapters.in_memory.refusals import Refusals
from domain.conversation.turn import Outbox


@dataclass(slots=True)
class RecordingRelay:
    """Remembers what was passed on, in order, repetitions included."""

    refusals: Refusals = field(default_factory=Refusals)
    relayed: list[Outbox] = field(default_factory=list)

    def relay(self, outbox: Outbox) -> None:
        """See Relay.relay."""
        self.refusals.pass_or_raise("relay")
        self.relayed.append(outbox)
