"""What taking in a webhook needs from the outside world."""

from collections.abc import Sequence
from typing import Protocol

from domain.messaging.inbound import InboundMessage
from domain.messaging.status import StatusReport


class SignatureCheck(Protocol):
    """Knows whether the provider signed a request."""

    def is_signed_form(
        self, url: str, parameters: Sequence[tuple[str, str]], signature: str
    ) -> bool:
        """Return whether the provider signed this URL with these form parameters.

        Raises:
            RetryableError: The signing secret cannot be read now.
        """
        ...

    def is_signed_body(self, url: str, body: str, signature: str) -> bool:
        """Return whether the provider signed this URL, and its `bodySHA256` is that of the body.

        Raises:
            RetryableError: The signing secret cannot be read now.
        """
        ...


class PhoneKeyring(Protocol):
    """Holds the secret under which phone numbers are hashed."""

    def key(self) -> bytes:
        """Return the secret.

        Raises:
            RetryableError: It cannot be read now.
        """
        ...


class InboundQueue(Protocol):
    """Takes messages in, in the order of each user."""

    def put(self, message: InboundMessage) -> None:
        """Enqueue a message; the same message within five minutes is enqueued once.

        Raises:
            RetryableError: The queue did not take it.
        """
        ...


class StatusQueue(Protocol):
    """Takes delivery reports in, in any order."""

    def put(self, report: StatusReport) -> None:
        """Enqueue a report.

        Raises:
            RetryableError: The queue did not take it.
        """
        ...
