"""What the chat page and the terminal talk to: send, watch, read, more users."""

import base64
import binascii
import json
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import BadRequest, HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from local.doubles.twilio.answers import json_answer, rule
from local.doubles.twilio.chat_view import is_shown, view
from local.doubles.twilio.faults import FAULT_MODES
from local.doubles.twilio.inbound import Attachment, UserMessage
from local.doubles.twilio.model import Direction, Message

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from local.doubles.twilio.callbacks import Courier
    from local.doubles.twilio.inbound import InboundPath
    from local.doubles.twilio.store import MessageStore

FIRST_USER = 15555550100
_HEARTBEAT_S = 10.0
_LONGEST_WAIT_S = 30.0
_READABLE = frozenset({"sent", "delivered"})
_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/")


@dataclass(slots=True, eq=False)
class ChatApi:
    """A small JSON API over the double; `epoch` changes when the double starts anew."""

    store: "MessageStore"
    inbound: "InboundPath"
    courier: "Courier"
    epoch: str
    _users: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _map: Map = field(init=False)

    def __post_init__(self) -> None:
        """Build the routes."""
        self._map = Map(list(self._rules()))

    def _rules(self) -> tuple[Rule, ...]:
        return (
            rule("GET", "/users", self.list_users),
            rule("POST", "/users", self.add_user),
            rule("POST", "/messages", self.send),
            rule("GET", "/messages", self.list_messages),
            rule("GET", "/stream", self.stream),
            rule("POST", "/read", self.read),
            rule("GET", "/media/<sid>", self.media),
            rule("GET", "/faults", self.list_faults),
        )

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        try:
            route, arguments = self._map.bind_to_environ(environ).match()
            response: Response = route(request, **arguments)
        except HTTPException as error:
            response = json_answer({"error": error.description}, error.code or 500)
        return response(environ, start)

    def stop(self) -> None:
        """End every open stream."""
        self._stopped.set()
        self.store.wake()

    def list_users(self, _: Request) -> Response:
        """Return every number that was added or has written."""
        return json_answer({"users": self._known_users()})

    def add_user(self, request: Request) -> Response:
        """Add the number given, or the next free one."""
        user = _payload(request).get("user") or self._free_number()
        with self._lock:
            if user not in self._users:
                self._users.append(_number(user))
        return json_answer({"user": user}, 201)

    def send(self, request: Request) -> Response:
        """Send a user's message through the real webhook; answers when the webhook has."""
        sent = read_user_message(_payload(request))
        status = self.inbound.receive(sent)
        return json_answer({"webhook_status": status}, 201 if status else 502)

    def list_messages(self, request: Request) -> Response:
        """Return what changed after a revision; `wait_s` holds the answer until something did."""
        after = int(_quantity(request, "after"))
        wait_s = min(_quantity(request, "wait_s"), _LONGEST_WAIT_S)
        changed, revision = self._changes(request, after)
        if not changed and wait_s > 0:
            self.store.wait_for_change(revision, wait_s)
            changed, revision = self._changes(request, after)
        return json_answer({"epoch": self.epoch, "revision": revision, "messages": changed})

    def stream(self, request: Request) -> Response:
        """Stream changes as server-sent events; a reconnecting page goes on where it was."""
        epoch, _, revision = request.headers.get("Last-Event-ID", "").partition("/")
        after = int(revision) if epoch == self.epoch and revision.isdigit() else 0
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        events = self._events(request, after)
        return Response(events, headers=headers, content_type="text/event-stream")

    def read(self, request: Request) -> Response:
        """Tell the coach that the user has seen its replies (WhatsApp only).

        One that is shown before its delivery was reported is read as soon as it was.
        """
        payload = _payload(request)
        user = _number(payload.get("user"))
        seen = self.store.list_where(lambda m: _is_unread(m, user))
        for message in seen:
            self.store.update(message.sid, is_seen=True)
            self.courier.read(message.sid)
        return json_answer({"read": len(seen)})

    def media(self, _: Request, sid: str) -> Response:
        """Return an attachment for the page; nothing that could run a script is shown inline."""
        media = self.store.find_media(sid)
        if media is None:
            raise NotFound
        is_inline = media.content_type.startswith(_INLINE)
        response = Response(
            media.content,
            content_type=media.content_type if is_inline else "application/octet-stream",
        )
        response.headers["Content-Security-Policy"] = "sandbox"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    def list_faults(self, _: Request) -> Response:
        """Return the ways the double can be told to fail, each with what it does."""
        return json_answer({"faults": FAULT_MODES})

    def _events(self, request: Request, after: int) -> Iterator[str]:
        is_first = True
        while not self._stopped.is_set():
            changed, revision = self._changes(request, after)
            if changed or is_first:
                is_first = False
                data = json.dumps({"epoch": self.epoch, "from": after, "messages": changed})
                yield f"id: {self.epoch}/{revision}\ndata: {data}\n\n"
            after = revision
            if self.store.wait_for_change(revision, _HEARTBEAT_S) == revision:
                yield ": still here\n\n"

    def _changes(self, request: Request, after: int) -> tuple[list[dict[str, Any]], int]:
        """Return views of what changed, oldest first, and the revision they are true for."""
        revision = self.store.revision
        users = {f"+{user.strip().removeprefix('+')}" for user in request.args.getlist("user")}
        channel = request.args.get("channel")
        found = self.store.list_where(
            lambda m: (
                m.revision > after
                and is_shown(m)
                and (not users or m.user in users)
                and channel in {None, m.channel}
            )
        )
        return [view(message) for message in reversed(found)], revision

    def _known_users(self) -> list[str]:
        written = {message.user for message in self.store.list_where(lambda _: True)}
        with self._lock:
            return [*self._users, *sorted(written - set(self._users))]

    def _free_number(self) -> str:
        known = self._known_users()
        number = FIRST_USER
        while f"+{number}" in known:
            number += 1
        return f"+{number}"


def read_user_message(payload: dict[str, Any]) -> UserMessage:
    """Read what the page or the terminal wants to send.

    Raises:
        BadRequest: naming what is wrong.
    """
    button = payload.get("button") or {}
    channel = payload.get("channel", "whatsapp")
    if channel not in {"whatsapp", "sms"}:
        raise BadRequest("channel is whatsapp or sms")
    return UserMessage(
        user=_number(payload.get("user")),
        body=str(button.get("title") or payload.get("text") or ""),
        channel=channel,
        media=tuple(_attachment(item) for item in payload.get("media") or ()),
        button_payload=button.get("payload"),
        client_id=str(payload.get("client_id", "")),
        extra=_list_fields(button),
    )


def _list_fields(button: dict[str, Any]) -> dict[str, str]:
    """Name the message a button stood under; a choice from a list has fields of its own."""
    fields = {}
    if button.get("in_reply_to"):
        fields["OriginalRepliedMessageSid"] = str(button["in_reply_to"])
    if button.get("kind") == "list-picker":
        fields |= {
            "MessageType": "interactive",
            "ListId": str(button.get("payload", "")),
            "ListTitle": str(button.get("title", "")),
        }
    return fields


def _attachment(item: dict[str, Any]) -> Attachment:
    try:
        content = base64.b64decode(item["base64"], validate=True)
    except (KeyError, TypeError, binascii.Error) as error:
        raise BadRequest("media needs base64") from error
    content_type = str(item.get("content_type") or "application/octet-stream")
    return Attachment(str(item.get("name", "")), content_type, content)


def _payload(request: Request) -> dict[str, Any]:
    payload = request.get_json(force=True, silent=True)
    if not isinstance(payload, dict):
        raise BadRequest("a JSON object is expected")
    return payload


def _number(user: Any) -> str:
    if not isinstance(user, str) or not user.startswith("+") or not user[1:].isdigit():
        raise BadRequest("user is a number such as +15555550100")
    return user


def _quantity(request: Request, name: str) -> float:
    text = request.args.get(name, "0")
    if not re.fullmatch(r"\d{1,9}(\.\d{1,3})?", text):
        raise BadRequest(f"{name} is a number")
    return float(text)


def _is_unread(message: Message, user: str) -> bool:
    is_reply = message.direction is not Direction.INBOUND
    may_be_read = message.status in _READABLE and message.channel == "whatsapp"
    return is_reply and may_be_read and not message.is_seen and message.user == user
