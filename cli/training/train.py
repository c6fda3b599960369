"""From the labelled messages to the table of weights."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from adapters.intent_tables import IntentTables
from cli.training.fit import Fitted, Places, Sample, fit, probabilities, temperature
from cli.training.messages import Labelled, read_messages
from domain.understanding.features import Lexicon, find_features

MOST_FEATURES = 12_500
"""Features in the table: more are right a little more often and load longer."""

_FOLDS = 4
_SURE = 0.4
_DANGER = 0.25


@dataclass(frozen=True)
class Trained:
    """Weights, thresholds, and what cross-validation on `training.csv` says of them."""

    intents: Sequence[str]
    fitted: Fitted
    temperature: float
    truth: Places
    guesses: Places
    danger: Sequence[float]
    confidence: Sequence[float]

    @property
    def accuracy(self) -> float:
        """The share of messages of `training.csv` decided rightly by the weights of the others."""
        return float((self.truth == self.guesses).mean())


def train(data: Path, labelled: Path, most_features: int = MOST_FEATURES) -> Trained:
    """Learn from the messages in `labelled`; the same files give the same weights.

    The temperature is fitted on scores by weights that never saw the message. What patterns
    make is learned from in every fold and measured in none.
    """
    messages = read_messages(labelled)
    lexicon = IntentTables(data).lexicon()
    intents = sorted({message.intent for message in messages})
    sample = _sample(messages, intents, lexicon)
    folds = np.array([_fold(message) for message in messages])
    written = folds >= 0
    scores = np.zeros((len(messages), len(intents)))
    for fold in range(_FOLDS):
        others = fit(sample.part(folds != fold), len(intents), most_features)
        held = folds == fold
        scores[held] = others.scores(sample.part(held).features)
    divisor = temperature(scores[written], sample.intents[written])
    chances = probabilities(scores[written] / divisor)
    return Trained(
        intents=intents,
        fitted=fit(sample, len(intents), most_features),
        temperature=round(divisor, 2),
        truth=sample.intents[written],
        guesses=chances.argmax(axis=1),
        danger=chances[:, intents.index("red_flag")].tolist() if "red_flag" in intents else [],
        confidence=chances.max(axis=1).tolist(),
    )


def write_tables(trained: Trained, folder: Path) -> None:
    """Write `weights.csv` (in tenths, blank for none) and `thresholds.csv`."""
    head = ",".join(["feature", *trained.intents])
    rows = zip(trained.fitted.names, trained.fitted.weights.astype(int).tolist(), strict=True)
    lines = [f"{name},{','.join(str(w) if w else '' for w in row)}" for name, row in rows]
    (folder / "weights.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    thresholds = [
        "name,value,source",
        f"temperature,{trained.temperature},fitted by cross-validation on training.csv",
        f"sure,{_SURE},own choice: below it the coach asks",
        f"danger,{_DANGER},own choice: rather answer a danger that is none than miss one",
        "",
    ]
    (folder / "thresholds.csv").write_text("\n".join(thresholds), encoding="utf-8")


def _sample(messages: Sequence[Labelled], intents: Sequence[str], lexicon: Lexicon) -> Sample:
    return Sample(
        [find_features(message.text, message.context, lexicon) for message in messages],
        np.array([intents.index(message.intent) for message in messages]),
        np.array([message.weight for message in messages]),
    )


def _fold(message: Labelled) -> int:
    if message.is_made:
        return -1
    return int(hashlib.sha256(message.text.encode()).hexdigest(), 16) % _FOLDS
