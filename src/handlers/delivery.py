"""SQS callbacks: what became of replies."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.status_report import StatusReportV1
from runtime.bootstrap.delivery import delivery_recorder, source_queue
from runtime.consume import Failures, Record, consume
from runtime.observability import logger
from services.delivery.errors import UnknownReplyError
from services.delivery.record_delivery import DeliveryRecorder


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> Failures:  # noqa: ARG001  # Lambda's signature
    """Record each report; what may succeed later comes again."""
    return consume(event, partial(work, use_case=delivery_recorder()), source_queue())


def work(record: Record, use_case: DeliveryRecorder) -> None:
    """Parse and delegate; a report for an unknown reply is counted and dropped."""
    report = StatusReportV1.model_validate_json(record.body).to_domain()
    logger.append_keys(reply_id=report.reply_id, user_id=report.user_id)
    try:
        use_case.run(report)
    except UnknownReplyError:
        logger.warning("report for an unknown reply", state=report.state.value)
        return
    logger.info("report recorded", state=report.state.value, error_code=report.error_code)
