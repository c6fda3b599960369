"""Creating a message: every check Twilio makes before it accepts one, in its order."""

import mimetypes
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from local.doubles.twilio.content import IN_SESSION_ONLY, Content, Filled, fill, read_variables
from local.doubles.twilio.errors import TwilioError
from local.doubles.twilio.model import WHATSAPP, Direction, Media, Message

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from local.clock import LocalClock
    from local.doubles.twilio.content import ContentStore
    from local.doubles.twilio.store import MessageStore
    from local.doubles.twilio.webhooks import WebhookClient

BODY_LIMIT = 1600
LIST_LAG = timedelta(seconds=45)
_ADDRESS = re.compile(r"(whatsapp:)?\+[1-9][0-9]{6,14}")
_BLOCKED_MARKETING = 63049


@dataclass(frozen=True, slots=True)
class Created:
    """A message that was accepted, and the code it will fail with later, if it will."""

    message: Message
    error_code: int | None


@dataclass(frozen=True, slots=True)
class MessageCreator:
    """Checks a create request and remembers the message."""

    clock: "LocalClock"
    store: "MessageStore"
    contents: "ContentStore"
    webhooks: "WebhookClient"
    sender: str

    def create(self, form: "MultiDict[str, str]", faults: frozenset[str]) -> Created:
        """Accept a message.

        Raises:
            TwilioError: the first reason Twilio would refuse it for.
        """
        now = self.clock.now()
        to, from_ = self._addresses(form)
        content = self._content(form)
        body, filled = self._body(form, content, to, now)
        self._check_recipient(to, form, content, filled, now)
        callback = self._callback(form)
        sid = self.store.new_sid("MM" if form.getlist("MediaUrl") else "SM")
        message = Message(
            sid=sid,
            direction=Direction.OUTBOUND_API,
            from_=from_,
            to=to,
            body=body,
            created_at=now,
            updated_at=now,
            listed_from=now + LIST_LAG if "list_lag" in faults else now,
            status="queued",
            media=self._media(form.getlist("MediaUrl"), sid, now),
            buttons=filled.buttons if filled else (),
            messaging_service_sid=form.get("MessagingServiceSid") or None,
            content_sid=content.sid if content else None,
            status_callback=callback,
        )
        self.store.add(message)
        return Created(message, _blocked_marketing(content, to))

    def _addresses(self, form: "MultiDict[str, str]") -> tuple[str, str]:
        to, from_ = form.get("To", ""), form.get("From", "")
        if not to:
            raise TwilioError(21604)
        if not _ADDRESS.fullmatch(to):
            raise TwilioError(21211, f"Invalid 'To' Phone Number: {to[:20]}")
        if not from_ and form.get("MessagingServiceSid"):
            prefix = WHATSAPP if to.startswith(WHATSAPP) else ""
            from_ = prefix + self.sender.removeprefix(WHATSAPP)
        if not from_:
            raise TwilioError(21603)
        if from_.startswith(WHATSAPP) != to.startswith(WHATSAPP):
            raise TwilioError(21910)
        if from_.removeprefix(WHATSAPP) != self.sender.removeprefix(WHATSAPP):
            raise TwilioError(63007 if from_.startswith(WHATSAPP) else 21606)
        return to, from_

    def _content(self, form: "MultiDict[str, str]") -> Content | None:
        sid = form.get("ContentSid")
        return self.contents.get(sid, code=21655) if sid else None

    def _body(
        self, form: "MultiDict[str, str]", content: Content | None, to: str, now: datetime
    ) -> tuple[str, Filled | None]:
        if content is not None:
            channel = "whatsapp" if to.startswith(WHATSAPP) else "sms"
            variables = read_variables(form.get("ContentVariables", ""))
            filled = fill(content, variables, channel, now)
            return filled.body, filled
        body = form.get("Body", "")
        if not body.strip() and not form.getlist("MediaUrl"):
            raise TwilioError(21602 if "Body" in form else 21619)
        if len(body) > BODY_LIMIT:
            raise TwilioError(21617)
        return body, None

    def _check_recipient(
        self,
        to: str,
        form: "MultiDict[str, str]",
        content: Content | None,
        filled: Filled | None,
        now: datetime,
    ) -> None:
        if self.store.is_opted_out(to, to_sender(self.sender, to)):
            raise TwilioError(21610)
        if not to.startswith(WHATSAPP) or not self.store.is_window_closed(to, now):
            return
        opens = (
            content is not None
            and filled is not None
            and content.is_approved(now)
            and filled.content_type not in IN_SESSION_ONLY
        )
        if not opens or form.get("Body") or form.getlist("MediaUrl"):
            raise TwilioError(63016)

    def _callback(self, form: "MultiDict[str, str]") -> str:
        url = form.get("StatusCallback", "")
        if url and not self.webhooks.is_reachable(url):
            raise TwilioError(21609, "StatusCallback must be an address of this machine")
        return url

    def _media(self, urls: list[str], message_sid: str, now: datetime) -> tuple[Media, ...]:
        return tuple(
            Media(
                sid=self.store.new_sid("ME"),
                message_sid=message_sid,
                content_type=mimetypes.guess_type(url)[0] or "application/octet-stream",
                created_at=now,
                source_url=url,
            )
            for url in urls
        )


def to_sender(sender: str, user_address: str) -> str:
    """Return the product's address on the channel of a user's address."""
    prefix = WHATSAPP if user_address.startswith(WHATSAPP) else ""
    return prefix + sender.removeprefix(WHATSAPP)


def _blocked_marketing(content: Content | None, to: str) -> int | None:
    """Meta delivers no marketing template to numbers of the United States."""
    is_marketing = (
        content is not None
        and content.approval is not None
        and content.approval.category == "MARKETING"
    )
    return _BLOCKED_MARKETING if is_marketing and to.startswith(f"{WHATSAPP}+1") else None
