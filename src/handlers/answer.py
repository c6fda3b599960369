"""Answers orders for a week: tasks of the state machine, and orders that could not be begun."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.plan_task import PlanOrderedEnvelope, PlanStepV1, PlanTaskV1
from domain.identity import MessageSid, UserId
from runtime.bootstrap.answer import order_answerer, source_queue
from runtime.consume import Record, consume
from runtime.observability import logger
from services.plans.answer_order import OrderAnswerer
from services.plans.orders import OrderRef, Step


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001  # Lambda's signature
    """Do one step of the state machine, or apologise for each order nobody could begin."""
    if "Records" in event:
        return dict(consume(event, partial(work, use_case=order_answerer()), source_queue()))
    task = PlanTaskV1.model_validate(event)
    logger.append_keys(user_id=task.user_id, order_id=task.order_id, task=task.task)
    step = _done(task, order_answerer())
    logger.info("step done", status=step.value)
    done = PlanStepV1(
        user_id=task.user_id, order_id=task.order_id, attempt=task.attempt, status=step.value
    )
    return done.model_dump()


def _done(task: PlanTaskV1, use_case: OrderAnswerer) -> Step:
    ref = OrderRef(UserId(task.user_id), MessageSid(task.order_id), task.attempt)
    match task.task:
        case "longer":
            return use_case.say_longer(ref)
        case "answer":
            return use_case.answer(ref, is_verified=True)
        case "refuse":
            return use_case.answer(ref, is_verified=False)
        case _:
            return use_case.apologise(ref)


def work(record: Record, use_case: OrderAnswerer) -> None:
    """Apologise for an order; no error acknowledges the record."""
    ordered = PlanOrderedEnvelope.model_validate_json(record.body).detail
    ref = OrderRef(UserId(ordered.user_id), MessageSid(ordered.order_id))
    logger.append_keys(user_id=ordered.user_id, order_id=ordered.order_id)
    use_case.apologise(ref)
    logger.error("apologised")
