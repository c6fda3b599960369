"""Use cases: take in a message or a delivery report. They verify and enqueue, nothing else."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from domain.errors import UserFacingError
from domain.identity import MessageSid, ReplyId, UserId, phone_key
from domain.messaging.address import find_address
from domain.messaging.inbound import InboundMessage, Media
from domain.messaging.reply import ReplyState
from domain.messaging.status import StatusReport
from services.clock import Clock
from services.webhook.form import (
    MalformedRequestError,
    Parameters,
    WebhookRequest,
    parse_form,
    parse_json,
)
from services.webhook.ports import InboundQueue, PhoneKeyring, SignatureCheck, StatusQueue

_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NUMBER = re.compile(r"[0-9]{1,6}")
_MOST_MEDIA = 10
_OF_A_PLACE = ("Latitude", "Longitude")
"""Parameters of a place that is shared on WhatsApp. Source: Twilio, request parameters"""


class RefusedError(UserFacingError):
    """The request does not carry the provider's signature."""


class Accepted(Enum):
    """What became of a request that was signed."""

    ENQUEUED = "enqueued"
    IGNORED = "ignored"  # signed, but from a sender or about a thing that is none of ours


@dataclass(frozen=True, slots=True)
class RequestVerifier:
    """Lets through what the provider signed, as parameters."""

    signatures: SignatureCheck
    public_base_url: str

    def parameters_of(self, request: WebhookRequest) -> Parameters:
        """Return the parameters of a signed request.

        The URL is built from configuration: what a request says of its own host proves nothing.
        A JSON body is signed by its hash in the query; a form must not bring such a hash, which
        would let its parameters go unchecked.

        Raises:
            RefusedError: The signature is missing or wrong.
            MalformedRequestError: The body cannot be read.
            TooLargeError: The body is too long.
            RetryableError: The signing secret cannot be read now.
        """
        text = request.text()
        query = f"?{request.query}" if request.query else ""
        url = f"{self.public_base_url}{request.path}{query}"
        has_hash = "bodySHA256" in request.query
        if request.is_json:
            if has_hash and self.signatures.is_signed_body(url, text, request.signature):
                return parse_json(text)
            raise RefusedError("JSON body not signed")
        parameters = parse_form(text)
        if has_hash or not self.signatures.is_signed_form(url, parameters, request.signature):
            raise RefusedError("form not signed")
        return parameters


@dataclass(frozen=True, slots=True)
class MessageAcceptor:
    """Verify and enqueue an inbound message."""

    verifier: RequestVerifier
    keyring: PhoneKeyring
    queue: InboundQueue
    clock: Clock

    def run(self, request: WebhookRequest) -> Accepted:
        """Enqueue the message once per MessageSid.

        A sender that is no phone number (a short code, another network) cannot be answered and
        is ignored.

        Raises:
            RefusedError, MalformedRequestError, TooLargeError: The request is at fault.
            RetryableError: A secret or the queue is unavailable.
        """
        parameters = dict(reversed(self.verifier.parameters_of(request)))
        sid = parameters.get("MessageSid", "")
        if not _IDENTIFIER.fullmatch(sid):
            raise MalformedRequestError("MessageSid missing or malformed")
        user = find_address(parameters.get("From", ""))
        coach = find_address(parameters.get("To", ""))
        if user is None or coach is None:
            return Accepted.IGNORED
        message = InboundMessage(
            message_sid=MessageSid(sid),
            phone_key=phone_key(user.number, self.keyring.key()),
            user=user,
            coach=coach,
            text=parameters.get("Body", ""),
            media=_media(parameters),
            received_at=self.clock.now(),
            button=parameters.get("ButtonText", ""),
            opt_out_type=parameters.get("OptOutType", ""),
            has_location=all(parameters.get(name) for name in _OF_A_PLACE),
        )
        self.queue.put(message)
        return Accepted.ENQUEUED


@dataclass(frozen=True, slots=True)
class StatusAcceptor:
    """Verify and enqueue a delivery report."""

    verifier: RequestVerifier
    queue: StatusQueue
    clock: Clock

    def run(self, request: WebhookRequest) -> Accepted:
        """Enqueue the report; one that names no reply of ours or an unknown status is ignored.

        Raises:
            RefusedError, MalformedRequestError, TooLargeError: The request is at fault.
            RetryableError: A secret or the queue is unavailable.
        """
        parameters = dict(reversed(self.verifier.parameters_of(request)))
        asked = dict(parse_form(request.query))
        report = _report(parameters, asked, self.clock.now())
        if report is None:
            return Accepted.IGNORED
        self.queue.put(report)
        return Accepted.ENQUEUED


def _report(
    parameters: dict[str, str], asked: dict[str, str], now: datetime
) -> StatusReport | None:
    status = parameters.get("MessageStatus", "")
    names = (asked.get("user", ""), asked.get("reply", ""), parameters.get("MessageSid", ""))
    if status not in _REPORTED or not all(_IDENTIFIER.fullmatch(name) for name in names):
        return None
    user, reply, sid = names
    return StatusReport(
        user_id=UserId(user),
        reply_id=ReplyId(reply),
        sid=sid,
        state=ReplyState(status),
        error_code=_small_number(parameters.get("ErrorCode", "")),
        reported_at=now,
    )


_REPORTED = frozenset(
    {"accepted", "queued", "sending", "sent", "undelivered", "failed", "delivered", "read"}
)  # Source: Twilio, message status values


def _media(parameters: dict[str, str]) -> tuple[Media, ...]:
    """Return what was attached, at most ten; a count that lies is no reason to lose the text."""
    count = min(_small_number(parameters.get("NumMedia", "")) or 0, _MOST_MEDIA)
    return tuple(
        Media(parameters[f"MediaUrl{number}"], parameters.get(f"MediaContentType{number}", ""))
        for number in range(count)
        if f"MediaUrl{number}" in parameters
    )


def _small_number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None
