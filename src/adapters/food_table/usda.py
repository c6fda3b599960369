"""The foods of the built USDA table as a catalogue."""

from collections.abc import Callable
from dataclasses import dataclass

from adapters.food_table.reader import UsdaTable
from domain.meals.foods import Food, FoodId
from domain.meals.reference_foods import ReferenceFood
from domain.meals.reference_portions import as_food
from domain.meals.vocabulary import canonical_words


@dataclass(frozen=True)
class UsdaCatalogue:
    """Implements `FoodCatalogue` over the built file.

    USDA does not list allergens: `allergens_in` judges a text, and every food by its name, its
    other names and all ingredients it is made of.
    """

    table: UsdaTable
    allergens_in: Callable[[str], frozenset[str]]

    @property
    def version(self) -> str:
        """The hash of the file's content."""
        return self.table.version

    def find_food(self, food_id: FoodId, year: str | None = None) -> Food | None:
        """Return the food of this id, in its newest row or that of one edition."""
        found = self.table.find_food(food_id, year)
        return None if found is None else self._food(found)

    def list_ids(self) -> tuple[FoodId, ...]:
        """Return every food's id once, sorted."""
        return tuple(sorted(food.food_id for food in self.table.list_foods()))

    def search(self, text: str, limit: int = 20) -> tuple[Food, ...]:
        """Return the foods whose name or synonym has all the words, shortest names first."""
        wanted = set(canonical_words(text))
        if not wanted:
            return ()
        maybe = self.table.list_foods_with(tuple(map(_stem, sorted(wanted))))
        hits = [food for food in maybe if any(wanted <= name for name in _names(food))]
        hits.sort(key=lambda food: (len(food.name), food.food_id))
        return tuple(map(self._food, hits[:limit]))

    def _food(self, food: ReferenceFood) -> Food:
        said = (food.name, *food.synonyms, *self.table.list_ingredient_names(food.row))
        return as_food(
            food,
            self.table.nutrients_of(food.row),
            self.table.groups_of(food.row),
            self.table.portions_of(food.row),
            frozenset().union(*map(self.allergens_in, said)),
        )


def _names(food: ReferenceFood) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(canonical_words(name)) for name in (food.name, *food.synonyms))


_ENDING = 2
"""Letters at most in which a word's singular in the form of comparison differs from its plural."""


def _stem(word: str) -> str:
    return word[: max(len(word) - _ENDING, 1)]
