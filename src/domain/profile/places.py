"""Where a phone number is from: its time zone and whom to call in an emergency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

_LONGEST_CALLING_CODE = 4  # "+1" and three digits for the smaller NANP countries


@dataclass(frozen=True, slots=True)
class Country:
    """A country as far as the coach needs it.

    `zone` is the zone most of its people live in, `other_zones` are more that the coach knows;
    `crisis_line` is for thoughts of suicide and empty where none is known.
    """

    code: str
    zone: str
    emergency_number: str
    crisis_line: str = ""
    other_zones: frozenset[str] = frozenset()


UNKNOWN_COUNTRY = Country("", "UTC", "", "")


def country_of(number: str, countries: Mapping[str, Country]) -> Country:
    """Return the country of an E.164 number by its longest known calling code."""
    for length in range(_LONGEST_CALLING_CODE, 0, -1):
        if country := countries.get(number[1 : 1 + length]):
            return country
    return UNKNOWN_COUNTRY


def country_around(number: str, zone: str, countries: Mapping[str, Country]) -> Country:
    """Return the country somebody is in: that of their time zone, else that of their number.

    Who told to be in Tokyo calls an ambulance there, whatever country the phone is from.
    """
    of_number = country_of(number, countries)
    around = (of_number, *countries.values())
    return next((each for each in around if zone in {each.zone, *each.other_zones}), of_number)


def local_day(instant: datetime, zone: str) -> date:
    """Return the date it is for a user at an instant."""
    return instant.astimezone(ZoneInfo(zone)).date()
