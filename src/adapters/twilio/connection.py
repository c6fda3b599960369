"""HTTP to Twilio: what can be said of a request that got no answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from urllib3 import BaseHTTPResponse, PoolManager, Timeout, make_headers
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from adapters.secrets import SecretsManagerSecrets
from domain.errors import RetryableError
from services.delivery.errors import UncertainDeliveryError

TIMEOUT = Timeout(connect=3.0, read=8.0)
"""Below the 20 s of the function, and below the 15 s Twilio itself would wait."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and the JSON that came with it; empty where it was none."""

    status: int
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TwilioConnection:
    """Sends requests with the account's credentials."""

    pool: PoolManager
    secrets: SecretsManagerSecrets
    secret_id: str
    api_url: str
    content_url: str

    def account_sid(self) -> str:
        """Return the account requests are made for."""
        return self.secrets.twilio(self.secret_id).account_sid

    def post_form(self, url: str, form: Mapping[str, str]) -> Answer:
        """Post a form.

        Raises:
            RetryableError: The request never left.
            UncertainDeliveryError: It left, and no answer came.
        """
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._request("POST", url, headers, urlencode(form))

    def post_json(self, url: str, body: Mapping[str, Any]) -> Answer:
        """Post JSON; raises as `post_form`."""
        return self._request("POST", url, {"Content-Type": "application/json"}, json.dumps(body))

    def get(self, url: str) -> Answer:
        """Get JSON; raises as `post_form`."""
        return self._request("GET", url, {}, None)

    def _request(
        self, method: str, url: str, headers: Mapping[str, str], body: str | None
    ) -> Answer:
        credentials = self.secrets.twilio(self.secret_id)
        basic = make_headers(basic_auth=f"{credentials.account_sid}:{credentials.auth_tokens[0]}")
        try:
            response = self.pool.request(
                method,
                url,
                body=body,
                headers={**headers, **basic, "Accept": "application/json"},
                timeout=TIMEOUT,
                retries=False,
                redirect=False,
            )
        except (ConnectTimeoutError, NewConnectionError) as error:
            raise RetryableError(f"twilio: {type(error).__name__}") from error
        except HTTPError as error:
            raise UncertainDeliveryError(f"twilio: {type(error).__name__}") from error
        return Answer(response.status, _json(response))


def _json(response: BaseHTTPResponse) -> Mapping[str, Any]:
    try:
        body = json.loads(response.data)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
