"""What the coach tells and asks: does its range hold the truth, and how often does it ask."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adapters.tables import CsvTables
from bench.meal_figures.nutribench import Coverage
from bench.meal_figures.sources import DATA, Rows, rows_of
from domain.conversation.outcome import Situation
from domain.conversation.talk.meals import log_meal
from domain.identity import MessageSid, PhoneKey, UserId
from domain.meals.certainty import energy_range_kcal
from domain.meals.sentences import understand
from domain.messaging.address import Address, Channel
from domain.messaging.inbound import InboundMessage
from domain.profile.goal import Goal
from domain.profile.profile import Profile
from domain.understanding.intents import Intent

_ROUNDING_KCAL = 1.0
_NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
_LABELLED = ("training", "fresh", "held_out")
_PATTERN = "|"


@dataclass(frozen=True)
class Asking:
    """How many everyday messages of a meal are logged, and after which share one is asked."""

    meals: int
    share: float


def told_coverage(rows: Rows) -> tuple[Coverage, int]:
    """Return how often the range the coach tells holds the truth, by thirds of width for its size.

    The coach reads over its own foods; meals with a part it does not know are left out, as it
    tells no range of them. Also returns how many meals are left.
    """
    foods = CsvTables(DATA).foods()
    found: list[tuple[float, bool, float]] = []
    for row in rows:
        reading = understand(row["natural"], foods)
        within = energy_range_kcal(reading.portions)
        if reading.unread or not reading.portions or within is None:
            continue
        low, high = within
        held = low - _ROUNDING_KCAL <= float(row["energy"]) <= high + _ROUNDING_KCAL
        found.append(((high - low) / max(low + high, 1.0), held, high - low))
    found.sort()
    third = len(found) // 3
    parts = found, found[:third], found[third : 2 * third], found[2 * third :]
    overall, narrow, middle, wide = (sum(held for _, held, _ in p) / len(p) for p in parts)
    width_kcal = sorted(width for *_, width in found)[len(found) // 2]
    return Coverage(overall, narrow, middle, wide, width_kcal), len(found)


def asking() -> Asking:
    """Return after which share of everyday messages that log a meal the coach asks something.

    The messages are our own, labelled as meals, each told by somebody who was never asked before;
    a question about a food nobody knows counts as well.
    """
    knowledge = CsvTables(DATA).knowledge()
    outcomes = [log_meal(_said(text), knowledge) for text in _messages(DATA)]
    logged = [outcome for outcome in outcomes if outcome.added]
    asked = sum(outcome.conversation.asking.unanswered for outcome in logged)
    return Asking(len(logged), asked / len(logged))


def _messages(data: Path) -> tuple[str, ...]:
    rows = [
        row
        for name in _LABELLED
        for row in rows_of(data / "intents" / "labelled" / f"{name}.csv")
        if row["intent"] == Intent.LOG_MEAL and _PATTERN not in row["text"]
    ]
    return tuple(dict.fromkeys(row["text"] for row in rows))


def _said(text: str) -> Situation:
    user = Profile(
        UserId("U1"),
        PhoneKey("key"),
        "America/New_York",
        _NOON,
        consented_at=_NOON,
        allergies=(),
        goal=Goal.EAT_HEALTHIER,
    )
    address = Address(Channel.WHATSAPP, "+12125550100")
    message = InboundMessage(MessageSid("SM1"), PhoneKey("key"), address, address, text, (), _NOON)
    return Situation(message, user)
