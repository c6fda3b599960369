"""HTTP API → receive: what Twilio gets for an answer, and what is enqueued."""

from base64 import b64encode
from urllib.parse import urlencode

import pytest

from adapters.in_memory.keyring import FixedKeyring
from adapters.in_memory.queues import InMemoryInboundQueue, InMemoryStatusQueue
from adapters.twilio.signature import TwilioSignatureCheck
from handlers import receive
from services.webhook.accept import MessageAcceptor, RequestVerifier, StatusAcceptor
from tests.builders import BASE_URL, FORM_TYPE, TOKEN, a_json_request, signed, twilio_secrets

MESSAGE, STATUS = "/webhooks/twilio", "/webhooks/twilio/status"
HELLO = {
    "MessageSid": "SM1",
    "From": "whatsapp:+14155550101",
    "To": "whatsapp:+14155238886",
    "Body": "",
    "NumMedia": "0",
}


@pytest.fixture
def inbound():
    return InMemoryInboundQueue()


@pytest.fixture
def callbacks():
    return InMemoryStatusQueue()


@pytest.fixture(autouse=True)
def wired(monkeypatch, inbound, callbacks, clock):
    verifier = RequestVerifier(TwilioSignatureCheck(twilio_secrets(TOKEN), "twilio"), BASE_URL)
    messages = MessageAcceptor(verifier, FixedKeyring(b"key"), inbound, clock)
    reports = StatusAcceptor(verifier, callbacks, clock)
    monkeypatch.setattr(receive, "message_acceptor", lambda: messages)
    monkeypatch.setattr(receive, "status_acceptor", lambda: reports)


def an_http_event(body, signature="", *, path=MESSAGE, query="", content_type=FORM_TYPE):
    """Payload format 2.0, behind a stage, with headers a client made up."""
    return {
        "version": "2.0",
        "routeKey": f"POST {path}",
        "rawPath": f"/prod{path}",
        "rawQueryString": query,
        "headers": {
            "content-type": content_type,
            "host": "evil.example",
            "x-forwarded-proto": "http",
            "x-twilio-signature": signature,
        },
        "requestContext": {"http": {"method": "POST", "path": f"/prod{path}"}, "stage": "prod"},
        "body": body,
        "isBase64Encoded": False,
    }


def signed_event(parameters, path=MESSAGE, query=""):
    url = f"{BASE_URL}{path}" + (f"?{query}" if query else "")
    signature = signed(url, *parameters.items())
    return an_http_event(urlencode(parameters), signature, path=path, query=query)


def in_base64(event):
    body = b64encode(event["body"].encode()).decode()
    return event | {"body": body, "isBase64Encoded": True}


def test_a_signed_message_is_enqueued_and_answered_with_an_empty_response(context, inbound):
    answer = receive.handler(signed_event(HELLO), context)

    assert answer == {
        "statusCode": 200,
        "headers": {"content-type": "text/xml"},
        "body": '<?xml version="1.0" encoding="UTF-8"?><Response/>',
    }
    assert [message.message_sid for message in inbound.messages] == ["SM1"]


def test_a_body_in_base64_is_the_same_body(context, inbound):
    answer = receive.handler(in_base64(signed_event(HELLO)), context)

    assert answer["statusCode"] == 200
    assert len(inbound.messages) == 1


def test_signed_json_is_enqueued(context, inbound):
    body = b'{"MessageSid": "SM1", "From": "+14155550101", "To": "+14155238886", "Body": "\\ud800"}'
    request = a_json_request(body)
    event = an_http_event(
        body.decode(), request.signature, query=request.query, content_type="application/json"
    )

    assert receive.handler(event, context)["statusCode"] == 200
    assert inbound.messages[0].text == "?"


def test_a_signed_report_is_enqueued(context, callbacks):
    told = {"MessageSid": "SMout1", "MessageStatus": "read"}

    answer = receive.handler(signed_event(told, STATUS, "user=U1&reply=R1"), context)

    assert answer["statusCode"] == 200
    assert callbacks.reports[0].state.value == "read"


@pytest.mark.parametrize("signature", ["", "x", "x" * 28, "é", "\udcff", "\x00"])
def test_what_is_not_signed_is_refused(context, inbound, signature):
    answer = receive.handler(an_http_event(urlencode(HELLO), signature), context)

    assert answer["statusCode"] == 403
    assert inbound.messages == []


def test_a_request_without_any_headers_or_body_is_refused(context):
    event = {"version": "2.0", "routeKey": f"POST {MESSAGE}", "isBase64Encoded": False}

    assert receive.handler(event, context)["statusCode"] == 403


@pytest.mark.parametrize("query", ["bodySHA256", "bodySHA256=", "xbodySHA256=1", "%FF", "&&=", "["])
@pytest.mark.parametrize("content_type", [FORM_TYPE, "application/json", "", "text/plain", "é"])
def test_no_odd_request_breaks_anything(context, query, content_type):
    event = an_http_event("Body=x", "x" * 28, query=query, content_type=content_type)

    assert receive.handler(event, context)["statusCode"] == 403


def test_a_body_over_64_kb_is_too_large(context):
    answer = receive.handler(an_http_event("Body=" + "x" * 64 * 1024), context)

    assert answer["statusCode"] == 413


@pytest.mark.parametrize("body", ["Body=%FF", "Body=\ud800"])
def test_a_body_that_is_not_utf8_is_malformed(context, body):
    assert receive.handler(an_http_event(body), context)["statusCode"] == 400


def test_a_binary_body_that_is_not_utf8_is_malformed(context):
    event = an_http_event(b64encode(b"Body=\xff\xfe").decode()) | {"isBase64Encoded": True}

    assert receive.handler(event, context)["statusCode"] == 400


@pytest.mark.parametrize("body", ["not base64!", "abc", "é"])
def test_a_body_that_is_not_the_base64_it_claims_to_be_is_malformed(context, body):
    event = an_http_event(body) | {"isBase64Encoded": True}

    assert receive.handler(event, context)["statusCode"] == 400


def test_a_message_without_a_sid_is_malformed(context, inbound):
    answer = receive.handler(signed_event(HELLO | {"MessageSid": ""}), context)

    assert answer["statusCode"] == 400
    assert inbound.messages == []


def test_a_sender_that_is_no_phone_number_is_thanked_and_ignored(context, inbound):
    answer = receive.handler(signed_event(HELLO | {"From": "messenger:123"}), context)

    assert answer["statusCode"] == 200
    assert inbound.messages == []


def test_when_the_queue_is_down_twilio_is_asked_to_try_again(context, inbound):
    inbound.refusals.left = 1

    assert receive.handler(signed_event(HELLO), context)["statusCode"] == 503


def test_the_unforeseen_is_an_error_without_details(context, monkeypatch, logged):
    def broken():
        raise ValueError("2 eggs for +14155550101")

    monkeypatch.setattr(receive, "message_acceptor", broken)

    answer = receive.handler(signed_event(HELLO), context)

    assert (answer["statusCode"], answer["body"]) == (500, "error")
    assert "ValueError" in logged()
    assert "eggs" not in logged()


def test_neither_number_nor_words_nor_signature_are_logged(context, logged):
    event = signed_event(HELLO | {"Body": "dos huevos"})

    receive.handler(event, context)
    receive.handler(event | {"body": "Body=dos+huevos"}, context)

    assert "webhook taken" in logged()
    assert "huevos" not in logged()
    assert "14155550101" not in logged()
    assert event["headers"]["x-twilio-signature"] not in logged()
