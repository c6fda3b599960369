"""Taking a message in: what is enqueued, what is ignored, what is refused."""

from datetime import timedelta

import pytest

from adapters.in_memory.clock import FixedClock
from adapters.in_memory.keyring import FixedKeyring
from adapters.in_memory.queues import InMemoryInboundQueue
from adapters.twilio.signature import TwilioSignatureCheck
from domain.errors import RetryableError
from domain.identity import phone_key
from domain.messaging.address import Address, Channel
from domain.messaging.inbound import Media
from services.webhook.accept import Accepted, MessageAcceptor, RefusedError, RequestVerifier
from services.webhook.form import MalformedRequestError
from tests.builders import (
    ANN,
    BASE_URL,
    COACH,
    NOON,
    TOKEN,
    a_form_request,
    a_json_request,
    twilio_secrets,
)

KEY = b"the key of the deployment"


@pytest.fixture
def clock():
    return FixedClock(NOON)


@pytest.fixture
def queue():
    return InMemoryInboundQueue()


@pytest.fixture
def acceptor(queue, clock):
    check = TwilioSignatureCheck(twilio_secrets(TOKEN), "twilio")
    return MessageAcceptor(RequestVerifier(check, BASE_URL), FixedKeyring(KEY), queue, clock)


def a_webhook(**parameters):
    """A message as Twilio posts it; a parameter that is None is left out."""
    told = {
        "MessageSid": "SM1",
        "From": str(ANN),
        "To": str(COACH),
        "Body": "2 eggs",
        "NumMedia": "0",
    } | parameters
    return a_form_request(*[(name, value) for name, value in told.items() if value is not None])


def test_a_signed_message_is_enqueued(acceptor, queue):
    accepted = acceptor.run(a_webhook())

    (message,) = queue.messages
    assert accepted is Accepted.ENQUEUED
    assert (message.message_sid, message.text) == ("SM1", "2 eggs")
    assert (message.user, message.coach, message.media) == (ANN, COACH, ())
    assert message.received_at == NOON


def test_a_number_is_known_by_its_keyed_hash(acceptor, queue):
    acceptor.run(a_webhook())

    assert queue.messages[0].phone_key == phone_key(ANN.number, KEY)
    assert ANN.number[1:] not in queue.messages[0].phone_key


def test_the_same_number_on_sms_and_whatsapp_is_the_same_user(acceptor, queue):
    acceptor.run(a_webhook())
    acceptor.run(a_webhook(MessageSid="SM2", From=ANN.number, To=COACH.number))

    first, second = queue.messages
    assert first.phone_key == second.phone_key
    assert second.user == Address(Channel.SMS, ANN.number)


def test_a_message_in_json_is_enqueued(acceptor, queue):
    body = b'{"MessageSid": "SM1", "From": "whatsapp:+14155550101", "To": "+14155238886"}'

    assert acceptor.run(a_json_request(body)) is Accepted.ENQUEUED
    assert queue.messages[0].text == ""


def test_a_replayed_message_is_enqueued_once(acceptor, queue, clock):
    acceptor.run(a_webhook())
    clock.advance(timedelta(minutes=4))

    acceptor.run(a_webhook())

    assert len(queue.messages) == 1


def test_a_message_replayed_after_days_is_enqueued_for_the_marker_to_judge(acceptor, queue, clock):
    acceptor.run(a_webhook())
    clock.advance(timedelta(days=7))

    acceptor.run(a_webhook())

    assert [message.message_sid for message in queue.messages] == ["SM1", "SM1"]


def test_an_unsigned_message_is_refused(acceptor, queue):
    with pytest.raises(RefusedError):
        acceptor.run(a_form_request(("MessageSid", "SM1"), signature=""))

    assert queue.messages == []


@pytest.mark.parametrize("sid", [None, "", " ", "SM 1", "SM1\n", "SM#1", "S" * 65, "SM\uff11"])
def test_a_message_without_a_proper_sid_is_malformed(acceptor, queue, sid):
    with pytest.raises(MalformedRequestError):
        acceptor.run(a_webhook(MessageSid=sid))

    assert queue.messages == []


@pytest.mark.parametrize(
    "sender",
    [
        None,
        "",
        "12345",
        "whatsapp:12345",
        "whatsapp:",
        "messenger:1234567890",
        "client:ann",
        "+0123456789",
        "+1234567890123456",
        "+1415555O1O1",
        "+1415555010\uff11",
        "+14155550101\n",
        "ann@example.com",
    ],
)
def test_a_sender_that_is_no_phone_number_is_ignored(acceptor, queue, sender):
    assert acceptor.run(a_webhook(From=sender)) is Accepted.IGNORED
    assert queue.messages == []


def test_a_message_to_nobody_is_ignored(acceptor, queue):
    assert acceptor.run(a_webhook(To=None)) is Accepted.IGNORED


def test_of_a_repeated_parameter_the_first_counts(acceptor, queue):
    request = a_form_request(
        ("Body", "first"),
        ("MessageSid", "SM1"),
        ("From", str(ANN)),
        ("To", str(COACH)),
        ("Body", "second"),
        ("MessageSid", "SM2"),
    )

    acceptor.run(request)

    assert (queue.messages[0].text, queue.messages[0].message_sid) == ("first", "SM1")


def test_unknown_parameters_are_left_alone(acceptor, queue):
    assert acceptor.run(a_webhook(AddedIn2031="x")) is Accepted.ENQUEUED


def test_an_empty_message_without_media_is_taken_in(acceptor, queue):
    assert acceptor.run(a_webhook(Body="")) is Accepted.ENQUEUED
    assert queue.messages[0].text == ""


@pytest.mark.parametrize("text", ["x" * 10_000, "\u202eevil\u2066\x00\x07", "👩‍👩‍👧" * 900])
def test_any_text_is_taken_in_as_it_came(acceptor, queue, text):
    acceptor.run(a_webhook(Body=text))

    assert queue.messages[0].text == text


def test_a_pressed_button_and_twilios_own_reading_of_stop_come_along(acceptor, queue):
    acceptor.run(a_webhook(ButtonText="Undo", OptOutType="STOP"))

    assert (queue.messages[0].button, queue.messages[0].opt_out_type) == ("Undo", "STOP")


def photos(count):
    return {f"MediaUrl{n}": f"https://api.twilio.com/{n}" for n in range(count)} | {
        f"MediaContentType{n}": "image/jpeg" for n in range(count)
    }


@pytest.mark.parametrize(
    ("count_said", "attached", "kept"),
    [
        ("1", 1, 1),
        ("10", 10, 10),
        ("11", 11, 10),
        ("3", 1, 1),
        ("1", 3, 1),
        ("0", 2, 0),
        ("", 1, 0),
        ("-1", 1, 0),
        ("1.5", 1, 0),
        ("ten", 1, 0),
        ("\u0663", 3, 0),
        ("9" * 5000, 2, 0),
        ("999999", 2, 2),
        (None, 1, 0),
    ],
)
def test_a_count_of_media_that_lies_loses_no_text(acceptor, queue, count_said, attached, kept):
    acceptor.run(a_webhook(NumMedia=count_said, **photos(attached)))

    (message,) = queue.messages
    assert message.text == "2 eggs"
    assert len(message.media) == kept


def test_a_photo_keeps_its_place_and_kind(acceptor, queue):
    acceptor.run(a_webhook(NumMedia="1", **photos(1)))

    assert queue.messages[0].media == (Media("https://api.twilio.com/0", "image/jpeg"),)


def test_a_file_of_unknown_kind_is_kept(acceptor, queue):
    acceptor.run(a_webhook(NumMedia="1", MediaUrl0="https://api.twilio.com/0"))

    assert queue.messages[0].media == (Media("https://api.twilio.com/0", ""),)


def test_a_queue_that_is_down_is_said_to_be_worth_another_try(acceptor, queue):
    queue.refusals.left = 1

    with pytest.raises(RetryableError):
        acceptor.run(a_webhook())

    assert acceptor.run(a_webhook()) is Accepted.ENQUEUED


@pytest.mark.parametrize(
    ("sent", "has_location"),
    [
        ({"Latitude": "35.6762", "Longitude": "139.6503", "Label": "Tokyo"}, True),
        ({"Latitude": "35.6762"}, False),
        ({"Latitude": "", "Longitude": ""}, False),
        ({}, False),
    ],
)
def test_of_a_place_only_that_one_was_shared_is_passed_on(acceptor, queue, sent, has_location):
    acceptor.run(a_webhook(Body="", **sent))

    assert queue.messages[0].has_location is has_location
    assert "35.6762" not in repr(queue.messages[0])
