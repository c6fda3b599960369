"""Words in the form two phrases are compared in: singular, plain, without typing slips."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from domain.messaging.text import clean, simplify
from domain.pattern import Pattern

_NUMBER = (
    r"\d+(?:[.,]\d+)?\s*[-\u2013]\s*\d+(?:[.,]\d+)?"  # a range
    r"|(?<!\w)-?\d+(?:[.,]\d+)?\s*/\s*\d+"  # a fraction
    r"|(?<!\w)-?\d+(?:[.,]\d+)?(?:e\d+)?"
    r"|\d+(?:[.,]\d+)?"
    r"|[\u00bd\u00bc\u00be\u2153\u2154\u215b-\u215e\u2155]"  # one half, a quarter, ...
)
_WORD = r"[^\W\d_][^\W_]*(?:'[^\W_]+)*"
_TOKEN = Pattern(f"{_NUMBER}|{_WORD}|[%&,;:.+()\n\u00d7]")
_SPELLED_OUT = {"&": "and", "\u00d7": "x"}
_PUNCTUATION = frozenset(",;:.+()\n")

_IRREGULAR = {
    "loaves": "loaf",
    "leaves": "leaf",
    "halves": "half",
    "knives": "knife",
    "panes": "pan",
    "jamones": "jamon",
    "limones": "limon",
    "melones": "melon",
    "frijoles": "frijol",
    "nueces": "nuez",
    "arroces": "arroz",
}
_ENDS_IN_S = ("ss", "us", "is")
_DROPS_ES = ("oes", "ches", "shes", "sses", "xes", "zzes")
_SHORTEST_CORRECTED = 5
_SHORTEST_OF_TWO_SLIPS = 8
_LONGEST_CORRECTED = 30  # no word of any food is as long; what is longer is no slip


@cache
def singular(word: str) -> str:
    """Return one form for the singular and plural of a word.

    It need not be a word ("cooky"): both sides of every comparison go through here.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("'s"):
        return singular(word[:-2])
    if word.endswith(("ies", "ie")) and len(word) > len("pies"):
        return word[: word.rindex("ie")] + "y"
    if word.endswith(_DROPS_ES):
        return word[:-2]
    if word.endswith("s") and len(word) > len("gas") and not word.endswith(_ENDS_IN_S):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: as typed, as compared, and where it stands."""

    plain: str
    base: str
    start: int
    end: int

    @property
    def is_punctuation(self) -> bool:
        """Whether it separates and says nothing itself."""
        return self.plain in _PUNCTUATION


def tokens(text: str) -> tuple[Token, ...]:
    """Split a text into numbers, words and punctuation."""
    cleaned = clean(text)
    return tuple(_token(match) for match in _TOKEN.finditer(cleaned))


def _token(match: re.Match[str]) -> Token:
    raw = match.group()
    plain = raw.casefold() if raw.isascii() else simplify(raw)
    plain = _SPELLED_OUT.get(plain, plain)
    return Token(plain, singular(plain), match.start(), match.end())


def canonical_words(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase in the form phrases are compared in."""
    if phrase.replace(" ", "").isalpha():  # as most are, and thousands are read at a start
        return tuple(map(singular, simplify(phrase).split()))
    if phrase.isascii():  # no places are needed
        found = _TOKEN.findall(clean(phrase).casefold())
        return tuple(
            singular(_SPELLED_OUT.get(word, word)) for word in found if word not in _PUNCTUATION
        )
    return tuple(token.base for token in tokens(phrase) if not token.is_punctuation)


def spellings_of(vocabulary: AbstractSet[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the words that may be meant, by each of their forms with at most one letter missing.

    Two words one slip apart share such a form, so that a search looks at a handful of words.
    """
    found: dict[str, list[str]] = {}
    for known in vocabulary:
        if len(known) >= _SHORTEST_CORRECTED - 1:
            for form in _forms(known):
                found.setdefault(form, []).append(known)
    return {form: tuple(known) for form, known in found.items()}


def misspelling_of(word: str, spellings: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the one known word a single slip away, or None where there is none or a choice."""
    close = words_near(word, spellings)
    return close[0] if len(close) == 1 else None


def words_near(word: str, spellings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the known words a single slip away, sorted; in a long word where none is, two slips.

    A slip is a letter missing, added, changed, or two neighbours swapped; the two are one letter
    missing and one too many ("brocolli"). Short words are left alone: too many of them are one
    slip from another food. `spellings` is what `spellings_of` made of the known words.
    """
    if not (_SHORTEST_CORRECTED <= len(word) <= _LONGEST_CORRECTED and word.isalpha()):
        return ()
    near = {known for form in _forms(word) for known in spellings.get(form, ())}
    close = sorted(known for known in near if is_one_slip(word, known))
    if close or len(word) < _SHORTEST_OF_TWO_SLIPS:
        return tuple(close)
    return tuple(sorted(known for known in near if len(known) >= _SHORTEST_OF_TWO_SLIPS))


def _forms(word: str) -> frozenset[str]:
    shorter = (word[:place] + word[place + 1 :] for place in range(len(word)))
    return frozenset((word, *shorter))


def is_one_slip(a: str, b: str) -> bool:
    """Whether one letter missing, added, changed or swapped with its neighbour turns a into b."""
    if a == b:
        return False
    shorter, longer = sorted((a, b), key=len)
    start = _common_prefix(shorter, longer)
    if len(shorter) == len(longer):
        rest_a, rest_b = shorter[start:], longer[start:]
        is_swap = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
        return rest_a[1:] == rest_b[1:] or is_swap
    return len(longer) - len(shorter) == 1 and shorter[start:] == longer[start + 1 :]


def _common_prefix(a: str, b: str) -> int:
    for place, (left, right) in enumerate(zip(a, b, strict=False)):
        if left != right:
            return place
    return min(len(a), len(b))
