"""What Twilio's answers mean for a reply, by its error code."""

from domain.errors import RetryableError
from services.delivery.errors import RefusedReplyError, UncertainDeliveryError

PERMANENT = {
    21211: "the number is invalid",
    21610: "the user opted out",
    21614: "the number is no mobile",
    21617: "the body is over 1,600 characters",
    63003: "the channel cannot find the recipient",
    63013: "the channel's policy forbids it",
    63016: "outside the 24-hour window",
    63021: "the template is invalid",
    63024: "the recipient is invalid",
    63049: "the channel will not deliver it, do not retry",
}
"""Codes that stay. Source: Twilio, error and warning dictionary."""

TEMPORARY = {
    20429: "too many requests",
    63018: "the channel's rate limit",
    30001: "queue overflow",
    30008: "unknown error at the carrier",
}
"""Codes that pass. Source: Twilio, error and warning dictionary."""

_CREDENTIALS = frozenset({401, 403})
_MISCONFIGURED_RETRY_S = 300.0
_TOO_MANY = 429
_SERVER_ERRORS = 500


def raise_for(status: int, code: int | None) -> None:
    """Raise what an answer that is no success means; after a server error anything may be true.

    Raises:
        RefusedReplyError: The provider will never take it.
        RetryableError: It did not take it, but may later.
        UncertainDeliveryError: It may have taken it.
    """
    if status >= _SERVER_ERRORS:
        raise UncertainDeliveryError(f"twilio answered {status}")
    if status == _TOO_MANY or code in TEMPORARY:
        raise RetryableError(f"twilio answered {status}, code {code}")
    if status in _CREDENTIALS:  # ours to mend; the reply must not be lost over it
        raise RetryableError(f"twilio answered {status}", _MISCONFIGURED_RETRY_S)
    raise RefusedReplyError(code or status)
