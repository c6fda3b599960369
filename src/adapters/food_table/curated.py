"""The product's own foods as a catalogue."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.vocabulary import canonical_words


@dataclass(frozen=True)
class CuratedCatalogue:
    """Implements `FoodCatalogue` over the table under `data/`; a slip of one letter is forgiven."""

    table: FoodTable

    @cached_property
    def version(self) -> str:
        """A hash of the foods and of the words that find them."""
        foods = [repr(_comparable(self.table.foods[food_id])) for food_id in self.list_ids()]
        aliases = sorted(self.table.aliases.items())
        return hashlib.sha256(repr((foods, aliases)).encode()).hexdigest()

    def find_food(self, food_id: FoodId) -> Food | None:
        """Return the food of this id."""
        return self.table.foods.get(food_id)

    def list_ids(self) -> tuple[FoodId, ...]:
        """Return every food's id once, sorted."""
        return tuple(sorted(self.table.foods))

    def search(self, text: str, limit: int = 20) -> tuple[Food, ...]:
        """Return the foods whose name or alias has all the words, shortest names first."""
        wanted = {self.table.respell(word) for word in canonical_words(text)}
        if not wanted:
            return ()
        hits = {food_id for words, food_id in self._phrases if wanted <= words}
        found = (self.table.foods[food_id] for food_id in hits)
        return tuple(sorted(found, key=lambda food: (len(food.name), food.food_id))[:limit])

    @cached_property
    def _phrases(self) -> tuple[tuple[frozenset[str], FoodId], ...]:
        """The words of each name and alias, and the food they are of."""
        names = {food.name: food.food_id for food in self.table.foods.values()}
        phrases = (names | dict(self.table.aliases)).items()
        return tuple((frozenset(canonical_words(said)), food_id) for said, food_id in phrases)


def _comparable(food: Food) -> tuple[object, ...]:
    return (
        food.food_id,
        food.name,
        food.source,
        sorted(food.per_100_g.items()),
        sorted(food.portions.items()),
        food.usual_unit,
        sorted(food.allergens),
        sorted(food.tags),
        food.glycemic_index,
        food.price_usd_per_100_g,
    )
