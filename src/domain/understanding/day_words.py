"""The day a message speaks of: "yesterday", "hace 3 días", "last friday", "nov 20"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.meals.quantities import find_number
from domain.pattern import Pattern

FARTHEST_DAYS = 400
"""A day farther from now is not believed. Source: own choice, a little over a year"""

_AHEAD_DAYS = 90
"""A date without a year is this far in the future at most, otherwise it is past."""

_LONGEST_HOURS = 72
_SUMS_OF_FASTS = 24  # "16/8" are hours, no date
_DAYS_IN_MONTH = 31
_MONTHS_IN_YEAR = 12
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day and where it stands in the text.

    `clock` is told with it only by "2 hours ago"; `is_loose` are words as "tonight", which past
    midnight may still mean the evening that just ended.
    """

    day: date
    start: int
    end: int
    clock: time | None = None
    is_loose: bool = False


_TWO_DAYS_AGO = (
    r"(?:the )?(?:day|night) before (?:yesterday|last)|anteayer|antier|antes de ayer|antenoche"
    r"|anteanoche"
)
_YESTERDAY = r"yesterday|yesturday|yesteday|yesterdy|yday|last ?(?:night|evening)|ayer|anoche"
_TODAY = (
    r"today|2day|tonight|tonite|this (?:morning|afternoon|evening)|hoy|esta (?:manana|tarde|noche)"
)
_TOMORROW = (
    r"tomorrow|tommorow|tommorrow|tomorow|tmrw?|tmw|2morrow"
    r"|(?<!esta )(?<!la )(?<!por )(?<!pasado )manana"
)
_IN_TWO_DAYS = r"(?:the )?day after tomorrow|pasado manana"
_RELATIVE = tuple(
    (days, Pattern(rf"\b(?:{words})\b(?!'s)"))
    for days, words in (
        (-2, _TWO_DAYS_AGO),
        (-1, _YESTERDAY),
        (0, _TODAY),
        (1, _TOMORROW),
        (2, _IN_TWO_DAYS),
    )
)
_NEGATED = Pattern(r"\b(?:not|wasn't|isn't|no (?:fue|era|es))(?: on| for| el| la| de)* $")

_SPAN = r"(?P<number>\d{1,4}(?:\.5)?|half an?|[a-z]+)(?: of| de)? ?"
_AGO = tuple(
    Pattern(pattern)
    for pattern in (
        rf"(?:\ba (?=couple|few))?(?<![\w.]){_SPAN}(?P<unit>min|h|d|w)[a-z]* ago\b",
        rf"\bhace (?:como )?(?:un )?{_SPAN}(?P<unit>min|hora|dia|semana)[a-z]*",
    )
)
_AHEAD = Pattern(
    r"(?:\bin|\ben|\bdentro de) (?P<number>\d{1,3}|[a-z]+) (?P<unit>day|week|dia|semana)s?\b"
)
_COUNTS = {"par": 2.0, "siete": 7.0, "ocho": 8.0, "nueve": 9.0, "diez": 10.0}
_HOURS = {"h": 1.0, "m": 1 / 60}

_WEEKDAYS = {
    "monday": 0, "lunes": 0, "mon": 0,
    "tuesday": 1, "tuseday": 1, "martes": 1, "tue": 1, "tues": 1,
    "wednesday": 2, "wensday": 2, "wendesday": 2, "miercoles": 2, "wed": 2, "weds": 2,
    "thursday": 3, "thrusday": 3, "jueves": 3, "thu": 3, "thur": 3, "thurs": 3,
    "friday": 4, "viernes": 4, "fri": 4,
    "saturday": 5, "saterday": 5, "sabado": 5, "sat": 5,
    "sunday": 6, "domingo": 6, "sun": 6,
}  # fmt: skip
_SHORT = "|".join(name for name in _WEEKDAYS if len(name) <= len("thurs") and name != "lunes")
_LONG = "|".join(name for name in _WEEKDAYS if len(name) > len("thurs") or name == "lunes")
_WEEKDAY = Pattern(
    r"(?<!every )(?<!each )(?<!cada )(?<!los )"
    r"(?:\b(?:on )?(?P<before>last|past|next|this past|this|coming|(?:el |este )?proximo) )?"
    rf"(?:\b(?:on|el|este) )?\b(?P<long>{_LONG})\b(?! roast)"
    r"(?: (?P<after>pasado|proximo|que viene))?"
    rf"|\b(?P<lead>on|last|next|this)(?: (?P<and_last>last))? (?P<short>{_SHORT})\b"
)
_LAST, _NEXT = {"last", "pasado"}, {"next", "coming", "proximo", "que viene"}

_MONTHS = {
    "jan": 1, "ene": 1, "feb": 2, "mar": 3, "apr": 4, "abr": 4, "may": 5, "jun": 6, "jul": 7,
    "aug": 8, "agosto": 8, "sep": 9, "set": 9, "oct": 10, "nov": 11, "dec": 12, "dic": 12,
}  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|enero|ene|feb(?:ruary|rero)?|mar(?:ch|zo)?|apr(?:il)?|abr(?:il)?"
    r"|(?<!\bi )(?<!you )(?<!we )mayo?"
    r"|june?|junio|july?|julio|aug(?:ust)?|agosto|sept?(?:ember|iembre)?|setiembre|oct(?:ober|ubre)?"
    r"|nov(?:ember|iembre)?|dec(?:ember)?|dic(?:iembre)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?:de |del )?(?P<year>20\d\d))?(?!\d)"
_LEAD = r"(?P<lead>\b(?:on|el|del|dated|date) (?:the |dia )?)?"
_ENDS = r"(?![\d/-])"
_PAIR = r"(?<![\w/.,-])(?P<first>\d{1,2})/(?P<second>\d{1,2})"
_DATES = tuple(
    Pattern(pattern)
    for pattern in (
        rf"{_LEAD}(?<![\d/-])(?P<year>20\d\d)[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}}){_ENDS}",
        rf"{_LEAD}\b{_MONTH} (?:the )?{_DAY}\b(?![/%]|[.,:]\d| ?[ap]\.?m\b){_YEAR}",
        rf"{_LEAD}(?<![\w/.,-]){_DAY} ?(?:of |de )?{_MONTH}{_YEAR}",
        rf"{_LEAD}{_PAIR}(?:/(?:20)?(?P<year2>\d\d))?{_ENDS}",
    )
)
_DAY_OF_MONTH = Pattern(
    r"\bon (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)\b|\bel dia (?P<dia>\d{1,2})\b(?!/)"
)


def list_days(said: str, now: datetime) -> tuple[DayMention, ...]:
    """Return the days a text speaks of, in the order they are said.

    A date of two numbers ("5/11") is month first, as in the US, unless that is impossible
    ("20/11"). It is a date and no fraction when it has a year, follows "on" or "el", or its day
    is above the 12 of a fraction or rating. Without a year it is the nearest: past, unless it
    lies within the next 90 days.

    Args:
        said: The text as `messaging.text.simplify` makes it.
        now: The instant in the user's zone.
    """
    readings = (_relative, _ago, _ahead, _dates, _days_of_month, _weekdays)
    found = (
        mention for read in readings for mention in read(said, now) if _is_meant(mention, said)
    )
    near = (m for m in found if abs((m.day - now.date()).days) <= FARTHEST_DAYS)
    return _without_overlaps(sorted(near, key=lambda m: (m.start, -m.end)))


def _is_meant(mention: DayMention, said: str) -> bool:
    return not _NEGATED.search(said[: mention.start])


def _without_overlaps(mentions: list[DayMention]) -> tuple[DayMention, ...]:
    kept: list[DayMention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _relative(said: str, now: datetime) -> Iterator[DayMention]:
    for days, pattern in _RELATIVE:
        for match in pattern.finditer(said):
            yield _mention(match, now.date() + timedelta(days), is_loose=days == 0)


def _ago(said: str, now: datetime) -> Iterator[DayMention]:
    for match in (match for pattern in _AGO for match in pattern.finditer(said)):
        number = _count(match["number"])
        if number is None:
            continue
        unit = match["unit"][0]
        if unit not in _HOURS:
            yield _mention(match, _days_from(now, -number, unit))
        elif (hours := number * _HOURS[unit]) <= _LONGEST_HOURS:
            then = (now.astimezone(UTC) - timedelta(hours=hours)).astimezone(now.tzinfo)
            clock = then.time().replace(second=0, microsecond=0, fold=0)
            yield _mention(match, then.date(), clock, is_loose=True)


def _ahead(said: str, now: datetime) -> Iterator[DayMention]:
    for match in _AHEAD.finditer(said):
        number = _count(match["number"])
        if number is not None:
            yield _mention(match, _days_from(now, number, match["unit"][0]))


def _days_from(now: datetime, number: float, unit: str) -> date:
    days = round(number * (7 if unit in "ws" else 1))
    farthest = FARTHEST_DAYS + 1  # which is not believed
    return now.date() + timedelta(max(-farthest, min(days, farthest)))


def _count(words: str) -> float | None:
    word = words.removesuffix(" an").removesuffix(" a")
    return _COUNTS.get(word, find_number(word))


def _weekdays(said: str, now: datetime) -> Iterator[DayMention]:
    today = now.date()
    for match in _WEEKDAY.finditer(said):
        weekday = _WEEKDAYS[match["long"] or match["short"]]
        told = {(word or "").split(" ")[-1] for word in match.group("before", "lead", "and_last")}
        told.add(match["after"] or "")
        if told & _NEXT:
            yield _mention(match, today + timedelta((weekday - today.weekday()) % 7 or 7))
            continue
        back = (today.weekday() - weekday) % 7
        yield _mention(match, today - timedelta(back or (7 if told & _LAST else 0)))


def _dates(said: str, now: datetime) -> Iterator[DayMention]:
    for match in (match for pattern in _DATES for match in pattern.finditer(said)):
        parts = match.groupdict()
        month, day = _ordered(parts) if "first" in parts else (_month(parts), int(parts["day"]))
        if on := _nearest(now.date(), month, day, _year(parts)):
            yield _mention(match, on)


def _year(parts: dict[str, str]) -> int | None:
    if short := parts.get("year2"):
        return _CENTURY + int(short)
    return int(parts["year"]) if parts.get("year") else None


def _month(parts: dict[str, str]) -> int:
    name = parts["month"]
    return int(name) if name.isdigit() else _MONTHS.get(name[:3], 8)  # "ago" alone is "ago"


def _ordered(parts: dict[str, str]) -> tuple[int, int]:
    """Return month and day of two numbers; month 0, which there is none, where they are no date."""
    first, second = int(parts["first"]), int(parts["second"])
    is_told = bool(parts["lead"] or parts["year2"])
    if first <= _MONTHS_IN_YEAR:
        return (first, second) if is_told or second >= _MONTHS_IN_YEAR else (0, second)
    is_ratio = first + second == _SUMS_OF_FASTS or (first, second) == (24, 7)
    return (second, first) if is_told or not is_ratio else (0, first)


def _nearest(today: date, month: int, day: int, year: int | None) -> date | None:
    years = (today.year + 1, today.year, today.year - 1) if year is None else (year,)
    latest = today + timedelta(_AHEAD_DAYS if year is None else FARTHEST_DAYS)
    days = (_date(each, month, day) for each in years)
    return next((on for on in days if on and on <= latest), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days_of_month(said: str, now: datetime) -> Iterator[DayMention]:
    for match in _DAY_OF_MONTH.finditer(said):
        day = int(match["day"] or match["dia"])
        back = (now.date() - timedelta(days) for days in range(2 * _DAYS_IN_MONTH))
        if on := next((each for each in back if each.day == day), None):
            yield _mention(match, on)


def _mention(
    match: re.Match[str], day: date, clock: time | None = None, *, is_loose: bool = False
) -> DayMention:
    return DayMention(day, match.start(), match.end(), clock, is_loose)
