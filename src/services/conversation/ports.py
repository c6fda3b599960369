"""What taking a turn needs from the outside world."""

from datetime import date
from typing import Protocol

from domain.conversation.turn import Outbox, Snapshot, Turn
from domain.identity import MessageSid, PhoneKey


class TurnStore(Protocol):
    """Everything of a user that a turn reads and changes."""

    def load(self, phone_key: PhoneKey, message_sid: MessageSid, around: date | None) -> Snapshot:
        """Return what is known of a user, and whether this message was answered already.

        Args:
            phone_key: Who wrote.
            message_sid: The message.
            around: The UTC date it came; the days from two before to one after are loaded,
                which holds today and yesterday in every time zone. None loads no days.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...

    def commit(self, turn: Turn) -> None:
        """Commit everything a turn changes, with its marker and its outbox, or nothing.

        Raises:
            AlreadyRecordedError: This message was committed before.
            RetryableError: Another turn came between, or the store is unavailable.
        """
        ...


class Relay(Protocol):
    """Passes on what a committed turn has to say; passing it on again is harmless."""

    def relay(self, outbox: Outbox) -> None:
        """Enqueue the replies and publish the events.

        Raises:
            RetryableError: The queue or the bus did not take it.
        """
        ...
