"""The time of day a message speaks of: "8am", "at 8", "half past 8", "a las 8 de la noche"."""

import re
from dataclasses import dataclass
from datetime import time

from domain.pattern import Pattern

_NOON = 12
_HALF_DAY = 12
_NAMED = {"noon": time(12), "midnight": time(0)}

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "una": 1, "dos": 2, "tres": 3, "cuatro": 4,
    "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12,
    "half": 30, "media": 30, "quarter": 15, "cuarto": 15,
}  # fmt: skip
_WORD = "|".join(name for name, number in _NUMBERS.items() if number <= _NOON)
_HOUR = rf"(?P<hour>\d{{1,2}}|{_WORD})"
_AT = r"(?:\bat|@|\ba las?) ?(?:about |around |like |como )?"
_HALF = r"(?P<half>[ap])\.?m\b\.?"
_LATER = (
    r"(?: (?:in the (?:morning|afternoon|evening)|at night"
    r"|(?:de|por) la (?:manana|tarde|noche|madrugada))\b)"
)
_NOT_A_COUNT = (
    r"(?!\d|[.,:]\d|/\d| ?[%$]|[ -]?eleven\b"
    r"|(?: \w+)? ?(?:guys|places|of|kcal|calories|percent|usd|dollars|bucks|kg|g|lbs?)\b)"
)
_ENDS = (
    r"(?![a-z\d]|[.,:]\d)"
    r"(?=\s*(?:\Z|[,;.!?)]|ish|today|yesterday|this|last|tonight|for|in|at|on|i|sharp))"
)
_BARE = r"(?<![\d.,:/$])\b"
_MINUTE = r"(?P<minute>[0-5]\d)"
_CLOCKS = tuple(
    Pattern(pattern)
    for pattern in (
        rf"(?:{_AT})?{_BARE}(?P<hour>\d{{1,2}})[:h]{_MINUTE}(?![\d:]) ?(?:{_HALF})?{_LATER}?",
        rf"(?:{_AT})?{_BARE}(?P<hour>\d{{1,2}})\.{_MINUTE} ?{_HALF}",
        rf"{_AT}(?P<hour>\d{{1,2}})\.{_MINUTE}{_NOT_A_COUNT}{_LATER}?",
        rf"(?:{_AT})?{_BARE}{_HOUR} ?{_HALF}",
        rf"(?:{_AT})?\b(?P<minute>half|quarter|\d{{1,2}}) past {_HOUR}\b(?: ?{_HALF})?{_LATER}?",
        rf"(?:{_AT})?\b(?P<minute>quarter) (?P<to>to) {_HOUR}\b(?: ?{_HALF})?{_LATER}?",
        rf"\b(?:a )?las? {_HOUR} y (?P<minute>media|cuarto)\b{_LATER}?",
        rf"\b(?:a )?las? {_HOUR} (?P<to>menos) (?P<minute>cuarto)\b{_LATER}?",
        rf"(?:{_AT})?{_BARE}{_HOUR}(?: ?o ?'?clock){_LATER}?",
        rf"(?:{_AT})?{_BARE}{_HOUR}{_LATER}",
        rf"{_AT}(?P<hour>\d{{1,2}})(?:ish)?\b{_NOT_A_COUNT}",
        rf"\ba las? {_HOUR}\b{_NOT_A_COUNT}",
        rf"(?:\bat|@) ?{_HOUR}{_ENDS}",
        r"(?:\bat |\bal? )?\b(?P<noon>noon|midday|mediodia)\b",
        r"(?:\bat |\ba |\ba la )(?P<midnight>midnight|medianoche)\b",
    )
)


@dataclass(frozen=True, slots=True)
class ClockMention:
    """A time of day and where it stands in the text; one that is not exact may be am or pm."""

    clock: time
    is_exact: bool
    start: int
    end: int


_PARTS_OF_DAY = (
    (0, r"(?:in the|this|last|yesterday|tomorrow) morning|morning|madrugada|(?:la|esta) manana"),
    (3, r"breakfast|desayun\w+"),
    (8, r"brunch"),
    (10, r"lunch|almuerzo|almorc?\w+"),
    (12, r"afternoon|(?:la|esta) tarde|merienda"),
    (16, r"dinner|supper|evening|night|tonight|tonite|(?:la|esta) noche|anoche|cen[ae]\w*"),
)
_BEGINNINGS = tuple((hour, Pattern(rf"\b(?:{words})\b")) for hour, words in _PARTS_OF_DAY)


def list_clocks(said: str) -> tuple[ClockMention, ...]:
    """Return the times of day a text speaks of, in the order they are said.

    Args:
        said: The text as `messaging.text.simplify` makes it.
    """
    matches = (match for pattern in _CLOCKS for match in pattern.finditer(said))
    read = [mention for match in matches if (mention := _mention(match))]
    kept: list[ClockMention] = []
    for mention in sorted(read, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def choices(mention: ClockMention, said: str) -> tuple[time, ...]:
    """Return the times a mention can mean, earliest first.

    The part of the day or the meal named nearest to it decides: "dinner at 8" is 20:00,
    "last night at 1" is 1:00; nothing said leaves both halves of the day.
    """
    if mention.is_exact:
        return (mention.clock,)
    early = mention.clock.replace(hour=mention.clock.hour % _HALF_DAY)
    late = early.replace(hour=early.hour + _HALF_DAY)
    begins = _beginning(mention, said)
    if begins is None:
        return early, late
    if early.hour >= begins:
        return (early,)
    return (late,) if late.hour >= begins else (early,)  # early the next day


def _beginning(mention: ClockMention, said: str) -> int | None:
    """Return the hour from which the part of the day named nearest to a time counts."""
    named = [
        (max(mention.start - match.end(), match.start() - mention.end), hour)
        for hour, pattern in _BEGINNINGS
        for match in pattern.finditer(said)
    ]
    return min(named, default=(0, None))[1]


def _mention(match: re.Match[str]) -> ClockMention | None:
    parts = match.groupdict()
    named = next((at for name, at in _NAMED.items() if name in parts), None)
    if named is not None:
        return ClockMention(named, is_exact=True, start=match.start(), end=match.end())
    hour, minute = _number(parts["hour"]), _number(parts.get("minute") or "0")
    if "to" in parts:
        hour, minute = (hour - 1) % 24, 60 - minute
    half = parts.get("half")
    if half and not 1 <= hour <= _NOON:
        return None
    is_exact = bool(half) or hour == 0 or hour > _NOON or parts["hour"].startswith("0")
    if half:
        hour = hour % _HALF_DAY + _HALF_DAY * (half == "p")
    clock = _time(hour, minute)
    if clock is None:
        return None
    return ClockMention(clock, is_exact, match.start(), match.end())


def _time(hour: int, minute: int) -> time | None:
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _number(word: str) -> int:
    return _NUMBERS[word] if word in _NUMBERS else int(word)
