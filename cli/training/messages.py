"""The messages the classifier learns from."""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cli.training.patterns import Slots, expand, is_pattern, weight_of
from domain.safety.red_flags import Danger

RESERVED = frozenset({"start", "stop"})
"""What only reserved words say: no classifier may guess it."""

_PATTERNS_WEIGHT = 0.6  # of a message made of a pattern, against one somebody wrote
_AGAIN_WEIGHT = 0.5  # of a message learned again as said after one of the coach's
_FEWEST_WORDS = 2  # of a message that means the same whatever the coach said last
_ANSWERS = frozenset({"confirm", "decline"})


@dataclass(frozen=True)
class Labelled:
    """A message, the intent it has, and how much it counts.

    `group` is the pattern or the message it was made of, blank for one of `training.csv` and
    `danger_training.csv`; `danger` is the one its note names, blank where it names none.
    """

    text: str
    context: str
    intent: str
    weight: float
    group: str
    danger: str = ""


def read_messages(folder: Path) -> tuple[Labelled, ...]:
    """Return `training.csv` and, where there is one, what the rows of `more_training.csv` make.

    A message written for no context is learned a second time as said after one of the coach's
    messages that ask nothing (`contexts.csv`): what is said decides, not where.
    """
    written = tuple(
        Labelled(row["text"], row["context"], row["intent"], 1.0, "", _danger(row))
        for row in _rows(folder / "training.csv")
        if row["intent"] not in RESERVED
    )
    if not (folder / "more_training.csv").exists():
        return written
    made = tuple(_made(folder, "more_training.csv"))
    singly = [each for each in (*written, *made) if not is_pattern(each.group)]
    contexts = [row["context"] for row in _rows(folder / "contexts.csv")]
    return (*written, *made, *_said_again(singly, contexts))


def read_danger_messages(folder: Path) -> tuple[Labelled, ...]:
    """Return what only the detector of dangers learns from: messages written to be mistaken."""
    written = (
        Labelled(row["text"], row["context"], row["intent"], 1.0, "", _danger(row))
        for row in _rows(folder / "danger_training.csv")
    )
    return (*written, *_made(folder, "danger_patterns.csv"))


def _made(folder: Path, name: str) -> Iterator[Labelled]:
    slots: Slots = {row["slot"]: row["words"].split("|") for row in _rows(folder / "slots.csv")}
    for row in _rows(folder / name):
        if not is_pattern(row["text"]):
            yield Labelled(
                row["text"], row["context"], row["intent"], 1.0, row["text"], _danger(row)
            )
            continue
        texts = expand(row["text"], slots)
        weight = _PATTERNS_WEIGHT * weight_of(row["text"], len(texts))
        for text in texts:
            yield Labelled(text, row["context"], row["intent"], weight, row["text"], _danger(row))


def _said_again(messages: Sequence[Labelled], contexts: Sequence[str]) -> Iterator[Labelled]:
    for message in messages:
        if message.context or message.intent in _ANSWERS:
            continue
        if len(message.text.split()) >= _FEWEST_WORDS:
            digest = int(hashlib.sha256(message.text.encode()).hexdigest(), 16)
            context = contexts[digest % len(contexts)]
            yield replace(message, context=context, weight=_AGAIN_WEIGHT, group=message.text)


def _danger(row: Mapping[str, str]) -> str:
    return next((word for word in row["note"].split() if word in set(Danger)), "")


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))
