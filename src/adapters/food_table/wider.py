"""USDA's foods beside the product's own: read when first needed, done without where unreadable."""

from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.food_table.usda import UsdaCatalogue
from domain.errors import InvalidTableError
from domain.meals.foods import Food, FoodFinder, FoodId, Found, Span


@dataclass
class UsdaFoods:
    """Implements `WiderFoods` over the built file.

    A file that fails while it is read costs the coach USDA's foods, not its voice: it is told once
    by `on_failure` and not asked again.
    """

    catalogue: UsdaCatalogue
    finder: FoodFinder
    on_failure: Callable[[InvalidTableError], None]
    _is_usable: bool = field(default=True, init=False)

    def find_food(self, food_id: FoodId) -> Food | None:
        """See WiderFoods.find_food."""
        return self._asked(lambda: self.catalogue.find_food(food_id))

    def find(self, text: str) -> tuple[tuple[Found, ...], tuple[Span, ...]]:
        """See WiderFoods.find."""
        return self._asked(lambda: self.finder.find(text)) or ((), ())

    def _asked[T](self, ask: Callable[[], T | None]) -> T | None:
        if not self._is_usable:
            return None
        try:
            return ask()
        except InvalidTableError as error:
            self._is_usable = False
            self.on_failure(error)
            return None
