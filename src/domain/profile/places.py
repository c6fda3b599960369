"""Where a phone number is from: its time zone and whom to call in an emergency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

_LONGEST_CALLING_CODE = 4  # "+1" and three digits for the smaller NANP countries


@dataclass(frozen=True, slots=True)
class Country:
    """A country as far as the coach needs it.

    `zone` is the zone most of its people live in; `crisis_line` is for thoughts of suicide and
    empty where none is known.
    """

    code: str
    zone: str
    emergency_number: str
    crisis_line: str = ""


UNKNOWN_COUNTRY = Country("", "UTC", "", "")


def country_of(number: str, countries: Mapping[str, Country]) -> Country:
    """Return the country of an E.164 number by its longest known calling code."""
    for length in range(_LONGEST_CALLING_CODE, 0, -1):
        if country := countries.get(number[1 : 1 + length]):
            return country
    return UNKNOWN_COUNTRY


def local_day(instant: datetime, zone: str) -> date:
    """Return the date it is for a user at an instant."""
    return instant.astimezone(ZoneInfo(zone)).date()
