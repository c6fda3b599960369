"""SignatureCheck by Twilio's own validator."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlparse

from twilio.request_validator import RequestValidator

from adapters.secrets import SecretsManagerSecrets


class FormParameters(dict[str, str]):
    """Form parameters as Twilio's validator asks for them: a name may have several values."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Keep every value of every name."""
        super().__init__(pairs)
        self._pairs = tuple(pairs)

    def getall(self, name: str) -> list[str]:
        """Return all values of a name, in the order sent."""
        return [value for each, value in self._pairs if each == name]


@dataclass(frozen=True, slots=True)
class TwilioSignatureCheck:
    """Tries the current token, then the second one, so that tokens can be rotated."""

    secrets: SecretsManagerSecrets
    secret_id: str

    def is_signed_form(
        self, url: str, parameters: Sequence[tuple[str, str]], signature: str
    ) -> bool:
        """See SignatureCheck.is_signed_form."""
        return self._is_signed(url, FormParameters(parameters), signature)

    def is_signed_body(self, url: str, body: str, signature: str) -> bool:
        """See SignatureCheck.is_signed_body.

        Where the validator itself finds no hash it would take the text for parameters and raise.
        """
        has_hash = "bodySHA256" in parse_qs(urlparse(url).query)
        return has_hash and self._is_signed(url, body, signature)

    def _is_signed(self, url: str, content: FormParameters | str, signature: str) -> bool:
        tokens = self.secrets.twilio(self.secret_id).auth_tokens
        return any(RequestValidator(token).validate(url, content, signature) for token in tokens)
