"""A message as a user sent it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.identity import MessageSid, PhoneKey
from domain.messaging.address import Address, Channel

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


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message of one user.

    `user` is who wrote, `coach` the number they wrote to: the reply goes back between the two.
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

    @property
    def window_closes_at(self) -> datetime | None:
        """The instant after which a free-form reply is refused; None where there is no window."""
        return self.received_at + SESSION if self.user.channel is Channel.WHATSAPP else None
