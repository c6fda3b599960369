"""SQS inbound dead letters: messages nobody could work on."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.inbound_message import InboundMessageV1
from runtime.bootstrap.apologise import apologiser, source_queue
from runtime.consume import Failures, Record, consume
from runtime.observability import logger
from services.conversation.take_turn import Apologiser


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> Failures:  # noqa: ARG001  # Lambda's signature
    """Apologise for each message; one that cannot even be read is parked."""
    return consume(event, partial(work, use_case=apologiser()), source_queue())


def work(record: Record, use_case: Apologiser) -> None:
    """Parse and delegate; no error acknowledges the record."""
    message = InboundMessageV1.model_validate_json(record.body).to_domain()
    logger.append_keys(message_sid=message.message_sid)
    outbox = use_case.run(message)
    logger.error("apologised", user_id=outbox.user_id)
