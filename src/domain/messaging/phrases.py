"""Phrases that experts write in tables, found in what people type."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from domain.messaging.text import words

_GAP = "..."
_GAP_WORDS = 5
_NOT = "!"
_END = "!..."


@dataclass(frozen=True)
class Phrase:
    """Words in a row.

    `a|b` is either, `...` is at most five words of any kind, `!a|b` says that neither comes
    next ("cut myself !a" is not in "cut myself a slice"), and `!...` that nothing does; `a|b!`
    says that neither came before ("im! starving myself"). A whole phrase must be the entire
    message; a partial one may stand anywhere in it.
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
    """Whether a piece stands for no word that must be there."""
    return piece == _GAP or piece.startswith(_NOT) or piece.endswith(_NOT)


def _part(piece: str) -> str:
    if piece == _GAP:
        return rf"(?:\S+ ){{0,{_GAP_WORDS}}}"
    if piece == _END:
        return r"(?!\S)"
    said = [re.escape(word) for word in piece.strip(_NOT).replace("'", "").split("|")]
    if piece.endswith(_NOT):
        return "".join(f"(?<! {word} )" for word in said)
    choices = "|".join(said)
    return f"(?!(?:{choices}) )" if piece.startswith(_NOT) else f"(?:{choices}) "
