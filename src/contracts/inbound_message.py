"""The queue message `receive` writes and `converse` reads."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from domain.errors import PermanentError
from domain.identity import MessageSid, PhoneKey
from domain.messaging.address import find_address
from domain.messaging.inbound import InboundMessage, Media
from domain.messaging.page import PageFault, PageRead


class MediaV1(BaseModel):
    """A file that came with the message."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str
    content_type: str


class PageV1(BaseModel):
    """What was read on a page the user named before: a recipe, or why there is none."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    fault: PageFault | None = None
    name: str = ""
    servings: int | None = None
    ingredient_lines: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    minutes: int | None = None
    category: str = ""

    def to_domain(self) -> PageRead:
        """Translate, field by field."""
        return PageRead(
            fault=self.fault,
            name=self.name,
            servings=self.servings,
            ingredient_lines=self.ingredient_lines,
            steps=self.steps,
            minutes=self.minutes,
            category=self.category,
        )


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
    page: PageV1 | None = None

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
            page=self.page.to_domain() if self.page else None,
        )
