"""Messages from users: remembered, handled as Twilio handles them, posted to the product."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from local.doubles.twilio.creation import to_sender
from local.doubles.twilio.keywords import ANSWERS, Keyword, read_keyword
from local.doubles.twilio.model import (
    API_VERSION,
    WHATSAPP,
    Direction,
    Media,
    Message,
    Webhook,
    message_uri,
)
from local.doubles.twilio.segments import count_segments

if TYPE_CHECKING:
    from datetime import datetime

    from local.clock import LocalClock
    from local.doubles.twilio.store import MessageStore
    from local.doubles.twilio.webhooks import WebhookClient

_ACCEPTED = range(200, 300)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file a user sends."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class UserMessage:
    """What a user does on the phone: types, attaches, presses a button."""

    user: str
    body: str
    channel: str = "whatsapp"
    media: Sequence[Attachment] = ()
    button_payload: str | None = None
    message_sid: str | None = None
    client_id: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The user's address on the channel."""
        return f"{WHATSAPP}{self.user}" if self.channel == "whatsapp" else self.user


@dataclass(frozen=True, slots=True)
class InboundPath:
    """Brings a user's message to the product's webhook, as Twilio does."""

    clock: "LocalClock"
    account_sid: str
    store: "MessageStore"
    webhooks: "WebhookClient"
    webhook_url: str
    api_url: str
    sender: str
    has_advanced_opt_out: bool

    def receive(self, sent: UserMessage) -> int:
        """Return the HTTP status of the webhook; 0 when nothing answered, even the second time.

        A known `message_sid` is a repetition: it is posted again, not remembered twice.
        """
        message = self._remember(sent)
        form = self._form(sent, message)
        status = self.webhooks.post(self.webhook_url, form)
        if status == 0:  # Twilio's default: one retry, on connection failure only
            status = self.webhooks.post(self.webhook_url, form)
        outcome = Webhook.ACCEPTED if status in _ACCEPTED else Webhook.REFUSED
        self.store.update(message.sid, webhook=outcome)
        return status

    def note(self, form: Mapping[str, str]) -> None:
        """Take notice of a webhook somebody else signed, posted and had accepted.

        So the 24-hour window, opt-outs and the chat page know of it as if it had come this way.
        """
        sid, address = form.get("MessageSid", ""), form.get("From", "")
        if not sid or not address or self.store.find(sid) is not None:
            return
        channel = "whatsapp" if address.startswith(WHATSAPP) else "sms"
        message = self._remember(
            UserMessage(
                address.removeprefix(WHATSAPP), form.get("Body", ""), channel, message_sid=sid
            )
        )
        self.store.update(message.sid, webhook=Webhook.ACCEPTED)

    def _remember(self, sent: UserMessage) -> Message:
        now = self.clock.now()
        prefix = "MM" if sent.media else "SM"
        sid = sent.message_sid or self.store.new_sid(prefix)
        message = Message(
            sid=sid,
            direction=Direction.INBOUND,
            from_=sent.address,
            to=to_sender(self.sender, sent.address),
            body=sent.body,
            created_at=now,
            updated_at=now,
            sent_at=now,
            listed_from=now,
            status="received",
            media=self._media(sent, sid, now),
            client_id=sent.client_id,
        )
        if self.store.add(message):
            self.store.note_inbound(sent.address, now)
            self._handle_keyword(message)
        return self.store.find(sid) or message

    def _media(self, sent: UserMessage, message_sid: str, now: "datetime") -> tuple[Media, ...]:
        return tuple(
            Media(
                sid=self.store.new_sid("ME"),
                message_sid=message_sid,
                content_type=file.content_type,
                created_at=now,
                name=file.name,
                content=file.content,
            )
            for file in sent.media
        )

    def _handle_keyword(self, message: Message) -> None:
        """Block, lift or explain; WhatsApp is handled only with Advanced Opt-Out."""
        keyword = read_keyword(message.body)
        if keyword is None or not self._handles(message.channel):
            return
        has_effect = keyword is Keyword.HELP
        if keyword is Keyword.STOP:
            has_effect = self.store.opt_out(message.from_, message.to)
        if keyword is Keyword.START:
            has_effect = self.store.opt_in(message.from_, message.to)
        if has_effect:
            self._answer(message, ANSWERS[keyword])

    def _handles(self, channel: str) -> bool:
        return channel == "sms" or self.has_advanced_opt_out

    def _answer(self, message: Message, body: str) -> None:
        now = self.clock.now()
        self.store.add(
            Message(
                sid=self.store.new_sid("SM"),
                direction=Direction.OUTBOUND_REPLY,
                from_=message.to,
                to=message.from_,
                body=body,
                created_at=now,
                updated_at=now,
                sent_at=now,
                listed_from=now,
                status="delivered",
            )
        )

    def _form(self, sent: UserMessage, message: Message) -> dict[str, str]:
        form = {
            "SmsMessageSid": message.sid,
            "NumMedia": str(len(message.media)),
            "SmsSid": message.sid,
            "SmsStatus": "received",
            "Body": message.body,
            "To": message.to,
            "NumSegments": str(count_segments(message.body, message.channel)),
            "MessageSid": message.sid,
            "AccountSid": self.account_sid,
            "From": message.from_,
            "ApiVersion": API_VERSION,
        }
        root = self.api_url + message_uri(self.account_sid, message.sid)
        for index, media in enumerate(message.media):
            form[f"MediaContentType{index}"] = media.content_type
            form[f"MediaUrl{index}"] = f"{root}/Media/{media.sid}"
        form |= _whatsapp_fields(sent) if sent.channel == "whatsapp" else _sms_fields()
        keyword = read_keyword(message.body)
        if keyword is not None and self.has_advanced_opt_out:
            form["OptOutType"] = keyword.value
        return form | dict(sent.extra)


def _whatsapp_fields(sent: UserMessage) -> dict[str, str]:
    fields = {
        "ProfileName": "Test User",
        "MessageType": _message_type(sent),
        "WaId": sent.user.removeprefix("+"),
        "ReferralNumMedia": "0",
    }
    if sent.button_payload is not None:
        fields |= {"ButtonText": sent.body, "ButtonPayload": sent.button_payload}
    return fields


def _message_type(sent: UserMessage) -> str:
    if sent.button_payload is not None:
        return "button"
    return sent.media[0].content_type.partition("/")[0] if sent.media else "text"


def _sms_fields() -> dict[str, str]:
    place = {"City": "", "State": "CA", "Zip": "", "Country": "US"}
    return {f"{end}{part}": value for end in ("From", "To") for part, value in place.items()}
