"""AWS clients, with the timeouts of this system: below every function's own."""

from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_stepfunctions import SFNClient
    from redis import Redis

_CONFIG = Config(
    connect_timeout=1,
    read_timeout=3,
    retries={"mode": "standard", "total_max_attempts": 2},
)

_MODEL_CONFIG = Config(
    connect_timeout=1,
    read_timeout=20,
    # A call that failed may have been paid for, and a throttled one is not helped by another.
    retries={"mode": "standard", "total_max_attempts": 1},
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
def bedrock_runtime() -> "BedrockRuntimeClient":
    """Return the client of the models: one attempt, and longer patience than with the rest."""
    return boto3.client("bedrock-runtime", config=_MODEL_CONFIG)


@cache
def valkey(url: str) -> "Redis":
    """Return the client of a Valkey or Redis server: an answer it is slow to tell is made anew."""
    from redis import Redis  # noqa: PLC0415 (who keeps answers in DynamoDB starts without it)

    return Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1)


@cache
def step_functions() -> "SFNClient":
    """Return the client of the state machines."""
    return boto3.client("stepfunctions", config=_CONFIG)
