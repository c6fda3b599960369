"""Tasks of the weekly plan's state machine: draft a week, verify a draft."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.plan_task import PlanStepV1, PlanTaskV1
from domain.identity import MessageSid, UserId
from runtime.bootstrap.plan import draft_verifier, week_drafter
from runtime.observability import logger
from services.plans.orders import OrderRef


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001  # Lambda's signature
    """Do one step; errors are the state machine's to retry."""
    task = PlanTaskV1.model_validate(event)
    logger.append_keys(user_id=task.user_id, order_id=task.order_id, task=task.task)
    ref = OrderRef(UserId(task.user_id), MessageSid(task.order_id), task.attempt)
    is_draft = task.task == "draft"
    step = week_drafter().run(ref) if is_draft else draft_verifier().run(ref)
    logger.info("step done", status=step.value)
    attempt = task.attempt + is_draft
    done = PlanStepV1(
        user_id=task.user_id, order_id=task.order_id, attempt=attempt, status=step.value
    )
    return done.model_dump()
