"""The messages the classifier learns from."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cli.training.patterns import Slots, expand, weight_of

RESERVED = frozenset({"start", "stop"})
"""What only reserved words say: no classifier may guess it."""

_PATTERNS_WEIGHT = 0.6  # of a message made of a pattern, against one somebody wrote


@dataclass(frozen=True)
class Labelled:
    """A message, the intent it has, and how much it counts; `pattern` made it, or is blank."""

    text: str
    context: str
    intent: str
    weight: float
    pattern: str


def read_messages(folder: Path) -> tuple[Labelled, ...]:
    """Return `training.csv` and, where there is one, what the rows of `more_training.csv` make."""
    written = tuple(
        Labelled(row["text"], row["context"], row["intent"], 1.0, "")
        for row in _rows(folder / "training.csv")
        if row["intent"] not in RESERVED
    )
    return (*written, *_made(folder))


def _made(folder: Path) -> Iterator[Labelled]:
    if not (folder / "more_training.csv").exists():
        return
    slots: Slots = {row["slot"]: row["words"].split("|") for row in _rows(folder / "slots.csv")}
    for row in _rows(folder / "more_training.csv"):
        texts = expand(row["text"], slots)
        weight = _PATTERNS_WEIGHT * weight_of(row["text"], len(texts))
        for text in texts:
            yield Labelled(text, row["context"], row["intent"], weight, row["text"])


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, strict=True))
