"""Danger told in words of no phrase: a second linear model, of dangers alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from domain.safety.red_flags import Danger
from domain.understanding.classifier import chances_of, scores_of
from domain.understanding.danger_signs import DangerWords, find_signs
from domain.understanding.features import Lexicon

SPOKEN = frozenset({"", "en", "es"})
"""The languages whose words of danger the detector knows; "" is a message that does not tell."""

CLASSIFIERS_SHARE = 0.5
"""What the classifier's log-odds count beside the detector's. Source: own choice"""

_LEAST = 1e-6  # of a probability: nothing is quite certain


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How likely a message tells of a danger, and of which.

    Attributes:
        chance: The probability that it does, 0 to 1.
        danger: The likeliest danger, if it is one.
        share: The probability of that one among the dangers.
    """

    chance: float
    danger: Danger
    share: float


@dataclass(frozen=True, slots=True)
class DangerThresholds:
    """What turns scores into decisions; fitted with the weights.

    `temperature` divides the scores; `heard` is the least chance at which a danger is answered,
    `told` the least share at which it is answered as that one; `together` the least log-odds of
    detector and classifier at which a weaker suspicion is; below `doubted` a danger that is only
    named is none.
    """

    temperature: float
    heard: float
    told: float
    together: float
    doubted: float


@dataclass(frozen=True)
class DangerDetector:
    """Weights by sign: a cell for danger at all, then one for each of `dangers`, blank for none."""

    dangers: Sequence[Danger]
    weights: Mapping[str, str]
    thresholds: DangerThresholds
    words: DangerWords
    lexicon: Lexicon

    def suspect(self, text: str) -> Suspicion:
        """Return how likely a message tells of a danger, and of which."""
        signs = find_signs(text, self.words, self.lexicon)
        at_all, *of_each = scores_of(signs, self.weights, 1 + len(self.dangers))
        temperature = self.thresholds.temperature
        chances = chances_of(of_each, temperature)
        share, danger = max(zip(chances, self.dangers, strict=True), key=lambda each: each[0])
        return Suspicion(1 / (1 + exp(-at_all / temperature)), danger, share)

    def is_heard(self, suspicion: Suspicion) -> bool:
        """Whether a suspicion is strong enough to be answered."""
        return suspicion.chance >= self.thresholds.heard

    def is_told(self, suspicion: Suspicion) -> bool:
        """Whether it is clear which danger it would be."""
        return suspicion.share >= self.thresholds.told

    def is_shared(self, suspicion: Suspicion, probability: float) -> bool:
        """Whether the classifier's probability of a red flag bears a weaker suspicion out."""
        odds = _log_odds(suspicion.chance) + CLASSIFIERS_SHARE * _log_odds(probability)
        return odds >= self.thresholds.together

    def is_doubted(self, suspicion: Suspicion) -> bool:
        """Whether a danger that is named is so unlikely that it is only talked about."""
        return suspicion.chance < self.thresholds.doubted


def _log_odds(probability: float) -> float:
    return log(max(probability, _LEAST) / max(1 - probability, _LEAST))
