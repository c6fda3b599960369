"""Secrets from Secrets Manager, kept for a few minutes so that a rotation is noticed."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from domain.errors import RetryableError
from services.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

_KEPT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class TwilioCredentials:
    """An account and the tokens that may sign for it: the current one first, then a second."""

    account_sid: str
    auth_tokens: tuple[str, ...]


@dataclass
class SecretsManagerSecrets:
    """Reads secrets by id."""

    client: "SecretsManagerClient"
    clock: Clock
    _known: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def text(self, secret_id: str) -> str:
        """Return a secret.

        Raises:
            RetryableError: It cannot be read now.
        """
        value, read_at = self._known.get(secret_id, ("", None))
        now = self.clock.now()
        if read_at is None or not timedelta(0) <= now - read_at < _KEPT:
            value = self._read(secret_id)
            self._known[secret_id] = (value, now)
        return value

    def twilio(self, secret_id: str) -> TwilioCredentials:
        """Return the credentials kept as JSON.

        Raises:
            RetryableError: They cannot be read now, or are not filled in yet.
        """
        try:
            said = json.loads(self.text(secret_id))
            tokens = (said["auth_token"], said.get("secondary_auth_token", ""))
            return TwilioCredentials(said["account_sid"], tuple(t for t in tokens if t))
        except (ValueError, KeyError, TypeError) as error:
            raise RetryableError("the Twilio secret is not filled in") from error

    def _read(self, secret_id: str) -> str:
        try:
            return self.client.get_secret_value(SecretId=secret_id)["SecretString"]
        except (ClientError, BotoCoreError, KeyError) as error:
            raise RetryableError(f"secrets: {type(error).__name__}") from error


@dataclass(frozen=True, slots=True)
class SecretPhoneKeyring:
    """PhoneKeyring from a secret."""

    secrets: SecretsManagerSecrets
    secret_id: str

    def key(self) -> bytes:
        """See PhoneKeyring.key."""
        return self.secrets.text(self.secret_id).encode()
