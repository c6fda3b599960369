"""Values as DynamoDB items and back."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Clamped, Context, Decimal, Inexact, Overflow, Rounded, Underflow
from typing import Any

Item = dict[str, Any]

_NUMBERS = Context(38, None, -128, 126, traps=[Clamped, Inexact, Overflow, Rounded, Underflow])
"""The numbers that DynamoDB keeps: others would come back changed."""


def to_item(plain: Mapping[str, Any]) -> Item:
    """Return an item; what is None is left out, because absent is how unknown is stored."""
    return {name: to_attribute(value) for name, value in plain.items() if value is not None}


def to_attribute(value: object) -> Any:
    """Return one value in DynamoDB's notation.

    Raises:
        TypeError: It is of a kind that cannot be stored.
        decimal.DecimalException: It is a number that DynamoDB would round.
    """
    stored: Any
    match value:
        case None:
            kind, stored = "NULL", True
        case bool():
            kind, stored = "BOOL", value
        case int() | float():
            kind, stored = "N", _number(value)
        case str():
            kind, stored = "S", value
        case datetime():
            kind, stored = "S", value.isoformat()
        case Mapping():
            kind, stored = "M", {str(name): to_attribute(each) for name, each in value.items()}
        case list() | tuple():
            kind, stored = "L", [to_attribute(each) for each in value]
        case _:
            raise TypeError(f"{type(value).__name__} cannot be stored")
    return {kind: stored}


def from_item(item: Item) -> dict[str, Any]:
    """Return plain values; numbers come back as int where whole, else float."""
    return {name: _plain(value) for name, value in item.items()}


def instant(text: str | None) -> datetime | None:
    """Read an instant as it is stored."""
    return None if text is None else datetime.fromisoformat(text)


def _number(value: float) -> str:
    number = _NUMBERS.create_decimal(value if isinstance(value, int) else repr(value))
    if not number.is_finite():
        raise TypeError(f"{value} cannot be stored")
    return str(number)


def _plain(attribute: Mapping[str, Any]) -> Any:
    ((kind, value),) = attribute.items()
    match kind:
        case "N":
            number = Decimal(value)
            return int(number) if number == number.to_integral_value() else float(number)
        case "M":
            return from_item(value)
        case "L":
            return [_plain(each) for each in value]
        case "NULL":
            return None
        case "S" | "BOOL":
            return value
    raise TypeError(f"{kind} is not stored here")
