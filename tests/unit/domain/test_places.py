from datetime import UTC, date, datetime

import pytest

from domain.profile.places import UNKNOWN_COUNTRY, country_around, country_of, local_day


@pytest.mark.parametrize(
    ("number", "code"),
    [("+12125550100", "US"), ("+17875550100", "PR"), ("+4915112345678", "DE"),
     ("+447700900000", "GB"), ("+99912345678", "")],
)  # fmt: skip
def test_the_longest_calling_code_tells_the_country(number, code, tables):
    assert country_of(number, tables.countries).code == code


@pytest.mark.parametrize(
    ("number", "zone", "code"),
    [
        ("+12125550100", "America/New_York", "US"),
        ("+12125550100", "America/Los_Angeles", "US"),
        ("+12125550100", "Asia/Tokyo", "JP"),
        ("+34612345678", "America/Chicago", "US"),
        ("+17875550100", "America/Puerto_Rico", "PR"),
        ("+34612345678", "Atlantic/Canary", "ES"),
        ("+99912345678", "Asia/Tokyo", "JP"),
        ("+99912345678", "UTC", ""),
    ],
)
def test_people_are_in_the_country_of_their_time_zone_before_that_of_their_number(
    number, zone, code, tables
):
    assert country_around(number, zone, tables.countries).code == code


def test_without_a_table_every_country_is_unknown_and_lives_by_utc():
    assert country_of("+12125550100", {}) is UNKNOWN_COUNTRY
    assert UNKNOWN_COUNTRY.zone == "UTC"


@pytest.mark.parametrize(("zone", "day"), [("Asia/Tokyo", 3), ("America/New_York", 2), ("UTC", 2)])
def test_it_is_another_day_elsewhere(zone, day):
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)

    assert local_day(late, zone) == date(2026, 3, day)
