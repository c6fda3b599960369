"""Reads the resources of a translated template into plans, each kind by its own method."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.blueprint import (
    FunctionPlan,
    MappingPlan,
    QueuePlan,
    RoutePlan,
    SecretPlan,
    StateMachinePlan,
    short_name,
)
from local.intrinsics import Node, Resolver

_ROOTS = ("/var/task", "/opt")  # of a function's artifact, and of its layers
# What the emulator's CloudFormation creates, with the properties it would stumble over or ignore.
_DEPLOYED: dict[str, frozenset[str]] = {
    "AWS::DynamoDB::Table": frozenset(
        {"SSESpecification", "PointInTimeRecoverySpecification", "TimeToLiveSpecification"}
        | {"DeletionProtectionEnabled", "Tags"}
    ),
    "AWS::Events::EventBus": frozenset({"DeadLetterConfig", "KmsKeyIdentifier"}),
    "AWS::Events::Rule": frozenset(),
    "AWS::SQS::Queue": frozenset({"KmsMasterKeyId", "RedriveAllowPolicy"}),
    "AWS::SSM::Parameter": frozenset(),
}


@dataclass(frozen=True, slots=True)
class ResourceReader:
    """Reads the resources that exist under the template's conditions."""

    root: Path
    resolver: Resolver
    resources: dict[str, dict[str, Any]]

    def functions(self) -> tuple[FunctionPlan, ...]:
        """Return every function with its resolved variables."""
        return tuple(self._function(logical_id) for logical_id in self._of("Lambda::Function"))

    def _function(self, logical_id: str) -> FunctionPlan:
        properties = self._properties(logical_id)
        variables = properties.get("Environment", {}).get("Variables", {})
        folder = self.root / str(properties["Code"].get("S3Key", "."))
        return FunctionPlan(
            name=short_name(logical_id, "Function"),
            function_name=self.resolver.physical_name(logical_id),
            arn=self.resolver.arn(logical_id),
            handler=properties["Handler"],
            timeout_s=int(properties.get("Timeout", 3)),
            memory_mb=int(properties.get("MemorySize", 128)),
            code_paths=tuple(p for p in (folder / "src", folder) if p.is_dir()),
            environment={key: self._local_path(str(value)) for key, value in variables.items()},
        )

    def _local_path(self, value: str) -> str:
        """Point a path inside the artifact or a layer at the checkout."""
        for root in _ROOTS:
            if value == root or value.startswith(f"{root}/"):
                return str(self.root) + value.removeprefix(root)
        return value

    def routes(self) -> tuple[RoutePlan, ...]:
        """Return the routes of HTTP APIs, written as resources or as an OpenAPI body."""
        found = []
        for logical_id in self._of("ApiGatewayV2::Route"):
            properties = self._properties(logical_id)
            integration = self.resources[logical_id]["Properties"]["Target"]
            found.append(RoutePlan(properties["RouteKey"], self._integrated(integration)))
        for logical_id in self._of("ApiGatewayV2::Api"):
            body = self._properties(logical_id).get("Body", {})
            found.extend(self._body_routes(body.get("paths", {})))
        return tuple(found)

    def _integrated(self, target: Node) -> str:
        """Return the function behind a route's target (`integrations/<logical id>`)."""
        name = self.resolver.resolve(target).removeprefix("integrations/")
        for logical_id in self._of("ApiGatewayV2::Integration"):
            if self.resolver.physical_name(logical_id) == name:
                return self._function_of(self._properties(logical_id)["IntegrationUri"])
        raise ValueError(f"no integration for the target {name}")

    def _body_routes(self, paths: dict[str, dict[str, Any]]) -> list[RoutePlan]:
        routes = []
        for path, methods in paths.items():
            for method, operation in methods.items():
                uri = operation["x-amazon-apigateway-integration"]["uri"]
                verb = "ANY" if method == "x-amazon-apigateway-any-method" else method.upper()
                key = "$default" if path == "/$default" else f"{verb} {path}"
                routes.append(RoutePlan(key, self._function_of(uri)))
        return routes

    def _function_of(self, uri: str) -> str:
        """Return the short name of the function whose ARN or name stands in this text."""
        parts = set(uri.replace("/", ":").split(":"))
        for logical_id in self._of("Lambda::Function"):
            if self.resolver.physical_name(logical_id) in parts:
                return short_name(logical_id, "Function")
        raise ValueError(f"no function of the template in {uri}")

    def mappings(self) -> tuple[MappingPlan, ...]:
        """Return the event source mappings that read a queue of this template."""
        queues = {self.resolver.arn(queue): queue for queue in self._of("SQS::Queue")}
        plans = []
        for logical_id in self._of("Lambda::EventSourceMapping"):
            properties = self._properties(logical_id)
            plans.append(
                MappingPlan(
                    queue=short_name(queues[properties["EventSourceArn"]], "Queue"),
                    function=self._function_of(properties["FunctionName"]),
                    batch_size=int(properties.get("BatchSize", 10)),
                    reports_failures="ReportBatchItemFailures"
                    in properties.get("FunctionResponseTypes", []),
                    max_concurrency=int(
                        properties.get("ScalingConfig", {}).get("MaximumConcurrency", 1000)
                    ),
                )
            )
        return tuple(plans)

    def queues(self) -> tuple[QueuePlan, ...]:
        """Return every queue."""
        arns = {self.resolver.arn(queue): queue for queue in self._of("SQS::Queue")}
        return tuple(
            QueuePlan(
                name=short_name(logical_id, "Queue"),
                queue_name=self.resolver.physical_name(logical_id),
                dead_letter_queue=self._dead_letter_queue(logical_id, arns),
            )
            for logical_id in self._of("SQS::Queue")
        )

    def _dead_letter_queue(self, logical_id: str, arns: dict[str, str]) -> str | None:
        policy = self._properties(logical_id).get("RedrivePolicy")
        return short_name(arns[policy["deadLetterTargetArn"]], "Queue") if policy else None

    def secrets(self, values: dict[str, str]) -> tuple[SecretPlan, ...]:
        """Return the secrets of the template with their values on this machine."""
        return tuple(
            SecretPlan(
                name=self.resolver.physical_name(logical_id),
                arn=self.resolver.arn(logical_id),
                value=values.get(logical_id) or own_secret(logical_id),
            )
            for logical_id in self._of("SecretsManager::Secret")
        )

    def state_machines(self) -> tuple[StateMachinePlan, ...]:
        """Return every state machine, its definition read from the checkout."""
        return tuple(self._state_machine(name) for name in self._of("StepFunctions::StateMachine"))

    def _state_machine(self, logical_id: str) -> StateMachinePlan:
        properties = self._properties(logical_id)
        file = self.root / str(properties["DefinitionS3Location"]["Key"])
        definition = file.read_text(encoding="utf-8")
        for name, value in properties.get("DefinitionSubstitutions", {}).items():
            definition = definition.replace(f"${{{name}}}", str(value))
        return StateMachinePlan(self.resolver.physical_name(logical_id), definition)

    def tables(self) -> tuple[dict[str, Any], ...]:
        """Return what CreateTable is told for each table."""
        return tuple(self._plain("AWS::DynamoDB::Table", t) for t in self._of("DynamoDB::Table"))

    def deployable(self) -> dict[str, dict[str, Any]]:
        """Return what the emulator deploys, free of intrinsics, in the order of its references."""
        return {
            logical_id: {
                "Type": resource["Type"],
                "Properties": self._plain(resource["Type"], logical_id),
                "DependsOn": self._depends_on(logical_id),
            }
            for logical_id, resource in self.resources.items()
            if resource["Type"] in _DEPLOYED
        }

    def _depends_on(self, logical_id: str) -> list[str]:
        text = json.dumps(self.resources[logical_id].get("Properties", {}))
        return [
            other
            for other, resource in self.resources.items()
            if other != logical_id
            and resource["Type"] in _DEPLOYED
            and (f'"{other}"' in text or f"${{{other}" in text)
        ]

    def _plain(self, kind: str, logical_id: str) -> dict[str, Any]:
        properties = self._properties(logical_id)
        if kind == "AWS::DynamoDB::Table":
            properties["TableName"] = self.resolver.physical_name(logical_id)
        if kind == "AWS::SQS::Queue":
            properties["QueueName"] = self.resolver.physical_name(logical_id)
        if kind in {"AWS::Events::EventBus", "AWS::Events::Rule"}:
            properties["Name"] = self.resolver.physical_name(logical_id)
        return {key: value for key, value in properties.items() if key not in _DEPLOYED[kind]}

    def _properties(self, logical_id: str) -> dict[str, Any]:
        properties: dict[str, Any] = self.resolver.resolve(
            self.resources[logical_id].get("Properties", {})
        )
        return properties

    def _of(self, kind: str) -> list[str]:
        return [name for name, r in self.resources.items() if r["Type"] == f"AWS::{kind}"]


def own_secret(name: str) -> str:
    """Return a value that is the same at every start: what it signed stays readable."""
    return hashlib.sha256(f"local secret {name}".encode()).hexdigest()
