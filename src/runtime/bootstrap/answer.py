"""What `answer` is made of."""

from functools import cache

from adapters.dynamodb.order_store import DynamoOrderStore
from adapters.sqs import SqsSourceQueue
from runtime.bootstrap import clients
from runtime.bootstrap.conversation_parts import knowledge_with_recipes, relay
from runtime.settings import AnswerSettings
from services.plans.answer_order import OrderAnswerer


@cache
def order_answerer() -> OrderAnswerer:
    """Build once per execution environment."""
    settings = AnswerSettings.read()
    return OrderAnswerer(
        knowledge=knowledge_with_recipes(settings.data_dir),
        orders=DynamoOrderStore(clients.dynamodb(), settings.coach_table),
        relay=relay(settings),
    )


@cache
def source_queue() -> SqsSourceQueue:
    """Build once per execution environment."""
    settings = AnswerSettings.read()
    return SqsSourceQueue(
        clients.sqs(), settings.plan_orders_dead_queue_url, settings.parking_queue_url
    )
