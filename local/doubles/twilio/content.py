"""Content templates: what the Content API keeps, and how one is filled in for a message."""

import json
import re
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from local.doubles.twilio.errors import TwilioError
from local.doubles.twilio.model import Button

IN_SESSION_ONLY = frozenset({"twilio/list-picker"})
_TYPES = ("twilio/quick-reply", "twilio/list-picker", "twilio/text")  # the richest first
_TITLE_LIMIT = 20
_QUICK_REPLIES, _QUICK_REPLIES_IN_SESSION, _LIST_ITEMS = 10, 3, 10
_TEMPLATE_LIMIT = 1024
_APPROVAL_TAKES = timedelta(seconds=60)
_CATEGORIES = frozenset({"UTILITY", "MARKETING", "AUTHENTICATION"})
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Approval:
    """A request to WhatsApp; it is granted a minute later by the clock."""

    name: str
    category: str
    asked_at: datetime

    def status(self, now: datetime) -> str:
        """`received`, then `approved`."""
        return "approved" if now - self.asked_at >= _APPROVAL_TAKES else "received"


@dataclass(frozen=True, slots=True)
class Content:
    """One Content resource."""

    sid: str
    language: str
    types: dict[str, dict[str, Any]]
    created_at: datetime
    friendly_name: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    approval: Approval | None = None

    def is_approved(self, now: datetime) -> bool:
        """Tell whether it may open a conversation."""
        return self.approval is not None and self.approval.status(now) == "approved"


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its variables filled in, as it reaches a phone."""

    body: str
    buttons: tuple[Button, ...]
    content_type: str


@dataclass(slots=True)
class ContentStore:
    """Templates by sid."""

    _contents: dict[str, Content] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, content: Content) -> None:
        """Keep a template."""
        with self._lock:
            self._contents[content.sid] = content

    def get(self, sid: str, code: int = 20404) -> Content:
        """Return a template; refuse with `code` if there is none."""
        with self._lock:
            if sid not in self._contents:
                raise TwilioError(code)
            return self._contents[sid]

    def delete(self, sid: str) -> None:
        """Forget a template."""
        with self._lock:
            if self._contents.pop(sid, None) is None:
                raise TwilioError(20404)

    def list_newest_first(self) -> tuple[Content, ...]:
        """Return every template."""
        with self._lock:
            return tuple(reversed(self._contents.values()))


def read_content(payload: Any, sid: str, now: datetime) -> Content:
    """Build a template from a create request.

    Raises:
        TwilioError: 20001, naming what is wrong.
    """
    if not isinstance(payload, dict) or not isinstance(payload.get("language"), str):
        raise TwilioError(20001, "language is required")
    types = payload.get("types")
    if not isinstance(types, dict) or not types:
        raise TwilioError(20001, "types is required")
    for name, shape in types.items():
        _check_type(name, shape)
    variables = payload.get("variables") or {}
    return Content(
        sid=sid,
        language=payload["language"],
        types=types,
        created_at=now,
        friendly_name=str(payload.get("friendly_name", "")),
        variables={str(name): str(value) for name, value in variables.items()},
    )


def _check_type(name: str, shape: Any) -> None:
    if name not in _TYPES:
        raise TwilioError(20001, f"content type {name} is not known")
    if not isinstance(shape, dict) or not shape.get("body"):
        raise TwilioError(20001, f"{name} needs a body")
    if name == "twilio/quick-reply":
        _check_choices(shape.get("actions"), "title", _TITLE_LIMIT, _QUICK_REPLIES)
    if name == "twilio/list-picker":
        if not 0 < len(str(shape.get("button", ""))) <= _TITLE_LIMIT:
            raise TwilioError(20001, "the list's button must be 1 to 20 characters")
        _check_choices(shape.get("items"), "item", 24, _LIST_ITEMS)


def _check_choices(choices: Any, key: str, limit: int, most: int) -> None:
    if not isinstance(choices, list) or not 1 <= len(choices) <= most:
        raise TwilioError(20001, f"1 to {most} choices are allowed")
    if not all(isinstance(c, dict) and 0 < len(str(c.get(key, ""))) <= limit for c in choices):
        raise TwilioError(20001, f"each {key} must be 1 to {limit} characters")


def read_approval(payload: Any, now: datetime) -> Approval:
    """Build an approval request; names are lower case with underscores, as WhatsApp wants."""
    if not isinstance(payload, dict):
        raise TwilioError(20001, "name and category are required")
    name, category = str(payload.get("name", "")), str(payload.get("category", "")).upper()
    if not re.fullmatch(r"[a-z0-9_]{1,512}", name):
        raise TwilioError(20001, "name must be lower case letters, digits and underscores")
    if category not in _CATEGORIES:
        raise TwilioError(20001, f"category must be one of {', '.join(sorted(_CATEGORIES))}")
    return Approval(name, category, now)


def read_variables(text: str) -> dict[str, str]:
    """Parse ContentVariables: a JSON object of text."""
    try:
        values = json.loads(text or "{}")
    except ValueError as error:
        raise TwilioError(21656) from error
    if not isinstance(values, dict) or not all(isinstance(v, str) for v in values.values()):
        raise TwilioError(21656)
    return values


def fill(content: Content, variables: dict[str, str], channel: str, now: datetime) -> Filled:
    """Fill a template in for a channel.

    Raises:
        TwilioError: 21656 for a variable nobody gave; 63021 for more than 1,024 characters or
            more quick replies than the session allows.
    """
    kind = _type_for(content, channel)
    shape = content.types[kind]
    values = content.variables | variables
    body = _fill_text(shape["body"], values)
    buttons = _buttons(kind, shape, values)
    if len(body) > _TEMPLATE_LIMIT:
        raise TwilioError(63021)
    if channel != "whatsapp":
        return Filled(_numbered(body, buttons), (), kind)
    too_many = kind == "twilio/quick-reply" and len(buttons) > _QUICK_REPLIES_IN_SESSION
    if too_many and not content.is_approved(now):
        raise TwilioError(63021)
    return Filled(body, buttons, kind)


def _type_for(content: Content, channel: str) -> str:
    order = _TYPES if channel == "whatsapp" else tuple(reversed(_TYPES))
    return next(kind for kind in order if kind in content.types)


def _fill_text(text: str, values: dict[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise TwilioError(21656, f"no value for the variable {match[1]}")
        return values[match[1]]

    return _PLACEHOLDER.sub(value, text)


def _buttons(kind: str, shape: dict[str, Any], values: dict[str, str]) -> tuple[Button, ...]:
    if kind == "twilio/quick-reply":
        return tuple(
            Button(_fill_text(a["title"], values), _fill_text(str(a.get("id", "")), values))
            for a in shape["actions"]
        )
    if kind == "twilio/list-picker":
        return tuple(
            Button(
                title=_fill_text(item["item"], values),
                payload=_fill_text(str(item["id"]), values),
                kind="list-picker",
                description=_fill_text(str(item.get("description", "")), values),
            )
            for item in shape["items"]
        )
    return ()


def _numbered(body: str, buttons: tuple[Button, ...]) -> str:
    lines = [f"{number}. {button.title}" for number, button in enumerate(buttons, start=1)]
    return "\n".join([body, *lines])


def content_resource(content: Content, account_sid: str, root: str) -> dict[str, Any]:
    """Write a template as Twilio's `content.v1.content`."""
    url = f"{root}/v1/Content/{content.sid}"
    instant = content.created_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "sid": content.sid,
        "account_sid": account_sid,
        "friendly_name": content.friendly_name,
        "language": content.language,
        "variables": content.variables,
        "types": content.types,
        "url": url,
        "date_created": instant,
        "date_updated": instant,
        "links": {
            "approval_create": f"{url}/ApprovalRequests/whatsapp",
            "approval_fetch": f"{url}/ApprovalRequests",
        },
    }


def approval_resource(content: Content, approval: Approval, now: datetime) -> dict[str, Any]:
    """Write an approval as Twilio's `content.v1.content.approval_create`."""
    return {
        "name": approval.name,
        "category": approval.category,
        "content_type": next(kind for kind in _TYPES if kind in content.types),
        "status": approval.status(now),
        "rejection_reason": "",
        "allow_category_change": True,
    }
