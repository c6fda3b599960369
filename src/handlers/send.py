"""SQS outbound: committed replies on their way to Twilio."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.outbound_reply import OutboundReplyV1
from domain.identity import ReplyId, UserId
from runtime.bootstrap.send import reply_sender, source_queue
from runtime.consume import Failures, Record, consume
from runtime.observability import logger
from services.delivery.send_reply import ReplySender, SendReply


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> Failures:  # noqa: ARG001  # Lambda's signature
    """Send each reply once; what may succeed later comes again."""
    return consume(event, partial(work, use_case=reply_sender()), source_queue())


def work(record: Record, use_case: ReplySender) -> None:
    """Parse and delegate; no error acknowledges the record."""
    wanted = OutboundReplyV1.model_validate_json(record.body)
    logger.append_keys(reply_id=wanted.reply_id, user_id=wanted.user_id)
    state = use_case.run(SendReply(UserId(wanted.user_id), ReplyId(wanted.reply_id), record.owner))
    logger.info("reply handled", state=state.value)
