"""Sending and listing over HTTP: what leaves, and what each way of getting no answer means."""

import json
import socket
import threading
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from urllib3 import Timeout

from adapters.twilio import connection as connections
from adapters.twilio.messenger import TwilioMessenger, message_form
from adapters.twilio.quick_replies import QuickReplies
from domain.errors import RetryableError
from domain.messaging.reply import Draft
from services.delivery.errors import RefusedReplyError, UncertainDeliveryError
from services.delivery.ports import SentMessage
from tests.builders import ANN, ANN_ID, COACH, NOON, TOKEN, a_reply
from tests.unit.adapters.twilio_stand_in import connection_to

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
BASE_URL = "https://coach.example"


@pytest.fixture
def messenger(connection):
    return TwilioMessenger(connection, QuickReplies(connection), BASE_URL)


# ---- what leaves
def test_the_form_of_a_message_carries_the_ids_of_its_reply_in_the_callback():
    form = message_form(a_reply(), BASE_URL, None)

    callback = urlsplit(form["StatusCallback"])
    assert form["To"] == "whatsapp:+14155550101"
    assert form["From"] == "whatsapp:+14155238886"
    assert form["Body"] == "Logged."
    assert callback.geturl().startswith(f"{BASE_URL}/webhooks/twilio/status?")
    assert parse_qs(callback.query) == {"user": [ANN_ID], "reply": [a_reply().reply_id]}


def test_a_reply_with_content_has_its_text_as_the_variable_and_no_body():
    form = message_form(a_reply(text='Say "hi"\n*ok*'), BASE_URL, "HX1")

    assert form["ContentSid"] == "HX1"
    assert json.loads(form["ContentVariables"]) == {"1": 'Say "hi"\n*ok*'}
    assert "Body" not in form


def test_a_reply_is_posted_with_the_accounts_credentials(messenger, twilio):
    twilio.will_answer(201, {"sid": "SMout1"})

    sid = messenger.send(a_reply(text="½ cup & 🥚"))

    (asked,) = twilio.asked
    assert sid == "SMout1"
    assert (asked.method, asked.path) == ("POST", "/2010-04-01/Accounts/AC1/Messages.json")
    assert asked.headers["authorization"] == f"Basic {b64encode(f'AC1:{TOKEN}'.encode()).decode()}"
    assert dict(parse_qsl(asked.body))["Body"] == "½ cup & 🥚"


def test_buttons_go_out_as_content(messenger, twilio):
    twilio.will_answer(200, {"contents": []})
    twilio.will_answer(201, {"sid": "HX1"})
    twilio.will_answer(201, {"sid": "SMout1"})

    messenger.send(replace(a_reply(), draft=Draft("Undo?", ("Undo",))))

    assert dict(parse_qsl(twilio.asked[-1].body))["ContentSid"] == "HX1"


# ---- answers
def test_a_refusal_carries_the_providers_code(messenger, twilio):
    twilio.will_answer(400, {"code": 63016, "message": "outside the window"})

    with pytest.raises(RefusedReplyError) as error:
        messenger.send(a_reply())

    assert error.value.code == 63016
    assert "window" not in str(error.value)


@pytest.mark.parametrize("raw", [b"", b"<html>", b"[]", b'{"code": "63016"}', b"\xff"])
def test_a_refusal_that_says_no_code_keeps_the_status(messenger, twilio, raw):
    twilio.will_answer(404, raw=raw)

    with pytest.raises(RefusedReplyError) as error:
        messenger.send(a_reply())

    assert error.value.code == 404


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"sid": null}', b"not json"])
def test_taken_without_a_sid_is_uncertain(messenger, twilio, raw):
    twilio.will_answer(201, raw=raw)

    with pytest.raises(UncertainDeliveryError):
        messenger.send(a_reply())


def test_a_redirect_is_not_followed_with_credentials(messenger, twilio):
    twilio.will_answer(307, raw=b"")

    with pytest.raises(RefusedReplyError):
        messenger.send(a_reply())

    assert len(twilio.asked) == 1


def test_a_server_error_is_uncertain_and_tried_once(messenger, twilio):
    twilio.will_answer(503, {})

    with pytest.raises(UncertainDeliveryError):
        messenger.send(a_reply())

    assert len(twilio.asked) == 1


# ---- no answer
def test_a_connection_nobody_takes_means_the_reply_never_left():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        connection = connection_to(f"http://127.0.0.1:{unused.getsockname()[1]}")

        with pytest.raises(RetryableError) as error:
            TwilioMessenger(connection, QuickReplies(connection), BASE_URL).send(a_reply())

    assert not isinstance(error.value, UncertainDeliveryError)


def test_an_answer_that_does_not_come_leaves_it_uncertain(messenger, twilio, monkeypatch):
    monkeypatch.setattr(connections, "TIMEOUT", Timeout(connect=1, read=0.05))
    twilio.hang = threading.Event()
    twilio.will_answer(201, {"sid": "SMout1"})

    with pytest.raises(UncertainDeliveryError):
        messenger.send(a_reply())

    twilio.hang.set()
    assert len(twilio.asked) == 1


def test_a_connection_that_breaks_after_the_request_leaves_it_uncertain():
    def hang_up():
        server.accept()[0].close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=hang_up, daemon=True).start()
        connection = connection_to(f"http://127.0.0.1:{server.getsockname()[1]}")

        with pytest.raises(UncertainDeliveryError):
            TwilioMessenger(connection, QuickReplies(connection), BASE_URL).send(a_reply())


# ---- the list
def listed(sid, at, body="Logged."):
    created = at.strftime("%a, %d %b %Y %H:%M:%S +0000")
    return {"sid": sid, "body": body, "date_created": created}


def test_the_list_asks_for_one_conversation_since_a_day(messenger, twilio):
    twilio.will_answer(200, {"messages": []})

    messenger.list_sent(ANN, COACH, datetime(2026, 11, 20, 0, 0, 1, tzinfo=UTC))

    query = dict(parse_qsl(urlsplit(twilio.asked[0].path).query))
    assert (query["To"], query["From"]) == (str(ANN), str(COACH))
    assert query["DateSent>"] == "2026-11-20"


def test_the_list_comes_oldest_first_and_only_since_the_instant(messenger, twilio):
    newest_first = [
        listed("SM3", NOON + timedelta(seconds=9), body=None),
        listed("SM2", NOON),
        listed("SM1", NOON - timedelta(seconds=1)),
    ]
    twilio.will_answer(200, {"messages": newest_first})

    sent = messenger.list_sent(ANN, COACH, NOON + timedelta(milliseconds=900))

    assert sent == (
        SentMessage("SM2", "Logged.", NOON),
        SentMessage("SM3", "", NOON + timedelta(seconds=9)),
    )


def test_every_page_of_the_list_is_read(messenger, twilio):
    following = "/2010-04-01/Accounts/AC1/Messages.json?Page=1&PageToken=x"
    twilio.will_answer(200, {"messages": [listed("SM2", NOON)], "next_page_uri": following})
    twilio.will_answer(200, {"messages": [listed("SM1", NOON)], "next_page_uri": None})

    sent = messenger.list_sent(ANN, COACH, NOON)

    assert [message.sid for message in sent] == ["SM1", "SM2"]
    assert twilio.asked[1].path == following


def test_a_list_without_end_is_left_after_five_pages(messenger, twilio):
    for page in range(6):
        following = f"/2010-04-01/Accounts/AC1/Messages.json?Page={page}"
        twilio.will_answer(200, {"messages": [], "next_page_uri": following})

    messenger.list_sent(ANN, COACH, NOON)

    assert len(twilio.asked) == 5


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_a_list_that_cannot_be_had_is_worth_another_try(messenger, twilio, status):
    twilio.will_answer(status, {})

    with pytest.raises(RetryableError):
        messenger.list_sent(ANN, COACH, NOON)
