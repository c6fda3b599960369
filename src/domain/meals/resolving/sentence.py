"""A sentence cut at its connectors into stretches that may name a food."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.meals.resolving.amounts import NOTHING_SAID, Amount, read_amount, starts_amount
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.names import content
from domain.meals.resolving.words import NO, Word, split

AND, STRONG, MERGING, WITH, COMMA, STOP, PLACE = "&", "|", "~", "with", ",", ".", "in"
_SIGNS = {
    "and": AND, "y": AND, "plus": AND, "&": AND, "+": AND, "e": AND, "|": STRONG, "~": MERGING,
    "with": WITH, "con": WITH, "w": WITH, ",": COMMA, ";": STOP, ".": STOP, ":": COMMA, "!": STOP,
    "?": STOP, "in": PLACE, "on": PLACE, "from": PLACE, "en": PLACE, "over": PLACE, "by": PLACE,
    "\n": STOP,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two connectors.

    `sign` is the connector before it; `opens` tells whether it begins with an article or number.
    """

    words: tuple[Word, ...]
    sign: str
    opens: bool


def stretches(text: str, lexicon: Lexicon) -> list[Stretch]:
    """Cut a sentence; connectors and denials are read first, so that they cannot be food words."""
    words = lexicon.connectors.apply(lexicon.rewriting.apply(split(text)))
    found: list[Stretch] = []
    sign = STOP
    current: list[Word] = []
    for word in content(words):
        mark = _SIGNS.get(word.form)
        if mark is None:
            current.append(word)
            continue
        if current:
            found.append(_stretch(current, sign))
            sign, current = mark, []
        else:
            sign = _stronger(sign, mark) if found else STOP
    if current:
        found.append(_stretch(current, sign))
    return found


_STRENGTH = {PLACE: 0, WITH: 1, MERGING: 2, COMMA: 3, AND: 4, STRONG: 5, STOP: 6}


def _stronger(a: str, b: str) -> str:
    """Return what two connectors in a row mean: ", and" joins as "and", ", with" as a comma."""
    return a if _STRENGTH[a] >= _STRENGTH[b] else b


def _stretch(words: Sequence[Word], sign: str) -> Stretch:
    opens = any(starts_amount(word) for word in words[:3])
    return Stretch(tuple(words), sign, opens)


@dataclass(frozen=True, slots=True)
class Said:
    """What one or several stretches say.

    `forms` are all words, `foods` the words that may name a food with what each is worth,
    `amount` the numbers, `head` the word that names the kind of food, if one can be told.
    """

    words: tuple[Word, ...]
    forms: frozenset[str]
    foods: tuple[tuple[str, float], ...]
    amount: Amount
    head: str


NOTHING = Said((), frozenset(), (), NOTHING_SAID, "")


def said(words: tuple[Word, ...], lexicon: Lexicon) -> Said:
    """Return what a run of words says."""
    amount = read_amount(words)
    foods: dict[str, float] = {}
    head = ""
    for place, word in enumerate(words):
        form = word.form
        if place in amount.places or form in lexicon.story or not form[0].isalnum():
            continue
        worth = lexicon.weights["weak_word"] if form in lexicon.weak else 1.0
        foods[form] = max(worth, foods.get(form, 0.0))
        if worth == 1.0 and not form.startswith(NO) and form not in lexicon.portion_rules.unit_or_size:
            head = form
    return Said(words, frozenset(word.form for word in words), tuple(foods.items()), amount, head)
