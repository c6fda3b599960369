"""Our own linear classifier: features of a message, a table of weights, a softmax."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from domain.understanding.features import Lexicon, find_features


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
        chances = self._chances(find_features(text, context, self.lexicon))
        ranked = sorted(self.intents, key=lambda intent: (-chances[intent], intent))
        best = chances[ranked[0]]
        return Classified(
            intent=ranked[0],
            confidence=best,
            runner_up=ranked[1],
            danger=chances.get("red_flag", 0.0),
            is_sure=best >= self.thresholds.sure,
        )

    def _chances(self, features: Sequence[str]) -> Mapping[str, float]:
        scores = [0] * len(self.intents)
        for feature in features:
            if row := self.weights.get(feature):
                for place, cell in enumerate(row.split(",")):
                    if cell:
                        scores[place] += int(cell)
        highest = max(scores)
        shares = [exp((score - highest) / self.thresholds.temperature) for score in scores]
        total = sum(shares)
        return {intent: share / total for intent, share in zip(self.intents, shares, strict=True)}
