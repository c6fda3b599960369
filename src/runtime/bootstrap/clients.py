"""AWS clients, with the timeouts of this system: below every function's own."""

from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_stepfunctions import SFNClient

_CONFIG = Config(
    connect_timeout=1,
    read_timeout=3,
    retries={"mode": "standard", "total_max_attempts": 2},
)


@cache
def dynamodb() -> "DynamoDBClient":
    """Return the client of the tables."""
    return boto3.client("dynamodb", config=_CONFIG)


@cache
def sqs() -> "SQSClient":
    """Return the client of the queues."""
    return boto3.client("sqs", config=_CONFIG)


@cache
def events() -> "EventBridgeClient":
    """Return the client of the bus."""
    return boto3.client("events", config=_CONFIG)


@cache
def secrets_manager() -> "SecretsManagerClient":
    """Return the client of the secrets."""
    return boto3.client("secretsmanager", config=_CONFIG)


@cache
def step_functions() -> "SFNClient":
    """Return the client of the state machines."""
    return boto3.client("stepfunctions", config=_CONFIG)
