"""Twilio's errors: how the API words them and whether they come at once or by callback."""

import json
from dataclasses import dataclass

from werkzeug.wrappers import Response


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """One row of the table: the HTTP status it is answered with, and Twilio's words."""

    http_status: int
    message: str
    by_callback: bool = False


ERRORS: dict[int, ErrorKind] = {
    20001: ErrorKind(400, "Invalid parameter"),
    20003: ErrorKind(401, "Authenticate"),
    20004: ErrorKind(405, "Method not allowed"),
    20404: ErrorKind(404, "The requested resource was not found"),
    20429: ErrorKind(429, "Too Many Requests"),
    20500: ErrorKind(500, "An internal server error has occurred"),
    20503: ErrorKind(503, "Service unavailable"),
    21211: ErrorKind(400, "Invalid 'To' Phone Number"),
    21602: ErrorKind(400, "Message body is required."),
    21603: ErrorKind(400, "A 'From' phone number is required."),
    21604: ErrorKind(400, "A 'To' phone number is required."),
    21606: ErrorKind(400, "The 'From' phone number provided is not a valid sender."),
    21609: ErrorKind(400, "Invalid 'StatusCallback' URL"),
    21610: ErrorKind(400, "Attempt to send to unsubscribed recipient"),
    21614: ErrorKind(400, "'To' number is not a valid mobile number"),
    21617: ErrorKind(400, "The concatenated message body exceeds the 1600 character limit."),
    21619: ErrorKind(400, "A text message body or media urls must be specified."),
    21655: ErrorKind(400, "The ContentSid is Invalid"),
    21656: ErrorKind(400, "The Content Variables parameter is invalid."),
    21910: ErrorKind(400, "'From' and 'To' must be addresses of the same channel"),
    63007: ErrorKind(400, "Could not find a Channel with the specified From address"),
    63016: ErrorKind(400, "Failed to send freeform message: outside the allowed window."),
    63021: ErrorKind(400, "Channel invalid content error"),
    30001: ErrorKind(400, "Queue overflow", by_callback=True),
    30008: ErrorKind(400, "Unknown error", by_callback=True),
    63003: ErrorKind(400, "Channel could not find To address", by_callback=True),
    63013: ErrorKind(400, "Channel policy violation", by_callback=True),
    63018: ErrorKind(400, "Rate limit exceeded for Channel", by_callback=True),
    63024: ErrorKind(400, "Invalid message recipient", by_callback=True),
    63049: ErrorKind(400, "Meta chose not to deliver this message", by_callback=True),
}


class TwilioError(Exception):
    """A refusal the API answers with its own JSON."""

    def __init__(self, code: int, message: str = "") -> None:
        """Name the code; the table has the words unless better ones are given."""
        super().__init__(message or ERRORS[code].message)
        self.code = code

    def response(self) -> Response:
        """Write the refusal as Twilio does."""
        status = ERRORS[self.code].http_status
        body = {
            "code": self.code,
            "message": str(self),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": status,
        }
        response = Response(json.dumps(body), status, content_type="application/json")
        if status == ERRORS[20003].http_status:
            response.headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
        return response


def describe(code: int | None) -> str | None:
    """Return Twilio's words for a code on a message that was not delivered."""
    return ERRORS[code].message if code in ERRORS else None
