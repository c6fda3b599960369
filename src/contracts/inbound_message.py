"""The queue message `receive` writes and `converse` reads."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from domain.errors import PermanentError
from domain.identity import MessageSid, PhoneKey
from domain.messaging.address import find_address
from domain.messaging.inbound import InboundMessage, Media


class MediaV1(BaseModel):
    """A file that came with the message."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str
    content_type: str


class InboundMessageV1(BaseModel):
    """One message of one user. Additive changes only; a breaking change is V2."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Literal[1]
    message_sid: str = Field(min_length=1)
    phone_key: str = Field(min_length=1)
    user: str
    coach: str
    text: str
    media: tuple[MediaV1, ...] = ()
    received_at: AwareDatetime
    button: str = ""
    opt_out_type: str = ""
    has_location: bool = False

    def to_domain(self) -> InboundMessage:
        """Translate, field by field.

        Raises:
            PermanentError: An address is none.
        """
        user, coach = find_address(self.user), find_address(self.coach)
        if user is None or coach is None:
            raise PermanentError("no address in an inbound message")
        return InboundMessage(
            message_sid=MessageSid(self.message_sid),
            phone_key=PhoneKey(self.phone_key),
            user=user,
            coach=coach,
            text=self.text,
            media=tuple(Media(each.url, each.content_type) for each in self.media),
            received_at=self.received_at,
            button=self.button,
            opt_out_type=self.opt_out_type,
            has_location=self.has_location,
        )
