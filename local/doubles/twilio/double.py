"""Twilio on this machine: the account, its API, its callbacks and the phones at the other end."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from local.doubles.twilio.callbacks import Courier, Delays
from local.doubles.twilio.chat_api import ChatApi
from local.doubles.twilio.content import ContentStore
from local.doubles.twilio.content_routes import ContentRoutes
from local.doubles.twilio.creation import MessageCreator
from local.doubles.twilio.faults import FaultBox
from local.doubles.twilio.inbound import Attachment, InboundPath, UserMessage
from local.doubles.twilio.media_routes import MediaRoutes
from local.doubles.twilio.message_routes import MessageRoutes
from local.doubles.twilio.model import WHATSAPP, Direction, Message
from local.doubles.twilio.page import page_app
from local.doubles.twilio.rest import RestApi
from local.doubles.twilio.store import MessageStore
from local.doubles.twilio.webhooks import WebhookClient

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from local.clock import LocalClock

_SENDER = "whatsapp:+14155238886"
_HOLD_S = 12.0  # longer than the product's client waits


class TwilioDouble:
    """One Twilio account with one sender, to be mounted on a server and told to fail."""

    def __init__(  # noqa: PLR0913 - the double's own composition root
        self,
        *,
        clock: "LocalClock",
        account_sid: str,
        auth_token: str,
        public_base_url: str,
        sender: str = _SENDER,
        local_base_url: str | None = None,
        seed: str | None = None,
        delays: Delays | None = None,
        hold_s: float = _HOLD_S,
        has_advanced_opt_out: bool = False,
    ) -> None:
        """Put the double together.

        Args:
            clock: the stack's; windows, delays and lags follow it.
            account_sid: user name of the Basic auth.
            auth_token: its password and the key of every signature.
            public_base_url: what webhooks and callbacks are signed over.
            sender: the product's address; without `whatsapp:` it is the one for SMS.
            local_base_url: where the stack listens, if not at the public base.
            seed: same seed, same sids; by default each start has its own, because a table that
                outlives the double would take a repeated sid for a repeated message.
            delays: between the statuses of a message, in seconds of the clock.
            hold_s: how long a withheld answer is held, in real seconds.
            has_advanced_opt_out: Twilio handles STOP and START on WhatsApp too.
        """
        seed = seed or clock.now().isoformat()
        local_url = (local_base_url or public_base_url).rstrip("/")
        self._store = MessageStore(seed)
        self._faults = FaultBox()
        webhooks = WebhookClient(auth_token, public_base_url.rstrip("/"), local_url)
        self._courier = Courier(clock, self._store, webhooks, account_sid)
        contents = ContentStore()
        self._inbound = InboundPath(
            clock=clock,
            account_sid=account_sid,
            store=self._store,
            webhooks=webhooks,
            webhook_url=f"{public_base_url.rstrip('/')}/webhooks/twilio",
            api_url=f"{local_url}/_local/twilio",
            sender=sender,
            has_advanced_opt_out=has_advanced_opt_out,
        )
        self._chat = ChatApi(self._store, self._inbound, self._courier, epoch=self._store.epoch)
        messages = MessageRoutes(
            clock=clock,
            account_sid=account_sid,
            store=self._store,
            creator=MessageCreator(clock, self._store, contents, webhooks, sender),
            courier=self._courier,
            faults=self._faults,
            delays=delays or Delays(),
            hold_s=hold_s,
        )
        self._rest = RestApi(
            credentials=(account_sid, auth_token),
            faults=self._faults,
            messages=messages,
            media=MediaRoutes(account_sid, self._store),
            contents=ContentRoutes(clock, account_sid, self._store, contents),
        )

    def start(self) -> None:
        """Begin to deliver statuses."""
        self._courier.start()

    def stop(self) -> None:
        """Stop delivering and end the streams of open pages."""
        self._chat.stop()
        self._courier.stop()

    def wsgi_app(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer Twilio's REST API; mounted at `/_local/twilio`."""
        return self._rest(environ, start)

    def chat_app(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer the chat page and the terminal; mounted at `/_local/chat`."""
        return self._chat(environ, start)

    def page_app(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Serve the chat page; mounted at `/`."""
        return page_app(environ, start)

    def set_fault(self, mode: str, count: int) -> None:
        """Fail the next calls in a way of `FAULT_MODES`; ValueError for an unknown one."""
        self._faults.set(mode, count)

    def pending(self) -> int:
        """Count statuses and callbacks that have not happened yet."""
        return self._courier.pending()

    def list_created(self, to: str | None = None) -> tuple[Message, ...]:
        """Return what the product sent, oldest first; `to` with or without `whatsapp:`."""
        user = None if to is None else to.removeprefix(WHATSAPP)
        found = self._store.list_where(
            lambda m: m.direction is Direction.OUTBOUND_API and user in {None, m.user}
        )
        return tuple(reversed(found))

    def receive_from_user(  # noqa: PLR0913 - the fields of a webhook
        self,
        user: str,
        body: str,
        *,
        media: Sequence[Attachment] = (),
        button_payload: str | None = None,
        message_sid: str | None = None,
        channel: str = "whatsapp",
        extra: Mapping[str, str] | None = None,
    ) -> int:
        """Send a message as a user would; return the webhook's HTTP status (0: no answer)."""
        return self._inbound.receive(
            UserMessage(
                user=user.removeprefix(WHATSAPP),
                body=body,
                channel=channel,
                media=media,
                button_payload=button_payload,
                message_sid=message_sid,
                extra=extra or {},
            )
        )

    def note_inbound(self, form: Mapping[str, str]) -> None:
        """Take notice of an accepted webhook that did not come through the double."""
        self._inbound.note(form)
