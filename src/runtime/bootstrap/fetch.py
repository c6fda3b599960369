"""What `fetch` is made of."""

import time
from functools import cache

from adapters.dynamodb.page_requests import DynamoPageRequests
from adapters.sqs import SqsInboundQueue, SqsSourceQueue
from adapters.web.page import PageFetcher
from adapters.web.recipe_pages import SchemaOrgRecipePages
from runtime.bootstrap import clients
from runtime.settings import FetchSettings
from services.recipes.read_page import PageReader


@cache
def page_reader() -> PageReader:
    """Build once per execution environment."""
    settings = FetchSettings.read()
    return PageReader(
        DynamoPageRequests(clients.dynamodb(), settings.coach_table),
        SchemaOrgRecipePages(PageFetcher(time.monotonic)),
        SqsInboundQueue(clients.sqs(), settings.inbound_queue_url),
    )


@cache
def source_queue() -> SqsSourceQueue:
    """Build once per execution environment."""
    settings = FetchSettings.read()
    return SqsSourceQueue(
        clients.sqs(), settings.recipe_pages_queue_url, settings.parking_queue_url
    )
