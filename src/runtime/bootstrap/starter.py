"""What `starter` is made of."""

from functools import cache

from adapters.sqs import SqsSourceQueue
from adapters.step_functions import StepFunctionsPlanning
from runtime.bootstrap import clients
from runtime.settings import StarterSettings
from services.plans.start_planning import PlanningStarter


@cache
def planning_starter() -> PlanningStarter:
    """Build once per execution environment."""
    settings = StarterSettings.read()
    return PlanningStarter(
        StepFunctionsPlanning(clients.step_functions(), settings.state_machine_arn)
    )


@cache
def source_queue() -> SqsSourceQueue:
    """Build once per execution environment."""
    settings = StarterSettings.read()
    return SqsSourceQueue(clients.sqs(), settings.plan_orders_queue_url, settings.parking_queue_url)
