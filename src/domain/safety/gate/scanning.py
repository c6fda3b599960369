"""A text as a row of foods, words that say something about them, and breaks between them."""

from dataclasses import dataclass, replace

from domain.meals.vocabulary import Token, tokens
from domain.pattern import Pattern
from domain.safety.gate.lexicon import Lexicon, Role, Term, Words
from domain.safety.gate.ontology import Kinds

_ENDS = Pattern(r"[!?|*\u2022\u2013\u2014]|\s-\s")
"""Marks that part two statements and that a meal's words need not know: taken as a full stop."""

LINKS = frozenset({"con", "de", "del", "en", "with"})
"""Words after which a name says what is in it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A food named in a text, as typed.

    `cut_off` are the kinds of its last words where the next food tells these more exactly.
    """

    term: Term
    said: str
    cut_off: Kinds = frozenset()


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that names no food."""

    role: Role
    said: str


@dataclass(frozen=True, slots=True)
class Break:
    """Punctuation."""

    mark: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word nobody knows."""

    said: str


type Part = Mention | Sign | Break | Unknown


def scan(text: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """Return what a text says, part by part, the longest phrase at each place."""
    parts, row = list[Part](), list[Token]()
    for token in tokens(_ENDS.sub(" . ", text)):
        if token.is_punctuation:
            parts += _read(row, lexicon)
            parts.append(Break(token.plain))
            row = []
        else:
            row.append(token)
    return (*parts, *_read(row, lexicon))


type _Spread = list[tuple[str, Token]]
"""Words as they are looked up, each with the token it was typed in."""


def _read(row: list[Token], lexicon: Lexicon) -> list[Part]:
    return _parts_of([(word, token) for token in row for word in lexicon.respelled(token)], lexicon)


def _parts_of(spread: _Spread, lexicon: Lexicon) -> list[Part]:
    words = tuple(word for word, _ in spread)
    parts, place = list[Part](), 0
    while place < len(words):
        length, meaning = _meaning_at(words, place, spread[place][1], lexicon)
        part = _as_said(meaning, spread[place : place + length])
        cut = _cut_at(words, place, length, lexicon)
        if isinstance(part, Mention) and cut is not None:
            start, cut_off = cut
            parts += [replace(part, cut_off=cut_off), *_parts_of(spread[place:start], lexicon)]
            place = start
        else:
            parts.append(part)
            place += length
    return parts


def _meaning_at(
    words: Words, place: int, token: Token, lexicon: Lexicon
) -> tuple[int, Term | Role | None]:
    length, meaning = lexicon.longest_at(words, place)
    is_word = length == 1 and not isinstance(meaning, Role)
    if (is_word and lexicon.is_plain(token)) or _adds_nothing(words, place, length, lexicon):
        return 1, Role.PLAIN
    return length, meaning


def _adds_nothing(words: Words, place: int, length: int, lexicon: Lexicon) -> bool:
    """Whether the first word of a name only describes a name that reaches further.

    "Plain rice cakes" are rice cakes: "plain rice" is no more than "rice".
    """
    if words[place] not in lexicon.plain or not _reaches_on(words, place + 1, length - 1, lexicon):
        return False
    described, whole = words[place + 1 : place + length], words[place : place + length]
    rest, name = lexicon.term(described), lexicon.term(whole)
    return rest is not None and name is not None and rest.kinds == name.kinds


def _cut_at(words: Words, place: int, length: int, lexicon: Lexicon) -> tuple[int, Kinds] | None:
    """Return where in a name its last words begin another that reaches further, and what they hold.

    In "avena con leche de almendras" the milk is of almonds.
    """
    ends = place + length
    for start in range(place + 1, ends):
        last = lexicon.term(words[start:ends])
        if last and words[start - 1] in LINKS and _reaches_on(words, start, ends - start, lexicon):
            return start, last.kinds
    return None


def _reaches_on(words: Words, place: int, length: int, lexicon: Lexicon) -> bool:
    reach, meaning = lexicon.longest_at(words, place)
    return isinstance(meaning, Term) and reach > length


def _as_said(meaning: Term | Role | None, spread: _Spread) -> Part:
    said = " ".join(dict.fromkeys(token.plain for _, token in spread))
    if meaning is None:
        return Unknown(said)
    return Mention(meaning, said) if isinstance(meaning, Term) else Sign(meaning, said)
