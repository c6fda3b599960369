"""What a text is as an SMS: its alphabet, how many segments it takes, how it is made to fit."""

import math
import unicodedata
from collections.abc import Iterator

from domain.pattern import Pattern

MOST_SEGMENTS = 2
"""Segments of one reply. Source: own choice; each is charged, and phones show two as one."""

_GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)  # Source: 3GPP TS 23.038, 6.2.1
_GSM_7_TWICE = frozenset("^{}\\[~]|€\f")  # Source: 3GPP TS 23.038, 6.2.1.1; each takes two places
_FORMS = str.maketrans(
    {
        "•": "-",
        "⚠": "!",
        "×": "x",
        "…": "...",
        "µ": "u",
        "μ": "u",
        "½": "1/2",
        "¼": "1/4",
        "¾": "3/4",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\ufe0f": "",
        "\u200d": "",
    }
)
_MIXED = Pattern(r"(\d)([½¼¾])")
"""A number and a half: without a sign for it, "1½" is "1 1/2", not "11/2"."""
_DETAIL, _WARNING = "•", "⚠"


def foreign_characters(text: str) -> frozenset[str]:
    """Return the characters of a text that are not in the alphabet of SMS, GSM-7."""
    return frozenset(text) - _GSM_7 - _GSM_7_TWICE


def segment_count(text: str) -> int:
    """Return how many segments a text takes, each of them charged.

    Source: 3GPP TS 23.040, 9.2.3.24.1: 160 septets alone and 153 in a chain, UCS-2 70 and 67.
    """
    if foreign_characters(text):
        return _segments(len(text.encode("utf-16-le")) // 2, 70, 67)
    return _segments(len(text) + sum(text.count(sign) for sign in _GSM_7_TWICE), 160, 153)


def folded(text: str) -> str:
    """Return a text in GSM-7 as far as Latin letters go: "a" for "á", "..." for an ellipsis.

    Other scripts are left as they are: without them nothing would be said.
    """
    plain = _MIXED.sub(r"\1 \2", text).translate(_FORMS).replace(" · ", ", ")
    return "".join(_folded(character) for character in plain)


def lines_that_fit(lines: list[str], choices: str = "", spare: tuple[str, ...] = ()) -> list[str]:
    """Return the lines, and the choices after them, that fit two segments once they are folded.

    The `spare` lines go first, then single foods, the last before the first: the sum stays. Then
    others, but never the first line, nor the last, which may ask, nor a warning.
    """
    kept = dict(enumerate(lines))
    end = [choices] if choices else []
    spared = [place for place, line in enumerate(lines) if line in spare]
    for place in (*spared, *_less_important_first(lines)):
        if segment_count(folded("\n".join([*kept.values(), *end]))) <= MOST_SEGMENTS:
            break
        kept.pop(place, None)
    return [*kept.values(), *end]


def _less_important_first(lines: list[str]) -> Iterator[int]:
    places = [place for place, line in enumerate(lines) if not line.startswith(_WARNING)]
    details = [place for place in places if place and lines[place].startswith(_DETAIL)]
    others = [place for place in places if 0 < place < len(lines) - 1 and place not in details]
    yield from reversed(details)
    yield from reversed(others)


def _folded(character: str) -> str:
    if character in _GSM_7 or character in _GSM_7_TWICE:
        return character
    base = unicodedata.normalize("NFD", character)[0]
    return base if base in _GSM_7 else character


def _segments(places: int, alone: int, chained: int) -> int:
    return 1 if places <= alone else math.ceil(places / chained)
