"""Food that is drawn: emoji read as the words they stand for, where they stand for food."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from domain.messaging.text import simplify, words
from domain.pattern import Pattern

_LONGEST = 300  # characters of a message that is looked at for drawn food
_SHOWN_AS_EMOJI = "\ufe0f"
_WORD_BEFORE = Pattern(r"(?P<word>[^\W_]+)\W*$")
_WORD_BEHIND = Pattern(r"^\W*(?P<word>[^\W_]+)")
_SAY_NO_FOOD = frozenset(
    words(
        "a al alergia alergica alergico allergic allergy also an and breakfast brunch con cena"
        " desayuno almuerzo de dinner dos e el en for half in la las los lunch mas media medio"
        " merienda mi my n of on one para plus snack some supper tambien the then three to tres"
        " two un una w with x y"
    )
)
_SPACES = Pattern(r" +")
_STOPS = Pattern(r"[,;:.!?+&()\n]")


@dataclass(frozen=True)
class EmojiWords:
    """What emoji of food are in words: one of it, and several.

    `beside` are words that say no food themselves: between those an emoji is a food. Behind or
    before any other word it only adorns what is said ("latte" and a cup).
    """

    in_words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    beside: AbstractSet[str] = frozenset()

    def spelled_out(self, text: str) -> str:
        """Return a text with its emoji of food as words; a row of the same one is a number."""
        if text.isascii() or not self.in_words or len(text) > _LONGEST:
            return text
        parts, end = [], 0
        for match in self._runs.finditer(text):
            parts += [text[end : match.start()], self._said(match, text)]
            end = match.end()
        spelled = _SPACES.sub(" ", "".join((*parts, text[end:])))
        return spelled.replace(" ,", ",").strip(" ,")

    @cached_property
    def _runs(self) -> re.Pattern[str]:
        signs = "|".join(map(re.escape, self.in_words))
        return re.compile(
            rf"(?P<count>(?<!at )\b\d+ *x? *)?(?P<sign>{signs}){_SHOWN_AS_EMOJI}?"
            rf"(?:\s*(?P=sign){_SHOWN_AS_EMOJI}?)*(?: *x *(?P<times>\d+))?"
        )

    def _said(self, match: re.Match[str], text: str) -> str:
        before, behind = text[: match.start()], text[match.end() :]
        told = match["count"] or match["times"]
        if not (told or (self._is_apart(before) and self._is_apart_behind(behind))):
            return " "
        one, several = self.in_words[match["sign"]]
        drawn = match.group().count(match["sign"])
        count = re.sub(r"\D", "", told) if told else str(drawn)
        said = one if count == "1" else f"{count} {several}"
        return f" {said}, " if self._runs.match(behind.lstrip()) else f" {said} "

    def _is_apart(self, before: str) -> bool:
        found = _WORD_BEFORE.search(self._runs.sub(" , ", before))
        return found is None or self._is_beside(found["word"], found.group())

    def _is_apart_behind(self, behind: str) -> bool:
        found = _WORD_BEHIND.search(self._runs.sub(" , ", behind))
        return found is None or self._is_beside(found["word"], found.group())

    def _is_beside(self, word: str, until: str) -> bool:
        said = simplify(word)
        return said in self.beside or said in _SAY_NO_FOOD or _STOPS.search(until) is not None
