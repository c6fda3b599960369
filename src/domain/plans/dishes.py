"""Dishes as the planner sees them, and what their ingredients cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.meals.foods import Food
from domain.meals.nutrients import Nutrient, Nutrients
from domain.recipes.recipe import Recipe, Slot

MAIN_MEALS = frozenset({Slot.LUNCH, Slot.DINNER})
"""The meals whose variety is counted."""


@dataclass(frozen=True, slots=True)
class Dish:
    """A recipe reduced to what planning needs; amounts are per serving.

    `grams` maps food ids to grams as the recipe weighs them; `nutrients` is what they add up to
    (what an ingredient does not tell is left out, but its added sugar is then all its sugar).
    `protein_source` is the group the dish counts to for variety ("poultry", "legume"). `minutes`
    are those the cook is busy, charged once a cooking; `ready_minutes` those until it stands on
    the table; for `keeps_days` afterwards it may be eaten as a leftover.
    """

    dish_id: str
    name: str
    slots: frozenset[Slot]
    kitchen: str
    protein_source: str
    minutes: int
    ready_minutes: int
    keeps_days: int
    grams: Mapping[str, float]
    nutrients: Nutrients
    tags: frozenset[str] = field(default=frozenset())

    @property
    def is_main(self) -> bool:
        """Whether it can be a lunch or a dinner."""
        return not self.slots.isdisjoint(MAIN_MEALS)


@dataclass(frozen=True, slots=True)
class Offer:
    """How a shop sells a food.

    `pack_g` is the smallest pack of what spoils, so that a rest is money lost; None is what
    keeps or is weighed out, of which a rest stays in the cupboard and only what is used counts.
    """

    food_id: str
    usd_per_100_g: float
    pack_g: float | None = None
    aisle: str = "other"

    def cost_usd(self, needed_g: float) -> float:
        """Return what buying at least this much costs."""
        return self.bought_g(needed_g) * self.usd_per_100_g / 100

    def bought_g(self, needed_g: float) -> float:
        """Return the grams paid for: whole packs of what spoils, else what is needed."""
        if self.pack_g is None or needed_g <= 0:
            return max(needed_g, 0.0)
        return self.packs(needed_g) * self.pack_g

    def packs(self, needed_g: float) -> int:
        """Return how many packs hold this much; a crumb more than a pack is still one pack."""
        if self.pack_g is None or needed_g <= 0:
            return 0
        return max(1, -int(-(needed_g - CRUMB_G) // self.pack_g))


CRUMB_G = 0.01
"""Nobody buys a pack for less.

Source: own choice, below what a kitchen scale shows
"""


_SOURCES = {
    "whole_grain": "grain",
    "refined_grain": "grain",
    "vegetable": "vegetables",
    "fruit": "vegetables",
    "sauce": "other",
    "sweet": "other",
    "drink": "other",
    "fat": "other",
    "snack": "other",
}
_LIMITED = (Nutrient.ENERGY, Nutrient.PROTEIN, Nutrient.CARBOHYDRATE, Nutrient.FAT, Nutrient.SODIUM)
"""What an ingredient must tell, or its dish is not planned: it is held to a most."""


def dish_of(recipe: Recipe) -> Dish | None:
    """Return a recipe as the planner sees it; None where too little is known to hold a limit."""
    foods: dict[str, Food] = {
        each.food.food_id: each.food for each in recipe.ingredients if each.mass_g
    }
    if any(nutrient not in food.per_100_g for food in foods.values() for nutrient in _LIMITED):
        return None
    grams: dict[str, float] = {
        food: mass_g for food, mass_g in recipe.mass_g_per_serving.items() if mass_g
    }
    return Dish(
        dish_id=recipe.recipe_id,
        name=recipe.called("en"),
        slots=recipe.slots,
        kitchen=recipe.kitchen or "",
        protein_source=protein_source_of(grams, foods),
        minutes=recipe.active_minutes,
        ready_minutes=recipe.minutes,
        keeps_days=recipe.keeps_days,
        grams=grams,
        nutrients=_nutrients_of(grams, foods),
        tags=frozenset(tag for food in foods.values() for tag in _kinds_of(food)),
    )


def protein_source_of(grams: Mapping[str, float], foods: Mapping[str, Food]) -> str:
    """Return the group of foods that brings most of the protein."""
    sums: dict[str, float] = {}
    for food_id, mass_g in grams.items():
        food = foods[food_id]
        source = _source_of(food)
        sums[source] = sums.get(source, 0.0) + food.per_100_g[Nutrient.PROTEIN] * mass_g
    return min(sums, key=lambda source: (-sums[source], source))


def _source_of(food: Food) -> str:
    for kind in ("pork", "beef"):
        if kind in food.tags:
            return kind
    return _SOURCES.get(food.group, food.group or "other")


def _kinds_of(food: Food) -> frozenset[str]:
    """Return what somebody may not want on a day: kinds of food, and allergens by their names."""
    return food.allergens | {food.group} | (food.tags & {"pork", "beef", "raw"})


def _nutrients_of(grams: Mapping[str, float], foods: Mapping[str, Food]) -> Nutrients:
    sums = dict.fromkeys(Nutrient, 0.0)
    for food_id, mass_g in grams.items():
        for nutrient, amount in _counted(foods[food_id]).items():
            sums[nutrient] += amount * mass_g / 100
    return sums


def _counted(food: Food) -> Nutrients:
    known = food.per_100_g
    if Nutrient.ADDED_SUGAR in known:
        return known
    return {**known, Nutrient.ADDED_SUGAR: amount_of(food, Nutrient.ADDED_SUGAR)}


def amount_of(food: Food, nutrient: Nutrient) -> float:
    """Return what 100 g hold as limits count it: unknown is nothing, unknown added sugar all sugar.

    So a least is reached by what is known alone, and a most of added sugar is never overlooked.
    """
    known = food.per_100_g.get(nutrient)
    if known is None and nutrient == Nutrient.ADDED_SUGAR:
        known = food.per_100_g.get(Nutrient.SUGAR, food.per_100_g.get(Nutrient.CARBOHYDRATE))
    return known or 0.0
