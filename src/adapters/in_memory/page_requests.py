"""PageRequests beside the users of a turn store."""

from dataclasses import dataclass

from adapters.in_memory.turn_store import InMemoryTurnStore
from domain.conversation.page_request import PageRequest
from domain.errors import PermanentError
from domain.identity import MessageSid, UserId


@dataclass(frozen=True, slots=True)
class InMemoryPageRequests:
    """Pages that the users of `turns` named."""

    turns: InMemoryTurnStore

    def load_request(self, user_id: UserId, message_sid: MessageSid) -> PageRequest:
        """See PageRequests.load_request."""
        with self.turns.lock:
            found = self.turns.pages.get((user_id, message_sid))
        if found is None:
            raise PermanentError("no page of this message")
        return found
