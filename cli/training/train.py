"""From the labelled messages to the table of weights."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from adapters.intent_tables import IntentTables
from cli.training.fit import Fitted, Sample, fit, temperature
from cli.training.messages import Labelled, read_messages
from domain.understanding.features import Lexicon, find_features

OUT_OF_SCOPE = "out_of_scope"
MOST_FEATURES = 21_000
"""Features in the table: more are right a little more often and load longer."""

_FOLDS = 3
_SURE = 0.55
_DANGER = 0.35
_READY_TO_DECLINE = 0.9
"""How much is believed of off-topic's probability: to turn food talk away is the worse mistake.

Source: own choice, where cross-validation on training.csv finds as many too many as too few.
"""


@dataclass(frozen=True)
class Trained:
    """Weights, temperature, and the shares cross-validation gets right.

    `right_of_written` is of `training.csv`, `right_of_made` of what patterns make: None without.
    """

    intents: Sequence[str]
    fitted: Fitted
    temperature: float
    right_of_written: float
    right_of_made: float | None


def train(data: Path, labelled: Path, most_features: int = MOST_FEATURES) -> Trained:
    """Learn from the messages in `labelled`; the same files give the same weights.

    Temperature and accuracies come from scores by weights that saw neither the message nor
    anything of the pattern that made it.
    """
    messages = read_messages(labelled)
    lexicon = IntentTables(data).lexicon()
    intents = sorted({message.intent for message in messages})
    sample = _sample(messages, intents, lexicon)
    folds = np.array([_fold(message) for message in messages])
    written = np.array([not message.group for message in messages])
    scores = np.zeros((len(messages), len(intents)))
    for fold in range(_FOLDS):
        others = fit(sample.part(folds != fold), len(intents), most_features)
        held = folds == fold
        scores[held] = others.scores(sample.part(held).features)
    divisor = temperature(scores, sample)
    right = scores.argmax(axis=1) == sample.intents
    fitted = fit(sample, len(intents), most_features)
    if OUT_OF_SCOPE in intents:
        place = fitted.names.index("bias"), intents.index(OUT_OF_SCOPE)
        fitted.weights[place] += round(divisor * math.log(_READY_TO_DECLINE))
    return Trained(
        intents=intents,
        fitted=fitted,
        temperature=round(divisor, 2),
        right_of_written=float(right[written].mean()),
        right_of_made=float(np.average(right[~written], weights=sample.counts[~written]))
        if not written.all()
        else None,
    )


def write_tables(trained: Trained, folder: Path) -> None:
    """Write `weights.csv` (in tenths, blank for none) and `thresholds.csv`."""
    head = ",".join(["feature", *trained.intents])
    rows = zip(trained.fitted.names, trained.fitted.weights.astype(int).tolist(), strict=True)
    lines = [f"{name},{','.join(str(w) if w else '' for w in row)}" for name, row in rows]
    (folder / "weights.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    thresholds = [
        "name,value,source",
        f"temperature,{trained.temperature},fitted by cross-validation",
        f"sure,{_SURE},own choice: what is as likely wrong as right is asked",
        f"danger,{_DANGER},own choice: finds every danger of training.csv in cross-validation",
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
    group = message.group or message.text
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % _FOLDS
