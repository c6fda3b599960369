"""What `advise` is made of."""

from functools import cache

from adapters.dynamodb.advice_store import DynamoAdviceStore
from runtime.bootstrap import clients, parts
from runtime.bootstrap.adviser import plan_adviser
from runtime.settings import AdviseSettings
from services.adviser.advise_order import OrderAdviser


@cache
def order_adviser() -> OrderAdviser:
    """Build once per execution environment."""
    settings = AdviseSettings.read()
    clock = parts.clock()
    store = DynamoAdviceStore(clients.dynamodb(), settings.coach_table, clock)
    return OrderAdviser(plan_adviser(settings), store, clock)
