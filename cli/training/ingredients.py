"""Fit the weights of the ingredient-line tagger: `python -m cli.training.ingredients FOLDER`.

FOLDER holds `bbc_labelled.csv` and `cookstr_labelled.csv` of ingredient-parser (MIT). The 6,000
lines whose text has the smallest SHA-256 are kept out; `bench.meals` measures on them.

An averaged structured perceptron: a line read wrong moves the weights of what it should have been
up and of what it was down; the mean over all steps is kept, rounded, and small ones are dropped.
"""

import csv
import hashlib
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cli.tables import DATA
from domain.meals.resolving.ingredient_lines import (
    LABELS,
    NAME,
    OTHER,
    QUANTITY,
    UNIT,
    LineTagger,
    LineToken,
    features,
    line_tokens,
)
from domain.meals.vocabulary import singular

KEPT_OUT = 6000
EPOCHS = 5
SMALLEST = 2.0
_FRACTIONS = {
    "½": "#1$2", "¼": "#1$4", "¾": "#3$4", "⅓": "#1$3", "⅔": "#2$3", "⅛": "#1$8", "⅜": "#3$8",
    "⅝": "#5$8", "⅞": "#7$8", "⅕": "#1$5", "⅖": "#2$5", "⅗": "#3$5", "⅘": "#4$5", "⅙": "#1$6",
    "⅚": "#5$6",
}  # fmt: skip

type Row = dict[str, str]
type Key = tuple[str, str, str]


def labelled_lines(folder: Path) -> tuple[list[Row], list[Row]]:
    """Return the lines kept out and the lines to learn from."""
    rows: list[Row] = []
    for name in ("bbc_labelled.csv", "cookstr_labelled.csv"):
        with (folder / name).open(newline="", encoding="utf-8") as file:
            rows += csv.DictReader(file)
    rows.sort(key=lambda row: (hashlib.sha256(row["input"].encode()).hexdigest(), row["input"]))
    return rows[:KEPT_OUT], rows[KEPT_OUT:]


def key_of(name: str, quantities: Sequence[str], units: Sequence[str]) -> Key:
    """Return name, quantities and units in the form the labels are compared in."""
    return (
        " ".join(_words(name)),
        " ".join(map(_quantity, quantities)),
        " ".join(map(_singular, units)),
    )


def true_key(row: Row) -> Key:
    """Return what a labelled line says."""
    return key_of(row["name"], row["quantity"].split(), row["unit"].split())


def read_key(tagger: LineTagger, line: str) -> Key:
    """Return what the tagger reads."""
    read = tagger.read(line)
    return key_of(read.name, read.quantities, read.units)


def _quantity(text: str) -> str:
    for sign, spelled in _FRACTIONS.items():
        text = text.replace(" " + sign, spelled).replace(sign, spelled)
    whole, _, fraction = text.rpartition(" ")
    if "/" in fraction:
        text = whole + "#" + fraction.replace("/", "$")
    return text.casefold()


def _singular(word: str) -> str:
    return singular(word.casefold().rstrip("."))


def _words(text: str) -> list[str]:
    return [_singular(token.text) for token in line_tokens(text) if token.text not in ",.;"]


def aligned(row: Row) -> tuple[list[LineToken], list[str]]:
    """Return the pieces of a line with the label of each, found by the labelled words."""
    tokens = line_tokens(row["input"])
    labels = [OTHER] * len(tokens)
    wanted = [quantity.casefold() for quantity in row["quantity"].split()]
    numbers = [_quantity(t.text) if t.kind == "number" else "" for t in tokens]
    _mark(labels, QUANTITY, _in_order(numbers, wanted, labels))
    forms = [_singular(token.text) for token in tokens]
    _mark(labels, UNIT, _in_order(forms, [_singular(u) for u in row["unit"].split()], labels))
    _mark(labels, NAME, _closest(forms, _words(row["name"]), labels))
    return tokens, labels


def _mark(labels: list[str], label: str, places: Sequence[int]) -> None:
    for place in places:
        labels[place] = label


def _in_order(forms: Sequence[str], wanted: Sequence[str], labels: Sequence[str]) -> list[int]:
    """Return the first places at which the wanted words stand one after another."""
    places: list[int] = []
    for place, form in enumerate(forms):
        if len(places) < len(wanted) and labels[place] == OTHER and form == wanted[len(places)]:
            places.append(place)
    return places


def _closest(forms: Sequence[str], wanted: Sequence[str], labels: Sequence[str]) -> list[int]:
    """Return the places of the wanted words that lie closest together."""
    best: list[int] = []
    for start in range(len(forms)):
        if not wanted or forms[start] != wanted[0] or labels[start] != OTHER:
            continue
        masked = [OTHER if place >= start else NAME for place in range(len(forms))]
        both = [m if m != OTHER else label for m, label in zip(masked, labels, strict=True)]
        places = _in_order(forms, wanted, both)
        complete = len(places) == len(wanted)
        if complete and (not best or places[-1] - places[0] < best[-1] - best[0]):
            best = places
    return best


@dataclass
class _Averaged:
    """Weights whose mean over all steps is wanted."""

    now: dict[tuple[str, int], float] = field(default_factory=dict)
    sums: dict[tuple[str, int], float] = field(default_factory=dict)
    seen: dict[tuple[str, int], int] = field(default_factory=dict)
    step: int = 0

    def move(self, feature: str, label: int, by: float) -> None:
        key = (feature, label)
        held = self.now.get(key, 0.0)
        self.sums[key] = self.sums.get(key, 0.0) + (self.step - self.seen.get(key, 0)) * held
        self.seen[key] = self.step
        self.now[key] = held + by

    def tagger(self, of_now: bool) -> LineTagger:  # noqa: FBT001
        weights: dict[str, list[float]] = {}
        transitions: dict[tuple[int, int], float] = {}
        for (feature, label), held in self.now.items():
            mean = (
                self.sums.get((feature, label), 0.0)
                + (self.step - self.seen.get((feature, label), 0)) * held
            ) / max(self.step, 1)
            value = held if of_now else mean
            if feature.startswith("after "):
                transitions[int(feature.removeprefix("after ")), label] = value
            else:
                weights.setdefault(feature, [0.0] * len(LABELS))[label] = value
        return LineTagger({f: tuple(w) for f, w in weights.items()}, transitions)


def fit(rows: Sequence[Row], epochs: int = EPOCHS) -> LineTagger:
    """Return the tagger learned from labelled lines; the order of the lines is shuffled, seeded."""
    averaged = _Averaged()
    lines = [aligned(row) for row in rows]
    shuffler = random.Random(7)  # noqa: S311 - an order, not a secret
    current = _Moving(averaged)
    for epoch in range(epochs):
        shuffler.shuffle(lines)
        wrong = sum(current.learn(tokens, labels) for tokens, labels in lines)
        sys.stderr.write(f"epoch {epoch + 1}: {wrong} of {len(lines)} lines read wrong\n")
    return averaged.tagger(of_now=False)


class _Moving:
    """The tagger as it is now, changed in place."""

    def __init__(self, averaged: _Averaged) -> None:
        self._averaged = averaged
        self._weights: dict[str, tuple[float, ...]] = {}
        self._transitions: dict[tuple[int, int], float] = {}
        self._tagger = LineTagger(self._weights, self._transitions)

    def learn(self, tokens: list[LineToken], labels: list[str]) -> bool:
        self._averaged.step += 1
        read = self._tagger.labels(tokens)
        if read == labels:
            return False
        for place, (guess, truth) in enumerate(zip(read, labels, strict=True)):
            wrong, right = LABELS.index(guess), LABELS.index(truth)
            if wrong != right:
                for feature in features(tokens, place):
                    self._move(feature, right, 1.0)
                    self._move(feature, wrong, -1.0)
            if place:
                self._follow(labels[place - 1], right, 1.0)
                self._follow(read[place - 1], wrong, -1.0)
        return True

    def _move(self, feature: str, label: int, by: float) -> None:
        self._averaged.move(feature, label, by)
        held = list(self._weights.get(feature, (0.0,) * len(LABELS)))
        held[label] += by
        self._weights[feature] = tuple(held)

    def _follow(self, before: str, label: int, by: float) -> None:
        first = LABELS.index(before)
        self._averaged.move(f"after {first}", label, by)
        self._transitions[first, label] = self._transitions.get((first, label), 0.0) + by


def write(tagger: LineTagger, path: Path) -> None:
    """Write the weights that matter, sorted, so that a new fit shows as a small difference."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("feature", "quantity", "unit", "name", "other"))
        for before in range(len(LABELS)):
            row = [tagger.transitions.get((before, after), 0.0) for after in range(len(LABELS))]
            out.writerow((f"after {before}", *(f"{weight:.1f}" for weight in row)))
        for feature in sorted(tagger.weights):
            if max(map(abs, tagger.weights[feature])) >= SMALLEST:
                out.writerow((feature, *(f"{w:.1f}" for w in tagger.weights[feature])))


def main() -> None:
    """Fit and write."""
    _, lines = labelled_lines(Path(sys.argv[1]))
    write(fit(lines), DATA / "meals" / "ingredient_weights.csv")


if __name__ == "__main__":
    main()
