"""What the double remembers: messages, their media and buttons, in Twilio's own terms."""

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from enum import StrEnum
from typing import Any

from local.doubles.twilio.segments import count_segments

API_VERSION = "2010-04-01"
WHATSAPP = "whatsapp:"


class Direction(StrEnum):
    """Who began: the user, the product, or Twilio itself (answers to STOP and HELP)."""

    INBOUND = "inbound"
    OUTBOUND_API = "outbound-api"
    OUTBOUND_REPLY = "outbound-reply"


class Webhook(StrEnum):
    """How far an inbound message has come on its way to the product."""

    POSTING = "posting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Media:
    """One attachment: its bytes, or the address it was sent from."""

    sid: str
    message_sid: str
    content_type: str
    created_at: datetime
    name: str = ""
    content: bytes = b""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """One choice under a message; `kind` is the content type that shows it."""

    title: str
    payload: str
    kind: str = "quick-reply"
    description: str = ""


@dataclass(slots=True)
class Message:
    """One Message resource and what the chat page needs to draw it."""

    sid: str
    direction: Direction
    from_: str
    to: str
    body: str
    created_at: datetime
    updated_at: datetime
    listed_from: datetime
    status: str
    sent_at: datetime | None = None
    media: tuple[Media, ...] = ()
    buttons: tuple[Button, ...] = ()
    error_code: int | None = None
    messaging_service_sid: str | None = None
    content_sid: str | None = None
    status_callback: str = ""
    webhook: Webhook = Webhook.POSTING
    is_answered: bool = False
    is_seen: bool = False
    client_id: str = ""
    revision: int = 0
    order: int = field(default=0)

    @property
    def user(self) -> str:
        """The bare number of the person at the other end."""
        address = self.from_ if self.direction is Direction.INBOUND else self.to
        return address.removeprefix(WHATSAPP)

    @property
    def channel(self) -> str:
        """`whatsapp` or `sms`."""
        return "whatsapp" if self.to.startswith(WHATSAPP) else "sms"


def rfc_2822(instant: datetime | None) -> str | None:
    """Write an instant as the 2010 API does."""
    return None if instant is None else format_datetime(instant)


def message_uri(account_sid: str, message_sid: str) -> str:
    """Return the address of a message below the API's root, without its ending."""
    return f"/{API_VERSION}/Accounts/{account_sid}/Messages/{message_sid}"


def message_resource(
    message: Message, account_sid: str, error_message: str | None
) -> dict[str, Any]:
    """Write a message as Twilio's `api.v2010.account.message`."""
    uri = message_uri(account_sid, message.sid)
    return {
        "account_sid": account_sid,
        "api_version": API_VERSION,
        "body": message.body,
        "date_created": rfc_2822(message.created_at),
        "date_sent": rfc_2822(message.sent_at),
        "date_updated": rfc_2822(message.updated_at),
        "direction": message.direction.value,
        "error_code": message.error_code,
        "error_message": error_message,
        "from": message.from_,
        "messaging_service_sid": message.messaging_service_sid,
        "num_media": str(len(message.media)),
        "num_segments": str(count_segments(message.body, message.channel)),
        "price": None,
        "price_unit": None,
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.to,
        "uri": f"{uri}.json",
    }


def media_resource(media: Media, account_sid: str) -> dict[str, Any]:
    """Write an attachment as Twilio's `api.v2010.account.message.media`."""
    return {
        "account_sid": account_sid,
        "content_type": media.content_type,
        "date_created": rfc_2822(media.created_at),
        "date_updated": rfc_2822(media.created_at),
        "parent_sid": media.message_sid,
        "sid": media.sid,
        "uri": f"{message_uri(account_sid, media.message_sid)}/Media/{media.sid}.json",
    }
