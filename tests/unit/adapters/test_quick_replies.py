"""Buttons: one content a set, found or made once, and never in the way of a reply."""

import json

import pytest

from adapters.twilio.quick_replies import QuickReplies, content_body, content_name
from tests.unit.adapters.twilio_stand_in import connection_to

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
UNDO = ("Undo", "My day")


@pytest.fixture
def quick_replies(connection):
    return QuickReplies(connection)


def test_a_reply_without_buttons_needs_no_content(quick_replies, twilio):
    assert quick_replies.find_content(()) is None
    assert twilio.asked == []


def test_content_that_exists_is_used(quick_replies, twilio):
    twilio.will_answer(
        200,
        {
            "contents": [
                {"sid": "HX0", "friendly_name": "something_else"},
                {"sid": "HX1", "friendly_name": content_name(UNDO)},
            ]
        },
    )

    assert quick_replies.find_content(UNDO) == "HX1"


def test_content_that_does_not_exist_is_made(quick_replies, twilio):
    twilio.will_answer(200, {"contents": []})
    twilio.will_answer(201, {"sid": "HX2"})

    assert quick_replies.find_content(UNDO) == "HX2"
    assert json.loads(twilio.asked[1].body) == content_body(UNDO)


def test_content_is_remembered(quick_replies, twilio):
    twilio.will_answer(200, {"contents": []})
    twilio.will_answer(201, {"sid": "HX2"})
    quick_replies.find_content(UNDO)

    assert quick_replies.find_content(UNDO) == "HX2"
    assert len(twilio.asked) == 2


@pytest.mark.parametrize("answers", [[(500, {}), (500, {})], [(200, {}), (400, {})]])
def test_where_no_content_can_be_had_the_reply_goes_without(quick_replies, twilio, answers):
    for status, body in answers:
        twilio.will_answer(status, body)

    assert quick_replies.find_content(UNDO) is None


def test_what_could_not_be_had_is_asked_for_again(quick_replies, twilio):
    twilio.will_answer(500, {})
    twilio.will_answer(500, {})
    twilio.will_answer(200, {"contents": [{"sid": "HX1", "friendly_name": content_name(UNDO)}]})
    quick_replies.find_content(UNDO)

    assert quick_replies.find_content(UNDO) == "HX1"


def test_a_connection_nobody_takes_costs_the_buttons_only():
    assert QuickReplies(connection_to("http://127.0.0.1:1")).find_content(UNDO) is None


def test_a_title_is_cut_to_what_the_provider_takes():
    (action,) = content_body(("A title that is far too long",))["types"]["twilio/quick-reply"][
        "actions"
    ]

    assert action == {"title": "A title that is far ", "id": "a_title_that_is_far_too_long"}


def test_other_buttons_have_another_name():
    assert content_name(("Yes", "No")) != content_name(("No", "Yes"))
