"""The template as AWS would deploy it, in a form that tests can ask."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from local.template import translate

ROOT = Path(__file__).resolve().parents[2]

type Resources = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    return translate(ROOT / "template.yaml")


@pytest.fixture(scope="session")
def of_type(template) -> Callable[[str], Resources]:
    """Properties of every resource of a type, by logical id."""

    def find(kind: str) -> Resources:
        return {
            logical_id: resource["Properties"]
            for logical_id, resource in template["Resources"].items()
            if resource["Type"] == f"AWS::{kind}"
        }

    return find


@pytest.fixture(scope="session")
def queues(of_type) -> Resources:
    return of_type("SQS::Queue")


@pytest.fixture(scope="session")
def functions(of_type) -> Resources:
    return of_type("Lambda::Function")


@pytest.fixture(scope="session")
def mappings(of_type) -> Resources:
    return of_type("Lambda::EventSourceMapping")


@pytest.fixture(scope="session")
def statements(of_type) -> dict[str, list[dict[str, Any]]]:
    """Statements of every role's inline policies, by the role's logical id."""
    return {
        logical_id: [
            statement
            for policy in role["Policies"]
            for statement in policy["PolicyDocument"]["Statement"]
        ]
        for logical_id, role in of_type("IAM::Role").items()
    }
