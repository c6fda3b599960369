"""What the words of a recipe tell of it: the meal it is for, and what a kitchen must have."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.messaging.text import simplify
from domain.pattern import Pattern

_WORD = Pattern(r"\w+")


@dataclass(frozen=True)
class DishWords:
    """The words of `data/recipes/dish_words.csv`, simplified, and the slot or equipment of each."""

    tells: Mapping[str, str] = field(default_factory=dict)

    def told_in(self, text: str) -> frozenset[str]:
        """Return the slots and the equipment that the words of a text tell."""
        said = _WORD.findall(simplify(text))
        return frozenset(self.tells[word] for word in said if word in self.tells)
