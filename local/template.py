"""Reads template.yaml: SAM becomes CloudFormation, CloudFormation becomes a `Blueprint`."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samtranslator import yaml_helper
from samtranslator.metrics.method_decorator import MetricsMethodWrapperSingleton
from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader
from samtranslator.translator.transform import transform

from local.blueprint import Blueprint, SecretPlan
from local.intrinsics import Place, Resolver
from local.resources import ResourceReader, own_secret

_CODE_PROPERTIES = ("CodeUri", "ContentUri", "DefinitionUri")
_parse: Callable[[str], dict[str, Any]] = yaml_helper.yaml_parse


class _NoManagedPolicies(ManagedPolicyLoader):
    """Answers the translator's question for managed policies without calling IAM."""

    def __init__(self) -> None:
        """Need no client."""

    def load(self) -> dict[str, str]:
        """Return none."""
        return {}


def translate(path: Path) -> dict[str, Any]:
    """Return the CloudFormation that AWS would deploy for this SAM template."""
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    document: dict[str, Any] = _parse(path.read_text(encoding="utf-8"))
    _upload_code(document.get("Globals", {}).get("Function", {}))
    for resource in document["Resources"].values():
        _upload_code(resource.get("Properties", {}))
    defaults = {
        name: parameter.get("Default", "local")
        for name, parameter in document.get("Parameters", {}).items()
    }
    translated: dict[str, Any] = transform(document, defaults, _NoManagedPolicies())
    MetricsMethodWrapperSingleton.get_instance().publish()  # to nowhere; else it complains at exit
    return translated


def _upload_code(properties: dict[str, Any]) -> None:
    """Name a bucket where `sam deploy` would, keeping the local path in the key."""
    for name in _CODE_PROPERTIES:
        if isinstance(properties.get(name), str):
            properties[name] = f"s3://local/{properties[name]}"


@dataclass(frozen=True, slots=True)
class TemplateReader:
    """Turns one translated template into a blueprint."""

    root: Path
    template: dict[str, Any]
    place: Place
    parameters: dict[str, str]  # only those the template knows are used
    secrets: dict[str, str]  # by logical id or parameter; the others get a value of their own

    def read(self) -> Blueprint:
        """Return everything the stack builds."""
        resolver = Resolver(self.place, self.template, self._parameters())
        resources = {
            logical_id: resource
            for logical_id, resource in self.template["Resources"].items()
            if "Condition" not in resource or resolver.holds(resource["Condition"])
        }
        reader = ResourceReader(self.root, resolver, resources)
        return Blueprint(
            functions=reader.functions(),
            routes=reader.routes(),
            mappings=reader.mappings(),
            queues=reader.queues(),
            secrets=self._outer_secrets() + reader.secrets(self.secrets),
            tables=reader.tables(),
            state_machines=reader.state_machines(),
            resources=reader.deployable(),
        )

    def _parameters(self) -> dict[str, str]:
        arns = {secret.name: secret.arn for secret in self._outer_secrets()}
        return {
            name: str(arns.get(name) or self.parameters.get(name) or parameter.get("Default", ""))
            for name, parameter in self.template.get("Parameters", {}).items()
        }

    def _outer_secrets(self) -> tuple[SecretPlan, ...]:
        """Secrets made before the stack: the template has only a parameter for the ARN."""
        names = [n for n in self.template.get("Parameters", {}) if n.endswith("SecretArn")]
        region = f"{self.place.region}:{self.place.account}"
        return tuple(
            SecretPlan(
                name=name,
                arn=f"arn:aws:secretsmanager:{region}:secret:{name}",
                value=self.secrets.get(name) or own_secret(name),
            )
            for name in names
        )
