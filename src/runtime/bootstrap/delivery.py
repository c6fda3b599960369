"""What `delivery` is made of."""

from functools import cache

from adapters.dynamodb.reply_store import DynamoReplyStore
from adapters.sqs import SqsSourceQueue
from runtime.bootstrap import clients
from runtime.settings import DeliverySettings
from services.delivery.record_delivery import DeliveryRecorder


@cache
def delivery_recorder() -> DeliveryRecorder:
    """Build once per execution environment."""
    settings = DeliverySettings.read()
    return DeliveryRecorder(DynamoReplyStore(clients.dynamodb(), settings.coach_table))


@cache
def source_queue() -> SqsSourceQueue:
    """Build once per execution environment."""
    settings = DeliverySettings.read()
    return SqsSourceQueue(clients.sqs(), settings.callback_queue_url, settings.parking_queue_url)
