"""Values as DynamoDB items and back."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

Item = dict[str, Any]

_SERIALIZER = TypeSerializer()
_DESERIALIZER = TypeDeserializer()


def to_item(plain: Mapping[str, Any]) -> Item:
    """Return an item; what is None is left out, because absent is how unknown is stored."""
    return {name: to_attribute(value) for name, value in plain.items() if value is not None}


def to_attribute(value: object) -> Any:
    """Return one value in DynamoDB's notation."""
    return _SERIALIZER.serialize(_storable(value))


def from_item(item: Item) -> dict[str, Any]:
    """Return plain values; numbers come back as int where whole, else float."""
    return {name: _plain(_DESERIALIZER.deserialize(value)) for name, value in item.items()}


def instant(text: str | None) -> datetime | None:
    """Read an instant as it is stored."""
    return None if text is None else datetime.fromisoformat(text)


def _storable(value: object) -> Any:
    match value:
        case bool() | int() | str() | None:
            return value
        case float():
            return Decimal(repr(value))
        case datetime():
            return value.isoformat()
        case Mapping():
            return {str(name): _storable(each) for name, each in value.items()}
        case list() | tuple():
            return [_storable(each) for each in value]
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _plain(value: object) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case list():
            return [_plain(each) for each in value]
    return value
