"""What a user must not eat, and whether a food carries it."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from domain.meals.diary import Portion
from domain.meals.foods import is_own
from domain.meals.vocabulary import canonical_words, misspelling_of, spellings_of
from domain.messaging.text import simplify
from domain.pattern import Pattern

_SPEAKS = Pattern(r"\b(?:al+e+r+g|alergi|intol+er|anafil|anaphyl|coeliac|celiac|epipen)")
_TELLING = frozenset(
    canonical_words(
        "i am im i'm ive i've have had got get a an the and or also plus to of with my is are it "
        "allergic alergic allergy allergies alergy intolerant intolerance severe severely mild "
        "very really bad badly can't cant cannot can not dont don't do eat avoid must should no "
        "any all kind food foods product products just only btw actually please yes yeah well so "
        "too both anything thing stuff contain containing based hives from after when for me in "
        "think guess maybe probably better what which on y e o de la el los las soy tengo "
        "alergia alergico alergica al ni lo que con un una"
    )
)
"""Words in which allergies are told; they name none."""


def speaks_of_allergy(text: str) -> bool:
    """Whether a text speaks of an allergy, however it is spelt: such a text is never a meal."""
    return _SPEAKS.search(simplify(text)) is not None


@dataclass(frozen=True, slots=True)
class Allergy:
    """One allergy as the user said it, and the allergens it stands for.

    `allergens` is empty for a food no table groups ("kiwi"); then its words are looked for. `fine`
    are those of what was said that the user may eat all the same: "nuts except peanuts".
    """

    said: str
    allergens: frozenset[str] = frozenset()
    fine: frozenset[str] = frozenset()

    def without(self, others: Iterable["Allergy"]) -> "Allergy":
        """Return the allergy without the allergens that others name as a whole.

        Almonds are not all tree nuts: who may eat them is still to hear of walnuts, and of almonds.
        """
        whole = (each.allergens for each in others if each.is_whole)
        gone = frozenset[str]().union(*whole) & self.allergens
        if not gone or gone == self.allergens:
            return self
        return replace(self, allergens=self.allergens - gone, fine=self.fine | gone)

    @property
    def is_whole(self) -> bool:
        """Whether what was said names all there is of one allergen, and no part of it."""
        if len(self.allergens) != 1:
            return False
        (name,) = self.allergens
        said = canonical_words(self.said)
        is_one_food = name in _ONE_FOOD and len(said) == 1
        return is_one_food or said == canonical_words(name.replace("_", " "))


_ONE_FOOD = frozenset({"peanut"})
"""Allergens that are one food, whatever it is called; of others a name may be a part."""


@dataclass(frozen=True)
class AllergenTable:
    """What people call allergens, and foods that hide them.

    `words` maps what a user says to allergens; `hidden` maps words in a food's name to the
    allergens such a food is made with. `misleading` are names that sound like an allergen and
    are none ("water chestnut").
    """

    words: Mapping[str, frozenset[str]]
    hidden: Mapping[str, frozenset[str]]
    misleading: tuple[str, ...] = ()

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, ...], tuple[str, frozenset[str]]]:
        entries = reversed(tuple(self.words.items()))  # of two spellings the first is said back
        return {canonical_words(word): (word, found) for word, found in entries}

    @cached_property
    def _names(self) -> AbstractSet[str]:
        return frozenset(word for phrase in self._by_words for word in phrase)

    @cached_property
    def _spellings(self) -> Mapping[str, tuple[str, ...]]:
        return spellings_of(self._names)

    def _respelled(self, text: str) -> tuple[str, ...]:
        known = self._names | _TELLING
        return tuple(
            word if word in known else misspelling_of(word, self._spellings) or word
            for word in canonical_words(text)
        )

    @cached_property
    def _carried_by_words(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        carried = {canonical_words(name): frozenset[str]() for name in self.misleading}
        for name, found in (*self.words.items(), *self.hidden.items()):
            key = canonical_words(name)
            carried[key] = carried.get(key, frozenset()) | found
        return carried

    def allergies_named_in(self, text: str) -> tuple[Allergy, ...]:
        """Return the allergies a text names, in the order said, the longest name first.

        A name with one slip in it ("penuts") is taken for the name; a misleading one names none
        ("water chestnuts").
        """
        no_names: Mapping[tuple[str, ...], None] = dict.fromkeys(
            map(canonical_words, self.misleading)
        )
        names = {**no_names, **self._by_words}
        entries = longest_matches(self._respelled(text), names)
        return tuple(dict.fromkeys(Allergy(*entry) for entry in entries if entry is not None))

    def find_named(self, words: Iterable[str]) -> Allergy | None:
        """Return the allergy that words name and nothing else."""
        entry = self._by_words.get(self._respelled(" ".join(words)))
        return None if entry is None else Allergy(*entry)

    def allergens_of(self, portion: Portion) -> frozenset[str]:
        """Return the allergens a portion may carry.

        A known food carries what its table says; one nobody knows is judged by its words, the
        longest name first ("peanut butter" is no butter). So is one that a user named as they
        liked: "my peanut bar".
        """
        if portion.food_id is not None and not is_own(portion.food_id):
            return portion.allergens
        said = canonical_words(portion.text)
        said += canonical_words(portion.name) if portion.food_id else ()
        return portion.allergens.union(*longest_matches(said, self._carried_by_words))

    def warnings(
        self, allergies: tuple[Allergy, ...], portions: tuple[Portion, ...]
    ) -> tuple[tuple[Allergy, Portion], ...]:
        """Return every pair of an allergy and a portion that goes against it."""
        meant = tuple(map(self._as_meant_now, allergies))
        return tuple(
            (allergy, portion)
            for portion in portions
            for allergy in meant
            if allergy.allergens & self.allergens_of(portion) or _is_named(allergy, portion)
        )

    def _as_meant_now(self, allergy: Allergy) -> Allergy:
        """Return an allergy kept earlier with what its words stand for now as well.

        Who said coconut while it counted among tree nuts is still to hear of coconut; who said
        that peanuts are fine hears of none.
        """
        _, now = self._by_words.get(canonical_words(allergy.said), ("", frozenset[str]()))
        return replace(allergy, allergens=(allergy.allergens | now) - allergy.fine)


def longest_matches[T](said: tuple[str, ...], phrases: Mapping[tuple[str, ...], T]) -> Iterator[T]:
    """Yield what the phrases in a text stand for, in the order said, the longest at each place."""
    longest, place = max(map(len, phrases), default=0), 0
    while place < len(said):
        ends = range(min(place + longest, len(said)), place, -1)
        end = next((end for end in ends if said[place:end] in phrases), None)
        if end is not None:
            yield phrases[said[place:end]]
        place = place + 1 if end is None else end


def contains(said: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand in a row among the words said."""
    length = len(phrase)
    return any(said[place : place + length] == phrase for place in range(len(said) - length + 1))


def _is_named(allergy: Allergy, portion: Portion) -> bool:
    """Whether a portion bears the name of what a user avoids and no table groups."""
    if allergy.allergens:
        return False
    named = canonical_words(allergy.said)
    return contains(canonical_words(portion.name), named) or contains(
        canonical_words(portion.text), named
    )
