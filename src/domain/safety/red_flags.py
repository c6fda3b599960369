"""Messages that are about danger, not about food."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.messaging.numerals import without_marks
from domain.messaging.phrases import Phrase, spoken


class Danger(StrEnum):
    """What kind of help is needed, the most urgent first."""

    ANAPHYLAXIS = "anaphylaxis"
    EMERGENCY = "emergency"
    SELF_HARM = "self_harm"
    EATING_DISORDER = "eating_disorder"


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A phrase that tells of a danger.

    `is_name` marks one that only names it ("anaphylaxis", "heart attack"): it is said of a film, a
    recipe and one's grandfather, too.
    """

    danger: Danger
    phrase: Phrase
    is_name: bool = False


def find_danger(text: str, red_flags: Sequence[RedFlag]) -> Danger | None:
    """Return the most urgent danger a message tells of or names, or None."""
    return most_urgent(flags_in(spoken(without_marks(text)), red_flags))


def flags_in(said: str, red_flags: Iterable[RedFlag]) -> tuple[RedFlag, ...]:
    """Return the red flags in a message that `spoken` made ready."""
    return tuple(flag for flag in red_flags if flag.phrase.is_in(said))


def most_urgent(found: Iterable[RedFlag]) -> Danger | None:
    """Return the most urgent danger of these."""
    dangers = {flag.danger for flag in found}
    return next((danger for danger in Danger if danger in dangers), None)
