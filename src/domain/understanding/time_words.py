"""When something was eaten, from the words people use for it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.messaging.text import clean, simplify
from domain.pattern import Pattern
from domain.understanding.clock_words import choices, list_clocks
from domain.understanding.day_words import DayMention, list_days

NIGHT_ENDS_HOUR = 4
"""Before it, words for the evening mean the one that just ended.

Source: own choice, few dine later
"""

ROUNDED_AHEAD = timedelta(minutes=30)
"""A time this close ahead was rounded, not missed: "at 8", typed at 7:50.

Source: own choice, clock times are rounded
"""

_DAY_BEGINS = time(6)
_EVENING = Pattern(
    r"\b(?:dinner|supper|tonight|tonite|this evening|last night|before bed|bedtime|anoche|cena\w*"
    r"|cene|esta noche|antes de (?:dormir|acostarme|la cama))\b"
)


@dataclass(frozen=True, slots=True)
class When:
    """The local day and, if told, the time of day.

    `is_said` is False where the text says neither and today is assumed. Past midnight `day` is
    the day of the evening that was meant, although the clock may already be after 0:00.
    """

    day: date
    clock: time | None
    is_said: bool
    is_future: bool


def read_when(text: str, now: datetime) -> When:
    """Read when something happened, in English or Spanish.

    Days as `day_words.list_days` understands them; of several the first counts. A time that may
    be morning or evening ("at 8") is the last one that has passed. Until 4:00 words for the
    evening ("dinner", "tonight", "anoche") mean the day before; without them it is today.

    Args:
        text: What was typed.
        now: The instant it was typed, aware, in the user's zone.

    Returns:
        A day within 400 days of now; only dates are counted with, so no zone change moves it.
    """
    said, today = simplify(text), now.date()
    mention = next(iter(list_days(said, now)), None)
    day = _day(said, now, mention)
    clock = mention.clock if mention else None
    if clock is None and (clocks := list_clocks(said)):
        times = choices(clocks[0], said)
        day, clock = _last_passed(times, now) if day is None else (day, _on(day, times, now))
    is_said = day is not None
    day = today if day is None else day
    return When(day, clock, is_said, is_future=day > today)


def without_when(text: str, now: datetime) -> str:
    """Return the text without its days and times of day, so that a number in them is no amount."""
    original = clean(text)
    origin = [place for place, each in enumerate(original) for _ in _folded(each)]
    said = "".join(_folded(each) for each in original)
    spans = [(day.start, day.end) for day in list_days(said, now)]
    spans += [(clock.start, clock.end) for clock in list_clocks(said)]
    cut = {origin[place] for span in spans for place in range(*span)}
    return clean("".join(" " if n in cut else each for n, each in enumerate(original)))


def _folded(character: str) -> str:
    return character if character.isspace() else simplify(character)


def _day(said: str, now: datetime, mention: DayMention | None) -> date | None:
    """Return the day that is said, or that words for the evening mean past midnight."""
    today = now.date()
    is_open = mention is None or (mention.is_loose and mention.day == today)
    if is_open and now.hour < NIGHT_ENDS_HOUR and _EVENING.search(said):
        return today - timedelta(1)
    return mention.day if mention else None


def _last_passed(times: tuple[time, ...], now: datetime) -> tuple[date, time]:
    latest = now.replace(tzinfo=None) + ROUNDED_AHEAD
    days = (now.date(), now.date() - timedelta(1))
    passed = [at for day in days for each in times if (at := datetime.combine(day, each)) <= latest]
    last = max(passed)
    return last.date(), last.time()


def _on(day: date, times: tuple[time, ...], now: datetime) -> time:
    """Return which of the times is meant on a day: the last that has passed, or the first to come.

    Nobody plans to eat before 6:00 who does not say so.
    """
    latest = now.replace(tzinfo=None) + ROUNDED_AHEAD
    passed = [each for each in times if datetime.combine(day, each) <= latest]
    return max(passed) if passed else min(times, key=lambda each: (each < _DAY_BEGINS, each))
