"""SQS behind the bus: every event, counted and logged once."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.bus_envelope import BusEnvelope
from runtime.bootstrap.audit import event_counter, source_queue
from runtime.consume import Failures, Record, consume
from runtime.observability import logger
from services.audit.count_event import EventCounter
from services.audit.ports import AuditedEvent


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> Failures:  # noqa: ARG001  # Lambda's signature
    """Count each event; what may succeed later comes again."""
    return consume(event, partial(work, use_case=event_counter()), source_queue())


def work(record: Record, use_case: EventCounter) -> None:
    """Parse and delegate; an event seen before is not counted again."""
    envelope = BusEnvelope.model_validate_json(record.body)
    event = AuditedEvent(
        event_id=envelope.detail.event_id,
        name=envelope.detail_type,
        occurred_on=envelope.detail.occurred_at.date(),
    )
    if use_case.run(event):
        logger.info("event", event_id=event.event_id, event_name=event.name, source=envelope.source)
