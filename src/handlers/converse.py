"""SQS inbound: a user's messages, in order."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.inbound_message import InboundMessageV1
from runtime.bootstrap.converse import source_queue, turn_taker
from runtime.consume import Failures, Record, consume
from runtime.observability import logger
from services.conversation.take_turn import TurnTaker


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> Failures:  # noqa: ARG001  # Lambda's signature
    """Answer each message; what may succeed later comes again."""
    return consume(event, partial(work, use_case=turn_taker()), source_queue())


def work(record: Record, use_case: TurnTaker) -> None:
    """Parse and delegate; no error acknowledges the record."""
    message = InboundMessageV1.model_validate_json(record.body).to_domain()
    logger.append_keys(message_sid=message.message_sid)
    outbox = use_case.run(message)
    logger.info("turn taken", user_id=outbox.user_id, replies=len(outbox.replies))
