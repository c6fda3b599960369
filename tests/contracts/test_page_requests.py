"""Pages that users named: kept with the turn that named them."""

import pytest

from domain.conversation.page_request import PageRequest
from domain.errors import PermanentError
from domain.identity import MessageSid
from tests.builders import ANN_ID, a_first_turn, a_message

REQUEST = PageRequest.of(a_message(), "https://example.org/soup?a=1")


def test_a_page_is_kept_with_the_turn_that_named_it(stores):
    stores.turns.commit(a_first_turn(page=REQUEST))

    assert stores.pages.load_request(ANN_ID, REQUEST.message_sid) == REQUEST


def test_a_message_that_named_none_has_none(stores):
    stores.turns.commit(a_first_turn())

    with pytest.raises(PermanentError):
        stores.pages.load_request(ANN_ID, MessageSid("SM1"))
