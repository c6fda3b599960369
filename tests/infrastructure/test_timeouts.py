"""The ladder: client < function < lease < visibility, each with room for the one before."""

import pytest

from adapters.twilio.connection import TIMEOUT
from runtime.bootstrap import clients
from services.adviser import ask
from services.delivery.send_reply import LEASE


@pytest.fixture
def sdk(monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    clients.sqs.cache_clear()
    yield clients.sqs().meta.config
    clients.sqs.cache_clear()


def test_an_aws_call_gives_up_before_any_function_ends(sdk, functions):
    shortest_s = min(function["Timeout"] for function in functions.values())

    assert sdk.connect_timeout + sdk.read_timeout < shortest_s


def test_a_call_to_twilio_gives_up_before_the_function_ends(functions):
    call_s = TIMEOUT.connect_timeout + TIMEOUT.read_timeout

    assert call_s < functions["SendFunction"]["Timeout"]


def test_a_lease_outlives_its_function_and_ends_before_the_record_comes_again(functions, queues):
    function_s = functions["SendFunction"]["Timeout"]
    visibility_s = queues["OutboundQueue"]["VisibilityTimeout"]

    assert function_s < LEASE.total_seconds() < visibility_s


def test_two_calls_of_a_model_or_a_wait_for_another_end_before_the_function(monkeypatch, functions):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    model = clients.bedrock_runtime().meta.config
    clients.bedrock_runtime.cache_clear()
    calls_s = 2 * (model.connect_timeout + model.read_timeout)
    function_s = functions["AdviseFunction"]["Timeout"]

    assert calls_s < function_s < ask.LEASE.total_seconds()
    assert ask.LONGEST_WAIT.total_seconds() < function_s
    assert model.retries["total_max_attempts"] == 1
