"""Taking a delivery report in."""

from dataclasses import replace

import pytest

from adapters.in_memory.clock import FixedClock
from adapters.in_memory.queues import InMemoryStatusQueue
from adapters.twilio.signature import TwilioSignatureCheck
from domain.errors import RetryableError
from domain.identity import ReplyId, UserId
from domain.messaging.reply import ReplyState
from domain.messaging.status import StatusReport
from services.webhook.accept import Accepted, RefusedError, RequestVerifier, StatusAcceptor
from tests.builders import BASE_URL, NOON, TOKEN, a_form_request, twilio_secrets

OURS = "user=U1&reply=R1"


@pytest.fixture
def queue():
    return InMemoryStatusQueue()


@pytest.fixture
def acceptor(queue):
    check = TwilioSignatureCheck(twilio_secrets(TOKEN), "twilio")
    return StatusAcceptor(RequestVerifier(check, BASE_URL), queue, FixedClock(NOON))


def a_callback(query=OURS, **parameters):
    told = {"MessageSid": "SMout1", "MessageStatus": "delivered"} | parameters
    return a_form_request(*told.items(), path="/webhooks/twilio/status", query=query)


def test_a_report_is_enqueued_with_the_ids_of_its_reply(acceptor, queue):
    accepted = acceptor.run(a_callback())

    assert accepted is Accepted.ENQUEUED
    assert queue.reports == [
        StatusReport(UserId("U1"), ReplyId("R1"), "SMout1", ReplyState.DELIVERED, None, NOON)
    ]


@pytest.mark.parametrize(
    "status",
    ["accepted", "queued", "sending", "sent", "undelivered", "failed", "delivered", "read"],
)
def test_every_status_of_the_provider_is_known(acceptor, queue, status):
    acceptor.run(a_callback(MessageStatus=status))

    assert queue.reports[0].state.value == status


@pytest.mark.parametrize("status", ["", "created", "claimed", "parked", "suppressed", "scheduled"])
def test_a_status_that_is_not_the_providers_to_report_is_ignored(acceptor, queue, status):
    assert acceptor.run(a_callback(MessageStatus=status)) is Accepted.IGNORED
    assert queue.reports == []


@pytest.mark.parametrize(
    "query", ["", "user=U1", "reply=R1", "user=&reply=R1", "user=U1&reply=R%0A1", "user=U#1"]
)
def test_a_report_that_names_no_reply_of_ours_is_ignored(acceptor, queue, query):
    assert acceptor.run(a_callback(query)) is Accepted.IGNORED
    assert queue.reports == []


def test_a_report_without_a_sid_is_ignored(acceptor, queue):
    assert acceptor.run(a_callback(MessageSid="")) is Accepted.IGNORED


@pytest.mark.parametrize(("said", "code"), [("30008", 30008), ("", None), ("none", None)])
def test_the_providers_error_code_comes_along(acceptor, queue, said, code):
    acceptor.run(a_callback(MessageStatus="failed", ErrorCode=said))

    assert queue.reports[0].error_code == code


def test_a_report_for_somebody_elses_reply_is_refused_because_the_query_is_signed(acceptor, queue):
    request = replace(a_callback(), query="user=U2&reply=R1")

    with pytest.raises(RefusedError):
        acceptor.run(request)

    assert queue.reports == []


def test_a_queue_that_is_down_is_said_to_be_worth_another_try(acceptor, queue):
    queue.refusals.left = 1

    with pytest.raises(RetryableError):
        acceptor.run(a_callback())
