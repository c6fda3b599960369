"""Which requests Twilio signed: every trap, with Twilio's own validator."""

import hashlib
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from adapters.twilio.signature import TwilioSignatureCheck
from services.webhook.accept import RefusedError, RequestVerifier
from services.webhook.form import MalformedRequestError, TooLargeError, WebhookRequest
from tests.builders import (
    BASE_URL,
    FORM_TYPE,
    TOKEN,
    a_form_request,
    a_json_request,
    signed,
    twilio_secrets,
)

HELLO = (("MessageSid", "SM1"), ("Body", "hello"))


def verifier(*tokens, base_url=BASE_URL):
    check = TwilioSignatureCheck(twilio_secrets(*(tokens or (TOKEN,))), "twilio")
    return RequestVerifier(check, base_url)


def parameters_of(request, *tokens):
    return verifier(*tokens).parameters_of(request)


# ---- what Twilio publishes as examples
CALL = {"CallSid": "CA1234567890ABCDE", "Digits": "1234", "To": "+18005551212"}
PUBLISHED_FORMS = [
    (
        "https://mycompany.com",
        [*CALL.items(), ("Caller", "+14158675309"), ("From", "+14158675309")],
        "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    ),
    (
        "https://example.com",
        [*CALL.items(), ("Caller", "+14158675310"), ("From", "+14158675310")],
        "L/OH5YylLD5NRKLltdqwSvS0BnU=",
    ),
    (
        "https://mycompany.com",
        [*CALL.items(), ("Caller", "+12349013030"), ("From", "+12349013030")],
        "0/KCTR6DLpKmkAf8muzZqo1nDgQ=",
    ),
    (
        "https://mycompany.com",
        [
            ("Sid", "CA123"),
            ("SidAccount", "AC123"),
            ("Digits", "5678"),
            ("Digits", "1234"),
            ("Digits", "1234"),
        ],
        "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
    ),
]


@pytest.mark.parametrize(("base_url", "form", "signature"), PUBLISHED_FORMS)
def test_twilios_published_forms_pass(base_url, form, signature):
    request = WebhookRequest(
        "/myapp.php", "foo=1&bar=2", FORM_TYPE, signature, urlencode(form).encode()
    )

    assert verifier("12345", base_url=base_url).parameters_of(request) == tuple(form)


def test_twilios_published_json_passes():
    body = b'{"property": "value", "boolean": true}'
    digest = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
    query = f"foo=1&bar=2&bodySHA256={digest}"
    signature = "a9nBmqA0ju/hNViExpshrM61xv4="
    request = WebhookRequest("/myapp.php", query, "application/json", signature, body)

    parameters = verifier("12345", base_url="https://mycompany.com").parameters_of(request)

    assert parameters == (("property", "value"),)


# ---- forms that are signed
@pytest.mark.parametrize(
    "form",
    [
        HELLO,
        (),
        (("Body", ""), ("MessageSid", "SM1")),
        (("Body", ""), ("Empty", ""), ("NumMedia", "1")),
        (("Body", "a"), ("Body", "b"), ("Body", "a")),
        (*HELLO, ("AddedIn2031", "whatever"), ("Z", "é🥚")),
        (("Body", "a+b & c=d %20 ; 100%"), ("From", "whatsapp:+14155550101")),
        (("Body", "line\r\nbreak\ttab"),),
    ],
    ids=["plain", "empty", "blank", "blanks", "repeated", "unknown", "escapes", "controls"],
)
def test_a_signed_form_passes_with_every_parameter(form):
    assert parameters_of(a_form_request(*form)) == form


def test_the_order_in_which_parameters_are_sent_does_not_matter():
    request = a_form_request(*HELLO, body=b"Body=hello&MessageSid=SM1")

    assert set(parameters_of(request)) == set(HELLO)


def test_the_query_is_part_of_what_is_signed():
    request = a_form_request(*HELLO, query="user=U1&reply=R1")

    assert parameters_of(request) == HELLO


def test_a_content_type_with_a_charset_is_a_form_too():
    request = a_form_request(*HELLO, content_type=f"{FORM_TYPE}; charset=UTF-8")

    assert parameters_of(request) == HELLO


def test_a_signature_over_the_url_with_its_port_passes():
    signature = signed("https://coach.example:443/webhooks/twilio", *HELLO)

    assert parameters_of(a_form_request(*HELLO, signature=signature)) == HELLO


@pytest.mark.parametrize("tokens", [("12345", "old"), ("new", "12345")])
def test_while_a_token_is_rotated_both_pass(tokens):
    assert parameters_of(a_form_request(*HELLO), *tokens) == HELLO


# ---- forms that are not
def refused(request, *tokens):
    with pytest.raises(RefusedError):
        parameters_of(request, *tokens)
    return True


@pytest.mark.parametrize(
    "changes",
    [
        {"signature": ""},
        {"signature": "é" * 28},
        {"signature": signed(f"{BASE_URL}/webhooks/twilio", *HELLO, token="54321")},
        {"signature": signed("http://coach.example/webhooks/twilio", *HELLO)},
        {"signature": signed("https://evil.example/webhooks/twilio", *HELLO)},
        {"signature": signed(f"{BASE_URL}/prod/webhooks/twilio", *HELLO)},
        {"signature": signed(f"{BASE_URL}/webhooks/twilio/", *HELLO)},
        {"signature": signed(f"{BASE_URL}/webhooks/twilio?a=1", *HELLO)},
        {"query": "a=1"},
        {"path": "/webhooks/twilio/status"},
        {"body": b"MessageSid=SM1&Body=hello!"},
        {"body": b"MessageSid=SM1"},
        {"body": b"MessageSid=SM1&Body=hello&Body=more"},
        {"body": b"MessageSid=SM1&Body=hello&New="},
        {"body": b""},
    ],
    ids=[
        *("missing", "no ascii", "wrong token", "scheme", "host", "stage", "slash"),
        *("query dropped", "query added", "other path", "value", "left out", "repeated"),
        *("blank added", "no body"),
    ],
)
def test_a_form_that_differs_from_what_was_signed_is_refused(changes):
    assert refused(replace(a_form_request(*HELLO), **changes))


def test_a_token_that_was_retired_is_refused():
    assert refused(a_form_request(*HELLO), "new", "newer")


def test_a_form_with_a_body_hash_is_refused_even_if_its_url_is_signed():
    digest = hashlib.sha256(b"Body=evil").hexdigest()
    query = f"bodySHA256={digest}"
    signature = signed(f"{BASE_URL}/webhooks/twilio?{query}")

    assert refused(a_form_request(query=query, signature=signature, body=b"Body=evil"))


def test_the_signature_of_a_form_does_not_carry_over_to_json():
    assert refused(a_form_request(*HELLO, content_type="application/json"))


# ---- JSON
def test_json_whose_hash_is_signed_passes():
    request = a_json_request(b'{"MessageSid": "SM1", "Body": "", "Count": 1, "Null": null}')

    assert parameters_of(request) == (("MessageSid", "SM1"), ("Body", ""))


def test_json_that_differs_from_its_hash_is_refused():
    assert refused(replace(a_json_request(b'{"Body": "good"}'), body=b'{"Body": "evil"}'))


@pytest.mark.parametrize(
    "query", ["", "bodySHA256", "bodySHA256=", "notbodySHA256=1", "bodySHA256=abc", "a=bodySHA256"]
)
def test_json_without_a_proper_hash_is_refused_and_nothing_breaks(query):
    url = f"{BASE_URL}/webhooks/twilio" + (f"?{query}" if query else "")

    assert refused(a_json_request(b'{"Body": "x"}', query=query, signature=signed(url)))


@pytest.mark.parametrize("body", [b"", b"[]", b'"text"', b"{", b"[" * 5000, b"NaN", b"1"])
def test_signed_json_that_is_no_object_is_malformed(body):
    with pytest.raises(MalformedRequestError):
        parameters_of(a_json_request(body))


def test_half_a_character_in_json_becomes_a_question_mark():
    request = a_json_request(rb'{"Body": "egg \ud83e", "\udc00": "x"}')

    assert parameters_of(request)[0] == ("Body", "egg ?")


# ---- bodies that cannot be read
def test_a_body_of_64_kb_is_read():
    form = (("Body", "x" * (64 * 1024 - len("Body="))),)

    assert parameters_of(a_form_request(*form)) == form


@pytest.mark.parametrize("content_type", [FORM_TYPE, "application/json"])
def test_a_body_over_64_kb_is_too_large_even_if_signed(content_type):
    request = a_form_request(("Body", "x" * 64 * 1024), content_type=content_type)

    with pytest.raises(TooLargeError):
        parameters_of(request)


@pytest.mark.parametrize(
    "body",
    [b"Body=\xff\xfe", b"Body=%FF%FE", b"Body=%ED%A0%80", "Body=é".encode("latin-1")],
    ids=["raw", "escaped", "escaped surrogate", "latin-1"],
)
def test_a_form_that_is_not_utf8_is_malformed(body):
    with pytest.raises(MalformedRequestError):
        parameters_of(a_form_request(body=body))


def test_a_form_with_absurdly_many_parameters_is_malformed():
    with pytest.raises(MalformedRequestError):
        parameters_of(a_form_request(body=b"a=1&" * 501))


@pytest.mark.parametrize("body", [b"&&&", b"=", b"a", b"%", b"%zz=%", b"a=1;b=2", b"\x00=\x00"])
def test_odd_forms_that_nobody_signed_are_refused_and_nothing_breaks(body):
    assert refused(a_form_request(body=body, signature="x" * 28))
