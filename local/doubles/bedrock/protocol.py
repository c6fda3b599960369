"""What Bedrock demands of a Converse request: botocore's service model, and the rules around it."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from botocore.session import Session
from botocore.validate import ParamValidator

if TYPE_CHECKING:
    from botocore.model import Shape

_BOUNDS = ("minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength")


class InvalidRequestError(ValueError):
    """Bedrock would answer 400; the message is one it could give."""


@cache
def _input_shape() -> "Shape":
    model = Session().get_service_model("bedrock-runtime")
    shape = model.operation_model("Converse").input_shape
    assert shape is not None
    return shape


def check(params: Mapping[str, Any]) -> None:
    """Raise what Bedrock would object to.

    Raises:
        InvalidRequestError: The request is not in the form of the service model, or breaks a rule.
    """
    report = ParamValidator().validate(dict(params), _input_shape())
    if report.has_errors():
        raise InvalidRequestError(report.generate_report())
    _check_turns(params["messages"])
    _check_tools(params.get("toolConfig", {}))
    for block in params.get("system", ()):
        if len(block) != 1:
            raise InvalidRequestError("a system block holds one thing")


def _check_turns(messages: list[dict[str, Any]]) -> None:
    """Hold turns to their order: the user first and last, each tool use answered in the next."""
    roles = [message["role"] for message in messages]
    if roles != [("user", "assistant")[n % 2] for n in range(len(roles))] or len(roles) % 2 == 0:
        raise InvalidRequestError("roles must alternate between user and assistant, user first")
    for message, answer in pairwise(messages):
        used = {b["toolUse"]["toolUseId"] for b in message["content"] if "toolUse" in b}
        told = {b["toolResult"]["toolUseId"] for b in answer["content"] if "toolResult" in b}
        if used - told:
            raise InvalidRequestError("tool_use ids were found without tool_result blocks")
        if message["role"] == "assistant" and told - used:
            raise InvalidRequestError("tool_result ids were found without a tool_use")
    for block in (block for message in messages for block in message["content"]):
        if len(block) != 1:
            raise InvalidRequestError("a content block holds one thing")
        if not block.get("text", "text").strip():
            raise InvalidRequestError("text content blocks must contain non-whitespace text")


def _check_tools(config: Mapping[str, Any]) -> None:
    tools = [tool["toolSpec"] for tool in config.get("tools", ()) if "toolSpec" in tool]
    chosen = config.get("toolChoice", {}).get("tool", {}).get("name")
    if chosen is not None and chosen not in {tool["name"] for tool in tools}:
        raise InvalidRequestError(f"toolChoice names no tool: {chosen}")
    for tool in tools:
        faults = list(_strict_faults(tool["inputSchema"]["json"])) if tool.get("strict") else []
        if faults:
            raise InvalidRequestError(f"tool {tool['name']}: {faults[0]}")


def _strict_faults(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield why a schema is none of a strict tool: closed objects, no bounds."""
    for bound in _BOUNDS:
        if bound in schema:
            yield f"{bound} is not supported"
    properties = schema.get("properties", {})
    if "properties" in schema:
        if schema.get("additionalProperties") is not False:
            yield "additionalProperties must be false"
        if set(schema.get("required", ())) != set(properties):
            yield "every property must be required"
    for inner in (*properties.values(), *([schema["items"]] if "items" in schema else ())):
        yield from _strict_faults(inner)
