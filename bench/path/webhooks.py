"""Webhooks as Twilio sends them: built, signed with a real signature, posted."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

import urllib3

MESSAGES: Final = "/webhooks/twilio"
STATUS: Final = "/webhooks/twilio/status"
FORM: Final = "application/x-www-form-urlencoded"
COACH: Final = "whatsapp:+14155238886"
_SERVER_ERRORS: Final = 500
TRIES: Final = 3

type Pairs = Sequence[tuple[str, str]]


def signed_string(url: str, parameters: Pairs) -> str:
    """Return what Twilio signs: the URL, then each distinct name and value, sorted."""
    names = sorted({name for name, _ in parameters})
    values = {name: sorted({v for n, v in parameters if n == name}) for name in names}
    return url + "".join(name + value for name in names for value in values[name])


def signature(token: str, text: str) -> str:
    """Return Twilio's signature of a signed string."""
    digest = hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def message_form(number: str, text: str, sid: str, extra: Mapping[str, str] = {}) -> dict[str, str]:
    """Return the form of a WhatsApp message."""
    return {
        "MessageSid": sid,
        "SmsMessageSid": sid,
        "AccountSid": "ACLOCAL00000000000000000000000000",
        "From": f"whatsapp:{number}",
        "To": COACH,
        "Body": text,
        "NumMedia": "0",
        "ProfileName": "Test User",
        "WaId": number.removeprefix("+"),
        **extra,
    }


@dataclass(frozen=True, slots=True)
class WebhookSender:
    """Posts to a stack; signs over the address it is known under, connects to where it listens."""

    url: str
    public_base_url: str
    token: str
    _pool: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(maxsize=32, retries=False, timeout=30)
    )

    def send(self, form: Mapping[str, str], path: str = MESSAGES) -> int:
        """Post a signed form until it is taken, as Twilio does with `rp=all`; return the status."""
        text = signed_string(self.public_base_url + path, tuple(form.items()))
        body, signed = urlencode(form).encode(), signature(self.token, text)
        status = 0
        for _ in range(TRIES):
            status = self.post(path, body, signed)
            if 0 < status < _SERVER_ERRORS:
                break
        return status

    def post(self, path: str, body: bytes, signed: str, content_type: str = FORM) -> int:
        """Post once, whatever it is; return the status, 0 where no answer came."""
        headers = {"Content-Type": content_type, "X-Twilio-Signature": signed}
        try:
            answer = self._pool.request("POST", self.url + path, body=body, headers=headers)
        except urllib3.exceptions.HTTPError:
            return 0
        return int(answer.status)
