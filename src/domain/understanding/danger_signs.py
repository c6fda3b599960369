"""What of a message tells of a danger: kinds of words, how they stand together, amounts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from domain.messaging.numerals import without_marks
from domain.messaging.text import simplify
from domain.understanding.features import Lexicon, tokens_of

LONGEST_HEARD = 320
"""Characters of a message that are looked at. Source: own choice, two SMS."""

_SIZES = (1, 9, 30, 45, 60, 99, 200, 500, 1000)
"""Numbers up to each of these are alike: 300 kcal a day, 38 kg, a glucose of 35 are not more."""
_LARGEST = "more"
_NEAR = 2  # words after a number in which its unit stands
_UNIT = "unit:"
_EDGE = "^", "$"


@dataclass(frozen=True)
class DangerWords:
    """The kinds of words dangers are told with, by phrase of one word or several.

    A kind that begins with `unit:` is a unit of amounts ("unit:kcal").
    """

    kinds: Mapping[str, tuple[str, ...]]

    @cached_property
    def longest_from(self) -> Mapping[str, int]:
        """How many words the longest phrase has that begins with a word."""
        longest: dict[str, int] = {}
        for phrase in self.kinds:
            first, count = phrase.split()[0], len(phrase.split())
            longest[first] = max(count, longest.get(first, 0))
        return longest


def danger_words(rows: Iterable[tuple[str, Iterable[str]]]) -> DangerWords:
    """Return the kinds of each phrase from rows of a kind and its phrases."""
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, phrases in rows:
        for phrase in phrases:
            bare = simplify(phrase).replace("'", "")
            kinds[bare] = tuple(dict.fromkeys((*kinds.get(bare, ()), kind)))
    return DangerWords(kinds)


def find_signs(text: str, words: DangerWords, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the signs in a message, each once, in a fixed order.

    Two kinds in one message say more than either ("skip" and "insulin" and "weight"), so each
    pair is a sign, and each kind with the next one; single words and neighbours tell the rest.
    """
    tokens = tokens_of(simplify(text)[:LONGEST_HEARD], lexicon)
    line = tuple(_kinds_in(tokens, words))
    kinds = sorted({kind for each in line for kind in each})
    signs = dict.fromkeys(("bias", *(f"kind {kind}" for kind in kinds)))
    signs.update(dict.fromkeys(f"{a}+{b}" for a, b in combinations(kinds, 2)))
    signs.update(dict.fromkeys(f"{a}>{b}" for one, two in pairwise(line) for a in one for b in two))
    signs.update(dict.fromkeys(_of_words(tokens)))
    return tuple(signs)


def _of_words(tokens: Sequence[str]) -> Iterator[str]:
    yield from (token for token in tokens if not token[0].isdecimal())
    line = [_EDGE[0], *("0" if token[0].isdecimal() else token for token in tokens), _EDGE[1]]
    yield from (f"{a} {b}" for a, b in pairwise(line))
    yield from (f"{a} _ {c}" for a, c in zip(line, line[2:], strict=False))


def _kinds_in(tokens: Sequence[str], words: DangerWords) -> Iterator[tuple[str, ...]]:
    for place, token in enumerate(tokens):
        if token[0].isdecimal():
            yield (_amount(token, tokens[place + 1 : place + 1 + _NEAR], words),)
            continue
        longest = words.longest_from.get(token, 0)
        for count in range(min(longest, len(tokens) - place), 0, -1):
            phrase = " ".join(tokens[place : place + count]) if count > 1 else token
            if kinds := words.kinds.get(phrase):
                yield kinds


def _amount(number: str, after: Sequence[str], words: DangerWords) -> str:
    """Return a number as a kind: its unit, and how large it is."""
    said = (kind for word in after for kind in words.kinds.get(word, ()))
    unit = next((kind.removeprefix(_UNIT) for kind in said if kind.startswith(_UNIT)), "")
    value = int(re.split("[.,:/]", without_marks(number))[0])
    size = next((str(size) for size in _SIZES if value <= size), _LARGEST)
    return f"{unit}<={size}"
