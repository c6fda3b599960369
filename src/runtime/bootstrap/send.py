"""What `send` is made of."""

from functools import cache

from urllib3 import PoolManager

from adapters.dynamodb.reply_store import DynamoReplyStore
from adapters.sqs import SqsSourceQueue
from adapters.twilio.connection import TwilioConnection
from adapters.twilio.messenger import TwilioMessenger
from adapters.twilio.quick_replies import QuickReplies
from runtime.bootstrap import clients, parts
from runtime.settings import SendSettings
from services.delivery.send_reply import ReplySender


@cache
def reply_sender() -> ReplySender:
    """Build once per execution environment."""
    settings = SendSettings.read()
    connection = TwilioConnection(
        pool=PoolManager(),
        secrets=parts.secrets(),
        secret_id=settings.twilio_secret_id,
        api_url=settings.twilio_api_url.rstrip("/"),
        content_url=settings.twilio_content_url.rstrip("/"),
    )
    return ReplySender(
        replies=DynamoReplyStore(clients.dynamodb(), settings.coach_table),
        messenger=TwilioMessenger(
            connection=connection,
            quick_replies=QuickReplies(connection),
            public_base_url=settings.public_base_url.rstrip("/"),
        ),
        clock=parts.clock(),
    )


@cache
def source_queue() -> SqsSourceQueue:
    """Build once per execution environment."""
    settings = SendSettings.read()
    return SqsSourceQueue(clients.sqs(), settings.outbound_queue_url, settings.parking_queue_url)
