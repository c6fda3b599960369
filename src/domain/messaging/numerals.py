"""Numbers written out in English and Spanish: "two hundred grams", "ochenta calorías"."""

from collections.abc import Sequence
from re import IGNORECASE

from domain.pattern import Match, Pattern

SMALL_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2,
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
}  # fmt: skip
"""Numbers every reader knows by their words, which stay as they are where they stand alone."""
_ONES = {
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13,
    "catorce": 14, "quince": 15, "dieciséis": 16, "dieciseis": 16, "diecisiete": 17,
    "dieciocho": 18, "diecinueve": 19, "veintiún": 21, "veintiun": 21, "veintiuno": 21,
    "veintiuna": 21, "veintidós": 22, "veintidos": 22, "veintitrés": 23, "veintitres": 23,
    "veinticuatro": 24, "veinticinco": 25, "veintiséis": 26, "veintiseis": 26,
    "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
    "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70,
    "ochenta": 80, "noventa": 90,
}  # fmt: skip
_HUNDREDS = {
    "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400,
    "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800,
    "novecientos": 900,
}  # fmt: skip
_HUNDREDS |= {f"{word[:-2]}as": hundreds for word, hundreds in _HUNDREDS.items() if word[-1] == "s"}
_THOUSANDS = frozenset({"thousand", "mil"})
_TIMES = frozenset({"hundred", *_THOUSANDS})
_PLAIN = {**SMALL_NUMBERS, **_ONES, **_TENS, **_HUNDREDS}
_MARKS = Pattern(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_GLUED = Pattern(r"(?<=\d)(?=k?cal(?:s|or\w*)?\b)", IGNORECASE)
_UNCOUNTED = frozenset({"a", "an", "and", "y", "of"})
_WORD = "|".join(sorted({*_PLAIN, *_TIMES}, key=len, reverse=True))
_NUMBER = Pattern(
    rf"(?<![\w'-])(?:an? )?(?:{_WORD})"
    rf"(?:(?:-| (?:and |y |of (?=hundred|thousand))?)(?:{_WORD}))*(?![\w'-])",
    IGNORECASE,
)
_SPANISH_PLURAL = Pattern(r" (?:(?:g|gr|ml|kg|de|kcal|cal|kj)\b|\w+[ao]s\b)")
_OF_TWO_LANGUAGES = frozenset({"once", "quince"})
"""Spanish numbers that are other English words: a plural of Spanish is to follow."""
_NAMES = Pattern(
    r" (?:grand\b|islands?\b|year egg|mares\b|capas\b|islas\b|hojas\b"
    r"|(?:gracias|disculpas|perdones|veces|besos|abrazos|amores|cosas)\b)"
)
"""What makes a number a part of a name: "hundred grand", "thousand island", "siete mares"."""
_LEAST_OF_TENS, _HUNDRED, _THOUSAND = 20, 100, 1000


def in_digits(text: str) -> str:
    """Return a text with its larger numbers in digits, as voice notes and tired people write them.

    Numbers to twelve, and in Spanish to six, keep their words where they stand alone: "una" may be
    an article. So does what is no number as it stands ("ten thirty", "fifty fifty") or the name of
    a food ("thousand island").
    """
    return _NUMBER.sub(_digits, text)


def without_marks(text: str) -> str:
    """Return a text with each number in one piece, apart from its energy unit.

    "1,200 calories" are 1200 and not 200, and "80kcal" are 80 kcal.
    """
    return _GLUED.sub(" ", _MARKS.sub("", text))


def _digits(found: Match) -> str:
    said = found.group()
    first, *_ = heard = said.casefold().replace("-", " ").split()
    words = [word for word in heard if word not in _UNCOUNTED]
    rest = found.string[found.end() :].casefold()
    if _is_left(words, rest, has_article=first in _UNCOUNTED):
        return said
    number = _value(words)
    if number is None:
        return said
    is_counted = first in _UNCOUNTED and not _TIMES.intersection(words)
    return f"{first} {number}" if is_counted else str(number)


def _is_left(words: Sequence[str], rest: str, *, has_article: bool) -> bool:
    """Whether words stay as they are: a small number, a name, a word of another language."""
    only = words[0] if len(words) == 1 else ""
    is_other = only in _OF_TWO_LANGUAGES and not _SPANISH_PLURAL.match(rest)
    is_bare = only in _THOUSANDS and not has_article and not _SPANISH_PLURAL.match(rest)
    return only in SMALL_NUMBERS or is_other or is_bare or _NAMES.match(rest) is not None


def _value(words: Sequence[str]) -> int | None:
    """Return the number some words are, None where they are none: "ten thirty"."""
    thousands = part = 0
    room = _THOUSAND  # what comes next is less: after "twenty" there is no "thirty"
    for word in words:
        if word in _THOUSANDS:
            if thousands:
                return None
            thousands, part, room = max(part, 1) * _THOUSAND, 0, _THOUSAND
        elif word == "hundred":
            if part >= _HUNDRED:
                return None
            part, room = max(part, 1) * _HUNDRED, _HUNDRED
        elif (value := _PLAIN[word]) < room:
            part, room = part + value, _next_room(value)
        else:
            return None
    return thousands + part


def _next_room(value: int) -> int:
    """Return what the next number must be less than: 10 after "twenty", 100 after "two hundred"."""
    if value >= _HUNDRED:
        return _HUNDRED
    return 10 if value >= _LEAST_OF_TENS and value % 10 == 0 else 1
