"""A Twilio on the loopback, and AWS clients that reach nothing."""

from functools import cache

import boto3
import pytest

from tests.unit.adapters.twilio_stand_in import TwilioStandIn, connection_to


@pytest.fixture
def twilio():
    stand_in = TwilioStandIn()
    server = stand_in.serve()
    yield stand_in
    server.shutdown()
    server.server_close()


@pytest.fixture
def connection(twilio):
    return connection_to(twilio.url)


@pytest.fixture(scope="session")
def aws_client():
    """AWS clients to be stubbed, each built once: building one takes longer than a test."""

    @cache
    def build(service):
        return boto3.client(
            service,
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    return build
