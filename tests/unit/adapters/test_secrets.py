"""Secrets: kept for minutes, so that a rotation is noticed."""

import json
from datetime import timedelta

import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber

from adapters.in_memory.clock import FixedClock
from adapters.secrets import SecretPhoneKeyring, SecretsManagerSecrets, TwilioCredentials
from domain.errors import RetryableError
from tests.builders import NOON, SecretsManagerStandIn


@pytest.fixture
def clock():
    return FixedClock(NOON)


def secrets_of(value, clock):
    return SecretsManagerSecrets(SecretsManagerStandIn({"id": value}), clock)


def test_a_secret_is_read_once_and_kept(clock):
    secrets = secrets_of("old", clock)

    assert [secrets.text("id"), secrets.text("id")] == ["old", "old"]
    assert secrets.client.asked == 1


def test_a_rotated_secret_is_noticed_after_five_minutes(clock):
    secrets = secrets_of("old", clock)
    secrets.text("id")
    secrets.client.values["id"] = "new"

    clock.advance(timedelta(minutes=5) - timedelta(seconds=1))
    before = secrets.text("id")
    clock.advance(timedelta(seconds=1))

    assert (before, secrets.text("id")) == ("old", "new")


def test_a_clock_that_was_set_back_keeps_no_secret_for_ever(clock):
    secrets = secrets_of("old", clock)
    secrets.text("id")
    secrets.client.values["id"] = "new"
    clock.advance(timedelta(days=-7))

    assert secrets.text("id") == "new"


def test_credentials_have_the_current_token_first(clock):
    said = {"account_sid": "AC1", "auth_token": "new", "secondary_auth_token": "old"}

    assert secrets_of(json.dumps(said), clock).twilio("id") == TwilioCredentials(
        "AC1", ("new", "old")
    )


@pytest.mark.parametrize("second", [{}, {"secondary_auth_token": ""}])
def test_a_second_token_is_optional(clock, second):
    said = {"account_sid": "AC1", "auth_token": "new"} | second

    assert secrets_of(json.dumps(said), clock).twilio("id").auth_tokens == ("new",)


@pytest.mark.parametrize("value", ["", "not json", "[]", "null", "{}", '{"auth_token": "x"}'])
def test_credentials_that_are_not_filled_in_may_be_soon(clock, value):
    with pytest.raises(RetryableError):
        secrets_of(value, clock).twilio("id")


def test_the_key_of_phone_numbers_is_a_secret(clock):
    assert SecretPhoneKeyring(secrets_of("clé", clock), "id").key() == "clé".encode()


@pytest.mark.parametrize("code", ["ResourceNotFoundException", "ThrottlingException"])
def test_a_secret_that_cannot_be_read_may_be_readable_later(aws_client, clock, code):
    client = aws_client("secretsmanager")
    with Stubber(client) as stub:
        stub.add_client_error("get_secret_value", code)

        with pytest.raises(RetryableError):
            SecretsManagerSecrets(client, clock).text("id")


def test_a_binary_secret_is_none_of_ours(aws_client, clock):
    client = aws_client("secretsmanager")
    with Stubber(client) as stub:
        stub.add_response("get_secret_value", {"SecretBinary": b"x"})

        with pytest.raises(RetryableError):
            SecretsManagerSecrets(client, clock).text("id")


class OutOfReach:
    def get_secret_value(self, **_):
        raise EndpointConnectionError(endpoint_url="https://secretsmanager.example")


def test_secrets_out_of_reach_may_be_in_reach_later(clock):
    with pytest.raises(RetryableError, match="EndpointConnectionError"):
        SecretsManagerSecrets(OutOfReach(), clock).text("id")
