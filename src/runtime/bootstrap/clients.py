"""AWS clients, with the timeouts of this system: below every function's own.

They are botocore's, which boto3 hands out as they are: boto3 adds resources and transfers of files,
which nothing here uses, and an eighth of a start (ADR 0029).
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.session import Session

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
def _session() -> Session:
    return Session()


def _client(service: str, config: Config = _CONFIG) -> Any:
    return _session().create_client(service, config=config)


@cache
def dynamodb() -> "DynamoDBClient":
    """Return the client of the tables."""
    client: DynamoDBClient = _client("dynamodb")
    return client


@cache
def sqs() -> "SQSClient":
    """Return the client of the queues."""
    client: SQSClient = _client("sqs")
    return client


@cache
def events() -> "EventBridgeClient":
    """Return the client of the bus."""
    client: EventBridgeClient = _client("events")
    return client


@cache
def secrets_manager() -> "SecretsManagerClient":
    """Return the client of the secrets."""
    client: SecretsManagerClient = _client("secretsmanager")
    return client


@cache
def bedrock_runtime() -> "BedrockRuntimeClient":
    """Return the client of the models: one attempt, and longer patience than with the rest."""
    client: BedrockRuntimeClient = _client("bedrock-runtime", _MODEL_CONFIG)
    return client


@cache
def valkey(url: str) -> "Redis":
    """Return the client of a Valkey or Redis server: an answer it is slow to tell is made anew."""
    from redis import Redis  # noqa: PLC0415 (who keeps answers in DynamoDB starts without it)

    return Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1)


@cache
def step_functions() -> "SFNClient":
    """Return the client of the state machines."""
    client: SFNClient = _client("stepfunctions")
    return client
