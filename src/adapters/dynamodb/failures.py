"""What DynamoDB's errors mean to a caller."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from domain.errors import PermanentError, RetryableError

_FAULTS_OF_OURS = frozenset(
    {"ValidationException", "ResourceNotFoundException", "AccessDeniedException"}
)


@contextmanager
def translated() -> Iterator[None]:
    """Raise what the error families say; a failed condition passes, its meaning is the caller's.

    Raises:
        RetryableError: The store is throttled, down or out of reach.
        PermanentError: The request itself is wrong.
    """
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in {"ConditionalCheckFailedException", "TransactionCanceledException"}:
            raise
        if code in _FAULTS_OF_OURS:
            raise PermanentError(f"store refused: {code}") from error
        raise RetryableError(f"store: {code}") from error
    except BotoCoreError as error:
        raise RetryableError(f"store: {type(error).__name__}") from error


def cancellation_codes(error: ClientError) -> tuple[str, ...]:
    """Return why each action of a transaction was refused, "None" where it was not."""
    reasons = error.response.get("CancellationReasons", [])
    return tuple(reason.get("Code", "None") for reason in reasons)
