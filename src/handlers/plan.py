"""Tasks of the weekly plan's state machine: read an order, draft a week, verify a draft."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.plan_task import PlanStepV1, PlanTaskV1
from domain.identity import MessageSid, UserId
from runtime.bootstrap.plan import draft_verifier, order_reader, week_drafter
from runtime.observability import logger
from services.plans.orders import OrderRef, Step


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001  # Lambda's signature
    """Do one step; errors are the state machine's to retry."""
    task = PlanTaskV1.model_validate(event)
    logger.append_keys(user_id=task.user_id, order_id=task.order_id, task=task.task)
    ref = OrderRef(UserId(task.user_id), MessageSid(task.order_id), task.attempt)
    step = _done(task.task, ref)
    logger.info("step done", status=step.value)
    attempt = task.attempt + (task.task == "draft")
    done = PlanStepV1(
        user_id=task.user_id, order_id=task.order_id, attempt=attempt, status=step.value
    )
    return done.model_dump()


def _done(task: str, ref: OrderRef) -> Step:
    match task:
        case "read":
            return order_reader().run(ref)
        case "draft":
            return week_drafter().run(ref)
        case _:
            return draft_verifier().run(ref)
