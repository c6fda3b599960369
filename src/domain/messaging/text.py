"""What people type, made safe to keep and simple to compare."""

import re
import unicodedata
from functools import lru_cache

from domain.pattern import Pattern

_KEPT_CONTROLS = {"\n", "\t"}
_EMOJI_JOINER = "\u200d"
_INVISIBLE = frozenset(
    "\u0345\u034f\u115f\u1160\u3164\uffa0"
)  # letters and marks that show nothing
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # controls, bidi marks, what is no character
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u201b\u02bc\u02b9\u2032\u00b4`", "'"))
_LOOK_ALIKES = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043e\u0440\u0441"
    "\u0443\u0445\u0455\u0456\u0458\u04cf\u0501\u051b\u051d\u0391\u0392\u0395\u0396\u0397\u0399\u039a"
    "\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03b9\u03b1",
    "ABEKMHOPCTXaeopcyxsijldqwABEZHIKMNOPTYXovia",
)
"""Cyrillic and Greek letters drawn as Latin ones are. Source: Unicode TR39, confusables.txt"""
_OF_OTHER_SCRIPTS = Pattern("[\u0370-\u052f]")
_LATIN = Pattern("[A-Za-z]")
_LINE_ENDS = Pattern(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = Pattern(r"[^\S\n]+")


def clean(text: str) -> str:
    """Return the text without control, bidirectional and invisible characters.

    Compatibility forms are folded (full-width digits become digits) except fractions, which keep
    their own reading; line breaks stay. Letters of another alphabet that only look Latin become
    what they look like, unless the text has letters of that alphabet that do not.
    """
    if text.isascii() and text.isprintable():  # nearly all there is, and nothing to fold in it
        kept = text.replace("`", "'")
        if "  " not in kept:
            return kept.strip()
    else:
        lines = _LINE_ENDS.sub("\n", text).translate(_APOSTROPHES)
        kept = "".join(_fold(character) for character in lines if _is_kept(character))
        kept = _in_one_alphabet(kept)
    return _SPACES.sub(" ", kept).strip()


@lru_cache(maxsize=512)  # a turn asks 250 times, mostly for what it asked before
def simplify(text: str) -> str:
    """Return the form two texts are compared in: clean, lower case, no accents, one space."""
    folded = clean(text).casefold()
    if folded.isascii():
        return " ".join(folded.split())
    decomposed = unicodedata.normalize("NFD", folded)
    bare = "".join(c for c in decomposed if c != _EMOJI_JOINER and not _is_mark(c))
    return " ".join(bare.split())


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in the form they are compared in, punctuation dropped."""
    return tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", simplify(text)))


def _in_one_alphabet(text: str) -> str:
    foreign = _OF_OTHER_SCRIPTS.findall(text)
    if not foreign or not _LATIN.search(text):
        return text
    is_disguise = all(ord(letter) in _LOOK_ALIKES for letter in foreign)
    return text.translate(_LOOK_ALIKES) if is_disguise else text


def _fold(character: str) -> str:
    if unicodedata.category(character) == "No":  # a vulgar fraction: 1 and a half is not 11/2
        return character
    return unicodedata.normalize("NFKC", character)


def _is_kept(character: str) -> bool:
    if character in _KEPT_CONTROLS or character == _EMOJI_JOINER:
        return True
    return character not in _INVISIBLE and unicodedata.category(character) not in _DROPPED


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me"}
