"""What the local stack builds, as plain values: read from the template, from nothing else."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class FunctionPlan:
    """One function: what is run, for how long, with which variables."""

    name: str  # short: "converse" of ConverseFunction
    function_name: str
    arn: str
    handler: str
    timeout_s: int
    memory_mb: int
    code_paths: tuple[Path, ...]
    environment: dict[str, str]


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """One route of the HTTP API."""

    key: str  # "POST /webhooks/twilio" or "$default"
    function: str


@dataclass(frozen=True, slots=True)
class MappingPlan:
    """One event source mapping: a queue and the function that consumes it."""

    queue: str
    function: str
    batch_size: int
    reports_failures: bool
    max_concurrency: int


@dataclass(frozen=True, slots=True)
class QueuePlan:
    """One queue, and the short name of the queue its failures go to."""

    name: str  # short: "inbound_dead" of InboundDeadQueue
    queue_name: str
    dead_letter_queue: str | None


@dataclass(frozen=True, slots=True)
class SecretPlan:
    """One secret with the value it has on this machine."""

    name: str
    arn: str
    value: str


@dataclass(frozen=True, slots=True)
class StateMachinePlan:
    """One state machine: its name in AWS and its definition, ARNs filled in."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Everything the stack builds."""

    functions: tuple[FunctionPlan, ...]
    routes: tuple[RoutePlan, ...]
    mappings: tuple[MappingPlan, ...]
    queues: tuple[QueuePlan, ...]
    secrets: tuple[SecretPlan, ...]
    tables: tuple[dict[str, Any], ...]
    state_machines: tuple[StateMachinePlan, ...]
    resources: dict[str, dict[str, Any]] = field(repr=False)  # what the emulator deploys


def short_name(logical_id: str, suffix: str) -> str:
    """Return the name people use for a resource: InboundDeadQueue is inbound_dead."""
    stem = logical_id.removesuffix(suffix) or logical_id
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", stem).lower()
