"""Lists of the 2010 API: filters, pages and their envelope."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from local.doubles.twilio.errors import TwilioError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.datastructures import MultiDict

    from local.doubles.twilio.model import Message

_DEFAULT_PAGE, _LARGEST_PAGE = 50, 1000
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """What a list was asked for; both ends of a span of time belong to it."""

    to: str | None
    from_: str | None
    since: datetime | None
    until: datetime | None
    now: datetime

    @classmethod
    def read(cls, query: "MultiDict[str, str]", now: datetime) -> "MessageFilter":
        """Read `To`, `From`, `DateSent`, `DateSent>` and `DateSent<` as a client sends them."""
        since, until = query.get("DateSent>"), query.get("DateSent<")
        if day := query.get("DateSent"):
            since = until = day[:10]
        return cls(
            to=query.get("To") or None,
            from_=query.get("From") or None,
            since=_instant(since, end_of_day=False) if since else None,
            until=_instant(until, end_of_day=True) if until else None,
            now=now,
        )

    def accepts(self, message: "Message") -> bool:
        """Tell whether a message belongs to the list, as far as lists know of it yet."""
        sent_at = message.sent_at or message.created_at
        return (
            message.listed_from <= self.now
            and self.to in {None, message.to}
            and self.from_ in {None, message.from_}
            and (self.since is None or sent_at >= self.since)
            and (self.until is None or sent_at <= self.until)
        )


def _instant(text: str, *, end_of_day: bool) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise TwilioError(20001, "DateSent must be a date or an instant in ISO 8601") from error
    instant = instant.replace(tzinfo=instant.tzinfo or UTC)
    is_day = len(text) == len("2026-11-30")
    return instant + _DAY - timedelta(microseconds=1) if is_day and end_of_day else instant


def read_page(query: "MultiDict[str, str]") -> tuple[int, int]:
    """Return the number and the size of the page asked for."""
    try:
        page, size = int(query.get("Page", 0)), int(query.get("PageSize", _DEFAULT_PAGE))
    except ValueError as error:
        raise TwilioError(20001, "Page and PageSize must be numbers") from error
    if page < 0 or not 1 <= size <= _LARGEST_PAGE:
        raise TwilioError(20001, f"PageSize must be 1 to {_LARGEST_PAGE}")
    return page, size


def envelope(
    path: str, query: "MultiDict[str, str]", key: str, rows: "Sequence[Any]"
) -> tuple[dict[str, Any], "Sequence[Any]"]:
    """Return the envelope of a page and the rows that stand on it; the caller fills `key`."""
    page, size = read_page(query)
    start = page * size
    shown = rows[start : start + size]
    has_more = start + size < len(rows)

    def uri(number: int) -> str:
        kept = [(k, v) for k, v in query.items(multi=True) if k not in {"Page", "PageSize"}]
        return f"{path}?{urlencode([*kept, ('PageSize', size), ('Page', number)])}"

    return {
        "end": start + max(len(shown) - 1, 0),
        "first_page_uri": uri(0),
        "next_page_uri": uri(page + 1) if has_more else None,
        "page": page,
        "page_size": size,
        "previous_page_uri": uri(page - 1) if page else None,
        "start": start,
        "uri": uri(page),
        key: [],
    }, shown
