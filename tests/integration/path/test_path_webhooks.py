"""Only what Twilio signed gets in."""

from dataclasses import replace

import pytest

from bench.path.alterations import altered, is_sendable, originals
from bench.path.people import sender
from bench.path.receive_in_process import receive_of, tally
from local.stack import AUTH_TOKEN


@pytest.fixture
def base(stack) -> str:
    return str(stack.public_base_url)


def test_text_blank_repeated_status_and_json_requests_are_taken_as_signed(stack, base):
    with receive_of(stack) as receive:
        statuses = [receive(request) for request in originals(base, AUTH_TOKEN)]

    assert statuses == [200, 200, 200, 200, 200]


@pytest.mark.no_cover  # many runs of what other tests reach
def test_no_altered_request_is_accepted_and_none_makes_the_handler_fail(stack, base):
    with receive_of(stack) as receive:
        fared = tally(receive(request) for _, request in altered(base, AUTH_TOKEN, 10_000))

    assert fared == {"refused": 10_000}


def test_no_altered_request_is_accepted_over_http(stack, base):
    webhooks = sender(stack)
    requests = [r for _, r in altered(base, AUTH_TOKEN, 200, seed=7) if is_sendable(r)]

    fared = tally(
        webhooks.post(f"{r.path}?{r.query}", r.body, r.signature, r.content_type) for r in requests
    )

    assert requests
    assert fared == {"refused": len(requests)}


def test_a_json_body_whose_query_names_a_hash_without_a_value_is_refused(stack, base):
    *_, document = originals(base, AUTH_TOKEN)
    nameless = replace(document, query="bodySHA256").signed()

    with receive_of(stack) as receive:
        status = receive(nameless)

    assert status == 403
