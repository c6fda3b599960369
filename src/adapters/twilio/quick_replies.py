"""Quick-reply buttons: one content resource a set of buttons, with the text as a variable."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from adapters.twilio.connection import TwilioConnection
from domain.errors import RetryableError

_CREATED = 201
_OK = 200
_LONGEST_TITLE = 20  # Source: Twilio Content API, twilio/quick-reply


@dataclass
class QuickReplies:
    """Finds the content of a set of buttons, or makes it; remembers it for the container's life.

    Made twice by two containers it is merely there twice. Where it cannot be had the reply goes
    out without buttons: the texts say in words what may be answered.
    """

    connection: TwilioConnection
    _known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def find_content(self, buttons: tuple[str, ...]) -> str | None:
        """Return the content sid for these buttons, None where there are none to be had."""
        if not buttons:
            return None
        if buttons not in self._known:
            try:
                sid = self._existing(buttons) or self._made(buttons)
            except RetryableError:
                return None
            if sid is None:
                return None
            self._known[buttons] = sid
        return self._known[buttons]

    def _existing(self, buttons: tuple[str, ...]) -> str | None:
        answer = self.connection.get(f"{self._url()}?PageSize=500")
        if answer.status != _OK:
            return None
        wanted = content_name(buttons)
        contents = answer.body.get("contents", [])
        return next((c["sid"] for c in contents if c.get("friendly_name") == wanted), None)

    def _made(self, buttons: tuple[str, ...]) -> str | None:
        answer = self.connection.post_json(self._url(), content_body(buttons))
        return answer.body.get("sid") if answer.status == _CREATED else None

    def _url(self) -> str:
        return f"{self.connection.content_url}/v1/Content"


def content_name(buttons: tuple[str, ...]) -> str:
    """Return the name under which the content of these buttons is kept."""
    digest = hashlib.sha256(json.dumps(buttons).encode()).hexdigest()[:16]
    return f"platewise_quick_reply_{digest}"


def content_body(buttons: tuple[str, ...]) -> dict[str, Any]:
    """Return the content resource: the text is variable 1, each button answers with its title."""
    return {
        "friendly_name": content_name(buttons),
        "language": "en",
        "variables": {"1": "Hello"},
        "types": {
            "twilio/quick-reply": {
                "body": "{{1}}",
                "actions": [
                    {"title": title[:_LONGEST_TITLE], "id": title.casefold().replace(" ", "_")}
                    for title in buttons
                ],
            }
        },
    }
