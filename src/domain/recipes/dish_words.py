"""What the words of a recipe tell of it: the meal it is for, and what a kitchen must have."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.recipes.recipe import Equipment, Slot

_WORD = Pattern(r"\w+")


@dataclass(frozen=True)
class DishWords:
    """The words of `data/recipes/dish_words.csv`, simplified, and what each tells."""

    slots: Mapping[str, Slot] = field(default_factory=dict)
    equipment: Mapping[str, Equipment] = field(default_factory=dict)

    def slots_in(self, text: str) -> frozenset[Slot]:
        """Return the meals that the words of a text are of."""
        return _told(text, self.slots)

    def equipment_in(self, text: str) -> frozenset[Equipment]:
        """Return what a kitchen must have by the words of a text."""
        return _told(text, self.equipment)


def _told[T](text: str, by_word: Mapping[str, T]) -> frozenset[T]:
    said = _WORD.findall(simplify(text))
    return frozenset(by_word[word] for word in said if word in by_word)
