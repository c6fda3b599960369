"""Foods the coach knows, and how a phrase finds one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NewType, Protocol

from domain.meals.amount_words import AmountWords
from domain.meals.likeness import Likeness, likeness_of
from domain.meals.nutrients import Nutrients
from domain.meals.quantities import ANY_PIECE, GRAMS, MILLILITRES
from domain.meals.vocabulary import canonical_words, spellings_of, words_near

FoodId = NewType("FoodId", str)

OWN_PREFIX = "own:"
"""Begins the ids of foods a user taught; no table has one."""

_SHORTEST_NAME = 3  # letters
_SHORTEST_OF_SEVERAL = 6

type Span = tuple[int, int]
"""From where to where in a text."""


def is_own(food_id: FoodId | None) -> bool:
    """Whether a food is one that a user taught and named."""
    return food_id is not None and food_id.startswith(OWN_PREFIX)


@dataclass(frozen=True, slots=True)
class Found:
    """A food found in a text, from one place to another.

    Shape:
        `names` are where the words stand that name foods; of these `heads` say what kind of food
        this is, and `others` are no words of it. `portion` is the portion that was chosen, as the
        table calls it, empty where grams were said; `least_g` and `most_g` hold the true mass four
        times in five.
    """

    start: int
    end: int
    names: tuple[Span, ...]
    heads: tuple[Span, ...]
    others: tuple[Span, ...]
    food_id: FoodId
    mass_g: float
    portion: str
    least_g: float
    most_g: float


class FoodFinder(Protocol):
    """Finds the foods of a sentence by ranking all that its words may mean."""

    def find(self, text: str) -> tuple[tuple[Found, ...], tuple[Span, ...]]:
        """Return the foods in the order said, and where words stand that no food was found for."""

    def knows(self, word: str) -> bool:
        """Whether a word belongs to a food or to the talk around it."""


class WiderFoods(Protocol):
    """A table with more foods than the own; it finds nothing where it cannot be read."""

    def find_food(self, food_id: FoodId) -> "Food | None":
        """Return the food of this id."""

    def find(self, text: str) -> tuple[tuple[Found, ...], tuple[Span, ...]]:
        """Return the foods of a text, and where words stand that no food was found for."""


@dataclass(frozen=True, slots=True)
class Food:
    """A food as eaten.

    `per_100_g` holds what is known; `portions` maps a unit ("slice", "cup") to grams, and
    `usual_unit` names the one meant when no amount is said. `source` tells where the numbers
    come from. `allergens` are those it carries as it is normally made. `glycemic_index` (glucose
    is 100) and `price_usd_per_100_g` are None where nobody published one; `group` is the food
    group. `portion_sources` tell by unit who weighed it, where that is known. `is_weighed` is False
    for a food of a user's own that is known by the portion alone: its grams then count portions and
    no mass.
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
    portion_sources: Mapping[str, str] = field(default_factory=dict)
    is_weighed: bool = True


@dataclass(frozen=True)
class FoodTable:
    """All foods, found by id or by the words people use.

    `aliases` are phrases and the food each means; the foods' own names are found as well.
    `harmless_words` say nothing of food in a meal. `ordinary_words` has words of other talk for
    keys: they are right as they are written, however near they come to a food ("since" is no
    mince). `finder` finds foods in what is no plain list of names, `wider` has more foods.
    `amount_words` tell how much in no unit.
    """

    foods: Mapping[FoodId, Food]
    aliases: Mapping[str, FoodId]
    harmless_words: frozenset[str] = field(default=frozenset())
    ordinary_words: Mapping[str, str] = field(default_factory=dict)
    finder: FoodFinder | None = field(default=None, compare=False, repr=False)
    wider: "WiderFoods | None" = field(default=None, compare=False, repr=False)
    amount_words: AmountWords = AmountWords()  # noqa: RUF009 - frozen, shared by design

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

    def food(self, food_id: FoodId | None) -> Food | None:
        """Return the food of an id, an own one or one of the wider table."""
        if food_id is None:
            return None
        own = self.foods.get(food_id)
        return self.wider.find_food(food_id) if own is None and self.wider is not None else own

    @cached_property
    def likeness(self) -> Likeness:
        """What foods of each kind have: by it a food nobody knows is estimated."""
        return likeness_of(self.foods.values(), self._by_words, self.harmless_words)

    @property
    def called(self) -> Mapping[tuple[str, ...], FoodId]:
        """What people call foods, as words, and which food each means."""
        return self._by_words

    def find(self, phrase: tuple[str, ...]) -> Food | None:
        """Return the food that exactly these canonical words name."""
        food_id = self._by_words.get(phrase)
        return None if food_id is None else self.foods[food_id]

    def respell(self, word: str) -> str:
        """Return the word as the table spells it, if it is a slip away from exactly one.

        Of several that a longer word is near to, the one that names a food by itself is meant.
        """
        if word in self.vocabulary or word in self.harmless_words:
            return word
        near = words_near(word, self._spellings)
        if not near or word in self.ordinary_words:
            return word
        if len(near) > 1 and len(word) >= _SHORTEST_OF_SEVERAL:
            foods = {self._by_words[each,]: each for each in near if (each,) in self._by_words}
            near = tuple(foods.values())
        return near[0] if len(near) == 1 else word

    def is_strange(self, word: str) -> bool:
        """Whether a word is none of food and none of other talk: it may be a food nobody knows."""
        known = (self.vocabulary, self.harmless_words, self.units, self.ordinary_words)
        is_known = any(word in words for words in known)
        is_found = self.finder is not None and self.finder.knows(word)
        return len(word) >= _SHORTEST_NAME and not is_known and not is_found
