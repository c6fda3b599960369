"""From the labelled messages to the weights of the detector of dangers."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from adapters.intent_tables import IntentTables
from cli.training.fit import Fitted, Numbers, Sample, fit, temperature, weigh
from cli.training.messages import Labelled, read_danger_messages, read_messages
from domain.messaging.phrases import spoken
from domain.safety.red_flags import Danger, RedFlag, find_danger
from domain.understanding.danger_signs import find_signs

MOST_SIGNS = 14_000
"""Signs in the table: with more, cross-validation finds no more dangers."""

DANGERS = tuple(Danger)

_FOLDS = 4
_FEWEST = 2  # messages a sign is in: oblique words are rare words
_HARD = 3.0  # what a message of danger_training.csv counts: it was written to be mistaken
_HEARD, _TOLD, _TOGETHER, _DOUBTED = 0.8, 0.7, -1.0, 0.045
_SUSPECTED = 0.2  # what cross-validation counts as heard: the classifier is not asked

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class TrainedDetector:
    """Weights by sign, and the shares cross-validation gets right of danger_training.csv."""

    names: Sequence[str]
    weights: Numbers
    temperature: float
    recall: float
    precision: float
    right_danger: float


def train_detector(data: Path, labelled: Path, most_signs: int = MOST_SIGNS) -> TrainedDetector:
    """Learn from the messages in `labelled`; the same files give the same weights.

    Whether there is a danger is learned from every message; which one from those whose note names
    it or in which a phrase tells it. What cross-validation says comes from weights that saw
    neither the message nor anything of its pattern.
    """
    tables = IntentTables(data)
    hard_ones = read_danger_messages(labelled)
    messages = _once((*hard_ones, *read_messages(labelled)))
    words, lexicon, flags = tables.danger_words(), tables.lexicon(), tables.red_flags()
    signs = [find_signs(message.text, words, lexicon) for message in messages]
    written = {message.text for message in hard_ones if not message.group}
    hard = np.array([message.text in written for message in messages])
    counts = np.where(hard, _HARD, [message.weight for message in messages])
    at_all = Sample(signs, np.array([_is_danger(message) for message in messages]), counts)
    which = Sample(signs, np.array([_place(message, flags) for message in messages]), counts)
    folds = np.array([_fold(message) for message in messages])
    scores = np.zeros((len(messages), 1 + len(DANGERS)))
    for fold in range(_FOLDS):
        scores[folds == fold] = _learned(at_all, which, folds != fold, most_signs).scores(
            [row for row, place in zip(signs, folds, strict=True) if place == fold]
        )
    divisor = round(temperature(_two(scores[hard]), at_all.part(hard)), 2)
    found = _learned(at_all, which, np.full(len(messages), fill_value=True), most_signs)
    heard = hard & (1 / (1 + np.exp(-scores[:, 0] / divisor)) >= _SUSPECTED)
    truth = at_all.intents == 1
    dangers = hard & truth
    return TrainedDetector(
        names=found.names,
        weights=found.weights,
        temperature=divisor,
        recall=float(truth[heard].sum() / dangers.sum()),
        precision=float(truth[heard].mean()),
        right_danger=float((scores[:, 1:].argmax(axis=1) == which.intents)[dangers].mean()),
    )


def write_detector(trained: TrainedDetector, folder: Path) -> None:
    """Write `danger_weights.csv` (in tenths, blank for none) and `danger_thresholds.csv`."""
    head = ",".join(["feature", "at_all", *DANGERS])
    rows = zip(trained.names, trained.weights.astype(int).tolist(), strict=True)
    lines = [f"{name},{','.join(str(w) if w else '' for w in row)}" for name, row in rows]
    (folder / "danger_weights.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    thresholds = [
        "name,value,source",
        f"temperature,{trained.temperature},fitted by cross-validation",
        f"heard,{_HEARD},own choice: what follows lasts (no more numbers of energy)",
        f"told,{_TOLD},own choice: else help is named for any danger",
        f"together,{_TOGETHER},own choice: a missed danger is worse than four needless answers",
        f"doubted,{_DOUBTED},own choice: less likely than words nobody knows",
        "",
    ]
    (folder / "danger_thresholds.csv").write_text("\n".join(thresholds), encoding="utf-8")


def _learned(at_all: Sample, which: Sample, chosen: Mask, most_signs: int) -> Fitted:
    """Return a column for danger at all, and one for each danger among the dangers."""
    found = fit(at_all.part(chosen), 2, most_signs, _FEWEST)
    told = weigh(which.part(chosen & (which.intents >= 0)), found.names, len(DANGERS))
    danger = found.weights[:, 1:] - found.weights[:, :1]
    return Fitted(found.names, np.hstack([danger, told.weights]))


def _two(scores: Numbers) -> Numbers:
    """Return the scores of no danger and of danger."""
    return np.column_stack([np.zeros(len(scores)), scores[:, 0]])


def _once(messages: Sequence[Labelled]) -> list[Labelled]:
    """Return one message of each wording: what the coach asked before tells of no danger."""
    return list({spoken(message.text): message for message in reversed(messages)}.values())[::-1]


def _is_danger(message: Labelled) -> int:
    return int(message.intent == "red_flag")


def _place(message: Labelled, flags: Sequence[RedFlag]) -> int:
    """Return the place of a message's danger, -1 for none or one that nothing tells."""
    if not _is_danger(message):
        return -1
    danger = message.danger or find_danger(message.text, flags)
    return DANGERS.index(Danger(danger)) if danger else -1


def _fold(message: Labelled) -> int:
    group = message.group or message.text
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % _FOLDS
