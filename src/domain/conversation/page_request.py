"""A page a user wants a recipe read from, with all that carrying its answer back needs."""

from dataclasses import dataclass
from datetime import datetime

from domain.identity import MessageSid, PhoneKey
from domain.messaging.address import Address
from domain.messaging.inbound import InboundMessage
from domain.messaging.page import PageRead


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page to be read, named by the message that named it."""

    message_sid: MessageSid
    url: str
    phone_key: PhoneKey
    user: Address
    coach: Address
    received_at: datetime

    @classmethod
    def of(cls, message: InboundMessage, url: str) -> "PageRequest":
        """Return the request a message makes."""
        return cls(
            message_sid=message.message_sid,
            url=url,
            phone_key=message.phone_key,
            user=message.user,
            coach=message.coach,
            received_at=message.received_at,
        )

    def answered(self, page: PageRead) -> InboundMessage:
        """Return what was read as a message of its own: it takes its turn among the user's.

        Its id follows from that of the message that named the page.
        """
        return InboundMessage(
            message_sid=MessageSid(f"{self.message_sid}-page"),
            phone_key=self.phone_key,
            user=self.user,
            coach=self.coach,
            text="",
            media=(),
            received_at=self.received_at,
            page=page,
        )
