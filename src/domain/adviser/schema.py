"""The form of a model's answer: a subset of JSON Schema, held by us and not by the model.

A model's tool is given the form without its bounds, because strict tools take none; the answer is
held to all of it. Every object is closed and every property required, so that nothing unforeseen
is ever read.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

type Schema = Mapping[str, Any]

MOST_FAULTS = 20
"""Told of one answer. Source: own choice, a repair reads no more"""

_BOUNDS = frozenset({"minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength"})
_LONGEST_QUOTE = 40


def closed(**properties: Schema) -> Schema:
    """Return an object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def text(longest: int, shortest: int = 1) -> Schema:
    """Return a text of so many characters."""
    return {"type": "string", "minLength": shortest, "maxLength": longest}


def choice(values: Sequence[str]) -> Schema:
    """Return one of some texts."""
    return {"type": "string", "enum": list(values)}


def number(least: float, most: float) -> Schema:
    """Return a number within bounds, the bounds included."""
    return {"type": "number", "minimum": least, "maximum": most}


def whole(least: int, most: int) -> Schema:
    """Return a whole number within bounds, the bounds included."""
    return {"type": "integer", "minimum": least, "maximum": most}


def listed(items: Schema, most: int, least: int = 0) -> Schema:
    """Return a list of so many."""
    return {"type": "array", "items": items, "minItems": least, "maxItems": most}


def maybe(schema: Schema) -> Schema:
    """Return the same or null."""
    nullable = {**schema, "type": [schema["type"], "null"]}
    return {**nullable, "enum": [*schema["enum"], None]} if "enum" in schema else nullable


def unbounded(schema: Schema) -> dict[str, Any]:
    """Return a form without the bounds that strict tools do not take."""
    return {
        name: _unbounded(value, is_properties=name == "properties")
        for name, value in schema.items()
        if name not in _BOUNDS
    }


def _unbounded(value: Any, *, is_properties: bool) -> Any:
    if is_properties:
        return {name: unbounded(each) for name, each in value.items()}
    return unbounded(value) if isinstance(value, Mapping) else value


def faults_of(value: object, schema: Schema, at: str = "answer") -> Iterator[str]:
    """Yield where a value breaks its form, each as a place and what stands there instead."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kind = next((kind for kind in kinds if _is_a(value, kind)), None)
    if kind is None:
        yield f"{at}: {_quoted(value)} is no {' or '.join(kinds)}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {_quoted(value)} is none of the values allowed"
    elif isinstance(value, Mapping):
        yield from _faults_of_object(value, schema, at)
    elif isinstance(value, list):
        yield from _out_of_bounds(len(value), schema, ("minItems", "maxItems"), f"{at}: items")
        for place, each in enumerate(value):
            yield from faults_of(each, schema["items"], f"{at}[{place}]")
    elif isinstance(value, str):
        bounds = ("minLength", "maxLength")
        yield from _out_of_bounds(len(value), schema, bounds, f"{at}: characters")
    elif isinstance(value, int | float):
        yield from _out_of_bounds(value, schema, ("minimum", "maximum"), at)


def _faults_of_object(value: Mapping[Any, Any], schema: Schema, at: str) -> Iterator[str]:
    properties = schema["properties"]
    for name in value:
        if name not in properties:
            yield f"{at}: {_quoted(name)} does not belong here"
    for name, wanted in properties.items():
        if name in value:
            yield from faults_of(value[name], wanted, f"{at}.{name}")
        else:
            yield f"{at}: {name} is missing"


def _out_of_bounds(value: float, schema: Schema, names: tuple[str, str], at: str) -> Iterator[str]:
    least, most = (schema.get(name) for name in names)
    if least is not None and value < least:
        yield f"{at}: {value:g} is less than {least:g}"
    if most is not None and value > most:
        yield f"{at}: {value:g} is more than {most:g}"


def _is_a(value: object, kind: str) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    match kind:
        case "null":
            return value is None
        case "string":
            return isinstance(value, str)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, Mapping)
        case "number":
            return is_number and math.isfinite(float(value))  # type: ignore[arg-type]
        case "integer":
            return is_number and float(value).is_integer()  # type: ignore[arg-type]
    raise ValueError(f"no such type: {kind}")


def _quoted(value: object) -> str:
    """Return a value so that it can be told; a long one is cut, for it may be anything."""
    written = repr(value)
    return written if len(written) <= _LONGEST_QUOTE else f"{written[:_LONGEST_QUOTE]}…"
