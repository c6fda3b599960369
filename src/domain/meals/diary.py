"""What was eaten, meal by meal and day by day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.identity import MealId
from domain.meals.foods import Food, FoodId
from domain.meals.nutrients import Nutrients, Totals, combined, scaled, total


@dataclass(frozen=True, slots=True)
class Portion:
    """One food of a meal, as eaten.

    `food_id` and `mass_g` are None for a food that is not known; its nutrients are then empty,
    which makes every total it enters say that something is not counted. `is_weighed` is False where
    `mass_g` counts portions of a food nobody weighed.
    """

    text: str
    name: str
    food_id: FoodId | None
    mass_g: float | None
    amount: str
    nutrients: Nutrients
    source: str = ""
    allergens: frozenset[str] = frozenset()
    is_weighed: bool = True

    @classmethod
    def of(cls, food: Food, mass_g: float, amount: str, text: str) -> "Portion":
        """Weigh out a known food."""
        nutrients = scaled(food.per_100_g, mass_g)
        return cls(
            text,
            food.name,
            food.food_id,
            mass_g,
            amount,
            nutrients,
            food.source,
            food.allergens,
            food.is_weighed,
        )

    @classmethod
    def unknown(cls, text: str, name: str = "") -> "Portion":
        """Keep a food nobody knows yet, uncounted; `name` is how to call it, if not by its text."""
        return cls(text, name or text, None, None, "", {})


@dataclass(frozen=True, slots=True)
class Meal:
    """What one message said was eaten; `day` is the user's local day."""

    meal_id: MealId
    eaten_at: datetime
    day: date
    slot: str
    portions: tuple[Portion, ...]

    @property
    def totals(self) -> Totals:
        """The sum of the portions, by nutrient."""
        return total(portion.nutrients for portion in self.portions)

    @property
    def foods(self) -> Mapping[FoodId, float]:
        """The mass in grams of each known food."""
        masses: dict[FoodId, float] = {}
        for portion in self.portions:
            if portion.food_id is not None and portion.mass_g is not None:
                masses[portion.food_id] = masses.get(portion.food_id, 0.0) + portion.mass_g
        return masses


@dataclass(frozen=True, slots=True)
class Eaten:
    """When a meal was eaten, and the slot it was told for, empty where none was."""

    at: datetime
    slot: str


@dataclass(frozen=True, slots=True)
class Day:
    """The meals of one local day, each by its totals and by the mass of its foods in grams.

    `foods` and `eaten` lack meals that were logged before they were kept: what those were of, and
    when, is unknown.
    """

    on: date
    meals: Mapping[MealId, Totals] = field(default_factory=dict)
    foods: Mapping[MealId, Mapping[FoodId, float]] = field(default_factory=dict)
    eaten: Mapping[MealId, Eaten] = field(default_factory=dict)

    @property
    def totals(self) -> Totals:
        """The sum of the meals, by nutrient: nothing else is ever stored as the day's total."""
        return combined(self.meals.values())

    def with_meal(self, meal: Meal) -> "Day":
        """Return the day with one meal more, or with that meal replaced."""
        meals = {**self.meals, meal.meal_id: meal.totals}
        return Day(
            self.on,
            meals,
            {**self.foods, meal.meal_id: meal.foods},
            {**self.eaten, meal.meal_id: Eaten(meal.eaten_at, meal.slot)},
        )

    def without_meal(self, meal_id: MealId) -> "Day":
        """Return the day without a meal."""
        meals = {key: sums for key, sums in self.meals.items() if key != meal_id}
        foods = {key: of for key, of in self.foods.items() if key != meal_id}
        eaten = {key: of for key, of in self.eaten.items() if key != meal_id}
        return Day(self.on, meals, foods, eaten)
