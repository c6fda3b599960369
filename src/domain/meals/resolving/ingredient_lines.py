"""A recipe's ingredient line ("150g/5½oz butter, cubed") read into quantities, units, name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from domain.meals.vocabulary import singular
from domain.pattern import Pattern

_FRACTIONS = "½¼¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚"
_NUMBER = (
    rf"(?:\d+\s*[{_FRACTIONS}]|\d+\s+\d+\s?/\s?\d+|\d+\s?[/\u2044]\s?\d+"
    rf"|\d*\.\d+|\d+|[{_FRACTIONS}])"
)
_COUNT_WORDS = (
    "half", "quarter", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "twelve", "dozen", "few", "couple",
)  # fmt: skip
_TOKEN = Pattern(
    rf"({_NUMBER}(?:\s*[-\u2013]\s*{_NUMBER}|-?\s+(?:to|or)\s+{_NUMBER}|-to-{_NUMBER})?"
    r"(?:\s?x(?=[\s\d]))?)"
    r"|([^\W\d_]+(?:['\u2019\-&][^\W\d_]+)*\.?)|(\S)"
)
QUANTITY, UNIT, NAME, OTHER = "Q", "U", "N", "O"
LABELS = (QUANTITY, UNIT, NAME, OTHER)
_UNITS = frozenset({
    "oz", "g", "cup", "tbsp", "tablespoon", "ml", "teaspoon", "tsp", "ounce", "fl", "lb",
    "pound", "clove", "handful", "bunch", "slice", "kg", "sprig", "pint", "can", "piece",
    "stick", "gram", "pinch", "head", "cm", "in", "stalk", "inch", "litre", "bulb", "package",
    "quart", "tin", "sheet", "drop", "rib", "leaf", "dash", "jar", "loaf", "rasher", "splash",
    "punnet", "bottle", "stem", "packet", "ear", "knob", "strip", "sachet", "glass", "bag",
    "pack", "envelope", "branch", "tub", "ball", "square", "wedge", "dessertspoon",
    "milliliter", "gallon", "rack", "box", "carton", "block", "scoop", "container", "bundle",
    "tube", "l", "pt", "liter",
})  # fmt: skip


class LineToken(NamedTuple):
    """A piece of a line: as written, as compared, and its kind: number, word or sign."""

    text: str
    form: str
    kind: str


@dataclass(frozen=True, slots=True)
class IngredientLine:
    """What a line says: names as written, quantities as digits ("1½", "2-3"), units singular."""

    name: str
    quantities: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class LineTagger:
    """Labels the pieces of a line by weights of what stands around each.

    `weights` maps a feature to one weight per label of `LABELS`; `transitions` gives the weight of
    a label after another.
    """

    weights: Mapping[str, tuple[float, ...]]
    transitions: Mapping[tuple[int, int], float]

    def read(self, line: str) -> IngredientLine:
        """Read one line."""
        tokens = line_tokens(line)
        labels = self.labels(tokens)
        return read_labelled(tokens, labels)

    def labels(self, tokens: Sequence[LineToken]) -> list[str]:
        """Return the best sequence of labels (Viterbi)."""
        none = (0.0,) * len(LABELS)
        scores = list(none)
        back: list[list[int]] = []
        for place in range(len(tokens)):
            own = [0.0] * len(LABELS)
            for feature in features(tokens, place):
                for label, weight in enumerate(self.weights.get(feature, none)):
                    own[label] += weight
            before = scores
            choices = [self._likeliest_before(before, label) for label in range(len(LABELS))]
            scores = [
                before[b] + self.transitions.get((b, a), 0.0) + own[a]
                for a, b in enumerate(choices)
            ]
            back.append(choices)
        best = max(range(len(LABELS)), key=lambda label: (scores[label], -label))
        found: list[str] = []
        for choices in reversed(back):
            found.append(LABELS[best])
            best = choices[best]
        return found[::-1]

    def _likeliest_before(self, scores: Sequence[float], label: int) -> int:
        """Return the label that best stands before another; the first of equals."""
        reached = [score + self.transitions.get((b, label), 0.0) for b, score in enumerate(scores)]
        return reached.index(max(reached))


def read_labelled(tokens: Sequence[LineToken], labels: Sequence[str]) -> IngredientLine:
    """Return what labelled pieces say."""
    named = [token.text for token, label in zip(tokens, labels, strict=True) if label == NAME]
    quantities = tuple(t.text for t, label in zip(tokens, labels, strict=True) if label == QUANTITY)
    units = tuple(t.form for t, label in zip(tokens, labels, strict=True) if label == UNIT)
    return IngredientLine(" ".join(named), quantities, units)


def line_tokens(line: str) -> list[LineToken]:
    """Cut a line into numbers, words and signs."""
    return [_token(match) for match in _TOKEN.finditer(line)]


def _token(match: re.Match[str]) -> LineToken:
    number, word, sign = match.groups()
    if number is not None:
        return LineToken(_number(number), "#", "number")
    if word is not None:
        bare = word.rstrip(".")
        kind = "number" if bare.casefold() in _COUNT_WORDS else "word"
        return LineToken(bare, singular(bare.casefold()), kind)
    return LineToken(sign, sign, "sign")


def _number(text: str) -> str:
    """Return a number in one form: "2 - 3" and "2 or 3" are "2-3", "2 x" is "2x"."""
    joined = re.sub(r"-?\s*(?:[-\u2013]|\bto\b|\bor\b)[-\s]*", "-", text.replace("\u2044", "/"))
    return re.sub(r"\s+x$", "x", joined).strip().rstrip("-")


def features(tokens: Sequence[LineToken], place: int) -> list[str]:
    """Return what is seen at a place: the word, its neighbours, what came before in the line."""
    token = tokens[place]
    form = token.form
    before, two_before = _form(tokens, place - 1), _form(tokens, place - 2)
    after, two_after = _form(tokens, place + 1), _form(tokens, place + 2)
    depth = sum(t.text == "(" for t in tokens[:place]) - sum(t.text == ")" for t in tokens[:place])
    commas = sum(t.text == "," for t in tokens[:place])
    is_unit = form in _UNITS
    spot = f"{'(' if depth > 0 else ''}{min(commas, 2)}"
    return [
        "=" + form, "-" + before, "+" + after, "--" + two_before, "++" + two_after,
        f"-={before}|{form}", f"=+{form}|{after}", f"-+{before}|{after}",
        "k" + token.kind + spot, "p" + str(min(place, 4)) + token.kind, "s" + spot,
        "e" + form[-3:], "e" + form[-2:] + spot, "u" + str(is_unit) + _kind(tokens, place - 1),
        "c" + str(token.text[:1].isupper()), "=s" + form + spot,
        "fu" + str(_form(tokens, place + 1) in _UNITS), "last" + str(place == len(tokens) - 1),
        f"kk{_kind(tokens, place - 1)}{token.kind}{_kind(tokens, place + 1)}{spot}",
        "or" + str(any(t.form in {"or", "plus", "such"} for t in tokens[:place])),
    ]  # fmt: skip


def _form(tokens: Sequence[LineToken], place: int) -> str:
    return tokens[place].form if 0 <= place < len(tokens) else "^" if place < 0 else "$"


def _kind(tokens: Sequence[LineToken], place: int) -> str:
    return tokens[place].kind if 0 <= place < len(tokens) else "none"
