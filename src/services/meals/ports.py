"""What use cases about meals need from outside."""

from datetime import datetime
from typing import Protocol

from domain.meals.foods import Food, FoodId
from domain.meals.unknown_food import LEAST_PEOPLE, UnknownFood


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


class UnknownFoods(Protocol):
    """Counts of foods no table knows, made by the turns that told them."""

    def list_unknown(self, now: datetime, least_people: int = LEAST_PEOPLE) -> list[UnknownFood]:
        """Return the foods that at least so many people told lately, the most told first.

        Args:
            now: What expired before it is left out.
            least_people: Never fewer than `LEAST_PEOPLE`: a word of one person may be a name.

        Raises:
            RetryableError: The store is unavailable.
        """
        ...
