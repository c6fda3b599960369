"""A message as a user sent it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.identity import MessageSid, PhoneKey
from domain.messaging.address import Address, Channel
from domain.messaging.page import PageRead

SESSION = timedelta(hours=24)
"""How long WhatsApp lets a business write freely after the user's last message.

Source:
    Twilio, WhatsApp customer service window.
"""


@dataclass(frozen=True, slots=True)
class Media:
    """A file that came with a message; the URL is Twilio's and needs credentials."""

    url: str
    content_type: str


class Attachment(StrEnum):
    """What came beside the words of a message, as far as it matters to the coach."""

    PHOTO = "photo"
    VOICE = "voice"
    STICKER = "sticker"
    CONTACT = "contact"
    LOCATION = "location"
    FILE = "file"


_KINDS = {
    "image/webp": Attachment.STICKER,
    "text/vcard": Attachment.CONTACT,
    "text/x-vcard": Attachment.CONTACT,
    "text/directory": Attachment.CONTACT,
}  # Source: Twilio, supported content types; WhatsApp stickers are WebP, its photos JPEG
_FAMILIES = {"image": Attachment.PHOTO, "audio": Attachment.VOICE}


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message of one user.

    `user` is who wrote, `coach` the number they wrote to: the reply goes back between the two.
    Of a place that was shared only that is known: where it is, the coach has no use for. A `page`
    is no word of the user's: it is what was read where an earlier message pointed.
    """

    message_sid: MessageSid
    phone_key: PhoneKey
    user: Address
    coach: Address
    text: str
    media: tuple[Media, ...]
    received_at: datetime
    button: str = ""
    opt_out_type: str = ""
    has_location: bool = False
    page: PageRead | None = None

    @property
    def attachment(self) -> Attachment | None:
        """What came with the words; of several files the first that shows food, else the first."""
        kinds = [_kind_of(each.content_type) for each in self.media]
        if self.has_location:
            kinds.append(Attachment.LOCATION)
        return Attachment.PHOTO if Attachment.PHOTO in kinds else next(iter(kinds), None)

    @property
    def window_closes_at(self) -> datetime | None:
        """The instant after which a free-form reply is refused; None where there is no window."""
        return self.received_at + SESSION if self.user.channel is Channel.WHATSAPP else None


def _kind_of(content_type: str) -> Attachment:
    kind = content_type.partition(";")[0].strip().lower()
    return _KINDS.get(kind) or _FAMILIES.get(kind.partition("/")[0], Attachment.FILE)
