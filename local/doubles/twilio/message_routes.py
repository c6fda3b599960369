"""Messages: create, list, fetch, redact, delete."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from local.doubles.connection import drop, hold_and_drop
from local.doubles.twilio.answers import json_answer, rule
from local.doubles.twilio.callbacks import Delays, plan
from local.doubles.twilio.errors import TwilioError, describe
from local.doubles.twilio.faults import code_of, delivery_error
from local.doubles.twilio.listing import MessageFilter, envelope
from local.doubles.twilio.model import Message, message_resource

if TYPE_CHECKING:
    from local.clock import LocalClock
    from local.doubles.twilio.callbacks import Courier
    from local.doubles.twilio.creation import MessageCreator
    from local.doubles.twilio.faults import FaultBox
    from local.doubles.twilio.store import MessageStore

_MESSAGES = "/2010-04-01/Accounts/<account>/Messages"
_REFUSALS = {"http_500": 20500, "http_503": 20503, "rate_limited": 20429}


@dataclass(frozen=True, slots=True, eq=False)
class MessageRoutes:
    """The Message resource."""

    clock: "LocalClock"
    account_sid: str
    store: "MessageStore"
    creator: "MessageCreator"
    courier: "Courier"
    faults: "FaultBox"
    delays: Delays
    hold_s: float

    def rules(self) -> tuple[Rule, ...]:
        """Return the paths this class answers."""
        return (
            rule("POST", f"{_MESSAGES}.json", self.create),
            rule("GET", f"{_MESSAGES}.json", self.list_all),
            rule("GET", f"{_MESSAGES}/<sid>.json", self.fetch),
            rule("POST", f"{_MESSAGES}/<sid>.json", self.redact),
            rule("DELETE", f"{_MESSAGES}/<sid>.json", self.delete),
        )

    def create(self, request: Request) -> Response:
        """Accept a message, unless a fault is due or Twilio would refuse it."""
        fault = self.faults.take_response()
        self._fail_before(fault, request)
        delivery = self.faults.take_delivery()
        created = self.creator.create(request.form, delivery)
        resource = self._resource(created.message)  # as it was accepted: queued
        failing = delivery_error(delivery) or created.error_code
        self.courier.schedule(created.message.sid, plan(delivery, failing, self.delays))
        if fault == "accept_then_timeout":
            hold_and_drop(request.environ, self.hold_s)
        return json_answer(resource, 201)

    def list_all(self, request: Request) -> Response:
        """Return messages of both directions, newest first."""
        wanted = MessageFilter.read(request.args, self.clock.now())
        found = self.store.list_where(wanted.accepts)
        page, shown = envelope(request.path, request.args, "messages", found)
        return json_answer(page | {"messages": [self._resource(message) for message in shown]})

    def fetch(self, request: Request, sid: str) -> Response:
        """Return one message."""
        return json_answer(self._resource(find_message(self.store, request, sid)))

    def redact(self, request: Request, sid: str) -> Response:
        """Empty the body of a message."""
        find_message(self.store, request, sid)
        if request.form.get("Body") != "":
            raise TwilioError(20001, "a message can only be redacted, with an empty Body")
        self.store.update(sid, body="", updated_at=self.clock.now())
        return self.fetch(request, sid)

    def delete(self, request: Request, sid: str) -> Response:
        """Forget a message."""
        find_message(self.store, request, sid)
        self.store.delete(sid)
        return Response(status=204)

    def _fail_before(self, fault: str | None, request: Request) -> None:
        if fault == "drop":
            drop(request.environ)
        if fault == "timeout":
            hold_and_drop(request.environ, self.hold_s)
        if fault in _REFUSALS:
            raise TwilioError(_REFUSALS[fault])
        if fault is not None and fault.startswith("error_"):
            raise TwilioError(code_of(fault))

    def _resource(self, message: Message) -> dict[str, Any]:
        return message_resource(message, self.account_sid, describe(message.error_code))


def find_message(store: "MessageStore", request: Request, sid: str) -> Message:
    """Return a message, or refuse as Twilio does for one it does not know."""
    message = store.find(sid)
    if message is None:
        raise TwilioError(20404, f"The requested resource {request.path} was not found")
    return message
