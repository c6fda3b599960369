"""AWS in this process: moto with its fixes, one account per stack, deployed from a blueprint."""

import functools
import itertools
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from moto.core.base_backend import BackendDict
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.secretsmanager.models import secretsmanager_backends
from moto.sqs.models import sqs_backends

from local.aws_gate import AwsGate
from local.blueprint import Blueprint
from local.clock import LocalClock
from local.dynamodb_proxy import DynamoProxy
from local.http_server import HttpServer
from local.moto_fixes import clocks, events, install, stepfunctions
from local.moto_fixes.local_queue import LocalQueue
from local.workers import Function

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REGION: Final = "us-east-1"
STACK: Final = "platewise-local"
_accounts = itertools.count(123_456_789_012)


@dataclass(slots=True)
class Emulator:
    """The AWS endpoint of one stack."""

    clock: LocalClock
    account: str = field(default_factory=lambda: str(next(_accounts)))
    gate: AwsGate = field(init=False)
    _server: HttpServer = field(init=False)

    def __post_init__(self) -> None:
        """Listen: the address stands in the functions' variables before anything is deployed."""
        self.gate = AwsGate({"": _moto}, self.account)
        self._server = HttpServer(self.gate)

    @property
    def url(self) -> str:
        """Return the endpoint of every emulated service."""
        return self._server.url

    def start(self) -> None:
        """Serve."""
        # AWS credentials in the environment would make moto's own clients look elsewhere.
        os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
        os.environ.setdefault("AWS_ACCESS_KEY_ID", "local")
        os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "local")
        install()
        clocks.register(self.account, self.clock)
        self._server.start()

    def deploy(self, blueprint: Blueprint, *, with_tables: bool) -> None:
        """Create what the blueprint names: secrets first, the rest through CloudFormation."""
        # Two seconds of importing, during which the sandboxes start.
        from moto.cloudformation.models import cloudformation_backends  # noqa: PLC0415

        secrets = secretsmanager_backends[self.account][REGION]
        for secret in blueprint.secrets:
            created = secrets.create_managed_secret("local", secret.name, secret.value)
            created.arn = secret.arn  # the one the functions' variables hold
        resources = {
            name: resource
            for name, resource in blueprint.resources.items()
            if with_tables or resource["Type"] != "AWS::DynamoDB::Table"
        }
        template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
        backend = cloudformation_backends[self.account][REGION]
        backend.create_stack(STACK, json.dumps(template), {})
        self._create_state_machines(blueprint)

    def _create_state_machines(self, blueprint: Blueprint) -> None:
        """Create them where executions run: CloudFormation keeps them elsewhere."""
        if not blueprint.state_machines:
            return
        stepfunctions.install()
        from moto.stepfunctions.parser.models import (  # noqa: PLC0415
            stepfunctions_parser_backends,
        )

        machines = stepfunctions_parser_backends[self.account][REGION]
        role = f"arn:aws:iam::{self.account}:role/local"
        for plan in blueprint.state_machines:
            machines.create_state_machine(plan.name, plan.definition, role)

    def run_workflows(self, functions: Iterable[Function]) -> stepfunctions.Workflows:
        """Let the tasks of state machines run these functions."""
        by_arn = {function.plan.arn: function for function in functions}
        workflows = stepfunctions.Workflows(by_arn, self.clock)
        stepfunctions.register(self.account, workflows)
        return workflows

    def executions(self) -> int:
        """Return how many executions of state machines have not ended."""
        return stepfunctions.running(self.account)

    def use_dynamodb_local(self, port: int) -> None:
        """Serve DynamoDB from there; faults and counts stay."""
        self.gate.backends["dynamodb"] = DynamoProxy(port)

    def queue(self, name: str) -> LocalQueue:
        """Return a queue by its name in AWS."""
        return cast("LocalQueue", sqs_backends[self.account][REGION].get_queue(name))

    def events(self) -> list[dict[str, Any]]:
        """Return every event put on a bus, oldest first."""
        return events.published(self.account)

    def stop(self) -> None:
        """Stop serving and forget the account."""
        self.gate.stop()
        self._server.stop()
        clocks.forget(self.account)
        events.forget(self.account)
        stepfunctions.forget(self.account)
        _forget_account(self.account)


def _forget_account(account: str) -> None:
    instances: list[dict[str, Any]] = vars(BackendDict)["_instances"]  # moto forgets only all
    for backends in list(instances):
        backends.pop(account, None)


@functools.cache
def _dispatcher() -> "WSGIApplication":
    return DomainDispatcherApplication(create_backend_app)


def _moto(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    return _dispatcher()(environ, start_response)
