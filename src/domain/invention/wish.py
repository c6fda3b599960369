"""What kind of recipe somebody would like invented."""

from dataclasses import dataclass

from domain.invention.form import MOST_RECIPES
from domain.recipes.recipe import Kitchen, Recipe, Slot

LONGEST_THEME = 200
"""Characters. Source: own choice, two sentences of a phone"""


@dataclass(frozen=True, slots=True)
class InventionWish:
    """A meal to be invented for.

    `theme` are the user's own words about it, cut to what is read; they are handed on as data and
    decide nothing that must hold.
    """

    slot: Slot
    count: int = 1
    minutes_max: int | None = None
    kitchens: frozenset[Kitchen] = frozenset()
    theme: str = ""

    def __post_init__(self) -> None:
        """Keep to what the form takes."""
        object.__setattr__(self, "count", min(max(self.count, 1), MOST_RECIPES))
        object.__setattr__(self, "theme", " ".join(self.theme.split())[:LONGEST_THEME])

    def takes(self, recipe: Recipe) -> bool:
        """Whether a recipe is for this meal and ready in time."""
        in_time = self.minutes_max is None or recipe.minutes <= self.minutes_max
        return self.slot in recipe.slots and in_time
