"""What `plan` is made of."""

from functools import cache

from adapters.dynamodb.advice_store import DynamoAdviceStore
from adapters.dynamodb.order_store import DynamoOrderStore
from adapters.planning.solver import HighsWeekSolver
from runtime.bootstrap import clients, parts
from runtime.bootstrap.conversation_parts import cookbook, knowledge
from runtime.settings import PlanSettings
from services.plans.draft_order import WeekDrafter
from services.plans.order_readings import Readings
from services.plans.ports import Effort
from services.plans.read_order import OrderReader
from services.plans.verify_draft import DraftVerifier

_LONGER_S = 25.0
"""Seconds after which the second search ends, whatever its steps: below the function's time."""
_WITHOUT_PLAN, _LONGER = 3, 8  # times the steps


@cache
def readings() -> Readings:
    """Build once per execution environment."""
    settings = PlanSettings.read()
    return Readings(knowledge(settings.data_dir), cookbook(settings.data_dir))


@cache
def week_drafter() -> WeekDrafter:
    """Build once per execution environment."""
    settings = PlanSettings.read()
    steps = int(settings.plan_steps)
    return WeekDrafter(
        readings=readings(),
        orders=_orders(settings),
        solver=HighsWeekSolver(),
        effort=Effort(steps, _WITHOUT_PLAN * steps, float(settings.plan_seconds)),
        longer=Effort(steps, _LONGER * steps, _LONGER_S),
    )


@cache
def order_reader() -> OrderReader:
    """Build once per execution environment."""
    settings = PlanSettings.read()
    advice = DynamoAdviceStore(clients.dynamodb(), settings.coach_table, parts.clock())
    return OrderReader(readings(), _orders(settings), advice)


@cache
def draft_verifier() -> DraftVerifier:
    """Build once per execution environment."""
    return DraftVerifier(readings(), _orders(PlanSettings.read()))


def _orders(settings: PlanSettings) -> DynamoOrderStore:
    return DynamoOrderStore(clients.dynamodb(), settings.coach_table)
