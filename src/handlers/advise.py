"""A task of the weekly plan's state machine: ask a model what an order raises."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.plan_task import PlanStepV1, PlanTaskV1
from domain.identity import MessageSid, UserId
from runtime.bootstrap.advise import order_adviser
from runtime.observability import logger
from services.plans.orders import OrderRef, Step


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001  # Lambda's signature
    """Answer the question of one order; ids and a status are all that is handed on."""
    task = PlanTaskV1.model_validate(event)
    logger.append_keys(user_id=task.user_id, order_id=task.order_id, task=task.task)
    ref = OrderRef(UserId(task.user_id), MessageSid(task.order_id), task.attempt)
    advised = order_adviser().run(ref)
    logger.info("advised", by=advised.by, why=advised.why, recipes=len(advised.recipes))
    done = PlanStepV1(
        user_id=task.user_id,
        order_id=task.order_id,
        attempt=task.attempt,
        status=Step.ADVISED.value,
    )
    return done.model_dump()
