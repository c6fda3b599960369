"""What people type, made safe to keep and simple to compare."""

import re
import unicodedata

from domain.pattern import Pattern

_KEPT_CONTROLS = {"\n", "\t"}
_EMOJI_JOINER = "\u200d"
_INVISIBLE = frozenset("\u034f\u115f\u1160\u3164\uffa0")  # letters and marks that show nothing
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # controls, bidi marks, what is no character
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u201b\u02bc\u02b9\u2032\u00b4`", "'"))
_LINE_ENDS = Pattern(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = Pattern(r"[^\S\n]+")


def clean(text: str) -> str:
    """Return the text without control, bidirectional and invisible characters.

    Compatibility forms are folded (full-width digits become digits) except fractions, which keep
    their own reading; line breaks stay.
    """
    if text.isascii() and text.isprintable():  # nearly all there is, and nothing to fold in it
        kept = text.replace("`", "'")
    else:
        lines = _LINE_ENDS.sub("\n", text).translate(_APOSTROPHES)
        kept = "".join(_fold(character) for character in lines if _is_kept(character))
    return _SPACES.sub(" ", kept).strip()


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
