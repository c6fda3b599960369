"""What kind of food a food is: its group, its tags, and the classes rules speak of."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from domain.meals.foods import FoodId, FoodTable
from domain.meals.nutrients import Nutrient

DISH = "dish"
PLANTS = frozenset({"fruit", "vegetable", "whole_grain", "legume", "nut_seed"})
"""Groups whose foods make a diet of many plants."""
_DIGESTED = (Nutrient.CARBOHYDRATE, Nutrient.FIBER)
_FEW_G = 2.0  # carbohydrate of a food that raises blood sugar little, whatever its index


@dataclass(frozen=True)
class FoodKinds:
    """The kinds of each food; `classes` are those beside its group and tags."""

    foods: FoodTable
    classes: Mapping[FoodId, AbstractSet[str]] = field(default_factory=dict)

    def of(self, food_id: FoodId) -> frozenset[str]:
        """Return the kinds of a food; none of one that is not in the table."""
        food = self.foods.foods.get(food_id)
        if food is None:
            return frozenset()
        return frozenset({food.group}) | food.tags | self.classes.get(food_id, frozenset())

    def is_opaque(self, food_id: FoodId) -> bool:
        """Whether a food may hold other kinds than its own: a dish, or a food nobody knows."""
        food = self.foods.foods.get(food_id)
        return food is None or food.group == DISH

    def mass_g(self, foods: Mapping[FoodId, float], kind: str) -> float:
        """Return the mass of foods of a kind."""
        return sum(mass for food_id, mass in foods.items() if kind in self.of(food_id))

    def seen(self, foods: Iterable[FoodId]) -> frozenset[str]:
        """Return every kind some foods are of."""
        return frozenset(kind for food_id in foods for kind in self.of(food_id))

    def plants(self, foods: Iterable[FoodId]) -> frozenset[FoodId]:
        """Return the plant foods among some foods."""
        return frozenset(food_id for food_id in foods if self.of(food_id) & PLANTS)

    def glycemic_load(self, foods: Mapping[FoodId, float]) -> tuple[float, bool]:
        """Return the glycemic load of foods, and whether that is all of it.

        Source:
            Salmeron et al. 1997, JAMA 277(6):472-477, glycemic load
        """
        loads = [self._load(food_id, mass_g) for food_id, mass_g in foods.items()]
        return sum(load or 0.0 for load in loads), None not in loads

    def _load(self, food_id: FoodId, mass_g: float) -> float | None:
        food = self.foods.foods.get(food_id)
        if food is None:
            return None
        carbohydrate, fiber = (food.per_100_g.get(each) for each in _DIGESTED)
        if carbohydrate is None:
            return None
        digested_g = max(carbohydrate - (fiber or 0.0), 0.0) * mass_g / 100
        if food.glycemic_index is None:
            return 0.0 if digested_g < _FEW_G else None
        return food.glycemic_index * digested_g / 100
