"""A page a user named: read once, and what came of it sent back among the user's messages."""

import pytest

from adapters.in_memory.page_requests import InMemoryPageRequests
from adapters.in_memory.queues import InMemoryInboundQueue
from adapters.in_memory.recipe_pages import InMemoryRecipePages
from adapters.in_memory.turn_store import InMemoryTurnStore
from adapters.sqs import inbound_body
from contracts.inbound_message import InboundMessageV1
from domain.conversation.page_request import PageRequest
from domain.errors import PermanentError
from domain.identity import MessageSid
from domain.messaging.page import PageFault
from domain.recipes.written import WrittenRecipe
from services.recipes.ports import NoRecipeError, UnsafeAddressError
from services.recipes.read_page import MOST_TRIES, PageReader
from tests.builders import ANN_ID, a_first_turn, a_message

SOUP = WrittenRecipe("Soup", 4, ("1 cup lentils",), ("Boil.",), 30, "Dinner")
PAGES = InMemoryRecipePages(
    {
        "https://example.org/soup": SOUP,
        "https://example.org/news": NoRecipeError("none"),
        "http://10.0.0.1/": UnsafeAddressError("private"),
    }
)
MESSAGE = a_message()


def reader_of(url):
    turns, queue = InMemoryTurnStore(), InMemoryInboundQueue()
    turns.commit(a_first_turn(page=PageRequest.of(MESSAGE, url)))
    return PageReader(InMemoryPageRequests(turns), PAGES, queue), queue


def test_what_is_read_takes_its_turn_among_the_messages_of_who_named_it():
    reader, queue = reader_of("https://example.org/soup")

    reader.run(ANN_ID, MESSAGE.message_sid)

    (sent,) = queue.messages
    assert (sent.phone_key, sent.user, sent.coach) == (
        MESSAGE.phone_key,
        MESSAGE.user,
        MESSAGE.coach,
    )
    assert (sent.message_sid, sent.text) == (f"{MESSAGE.message_sid}-page", "")
    assert (sent.page.name, sent.page.minutes, sent.page.fault) == ("Soup", 30, None)


def test_a_page_goes_over_the_queue_as_it_was_read():
    reader, queue = reader_of("https://example.org/soup")
    reader.run(ANN_ID, MESSAGE.message_sid)
    (sent,) = queue.messages

    assert InboundMessageV1.model_validate_json(inbound_body(sent)).to_domain() == sent


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://example.org/news", PageFault.NO_RECIPE),
        ("http://10.0.0.1/", PageFault.UNSAFE),
        ("https://example.org/gone", PageFault.UNAVAILABLE),
    ],
)
def test_why_there_is_no_recipe_is_told_as_well(url, fault):
    reader, queue = reader_of(url)

    assert reader.run(ANN_ID, MESSAGE.message_sid).fault is fault
    assert InboundMessageV1.model_validate_json(inbound_body(queue.messages[0])).page.fault == fault


def test_a_page_read_twice_is_one_message():
    reader, queue = reader_of("https://example.org/soup")

    reader.run(ANN_ID, MESSAGE.message_sid)
    reader.run(ANN_ID, MESSAGE.message_sid)

    assert len(queue.messages) == 1


def test_a_page_that_ended_the_function_again_and_again_is_not_opened_any_more():
    reader, queue = reader_of("https://example.org/soup")

    page = reader.run(ANN_ID, MESSAGE.message_sid, MOST_TRIES + 1)

    assert page.fault is PageFault.UNAVAILABLE
    assert [sent.page for sent in queue.messages] == [page]


def test_a_message_that_named_no_page_is_an_error():
    reader, _ = reader_of("https://example.org/soup")

    with pytest.raises(PermanentError):
        reader.run(ANN_ID, MessageSid("SMNONE"))
