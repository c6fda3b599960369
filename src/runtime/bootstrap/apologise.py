"""What `apologise` is made of."""

from functools import cache

from adapters.sqs import SqsSourceQueue
from runtime.bootstrap import clients
from runtime.bootstrap.conversation_parts import knowledge, relay, turns
from runtime.settings import ApologiseSettings
from services.conversation.take_turn import Apologiser


@cache
def apologiser() -> Apologiser:
    """Build once per execution environment."""
    settings = ApologiseSettings.read()
    return Apologiser(knowledge(settings.data_dir), turns(settings), relay(settings))


@cache
def source_queue() -> SqsSourceQueue:
    """Build once per execution environment."""
    settings = ApologiseSettings.read()
    return SqsSourceQueue(
        clients.sqs(), settings.inbound_dead_queue_url, settings.parking_queue_url
    )
