"""The body of a webhook as parameters, whatever its encoding."""

import json
from dataclasses import dataclass
from urllib.parse import parse_qsl

from domain.errors import UserFacingError

LONGEST_BODY_BYTES = 64 * 1024
"""Bytes of a body that are read. Source: own choice; Twilio's longest is below 20 KB."""
_MOST_PARAMETERS = 500

Parameters = tuple[tuple[str, str], ...]


class MalformedRequestError(UserFacingError):
    """The body is not what the content type says."""


class TooLargeError(UserFacingError):
    """The body is longer than any honest webhook."""


@dataclass(frozen=True, slots=True)
class WebhookRequest:
    """An HTTP request as it arrived: `path` without stage, `query` as sent."""

    path: str
    query: str
    content_type: str
    signature: str
    body: bytes

    @property
    def is_json(self) -> bool:
        """Whether the body claims to be JSON."""
        return self.content_type.partition(";")[0].strip().lower() == "application/json"

    def text(self) -> str:
        """Return the body.

        Raises:
            TooLargeError: It is longer than 64 KB.
            MalformedRequestError: It is not UTF-8.
        """
        if len(self.body) > LONGEST_BODY_BYTES:
            raise TooLargeError("body over 64 KB")
        try:
            return self.body.decode()
        except UnicodeDecodeError as error:
            raise MalformedRequestError("body is not UTF-8") from error


def parse_form(text: str) -> Parameters:
    """Return the parameters of a form; blank values stay, they are part of what is signed.

    Raises:
        MalformedRequestError: The form cannot be read.
    """
    try:
        return tuple(
            parse_qsl(
                text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
            )
        )
    except ValueError as error:
        raise MalformedRequestError("form cannot be read") from error


def parse_json(text: str) -> Parameters:
    """Return the text members of a JSON object; members of other types are none of ours.

    Raises:
        MalformedRequestError: It is not a JSON object.
    """
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MalformedRequestError("JSON cannot be read") from error
    if not isinstance(body, dict):
        raise MalformedRequestError("JSON is no object")
    return tuple(
        (name, value.encode(errors="replace").decode())  # an escape may spell half a character
        for name, value in body.items()
        if isinstance(value, str)
    )
