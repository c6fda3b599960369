"""Multinomial logistic regression: which features speak for which intent, and how much."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

SMALLEST = 0.05
"""Weights nearer to nought are left out."""

_RIDGE = 0.5  # how dear large weights are
_STEPS_TO_CHOOSE, _STEPS = 25, 60


@dataclass(frozen=True)
class Sample:
    """Messages as the fit sees them: features, the place of the intent, how much each counts."""

    features: Sequence[Sequence[str]]
    intents: Places
    counts: Numbers

    def part(self, chosen: NDArray[np.bool_]) -> "Sample":
        """Return the chosen messages alone."""
        places = np.flatnonzero(chosen).tolist()
        features = [self.features[place] for place in places]
        return Sample(features, self.intents[places], self.counts[places])


@dataclass(frozen=True)
class Fitted:
    """What was learned: a row of weights for each feature, in tenths."""

    names: Sequence[str]
    weights: Numbers

    def scores(self, features: Sequence[Sequence[str]]) -> Numbers:
        """Return the score of each intent for each message, in tenths."""
        scores: Numbers = _matrix(features, self.names) @ self.weights
        return scores


def fit(sample: Sample, intents: int, most_features: int, fewest: int = 4) -> Fitted:
    """Return the weights of the features that tell most.

    Fitted twice: on every feature seen as often as `fewest`, then on the `most_features` of those
    that speak loudest, so that these take over what the others said.
    """
    seen = Counter(name for row in sample.features for name in row)
    names = sorted(name for name, count in seen.items() if count >= fewest)
    loudness = np.abs(_weights(sample, names, intents, _STEPS_TO_CHOOSE)).max(axis=1)
    loudest = np.argsort(-loudness, kind="stable")[:most_features]
    kept = [names[place] for place in sorted(loudest)]
    return weigh(sample, kept, intents)


def weigh(sample: Sample, names: Sequence[str], intents: int) -> Fitted:
    """Return the weights of these features alone."""
    weights = _weights(sample, names, intents, _STEPS)
    return Fitted(names, np.where(np.abs(weights) < SMALLEST, 0, np.round(10 * weights)))


def temperature(scores: Numbers, sample: Sample) -> float:
    """Return by what to divide scores so that probabilities are right as often as they say."""
    rows = np.arange(len(scores))

    def loss(divisor: float) -> float:
        logs = _log_probabilities(scores / divisor)[rows, sample.intents]
        return float(-np.average(logs, weights=sample.counts))

    return float(minimize_scalar(loss, bounds=(1, 100), method="bounded").x)


def _weights(sample: Sample, names: Sequence[str], intents: int, steps: int) -> Numbers:
    matrix = _matrix(sample.features, names)
    turned = matrix.T.tocsr()
    truth = np.zeros((len(sample.intents), intents))
    truth[np.arange(len(truth)), sample.intents] = 1

    def loss(flat: Numbers) -> tuple[float, Numbers]:
        weights = flat.reshape(len(names), intents)
        logs = _log_probabilities(matrix @ weights)
        slope = turned @ ((np.exp(logs) - truth) * sample.counts[:, None]) + _RIDGE * weights
        missed = -(sample.counts * (logs * truth).sum(axis=1)).sum()
        return float(missed + _RIDGE / 2 * (flat @ flat)), slope.ravel()

    start = np.zeros(len(names) * intents)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    result: Numbers = found.x.reshape(len(names), intents)
    return result


def _log_probabilities(scores: Numbers) -> Numbers:
    level = scores - scores.max(axis=1, keepdims=True)
    result: Numbers = level - np.log(np.exp(level).sum(axis=1, keepdims=True))
    return result


def _matrix(features: Sequence[Sequence[str]], names: Sequence[str]) -> csr_matrix:
    places = {name: place for place, name in enumerate(names)}
    known = [[places[name] for name in row if name in places] for row in features]
    flat = [place for row in known for place in row]
    ends = np.cumsum([0, *(len(row) for row in known)])
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(known), len(names)))
