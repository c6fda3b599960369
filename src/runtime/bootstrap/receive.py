"""What `receive` is made of."""

from functools import cache

from adapters.secrets import SecretPhoneKeyring
from adapters.sqs import SqsInboundQueue, SqsStatusQueue
from adapters.twilio.signature import TwilioSignatureCheck
from runtime.bootstrap import clients, parts
from runtime.settings import ReceiveSettings
from services.webhook.accept import MessageAcceptor, RequestVerifier, StatusAcceptor


@cache
def message_acceptor() -> MessageAcceptor:
    """Build once per execution environment."""
    settings = ReceiveSettings.read()
    return MessageAcceptor(
        verifier=_verifier(settings),
        keyring=SecretPhoneKeyring(parts.secrets(), settings.phone_key_secret_id),
        queue=SqsInboundQueue(clients.sqs(), settings.inbound_queue_url),
        clock=parts.clock(),
    )


@cache
def status_acceptor() -> StatusAcceptor:
    """Build once per execution environment."""
    settings = ReceiveSettings.read()
    return StatusAcceptor(
        verifier=_verifier(settings),
        queue=SqsStatusQueue(clients.sqs(), settings.callback_queue_url),
        clock=parts.clock(),
    )


def _verifier(settings: ReceiveSettings) -> RequestVerifier:
    signatures = TwilioSignatureCheck(parts.secrets(), settings.twilio_secret_id)
    return RequestVerifier(signatures, settings.public_base_url.rstrip("/"))
