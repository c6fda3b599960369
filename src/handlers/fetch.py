"""SQS behind the bus: pages of the web that users named, each read for its recipe."""

from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contracts.recipe_page import RecipePageNamedEnvelope
from domain.identity import MessageSid, UserId
from runtime.bootstrap.fetch import page_reader, source_queue
from runtime.consume import Failures, Record, consume
from runtime.observability import logger
from services.recipes.read_page import PageReader


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> Failures:  # noqa: ARG001  # Lambda's signature
    """Read each page; what may succeed later comes again."""
    return consume(event, partial(work, use_case=page_reader()), source_queue())


def work(record: Record, use_case: PageReader) -> None:
    """Parse and delegate; a page that ended the function before is not read for ever."""
    named = RecipePageNamedEnvelope.model_validate_json(record.body).detail
    logger.append_keys(user_id=named.user_id, message_sid=named.message_sid)
    ids = UserId(named.user_id), MessageSid(named.message_sid)
    page = use_case.run(*ids, record.attempt)
    logger.info("page read", fault=page.fault)
