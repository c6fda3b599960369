"""Words that name foods, and words that say something about the foods beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from domain.meals.vocabulary import (
    Token,
    canonical_words,
    is_one_slip,
    singular,
    spellings_of,
)
from domain.safety.gate.ontology import Kinds

type Words = tuple[str, ...]

_SHORTEST_RESPELLED = 5
_SHORTEST_MENDED = 7
"""Own choice: a short word one letter off is as well another food; none goes for harmless."""
_LONGEST_WORD = 30
_SHORTEST_HALF = 3
_WITHOUT = ("less", "free", "frei")


class Role(Enum):
    """What words do that name no food."""

    PLAIN = auto()
    FREE = auto()
    WITHOUT = auto()
    VEGAN = auto()
    VEGAN_AFTER = auto()
    SEEMING = auto()
    DENIAL = auto()
    AND = auto()
    OR = auto()
    WITH = auto()
    ALLOW = auto()
    EXCEPT = auto()
    BUT = auto()
    NOT = auto()
    AVOID = auto()
    NONE = auto()
    ALL = auto()
    ONLY = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Swap:
    """What a food stands for in some dishes: oat milk in a latte stands for milk.

    `dishes` are those it is named before ("oat milk latte"), `dishes_after` those that may be
    named before it as well ("latte with oat milk").
    """

    kinds: Kinds
    dishes: frozenset[Words]
    dishes_after: frozenset[Words]


@dataclass(frozen=True, slots=True)
class Term:
    """A food as it is named, and the kinds it holds.

    `is_itself` marks the allergen's own name: no claim takes it away ("nut-free almonds" are
    almonds), where "dairy-free cheese" is made without what cheese is made of.
    """

    words: Words
    kinds: Kinds
    note: str
    is_itself: bool = False
    swap: Swap | None = None


type Meaning = Term | Role


@dataclass(frozen=True)
class Lexicon:
    """What words mean, the longest phrase first.

    `meanings` are keyed by canonical words. `plain` are single words, as typed, that name no
    ingredient; they come before a food of the same word ("fry the onion" holds no fries).
    """

    meanings: Mapping[Words, Meaning]
    plain: frozenset[str]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.meanings))

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for phrase in self.meanings for word in phrase) | self.plain

    @cached_property
    def _spellings(self) -> Mapping[str, tuple[str, ...]]:
        return spellings_of({word for word in self._vocabulary if word.isalpha()})

    def longest_at(self, words: Words, place: int) -> tuple[int, Meaning | None]:
        """Return how many words at a place mean something together, and what."""
        for length in range(min(self._longest, len(words) - place), 0, -1):
            meaning = self.meanings.get(words[place : place + length])
            if meaning is not None:
                return length, meaning
        return 1, None

    def is_plain(self, token: Token) -> bool:
        """Whether a word by itself names no ingredient: a number, or a word of cooking."""
        return token.plain in self.plain or not token.plain[:1].isalpha()

    def term(self, words: Words) -> Term | None:
        """Return the food of exactly these words."""
        meaning = self.meanings.get(words)
        return meaning if isinstance(meaning, Term) else None

    def respelled(self, token: Token) -> tuple[str, ...]:
        """Return the known words a word stands for: itself, mended, taken apart, or itself.

        Of several words one slip away the one that carries an allergen is taken: caution.
        """
        word = token.base
        if word in self._vocabulary or token.plain in self.plain or not word.isalpha():
            return (word,)
        if stem := self._stem_of_without(word):
            return (stem, "free")
        if token.plain.endswith("es") and token.plain[:-2] in self._vocabulary:
            return (token.plain[:-2],)
        return self._mended(word) or self._taken_apart(word) or (word,)

    def _mended(self, word: str) -> tuple[str, ...]:
        if not _SHORTEST_RESPELLED <= len(word) <= _LONGEST_WORD:
            return ()
        forms = {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
        near = {known for form in forms for known in self._spellings.get(form, ())}
        close = sorted(known for known in near if is_one_slip(word, known))
        carrying = [known for known in close if self._carries(known)]
        if carrying:
            return (carrying[0],)
        is_sure = len(close) == 1 and len(word) >= _SHORTEST_MENDED
        return tuple(close) if is_sure else ()

    def _carries(self, word: str) -> bool:
        term = self.term((word,))
        return term is not None and bool(term.kinds)

    def _stem_of_without(self, word: str) -> str | None:
        """Return what "eggless" or "glutenfrei" is without."""
        stems = (singular(word.removesuffix(suffix)) for suffix in _WITHOUT)
        return next((stem for stem in stems if stem != word and self.term((stem,))), None)

    def _taken_apart(self, word: str) -> tuple[str, ...]:
        if len(word) > _LONGEST_WORD:
            return ()
        places = range(_SHORTEST_HALF, len(word))
        parted = ((word[:place], word[place:]) for place in places)
        halves = ((one, singular(two)) for one, two in parted if len(two) >= _SHORTEST_HALF)
        return next((pair for pair in halves if all(self.term((half,)) for half in pair)), ())

    def suspects(self, word: str) -> Iterator[Term]:
        """Yield the allergens whose names stand inside a word nobody knows ("Erdnussmus")."""
        if len(word) <= _LONGEST_WORD:
            for start in range(len(word)):
                for end in range(start + _SHORTEST_RESPELLED, len(word) + 1):
                    term = self.term((word[start:end],))
                    if term is not None and term.is_itself:
                        yield term


def phrase(text: str) -> Words:
    """Return the words of a phrase as the lexicon is keyed by."""
    return canonical_words(text)
