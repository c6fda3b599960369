"""Foods the coach knows, and how a phrase finds one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NewType

from domain.meals.nutrients import Nutrients
from domain.meals.quantities import ANY_PIECE, GRAMS, MILLILITRES
from domain.meals.vocabulary import canonical_words, misspelling_of, spellings_of

FoodId = NewType("FoodId", str)


@dataclass(frozen=True, slots=True)
class Food:
    """A food as eaten.

    `per_100_g` holds what is known; `portions` maps a unit ("slice", "cup") to grams, and
    `usual_unit` names the one meant when no amount is said. `source` tells where the numbers
    come from. `allergens` are those it carries as it is normally made. `glycemic_index` (glucose
    is 100) and `price_usd_per_100_g` are None where nobody published one; `group` is the food
    group.
    """

    food_id: FoodId
    name: str
    source: str
    per_100_g: Nutrients
    portions: Mapping[str, float]
    usual_unit: str
    allergens: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    glycemic_index: float | None = None
    price_usd_per_100_g: float | None = None
    group: str = ""


@dataclass(frozen=True)
class FoodTable:
    """All foods, found by id or by the words people use.

    `aliases` are phrases and the food each means; the foods' own names are found as well.
    """

    foods: Mapping[FoodId, Food]
    aliases: Mapping[str, FoodId]
    harmless_words: frozenset[str] = field(default=frozenset())

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, ...], FoodId]:
        names = {canonical_words(food.name): food.food_id for food in self.foods.values()}
        return names | {canonical_words(alias): food for alias, food in self.aliases.items()}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every phrase, in canonical form."""
        return frozenset(word for phrase in self._by_words for word in phrase)

    @cached_property
    def _spellings(self) -> Mapping[str, tuple[str, ...]]:
        return spellings_of(self.vocabulary)

    @cached_property
    def longest_phrase(self) -> int:
        """The number of words of the longest phrase."""
        return max((len(phrase) for phrase in self._by_words), default=0)

    @cached_property
    def units(self) -> frozenset[str]:
        """Every word that can be a unit: of mass, of volume, or of some food."""
        household = {unit for food in self.foods.values() for unit in food.portions}
        return frozenset(household | GRAMS.keys() | MILLILITRES.keys() | ANY_PIECE)

    def find(self, phrase: tuple[str, ...]) -> Food | None:
        """Return the food that exactly these canonical words name."""
        food_id = self._by_words.get(phrase)
        return None if food_id is None else self.foods[food_id]

    def respell(self, word: str) -> str:
        """Return the word as the table spells it, if it is one slip away from exactly one."""
        if word in self.vocabulary or word in self.harmless_words:
            return word
        return misspelling_of(word, self._spellings) or word
