"""What one user taught the coach: foods of their own, dishes by name, what words mean to them."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.meals.diary import Portion
from domain.meals.foods import OWN_PREFIX, FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.vocabulary import canonical_words
from domain.recipes.recipe import RecipeFrame

MOST_ENTRIES = 200
"""Things one user may teach. Source: own choice, far more than anybody keeps in mind"""
MOST_PARTS = 800
"""Foods in all dishes together: with that many a memory is below 200 KB, half of what a row holds.

Source: own choice, half of what a row holds
"""
MOST_TEXT = 60_000
"""Characters of all that is kept of recipes in words: steps, and lines nobody could read.

Source: own choice, thirty long recipes; with all parts still half of what a row holds
"""
MOST_PARTS_OF_ONE = 20
_LONGEST_SAID = 60  # characters of the words for one part


class Kind(StrEnum):
    """What an entry is."""

    LABEL = "label"  # a food by the numbers on its label
    DISH = "dish"  # a food computed from its parts
    WORDS = "words"  # words that mean other foods than the table takes them for
    USUAL = "usual"  # the usual meal of a slot


@dataclass(frozen=True, slots=True)
class Part:
    """One food of a dish or meal, without its numbers: they follow from the food and its mass.

    `said` are the words it was told in.
    """

    name: str
    food_id: FoodId | None
    mass_g: float | None
    amount: str = ""
    said: str = ""

    @classmethod
    def of(cls, portion: Portion) -> "Part":
        """Keep what a portion is of."""
        said = portion.text[:_LONGEST_SAID]
        return cls(
            portion.name[:_LONGEST_SAID], portion.food_id, portion.mass_g, portion.amount, said
        )

    def portion(self, table: FoodTable, text: str = "", factor: float = 1.0) -> Portion:
        """Return so many times the part as eaten, told in some words or those of then.

        A food that left the table is unknown.
        """
        food = None if self.food_id is None else table.foods.get(self.food_id)
        if food is None or self.mass_g is None:
            return Portion.unknown(self.name)
        amount = self.amount if factor == 1 else ""
        return Portion.of(food, round(self.mass_g * factor, 1), amount, text or self.said)


@dataclass(frozen=True, slots=True)
class Label:
    """The numbers of a food as its label tells them; what it does not tell is unknown.

    Args:
        nutrients: Amounts in `mass_g` grams, or in one portion where that is None.
        mass_g: Grams the amounts are told for.
        portion_g: Grams of one portion, None where nobody told.
        unit: What a portion is called ("scoop"), empty where it has no name.
    """

    nutrients: tuple[tuple[Nutrient, float], ...]
    mass_g: float | None = None
    portion_g: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """One thing a user taught.

    Args:
        kind: What it is.
        name: What it is called, as typed; of a usual meal its slot.
        number: Counts what this user taught; its food is called by it for ever.
        label: The numbers of a food by its label.
        parts: The foods of everything else.
        servings: How many portions the parts make.
        is_sure: False for words that may have been a slip: they mean nothing until told again.
        told_at: When it was told.
        replaces: The number of what had its name before, 0 if nothing had.
        recipe: How a dish is cooked, if that was told; its name and servings are the entry's.
        unread: Ingredients of the recipe nobody could read, in the words they were told in.
    """

    kind: Kind
    name: str
    number: int = 0
    label: Label | None = None
    parts: tuple[Part, ...] = ()
    servings: float = 1.0
    is_sure: bool = True
    told_at: datetime | None = None
    replaces: int = 0
    recipe: RecipeFrame | None = None
    unread: tuple[str, ...] = ()

    @property
    def food_id(self) -> FoodId:
        """The id of the food it makes, in the tables of this user alone."""
        return FoodId(f"{OWN_PREFIX}{self.number}")

    @property
    def phrase(self) -> tuple[str, ...]:
        """The words that find it."""
        return canonical_words(self.name)

    @property
    def place(self) -> tuple[bool, tuple[str, ...]]:
        """What there is one of: a name, or the usual meal of a slot."""
        return self.kind is Kind.USUAL, self.phrase

    @property
    def eaten(self) -> frozenset[FoodId]:
        """The foods it is made of."""
        return frozenset(part.food_id for part in self.parts if part.food_id is not None)


@dataclass(frozen=True, slots=True)
class Memory:
    """All that one user taught; what was used longest ago comes first, and goes first.

    `retired` has no name any more and is kept while meals told lately are made of it; `made`
    counts everything ever taught, so that no food gets the id of another.
    """

    entries: tuple[Remembered, ...] = ()
    retired: tuple[Remembered, ...] = ()
    made: int = 0

    def find(self, name: str, *, is_usual: bool = False) -> Remembered | None:
        """Return what is remembered under a name."""
        place = (is_usual, canonical_words(name))
        return next((each for each in self.entries if each.place == place), None)

    def keep(self, entry: Remembered) -> tuple["Memory", tuple[Remembered, ...]]:
        """Remember a thing in place of what had its name.

        Returns:
            The memory, and what had to leave because there was no room.
        """
        replaced = tuple(each for each in self.entries if each.place == entry.place)
        others = tuple(each for each in self.entries if each.place != entry.place)
        before = replaced[0].number if replaced else 0
        new = replace(entry, number=self.made + 1, replaces=before)
        kept, gone = _that_fit((*others, new))
        return Memory(kept, (*self.retired, *replaced, *gone), new.number), gone

    def forget(self, *entries: Remembered) -> "Memory":
        """Forget things."""
        numbers = {each.number for each in entries}
        kept = tuple(each for each in self.entries if each.number not in numbers)
        gone = tuple(each for each in self.entries if each.number in numbers)
        return replace(self, entries=kept, retired=(*self.retired, *gone))

    def take_back(self, entry: Remembered) -> "Memory":
        """Forget a thing as if it had never been told: what had its name before has it again."""
        left = self.forget(entry)
        back = tuple(each for each in self.retired if each.number == entry.replaces)
        retired = tuple(each for each in left.retired if each not in back)
        return replace(left, entries=(*left.entries, *back), retired=retired)

    def using(self, used: AbstractSet[int]) -> "Memory":
        """Return the memory with what was just used as the last to leave."""
        first = tuple(each for each in self.entries if each.number not in used)
        last = tuple(each for each in self.entries if each.number in used)
        return replace(self, entries=(*first, *last))

    def needed(self, foods: AbstractSet[FoodId]) -> "Memory":
        """Return the memory without retired things that neither these foods nor others need.

        What the newest thing replaced is kept until it can no longer be taken back.
        """
        kept: dict[int, Remembered] = {}
        wanted = set(foods).union(*(each.eaten for each in self.entries))
        replaced = {each.replaces for each in self.entries if each.number == self.made}
        for each in reversed(self.retired):  # what a thing is made of was taught before it
            if each.food_id in wanted or each.number in replaced:
                kept[each.number] = each
                wanted |= each.eaten
        return replace(self, retired=tuple(sorted(kept.values(), key=lambda each: each.number)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever taught."""
        return not self.made


def _that_fit(
    entries: tuple[Remembered, ...],
) -> tuple[tuple[Remembered, ...], tuple[Remembered, ...]]:
    """Return the last entries there is room for, and the others."""
    first = max(len(entries) - MOST_ENTRIES, 0)
    while _parts_in(entries[first:]) > MOST_PARTS or _text_in(entries[first:]) > MOST_TEXT:
        first += 1
    return entries[first:], entries[:first]


def _parts_in(entries: Iterable[Remembered]) -> int:
    return sum(len(each.parts) for each in entries)


def _text_in(entries: Iterable[Remembered]) -> int:
    """Return the characters of what entries say of cooking."""
    steps = (step for each in entries if each.recipe for step in (*each.recipe.steps, *each.unread))
    return sum(map(len, steps))
