"""Phrases that experts write in tables, found in what people type."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from domain.messaging.text import words
from domain.pattern import Pattern

_GAP = "..."
_GAP_WORDS = 5
_NOT = "!"
_END = "!..."
_NUMBERS = Pattern(r"(\d+)\.\.(\d+)")


@dataclass(frozen=True)
class Phrase:
    """Words in a row.

    `a|b` is either, `...` is at most five words of any kind, `!a|b` says that neither comes
    next ("cut myself !a" is not in "cut myself a slice"), and `!...` that nothing does; `a|b!`
    says that neither came before ("im! starving myself"). `50..450` is a whole number from 50 to
    450. A whole phrase must be the entire message; a partial one may stand anywhere in it.
    """

    text: str
    is_whole: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        body = "".join(_part(piece) for piece in self.text.split())
        return re.compile(rf"\A {body}\Z" if self.is_whole else f" {body}")

    @cached_property
    def _needed(self) -> tuple[frozenset[str], ...]:
        """Of each of these sets a message must have a word: most phrases are ruled out by it."""
        pieces = (piece for piece in self.text.split() if not _is_condition(piece))
        return tuple(frozenset(piece.replace("'", "").split("|")) for piece in pieces)

    @property
    def rarest_words(self) -> frozenset[str]:
        """One of these words is in every message the phrase is in: an index can be made of them."""
        return min(self._needed, key=len, default=frozenset())

    def is_in(self, said: str) -> bool:
        """Whether the phrase is in a message that `spoken` made ready."""
        heard = _heard(said)
        for needed in self._needed:  # a loop: a turn looks for a thousand phrases
            if needed.isdisjoint(heard):
                return False
        return self._pattern.search(said) is not None


@lru_cache(maxsize=8)
def _heard(said: str) -> frozenset[str]:
    """Return the words of a message: hundreds of phrases are looked for in the same one."""
    return frozenset(said.split())


def spoken(text: str) -> str:
    """Return a message as phrases see it: plain words, a space on either side of each."""
    return f" {' '.join(word.replace("'", '') for word in words(text))} "


def _is_condition(piece: str) -> bool:
    """Whether a piece stands for no word, or for too many to look for each."""
    is_open = piece == _GAP or _NUMBERS.fullmatch(piece) is not None
    return is_open or piece.startswith(_NOT) or piece.endswith(_NOT)


def _part(piece: str) -> str:
    if piece == _GAP:
        return rf"(?:\S+ ){{0,{_GAP_WORDS}}}"
    if piece == _END:
        return r"(?!\S)"
    if numbers := _NUMBERS.fullmatch(piece):
        return f"(?:{_between(numbers[1], numbers[2])}) "
    said = [re.escape(word) for word in piece.strip(_NOT).replace("'", "").split("|")]
    if piece.endswith(_NOT):
        return "".join(f"(?<! {word} )" for word in said)
    choices = "|".join(said)
    return f"(?!(?:{choices}) )" if piece.startswith(_NOT) else f"(?:{choices}) "


def _between(least: str, most: str) -> str:
    """Return an expression of the whole numbers from one to another, as they are written."""
    lengths = range(len(least), len(most) + 1)
    return "|".join(
        _alike(
            least if length == len(least) else f"1{'0' * (length - 1)}",
            most if length == len(most) else "9" * length,
        )
        for length in lengths
    )


def _alike(least: str, most: str) -> str:
    """Return an expression of the numbers from one to another of as many digits."""
    if set(least) <= {"0"} and set(most) <= {"9"}:
        return r"\d" * len(least)
    first, last, rest = least[0], most[0], len(least) - 1
    if first == last:
        return first + _alike(least[1:], most[1:])
    low = f"{first}(?:{_alike(least[1:], '9' * rest)})"
    between = f"[{int(first) + 1}-{int(last) - 1}]" + r"\d" * rest
    high = f"{last}(?:{_alike('0' * rest, most[1:])})"
    return "|".join([low, *([between] if int(last) - int(first) > 1 else []), high])
