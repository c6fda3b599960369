"""Starting the state machine: once by name, and what its errors mean."""

import json

import boto3
import pytest
from botocore.exceptions import ConnectTimeoutError
from botocore.stub import Stubber

from adapters.step_functions import StepFunctionsPlanning
from domain.errors import PermanentError, RetryableError
from domain.identity import MessageSid, UserId
from tests.builders import NOON

ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:weekly-plan"
STARTED = {"executionArn": ARN.replace("stateMachine", "execution") + ":SM1", "startDate": NOON}


@pytest.fixture
def client(aws):
    return boto3.client("stepfunctions")


@pytest.fixture
def stubbed(client):
    with Stubber(client) as stub:
        yield stub


def start(client):
    StepFunctionsPlanning(client, ARN).start(UserId("U1"), MessageSid("SM1"))


def test_the_execution_has_the_orders_name_and_is_told_ids_alone(client, stubbed):
    known = json.dumps({"user_id": "U1", "order_id": "SM1", "attempt": 0})
    stubbed.add_response(
        "start_execution", STARTED, {"stateMachineArn": ARN, "name": "SM1", "input": known}
    )

    start(client)

    stubbed.assert_no_pending_responses()


def test_an_execution_that_has_ended_is_not_started_again(client, stubbed):
    stubbed.add_client_error("start_execution", "ExecutionAlreadyExists")

    start(client)


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("ThrottlingException", RetryableError),
        ("ExecutionLimitExceeded", RetryableError),
        ("StateMachineDeleting", RetryableError),
        ("InvalidName", PermanentError),
        ("AccessDeniedException", PermanentError),
    ],
)
def test_errors_say_what_to_do_next(client, stubbed, code, family):
    stubbed.add_client_error("start_execution", code)

    with pytest.raises(family, match=code):
        start(client)


def test_a_service_out_of_reach_may_come_back(client, monkeypatch):
    def unreachable(*_args, **_kwargs):
        raise ConnectTimeoutError(endpoint_url="https://states")

    monkeypatch.setattr(client, "_make_api_call", unreachable)

    with pytest.raises(RetryableError, match="ConnectTimeoutError"):
        start(client)
