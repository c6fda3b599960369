"""Bus → fetch → the queue of messages."""

import pytest

from adapters.in_memory.page_requests import InMemoryPageRequests
from adapters.in_memory.queues import InMemoryInboundQueue
from adapters.in_memory.recipe_pages import InMemoryRecipePages
from domain.conversation.page_request import PageRequest
from domain.messaging.page import PageFault
from domain.recipes.written import WrittenRecipe
from handlers import fetch
from services.recipes.read_page import PageReader
from tests.builders import ANN_ID, a_first_turn, a_message

DONE = {"batchItemFailures": []}
SOUP = "https://example.org/soup"
MESSAGE = a_message()
NAMED = {
    "source": "platewise.recipes",
    "detail-type": "RecipePageNamed",
    "detail": {"event_id": "e", "user_id": ANN_ID, "message_sid": MESSAGE.message_sid},
}


@pytest.fixture
def inbound():
    return InMemoryInboundQueue()


@pytest.fixture(autouse=True)
def wired(monkeypatch, turns, source, inbound):
    turns.commit(a_first_turn(page=PageRequest.of(MESSAGE, SOUP)))
    pages = InMemoryRecipePages({SOUP: WrittenRecipe("Soup", 4, ("1 cup lentils",))})
    reader = PageReader(InMemoryPageRequests(turns), pages, inbound)
    monkeypatch.setattr(fetch, "page_reader", lambda: reader)
    monkeypatch.setattr(fetch, "source_queue", lambda: source)


def test_the_recipe_of_a_page_enters_the_queue_of_messages(sqs_event, context, inbound):
    assert fetch.handler(sqs_event(NAMED), context) == DONE
    assert [message.page.name for message in inbound.messages] == ["Soup"]


def test_a_page_that_was_lost_twice_is_given_up_and_that_is_told(sqs_event, context, inbound):
    event = sqs_event(NAMED)
    event["Records"][0]["attributes"]["ApproximateReceiveCount"] = "3"

    assert fetch.handler(event, context) == DONE
    assert [message.page.fault for message in inbound.messages] == [PageFault.UNAVAILABLE]


def test_a_page_comes_again_while_the_queue_of_messages_takes_nothing(sqs_event, context, inbound):
    inbound.refusals.left = 1

    assert fetch.handler(sqs_event(NAMED), context) != DONE
    assert fetch.handler(sqs_event(NAMED), context) == DONE


def test_an_event_nobody_can_read_is_parked(sqs_event, context, source):
    assert fetch.handler(sqs_event({"detail": {}}), context) == DONE
    assert len(source.parked) == 1
