"""What `converse` is made of."""

from functools import cache

from adapters.sqs import SqsSourceQueue
from runtime.bootstrap import clients
from runtime.bootstrap.conversation_parts import knowledge_with_recipes, relay, turns
from runtime.settings import ConverseSettings
from services.conversation.take_turn import TurnTaker


@cache
def turn_taker() -> TurnTaker:
    """Build once per execution environment."""
    settings = ConverseSettings.read()
    found = knowledge_with_recipes(settings.data_dir)
    if settings.food_table:
        from runtime.bootstrap.usda_foods import with_usda  # noqa: PLC0415 (most have none)

        found = with_usda(found, settings.food_table)
    return TurnTaker(found, turns(settings), relay(settings))


@cache
def source_queue() -> SqsSourceQueue:
    """Build once per execution environment."""
    settings = ConverseSettings.read()
    return SqsSourceQueue(clients.sqs(), settings.inbound_queue_url, settings.parking_queue_url)
