"""Weeks, lists, orders and drafts as rows: JSON text, as everything that is only read whole."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from adapters.dynamodb import keys
from adapters.dynamodb.items import Item, from_item, to_item
from domain.identity import UserId
from domain.plans.calendar import iso_week

if TYPE_CHECKING:  # read with the first week or order
    from domain.conversation.page_request import PageRequest
    from domain.conversation.placed_order import PlacedOrder
    from domain.plans.advice import Advice, AdviceQuestion
    from domain.plans.drafted import WeekDraft
    from domain.plans.week import KeptList, PlannedWeek

_WHOLE = "whole"


_FORMS: dict[type, TypeAdapter[Any]] = {}
"""How values of a class are written; built when the first one is met."""


def _form(kind: type) -> TypeAdapter[Any]:
    if kind not in _FORMS:
        _FORMS[kind] = TypeAdapter(kind)
    return _FORMS[kind]


def row_of(
    value: "PlannedWeek | KeptList | PlacedOrder | WeekDraft | AdviceQuestion | Advice"
    " | PageRequest",
    expires_at: datetime | None = None,
) -> Item:
    """Return the row of a value, without its key; it may be forgotten after `expires_at`."""
    text = _form(type(value)).dump_json(value, exclude_defaults=True).decode()
    return to_item({_WHOLE: text, "expires_at": expires_at and int(expires_at.timestamp())})


def read_row[T](item: Item, kind: type[T]) -> T:
    """Read a row that `row_of` made."""
    found: T = _form(kind).validate_json(from_item(item)[_WHOLE])
    return found


def week_puts(
    user_id: UserId, week: "PlannedWeek | None", kept_list: "KeptList | None"
) -> Iterator[tuple[keys.Key, Item]]:
    """Yield where a week and its list are kept, and their rows."""
    if week is not None:
        yield keys.plan(user_id, iso_week(week.starts_on)), row_of(week)
    if kept_list is not None:
        yield keys.shopping(user_id, iso_week(kept_list.starts_on)), row_of(kept_list)
