"""What Bedrock's errors mean to a caller."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
)
from botocore.parsers import ResponseParserError

from domain.errors import PermanentError
from services.adviser.ports import ModelUnavailableError

_FAULTS_OF_OURS = frozenset(
    {
        "AccessDeniedException",
        "ExpiredTokenException",
        "ResourceNotFoundException",
        "UnrecognizedClientException",
        "ValidationException",
    }
)
_NOT_WORKED_ON = frozenset(
    {"ThrottlingException", "ServiceUnavailableException", "ModelNotReadyException"}
)
"""Refused before a token was read, so nothing can be billed."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise what the error families say, and whether the call may be billed all the same.

    Raises:
        ModelUnavailableError: Throttled, down, out of reach, too slow, or not to be understood.
        PermanentError: The request itself is wrong, or not allowed.
    """
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in _FAULTS_OF_OURS:
            raise PermanentError(f"model refused: {code}") from error
        raise ModelUnavailableError(code, may_cost=code not in _NOT_WORKED_ON) from error
    except (ConnectTimeoutError, EndpointConnectionError) as error:
        raise ModelUnavailableError(type(error).__name__, may_cost=False) from error
    except (BotoCoreError, ResponseParserError) as error:
        raise ModelUnavailableError(type(error).__name__, may_cost=True) from error
