"""What can go wrong between a committed reply and a phone."""

from domain.errors import PermanentError, RetryableError


class RefusedReplyError(PermanentError):
    """The provider will never take this reply; `code` is its own."""

    def __init__(self, code: int) -> None:
        """Keep the provider's code."""
        super().__init__(f"provider code {code}")
        self.code = code


class UncertainDeliveryError(RetryableError):
    """The answer got lost: the provider may or may not have taken the reply."""


class UnknownReplyError(PermanentError):
    """A report names a reply nobody made."""
