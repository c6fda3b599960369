"""What use cases about meals need from outside."""

from typing import Protocol

from domain.meals.foods import Food, FoodId


class FoodCatalogue(Protocol):
    """Foods that can be logged: the product's own, or those of a built USDA table.

    A food keeps its id for ever, so a meal logged once can always be explained. Every method may
    raise `InvalidTableError` when the table behind it cannot be read.
    """

    @property
    def version(self) -> str:
        """Changes when any answer may change, so that answers can be kept by it."""
        ...

    def find_food(self, food_id: FoodId) -> Food | None:
        """Return the food of this id."""
        ...

    def list_ids(self) -> tuple[FoodId, ...]:
        """Return every food's id once, sorted."""
        ...

    def search(self, text: str, limit: int = 20) -> tuple[Food, ...]:
        """Return the foods whose name or another name has all the words, shortest names first."""
        ...
