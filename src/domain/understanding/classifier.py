"""Our own linear classifier: features of a message, a table of weights, a softmax."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from domain.understanding.features import Lexicon, find_features

_ROWS_AT_HAND = 8_192
"""Rows of weights that stay read: what is in every message is in the next one, too."""


@dataclass(frozen=True, slots=True)
class Classified:
    """The intent a message most likely has.

    Attributes:
        intent: The likeliest.
        confidence: Its probability, 0 to 1.
        runner_up: The next likeliest: the other choice of a question.
        danger: The probability that the message tells of a danger, whatever is likeliest.
        is_sure: Whether the confidence is high enough to act on.
    """

    intent: str
    confidence: float
    runner_up: str
    danger: float
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What turns scores into decisions; fitted with the weights.

    `temperature` divides the scores, `sure` is the least confidence to act on, `danger` the least
    probability of a red flag to answer it.
    """

    temperature: float
    sure: float
    danger: float


@dataclass(frozen=True)
class Classifier:
    """Weights by feature: one cell per intent, blank for none, as they stand in the table.

    A row is read when a message has its feature: a message has a hundred, the table ten thousand.
    """

    intents: Sequence[str]
    weights: Mapping[str, str]
    thresholds: Thresholds
    lexicon: Lexicon

    def classify(self, text: str, context: str = "") -> Classified:
        """Return the likeliest intent of a message that answers `context`, the coach's last one."""
        features = find_features(text, context, self.lexicon)
        scores = scores_of(features, self.weights, len(self.intents))
        chances = dict(
            zip(self.intents, chances_of(scores, self.thresholds.temperature), strict=True)
        )
        ranked = sorted(self.intents, key=lambda intent: (-chances[intent], intent))
        best = chances[ranked[0]]
        return Classified(
            intent=ranked[0],
            confidence=best,
            runner_up=ranked[1],
            danger=chances.get("red_flag", 0.0),
            is_sure=best >= self.thresholds.sure,
        )


def scores_of(features: Sequence[str], weights: Mapping[str, str], columns: int) -> list[int]:
    """Return the sum of each column over the rows of the features that have one."""
    scores = [0] * columns
    for feature in features:
        if row := weights.get(feature):
            for place, weight in _cells(row):
                scores[place] += weight
    return scores


@lru_cache(maxsize=_ROWS_AT_HAND)
def _cells(row: str) -> tuple[tuple[int, int], ...]:
    """Return the places and weights of the cells of a row that are not blank."""
    return tuple((place, int(cell)) for place, cell in enumerate(row.split(",")) if cell)


def chances_of(scores: Sequence[int], temperature: float) -> list[float]:
    """Return the probabilities that scores stand for: their softmax."""
    highest = max(scores)
    shares = [exp((score - highest) / temperature) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]
