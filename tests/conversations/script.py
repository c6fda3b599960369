"""Reads a talk that people write down and says what each of its lines asks for."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).parent
_UNITS = {"minute": 60, "hour": 3600, "day": 86400}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a talk: what it asks for, its words, and where it stands."""

    kind: str
    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Script:
    """A talk: who, when it starts, and its lines."""

    file: Path
    name: str
    user: str
    channel: str
    starts_at: datetime
    lines: tuple[Line, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the user sends, when, and the lines about the answer."""

    text: str
    at: datetime
    lines: tuple[Line, ...]


_BETWEEN_MESSAGES = timedelta(seconds=20)
_LINE = re.compile(r"(?P<kind>you|coach not|coach|offers|day|later): ?(?P<words>.*)")
_USER = re.compile(r"User: (?P<number>\+\d+) on (?P<channel>whatsapp|sms)")
_CLOCK = re.compile(r"Clock: (?P<at>\d{4}-\d\d-\d\d \d\d:\d\d) (?P<zone>\S+)")


def read_script(file: Path) -> Script:
    """Read a talk.

    Raises:
        ValueError: A line is none of those the README names; it says which.
    """
    user, clock, lines = None, None, []
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not text.strip() or text.startswith("#"):
            continue
        if found := _USER.fullmatch(text):
            user = found
        elif found := _CLOCK.fullmatch(text):
            clock = found
        elif text == "coach is silent":
            lines.append(Line("silent", "", number))
        elif found := _LINE.fullmatch(text):
            lines.append(Line(found["kind"], found["words"].replace("\\n", "\n"), number))
        else:
            raise ValueError(f"{file.name} line {number}: {text!r} is no line of a talk")
    if user is None or clock is None:
        raise ValueError(f"{file.name}: no User or no Clock line")
    starts_at = datetime.fromisoformat(clock["at"]).replace(tzinfo=ZoneInfo(clock["zone"]))
    name = str(file.relative_to(FOLDER).with_suffix(""))
    return Script(file, name, user["number"], user["channel"], starts_at, tuple(lines))


def seconds(words: str) -> float:
    """Return how long "3 hours" is."""
    count, unit = words.split()
    return timedelta(seconds=float(count) * _UNITS[unit.removesuffix("s")]).total_seconds()


def exchanges(script: Script) -> tuple[Exchange, ...]:
    """Return the messages of a talk, each at its time: twenty seconds after the one before."""
    found: list[Exchange] = []
    now = script.starts_at.astimezone(UTC)
    for line in script.lines:
        if line.kind == "later":
            now += timedelta(seconds=seconds(line.words))
        elif line.kind == "you":
            now += _BETWEEN_MESSAGES
            found.append(Exchange(line.words, now, ()))
        else:
            found[-1] = replace(found[-1], lines=(*found[-1].lines, line))
    return tuple(found)


def list_scripts() -> list[Path]:
    """Return every talk, by name."""
    return sorted(FOLDER.rglob("*.txt"))
