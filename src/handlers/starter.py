"""SQS behind the bus: orders for a week, each begun once."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.plan_task import PlanOrderedEnvelope
from domain.identity import MessageSid, UserId
from runtime.bootstrap.starter import planning_starter, source_queue
from runtime.consume import Failures, Record, consume
from runtime.observability import logger
from services.plans.start_planning import PlanningStarter


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> Failures:  # noqa: ARG001  # Lambda's signature
    """Begin work on each order; what may succeed later comes again."""
    return consume(event, partial(work, use_case=planning_starter()), source_queue())


def work(record: Record, use_case: PlanningStarter) -> None:
    """Parse and delegate; an order begun before is left alone."""
    ordered = PlanOrderedEnvelope.model_validate_json(record.body).detail
    logger.append_keys(user_id=ordered.user_id, order_id=ordered.order_id)
    use_case.run(UserId(ordered.user_id), MessageSid(ordered.order_id))
    logger.info("planning begun")
