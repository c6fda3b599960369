"""Words as sentences and food names are compared: one form for plural, synonym and spelling."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from domain.meals.vocabulary import singular
from domain.messaging.text import clean, simplify
from domain.pattern import Pattern

_NUMBER = (
    r"\d+\s*-\s*\d+\s*/\s*\d+"  # 2-3/4
    r"|\d+\s+\d+\s*/\s*\d+"  # 1 1/2
    r"|\d+\s*/\s*\d+"
    r"|\d+\s?[\u00bd\u00bc\u00be\u2153\u2154\u215b-\u215e]"
    r"|\d{1,3}(?:,\d{3})+(?!\d)"
    r"|\d*\.\d+|\d+(?:,\d{1,2}(?!\d))?"
    r"|[\u00bd\u00bc\u00be\u2153\u2154\u215b-\u215e\u2155]"
)
_TOKEN = Pattern(
    rf"(\d+(?:\.\d+)?\s?%|\d+(?:st|nd|rd|th)\b)|({_NUMBER})|([^\W\d_]+(?:'[^\W\d_]+)*)|([^\s\w])"
)
_VULGAR = {
    "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅜": 3 / 8,
    "⅝": 5 / 8, "⅞": 7 / 8, "⅕": 1 / 5,
}  # fmt: skip
_SPELLED = {"&": "and", "×": "x", "\u2019": "'", '"': "inch", "”": "inch"}
NO = "no:"
"""What stands before a word that is denied: "no cheese" is the word `no:cheese`."""


class Word(NamedTuple):
    """One word: the form compared, where it stood, and its number if it is one."""

    form: str
    start: int
    end: int
    number: float | None = None
    is_plural: bool = False


@dataclass(frozen=True)
class Rewriting:
    """Phrases that stand for other words, on both sides of every comparison.

    `phrases` maps a phrase, in the form `singular` gives, to the words it means.
    """

    phrases: Mapping[tuple[str, ...], tuple[str, ...]]
    _by_first: Mapping[str, tuple[tuple[str, ...], ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Order the phrases by first word, the longest first."""
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(self.phrases, key=lambda p: (-len(p), p)):
            by_first.setdefault(phrase[0], []).append(phrase)
        frozen = {word: tuple(phrases) for word, phrases in by_first.items()}
        object.__setattr__(self, "_by_first", frozen)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words a phrase can begin with."""
        return frozenset(self._by_first)

    def apply(self, words: list[Word]) -> list[Word]:
        """Return the words with every known phrase replaced, the longest from the left."""
        if not any(word.form in self._by_first for word in words):
            return words
        return list(self._rewritten(words))

    def _rewritten(self, words: list[Word]) -> Iterator[Word]:
        place = 0
        while place < len(words):
            phrase = self._phrase_at(words, place)
            if phrase is None:
                yield words[place]
                place += 1
                continue
            last = words[place + len(phrase) - 1]
            for form in self.phrases[phrase]:
                yield Word(form, words[place].start, last.end, None, last.is_plural)
            place += len(phrase)

    def _phrase_at(self, words: list[Word], place: int) -> tuple[str, ...] | None:
        for phrase in self._by_first.get(words[place].form, ()):
            if all(
                place + at < len(words) and words[place + at].form == form
                for at, form in enumerate(phrase)
            ):
                return phrase
        return None


NO_REWRITING = Rewriting({})


def split(text: str) -> list[Word]:
    """Return the words, numbers and signs of a text, words in the singular and lower case."""
    cleaned = clean(text)
    lowered = cleaned.casefold() if cleaned.isascii() else None
    source = cleaned if lowered is None or len(lowered) != len(cleaned) else lowered
    return [
        _word(match, is_plain=lowered is not None)
        for match in _TOKEN.finditer(source)
        if match.group() != "-" or _is_range(source, match.start())
    ]


def _is_range(text: str, place: int) -> bool:
    """Whether a hyphen stands between two numbers; between words it joins nothing."""
    before, after = text[:place].rstrip()[-1:], text[place + 1 :].lstrip()[:1]
    return before.isdigit() and after.isdigit()


def _word(match: re.Match[str], *, is_plain: bool) -> Word:
    start, end = match.span()
    percent, number, word, sign = match.groups()
    if percent is not None:
        return Word(percent.replace(" ", ""), start, end)
    if word is not None:
        typed = word if is_plain else simplify(word)
        form = singular(typed)
        return Word(form, start, end, None, _is_plural(typed, form))
    if number is not None:
        return Word("#", start, end, _value(number))
    return Word(_SPELLED.get(sign, sign), start, end)


def _is_plural(typed: str, form: str) -> bool:
    return form != typed and typed[-1] == "s" and "'" not in typed


def _value(digits: str) -> float:
    """Return the value of a number as typed; infinite for a division by zero."""
    if digits[-1] in _VULGAR:
        return (float(digits[:-1]) if digits[:-1].strip() else 0.0) + _VULGAR[digits[-1]]
    if "/" in digits:
        above, below = digits.split("/")
        whole, _, upper = above.strip().replace("-", " ").rpartition(" ")
        if not float(below):
            return float("inf")
        return (float(whole) if whole.strip() else 0.0) + float(upper) / float(below)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits):
        return float(digits.replace(",", ""))
    return float(digits.replace(",", "."))


def forms(words: Iterable[Word]) -> tuple[str, ...]:
    """Return the forms alone."""
    return tuple(word.form for word in words)
