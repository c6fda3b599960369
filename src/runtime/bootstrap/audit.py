"""What `audit` is made of."""

from functools import cache

from adapters.dynamodb.audit_store import DynamoAuditStore
from adapters.sqs import SqsSourceQueue
from runtime.bootstrap import clients
from runtime.settings import AuditSettings
from services.audit.count_event import EventCounter


@cache
def event_counter() -> EventCounter:
    """Build once per execution environment."""
    settings = AuditSettings.read()
    return EventCounter(DynamoAuditStore(clients.dynamodb(), settings.coach_table))


@cache
def source_queue() -> SqsSourceQueue:
    """Build once per execution environment."""
    settings = AuditSettings.read()
    return SqsSourceQueue(clients.sqs(), settings.audit_queue_url, settings.parking_queue_url)
