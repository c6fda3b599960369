"""What was eaten, meal by meal and day by day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from domain.identity import MealId
from domain.meals.foods import Food, FoodId
from domain.meals.nutrients import Nutrient, Nutrients, Totals, combined, scaled, total


class Shares(NamedTuple):
    """Between which shares of a mass the true one lies, four times in five."""

    least: float
    most: float


EXACT = Shares(1.0, 1.0)


TOLD = "told:"
"""Stands for what an energy is like that the user told: nothing was judged."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a food nobody knows may have, judged by `foods` others.

    The energy lies between `least_kcal` and `most_kcal` four times in five. `like` is the word the
    others share, or "group:" and their food group; empty where they are all foods. Where it is
    `TOLD` the user told the energy, and nothing else is known.
    """

    energy_kcal: float
    least_kcal: float
    most_kcal: float
    protein_g: float
    carbohydrate_g: float
    fat_g: float
    like: str
    foods: int

    @property
    def is_told(self) -> bool:
        """Whether it is the user's own word."""
        return self.like == TOLD

    @property
    def nutrients(self) -> Nutrients:
        """What is estimated, by nutrient; all others are unknown."""
        if self.is_told:
            return {Nutrient.ENERGY: self.energy_kcal}
        return {
            Nutrient.ENERGY: self.energy_kcal,
            Nutrient.PROTEIN: self.protein_g,
            Nutrient.CARBOHYDRATE: self.carbohydrate_g,
            Nutrient.FAT: self.fat_g,
        }


@dataclass(frozen=True, slots=True)
class Portion:
    """One food of a meal, as eaten.

    `food_id` and `mass_g` are None for a food that is not known. Its nutrients are then those of
    an `estimate`, which every total they enter says, or empty, which makes every total say that
    something is not counted. `shares` tell how far the mass may be from the truth. `is_weighed` is
    False where `mass_g` counts portions of a food nobody weighed.
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
    estimate: Estimate | None = None
    shares: Shares = EXACT

    @classmethod
    def of(
        cls, food: Food, mass_g: float, amount: str, text: str, shares: Shares = EXACT
    ) -> "Portion":
        """Weigh out a known food."""
        return cls(
            text=text,
            name=food.name,
            food_id=food.food_id,
            mass_g=mass_g,
            amount=amount,
            nutrients=scaled(food.per_100_g, mass_g),
            source=food.source,
            allergens=food.allergens,
            is_weighed=food.is_weighed,
            shares=shares,
        )

    @classmethod
    def unknown(cls, text: str, name: str = "") -> "Portion":
        """Keep a food nobody knows yet, uncounted; `name` is how to call it, if not by its text."""
        return cls(text, name or text, None, None, "", {})

    @classmethod
    def estimated(cls, text: str, name: str, estimate: Estimate) -> "Portion":
        """Keep a food nobody knows yet with what it may have."""
        return cls(text, name, None, None, "", estimate.nutrients, estimate=estimate)


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
        judged = [p for p in self.portions if p.estimate is not None and not p.estimate.is_told]
        estimates = [portion.nutrients for portion in judged]
        return total((portion.nutrients for portion in self.portions), estimates)

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
