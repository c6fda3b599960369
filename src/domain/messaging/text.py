"""What people type, made safe to keep and simple to compare."""

import re
import unicodedata

_KEPT_CONTROLS = {"\n", "\t"}
_INVISIBLE = frozenset("\u200b\u200c\u2060\ufeff\u00ad\u180e")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'"})
_SPACES = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """Return the text without control, bidirectional and invisible characters.

    Compatibility forms are folded (full-width digits become digits) except fractions, which keep
    their own reading; line breaks stay.
    """
    kept = "".join(_fold(character) for character in text if _is_kept(character))
    return _SPACES.sub(" ", kept.translate(_APOSTROPHES)).strip()


def simplify(text: str) -> str:
    """Return the form two texts are compared in: clean, lower case, no accents, one space."""
    decomposed = unicodedata.normalize("NFD", clean(text).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.split())


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in the form they are compared in, punctuation dropped."""
    return tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", simplify(text)))


def _fold(character: str) -> str:
    if unicodedata.category(character) == "No":  # a vulgar fraction: 1 and a half is not 11/2
        return character
    return unicodedata.normalize("NFKC", character)


def _is_kept(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return True
    if character in _BIDI or character in _INVISIBLE:
        return False
    return unicodedata.category(character) not in {"Cc", "Cs", "Co", "Cn"}
