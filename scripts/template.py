"""Reads template.yaml, so that what it says is said once."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samtranslator.yaml_helper import yaml_parse

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent

ON_BEHALF = {"kms", "logs"}
"""Services that AWS calls for a function, never the function itself."""

SDK_NAMES = {"bedrock": "bedrock-runtime", "states": "stepfunctions"}
"""Services that the SDK calls otherwise than IAM does; endpoints go by IAM's name."""


def read_template(path: Path = ROOT / "template.yaml") -> dict[str, Any]:
    """Get the template as written: functions not yet translated, intrinsics as `Fn::` objects."""
    return deepcopy(_read(path.read_text()))


@cache
def _read(text: str) -> dict[str, Any]:
    read: Callable[[str], dict[str, Any]] = yaml_parse
    return read(text)


def function_id(name: str) -> str:
    """Get the logical id of a function: `receive` is `ReceiveFunction`."""
    return f"{name.capitalize()}Function"


def list_functions(template: dict[str, Any]) -> tuple[str, ...]:
    """List the functions' names in the order of the template."""
    resources: dict[str, Any] = template["Resources"]
    functions = (k for k, v in resources.items() if v["Type"] == "AWS::Serverless::Function")
    return tuple(logical_id.removesuffix("Function").lower() for logical_id in functions)


def environment(template: dict[str, Any], name: str) -> dict[str, Any]:
    """Get the function's environment, what all functions share included."""
    shared = template["Globals"]["Function"]["Environment"]["Variables"]
    own = template["Resources"][function_id(name)]["Properties"]["Environment"]["Variables"]
    return {**shared, **own}


def list_services(template: dict[str, Any], name: str) -> tuple[str, ...]:
    """List the AWS services that the function itself may call, by their prefix in IAM."""
    role = template["Resources"][f"{name.capitalize()}Role"]["Properties"]
    statements = [s for p in role["Policies"] for s in p["PolicyDocument"]["Statement"]]
    actions = [action for s in statements for action in as_list(s["Action"])]
    called = {action.split(":")[0] for action in actions} - ON_BEHALF
    return tuple(sorted(called | {SDK_NAMES[name] for name in called if name in SDK_NAMES}))


def as_list(value: str | list[str]) -> list[str]:
    """Get a list also where IAM allows a single text."""
    return [value] if isinstance(value, str) else value
