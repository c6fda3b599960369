"""A week of meals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.plans.dishes import Dish
from domain.recipes.recipe import Slot


@dataclass(frozen=True, slots=True)
class Meal:
    """One meal: a dish, the quarters of a serving each eater gets, cooked now or left over."""

    slot: Slot
    dish_id: str
    quarters: tuple[int, ...]
    is_leftover: bool = False

    @property
    def servings(self) -> float:
        """Return the servings of all eaters together."""
        return sum(self.quarters) / 4


@dataclass(frozen=True, slots=True)
class Plan:
    """The meals of each day, in the order of the day."""

    days: tuple[tuple[Meal, ...], ...]

    def meals(self) -> Iterator[tuple[int, Meal]]:
        """Yield every meal with its day, counted from 0, in the order of eating."""
        for day, meals in enumerate(self.days):
            for meal in meals:
                yield day, meal

    def find(self, day: int, slot: Slot) -> Meal | None:
        """Return the meal of a day's slot, if it is planned."""
        return next((meal for meal in self.days[day] if meal.slot == slot), None)


def grams_used(plan: Plan, dishes: Mapping[str, Dish]) -> Mapping[str, float]:
    """Return the grams of each food a plan uses, for all eaters."""
    used: dict[str, float] = {}
    for _, meal in plan.meals():
        for food_id, grams in dishes[meal.dish_id].grams.items():
            used[food_id] = used.get(food_id, 0.0) + grams * meal.servings
    return used
