"""Which weeks are around a day."""

from datetime import date, timedelta

WEEK_DAYS = 7


def iso_week(on: date) -> str:
    """Return the ISO week of a day, such as 2026-W48."""
    year, week, _ = on.isocalendar()
    return f"{year}-W{week:02d}"


def weeks_around(today: date) -> tuple[str, ...]:
    """Return the ISO weeks in which a week that holds today, or starts tomorrow, can begin.

    The date may be another one in the user's zone: a day more on either side.
    """
    first, last = today - timedelta(days=WEEK_DAYS), today + timedelta(days=2)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(dict.fromkeys(map(iso_week, days)))
