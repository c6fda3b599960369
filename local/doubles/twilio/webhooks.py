"""Requests Twilio makes to the product: signed, form-encoded, to this machine only."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import urllib3
from twilio.request_validator import RequestValidator

if TYPE_CHECKING:
    from collections.abc import Mapping

_Validator: Any = RequestValidator  # published without types
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
_CONNECT_S, _READ_S = 5.0, 15.0


@dataclass(frozen=True, slots=True)
class WebhookClient:
    """Posts signed forms; what is addressed to the public URL goes to the local one.

    Signing is over the public address, as the product sees itself; the connection goes to the
    stack on this machine, so that a public base such as https://coach.example can be rehearsed.
    """

    auth_token: str
    public_base_url: str
    local_base_url: str
    _pool: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(
            maxsize=16, retries=False, timeout=urllib3.Timeout(connect=_CONNECT_S, read=_READ_S)
        )
    )

    def is_reachable(self, url: str) -> bool:
        """Tell whether the double may post there: over http to this machine."""
        target = urlsplit(self._target(url))
        return target.scheme == "http" and target.hostname in _THIS_MACHINE

    def post(self, url: str, form: "Mapping[str, str]") -> int:
        """Post a form and return the HTTP status; 0 when nothing answered."""
        if not self.is_reachable(url):
            raise ValueError("the double posts only to this machine")
        signature = _Validator(self.auth_token).compute_signature(url, dict(form))
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "User-Agent": "TwilioProxy/1.1",
            "X-Twilio-Signature": signature,
            "I-Twilio-Idempotency-Token": _idempotency_token(form),
        }
        try:
            answer = self._pool.request(
                "POST", self._target(url), body=urlencode(form), headers=headers
            )
        except urllib3.exceptions.HTTPError:
            return 0
        return int(answer.status)

    def _target(self, url: str) -> str:
        if url.startswith(self.public_base_url):
            return self.local_base_url + url.removeprefix(self.public_base_url)
        return url


def _idempotency_token(form: "Mapping[str, str]") -> str:
    """Return the same token for the same message and status: a retry carries it again."""
    key = f"{form['MessageSid']}/{form.get('MessageStatus', 'received')}"
    digest = sha256(key.encode()).hexdigest()
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
