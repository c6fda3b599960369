"""What a user must not eat, and whether a food carries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.meals.diary import Portion
from domain.meals.vocabulary import canonical_words


@dataclass(frozen=True, slots=True)
class Allergy:
    """One allergy as the user said it, and the allergens it stands for.

    `allergens` is empty for a food no table groups ("kiwi"); then its words are looked for.
    """

    said: str
    allergens: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AllergenTable:
    """What people call allergens, and foods that hide them.

    `words` maps what a user says to allergens; `hidden` maps words in a food's name to the
    allergens such a food is made with.
    """

    words: Mapping[str, frozenset[str]]
    hidden: Mapping[str, frozenset[str]]

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, ...], tuple[str, frozenset[str]]]:
        return {canonical_words(word): (word, found) for word, found in self.words.items()}

    @cached_property
    def _hidden_by_words(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        return {canonical_words(word): found for word, found in self.hidden.items()}

    def allergies_named_in(self, text: str) -> tuple[Allergy, ...]:
        """Return the allergies a text names, in the order said, the longest name first."""
        said, place, found = canonical_words(text), 0, list[Allergy]()
        while place < len(said):
            length, allergy = self._longest_at(said, place)
            if allergy and allergy not in found:
                found.append(allergy)
            place += length
        return tuple(found)

    def allergens_of(self, portion: Portion) -> frozenset[str]:
        """Return the allergens a portion may carry, by its food and by its words.

        A food the table does not know is judged by its words alone, which can add a warning
        but never clears it.
        """
        said = canonical_words(portion.name) + canonical_words(portion.text)
        by_word = (
            found
            for phrase, found in self._hidden_by_words.items()
            if portion.food_id is None and contains(said, phrase)
        )
        direct = (
            found
            for phrase, (_, found) in self._by_words.items()
            if portion.food_id is None and contains(said, phrase)
        )
        return portion.allergens.union(*by_word, *direct)

    def warnings(
        self, allergies: tuple[Allergy, ...], portions: tuple[Portion, ...]
    ) -> tuple[tuple[Allergy, Portion], ...]:
        """Return every pair of an allergy and a portion that goes against it."""
        return tuple(
            (allergy, portion)
            for portion in portions
            for allergy in allergies
            if allergy.allergens & self.allergens_of(portion) or _is_named(allergy, portion)
        )

    def _longest_at(self, said: tuple[str, ...], place: int) -> tuple[int, Allergy | None]:
        longest = max((len(phrase) for phrase in self._by_words), default=1)
        for length in range(min(longest, len(said) - place), 0, -1):
            if entry := self._by_words.get(said[place : place + length]):
                return length, Allergy(*entry)
        return 1, None


def contains(said: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand in a row among the words said."""
    length = len(phrase)
    return any(said[place : place + length] == phrase for place in range(len(said) - length + 1))


def _is_named(allergy: Allergy, portion: Portion) -> bool:
    named = canonical_words(allergy.said)
    return contains(canonical_words(portion.name), named) or contains(
        canonical_words(portion.text), named
    )
