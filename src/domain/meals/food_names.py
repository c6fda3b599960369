"""What foods and amounts are called in a language that is not the table's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.meals.foods import FoodId
from domain.meals.quantities import find_number
from domain.meals.reading import amount_text
from domain.meals.vocabulary import Token, is_one_slip, singular, tokens
from domain.messaging.text import simplify

_LONG_ENOUGH = 5  # letters of a word in which a slip is read over, as in meals


@dataclass(frozen=True)
class FoodNames:
    """The words of one language.

    `words` are all names of a food in it, `foreign` those in other languages; `units` the singular
    and plural of each unit ("slice" is "rebanada", "rebanadas").
    """

    words: Mapping[FoodId, tuple[str, ...]]
    foreign: Mapping[FoodId, tuple[str, ...]]
    units: Mapping[str, tuple[str, str]]

    def name_of(self, food_id: FoodId | None, text: str) -> str:
        """Return what a food is called: by the words the user took for it, else by the shortest.

        Empty where the language has no word for it.
        """
        if food_id is None:
            return ""
        said, known = tokens(text), self.words.get(food_id, ())
        for names in (known, self.foreign.get(food_id, ())):
            if taken := [found for name in names if (found := _as_said(name, said))]:
                return max(taken, key=len)
        return min(known, key=len, default="")

    def amount(self, text: str) -> str:
        """Return an amount of the diary ("2 slices", "½ cup", "200 g") in this language."""
        number, _, unit = text.partition(" ")
        words = self._by_english.get(unit)
        if words is None:
            return text
        one, several = words
        count = find_number(number)
        return f"{number} {several if count is None or count > 1 else one}"

    @cached_property
    def _by_english(self) -> Mapping[str, tuple[str, str]]:
        """Return the words by the English ones amounts are kept in, singular and plural."""
        return {
            amount_text(count, unit).partition(" ")[2]: words
            for unit, words in self.units.items()
            for count in (1, 2)
        }


def _as_said(name: str, said: tuple[Token, ...]) -> str:
    """Return a name as a text has it, spelled right and in the text's number; "" if it has not."""
    words = name.split()
    for start in range(len(said) - len(words) + 1):
        pairs = list(zip(words, said[start : start + len(words)], strict=True))
        if all(_is_same(word, token) for word, token in pairs):
            return " ".join(_in_number(word, token.plain) for word, token in pairs)
    return ""


def _is_same(word: str, token: Token) -> bool:
    base = singular(simplify(word))
    is_slip = len(token.plain) >= _LONG_ENOUGH and is_one_slip(base, token.base)
    return base == token.base or is_slip


def _in_number(word: str, said: str) -> str:
    """Return a word, in the plural where that was said."""
    plain = simplify(word)
    if said == f"{plain}s":
        return f"{word}s"
    return said if said == f"{plain}es" else word
