"""The language a message is written in."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Final

from domain.messaging.text import words

_SCRIPTS: Final = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "ARABIC": "ar",
    "HEBREW": "he",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "GREEK": "el",
    "THAI": "th",
}
_LETTERS_READ = 100


def detect_language(text: str, languages_of: Mapping[str, frozenset[str]]) -> str:
    """Return the ISO 639-1 code of the language of a text, or "" when it does not tell.

    The script decides where it belongs to one language, else the words that only some of the
    languages have (`languages_of`); a tie tells nothing.
    """
    if script := _by_script(text):
        return script
    votes: dict[str, float] = {}
    for word in words(text):
        spoken_in = languages_of.get(word.replace("'", ""), frozenset())
        for language in spoken_in:
            votes[language] = votes.get(language, 0.0) + 1 / len(spoken_in)
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:2]
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _by_script(text: str) -> str:
    """Return the language of the script most letters are of; Japanese is known by its kana."""
    if text.isascii():
        return ""
    letters = [letter for letter in text if letter.isalpha()][:_LETTERS_READ]
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in letters)
    if scripts["HIRAGANA"] or scripts["KATAKANA"]:
        return "ja"
    return next((_SCRIPTS.get(script, "") for script, _ in scripts.most_common(1)), "")
