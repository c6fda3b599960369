"""Patterns that stand for many messages: `(how|what) [about] {meal}`."""

import hashlib
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Slots = Mapping[str, Sequence[str]]

MOST_OF_A_PATTERN = 16
"""Messages made of one pattern, more where one of its choices is longer."""

_TRIES = 3
_SIGNS = frozenset("([{")
_CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True)
class Choice:
    """One of several rows of parts; a part is a text or a choice again."""

    rows: tuple[tuple["str | Choice", ...], ...]

    @property
    def width(self) -> int:
        """The longest list of alternatives in it."""
        inner = (part.width for row in self.rows for part in row if isinstance(part, Choice))
        return max(len(self.rows), *inner, 1)

    @property
    def size(self) -> int:
        """How many texts it can be."""
        total = 0
        for row in self.rows:
            product = 1
            for part in row:
                product *= part.size if isinstance(part, Choice) else 1
            total += product
        return total


def is_pattern(text: str) -> bool:
    """Whether a text stands for several messages."""
    return not _SIGNS.isdisjoint(text)


def parse(pattern: str) -> Choice:
    """Return the choice a pattern stands for: `(a|b)` is either, `[a]` may be left out."""
    choice, _ = _parse(pattern, 0, "")
    return choice


def expand(pattern: str, slots: Slots) -> tuple[str, ...]:
    """Return messages of a pattern: always the same, every alternative used about equally."""
    choice = parse(pattern)
    most = max(MOST_OF_A_PATTERN, choice.width)
    wanted = min(most, choice.size * (4 if "{" in pattern else 1))
    draw = _Draw(random.Random(hashlib.sha256(pattern.encode()).hexdigest()), slots)  # noqa: S311 - no secret, and seeded: the same file gives the same weights
    made: dict[str, None] = {}
    for _ in range(most * _TRIES):
        if text := " ".join(draw.fill(draw.text_of(choice)).split()):
            made[text] = None
        if len(made) == wanted:
            break
    return tuple(made)


def weight_of(pattern: str, messages: int) -> float:
    """Return what one message of a pattern counts: many made of one say little each."""
    if messages <= 4:  # noqa: PLR2004
        return 1.0
    return max(math.sqrt(4 / messages), min(1.0, parse(pattern).width / messages))


@dataclass
class _Draw:
    """Draws alternatives as from a pack of cards, so that none is left out."""

    dice: random.Random
    slots: Slots
    packs: dict[int, list[int]] = field(default_factory=dict)

    def text_of(self, choice: Choice) -> str:
        pack = self.packs.setdefault(id(choice), [])
        if not pack:
            pack.extend(range(len(choice.rows)))
            self.dice.shuffle(pack)
        row = choice.rows[pack.pop()]
        return "".join(self.text_of(part) if isinstance(part, Choice) else part for part in row)

    def fill(self, text: str) -> str:
        head, brace, rest = text.partition("{")
        if not brace:
            return head
        slot, _, tail = rest.partition("}")
        return head + self.dice.choice(self.slots[slot]) + self.fill(tail)


def _parse(text: str, at: int, end: str) -> tuple[Choice, int]:
    rows: list[list[str | Choice]] = [[""]]
    while at < len(text) and text[at] != end:
        sign = text[at]
        at += 1
        if sign == "|":
            rows.append([""])
        elif sign in _CLOSING:
            inner, at = _parse(text, at, _CLOSING[sign])
            rows[-1] += [Choice((*inner.rows, ("",))) if sign == "[" else inner, ""]
        else:
            rows[-1][-1] = f"{rows[-1][-1]}{sign}"
    if end and at == len(text):
        raise ValueError(f"{end} is missing in {text!r}")
    return Choice(tuple(tuple(row) for row in rows)), at + 1
