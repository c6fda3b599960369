"""Messenger over Twilio's Messages resource."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode, urljoin

from adapters.twilio.connection import Answer, TwilioConnection
from adapters.twilio.failures import raise_for
from adapters.twilio.quick_replies import QuickReplies
from domain.errors import RetryableError
from domain.messaging.address import Address
from domain.messaging.reply import Reply
from services.delivery.errors import UncertainDeliveryError
from services.delivery.ports import SentMessage

_CREATED = 201
_OK = 200
_PAGE_SIZE = "100"
_MOST_PAGES = 5


@dataclass(frozen=True, slots=True)
class TwilioMessenger:
    """Sends and lists messages; the reply's ids travel in the URL of its status callback."""

    connection: TwilioConnection
    quick_replies: QuickReplies
    public_base_url: str

    def send(self, reply: Reply) -> str:
        """See Messenger.send."""
        content_sid = self.quick_replies.find_content(reply.draft.buttons)
        form = message_form(reply, self.public_base_url, content_sid)
        answer = self.connection.post_form(self._messages_url(), form)
        if answer.status != _CREATED:
            raise_for(answer.status, _code(answer))
        sid = answer.body.get("sid")
        if not isinstance(sid, str):
            raise UncertainDeliveryError("twilio accepted without a sid")
        return sid

    def list_sent(self, to: Address, sender: Address, since: datetime) -> tuple[SentMessage, ...]:
        """See Messenger.list_sent."""
        query = {
            "To": str(to),
            "From": str(sender),
            "DateSent>": since.strftime("%Y-%m-%d"),
            "PageSize": _PAGE_SIZE,
        }
        newest_first = [
            m for m in self._pages(query) if m.created_at >= since.replace(microsecond=0)
        ]
        return tuple(reversed(newest_first))

    def _pages(self, query: dict[str, str]) -> Iterator[SentMessage]:
        url: str | None = f"{self._messages_url()}?{urlencode(query)}"
        for _ in range(_MOST_PAGES):
            if url is None:
                return
            answer = self.connection.get(url)
            if answer.status != _OK:
                raise RetryableError(f"twilio list answered {answer.status}")
            yield from map(_sent, answer.body.get("messages", []))
            following = answer.body.get("next_page_uri")
            url = following and urljoin(url, following)

    def _messages_url(self) -> str:
        account = self.connection.account_sid()
        return f"{self.connection.api_url}/2010-04-01/Accounts/{account}/Messages.json"


def message_form(reply: Reply, public_base_url: str, content_sid: str | None) -> dict[str, str]:
    """Return the form that creates a message; buttons without content are written out."""
    ids = urlencode({"user": reply.user_id, "reply": reply.reply_id})
    form = {
        "To": str(reply.to),
        "From": str(reply.sender),
        "StatusCallback": f"{public_base_url}/webhooks/twilio/status?{ids}",
    }
    if content_sid is not None:
        return form | {
            "ContentSid": content_sid,
            "ContentVariables": json.dumps({"1": reply.draft.text}),
        }
    return form | {"Body": reply.draft.text}


def _sent(message: dict[str, Any]) -> SentMessage:
    created_at = parsedate_to_datetime(message["date_created"])
    return SentMessage(message["sid"], message.get("body") or "", created_at)


def _code(answer: Answer) -> int | None:
    code = answer.body.get("code")
    return code if isinstance(code, int) else None
