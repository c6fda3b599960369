"""A text as a row of foods, words that say something about them, and breaks between them."""

from dataclasses import dataclass

from domain.meals.vocabulary import Token, tokens
from domain.pattern import Pattern
from domain.safety.gate.lexicon import Lexicon, Role, Term, Words

_ENDS = Pattern(r"[!?|*\u2022\u2013\u2014]|\s-\s")
"""Marks that part two statements and that a meal's words need not know: taken as a full stop."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A food named in a text, as typed."""

    term: Term
    said: str


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


def _read(row: list[Token], lexicon: Lexicon) -> list[Part]:
    spread = [(word, token) for token in row for word in lexicon.respelled(token)]
    words = tuple(word for word, _ in spread)
    parts, place = list[Part](), 0
    while place < len(words):
        length, part = _part_at(words, place, spread[place][1], lexicon)
        said = dict.fromkeys(token.plain for _, token in spread[place : place + length])
        parts.append(_as_said(part, " ".join(said)))
        place += length
    return parts


def _part_at(
    words: Words, place: int, token: Token, lexicon: Lexicon
) -> tuple[int, Term | Role | None]:
    length, meaning = lexicon.longest_at(words, place)
    if length == 1 and not isinstance(meaning, Role) and lexicon.is_plain(token):
        return 1, Role.PLAIN
    return length, meaning


def _as_said(meaning: Term | Role | None, said: str) -> Part:
    if meaning is None:
        return Unknown(said)
    return Mention(meaning, said) if isinstance(meaning, Term) else Sign(meaning, said)
