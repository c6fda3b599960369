"""A recipe as it is written, and what follows from its ingredients."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NewType

from domain.meals.foods import Food, FoodId
from domain.meals.nutrients import Nutrient, Total, Totals
from domain.recipes.shelves import Shelves

if TYPE_CHECKING:  # read with the first recipe of a user's own
    from domain.recipes.dish_words import DishWords
    from domain.recipes.measures import Measures

RecipeId = NewType("RecipeId", str)


class Slot(StrEnum):
    """A meal of the day, in the order of the day."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    SNACK = "snack"


class Kitchen(StrEnum):
    """The tradition a dish comes from."""

    AMERICAN = "american"
    BRAZILIAN = "brazilian"
    EAST_ASIAN = "east asian"
    INDIAN = "indian"
    MEDITERRANEAN = "mediterranean"
    MEXICAN = "mexican"
    WEST_AFRICAN = "west african"


class Skill(StrEnum):
    """What the cook must be able to do: follow, cook, or cook well."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Equipment(StrEnum):
    """What a kitchen must have; knives, pots and pans are taken for granted."""

    BLENDER = "blender"
    MICROWAVE = "microwave"
    OVEN = "oven"
    STOVE = "stove"


@dataclass(frozen=True, slots=True)
class Ingredient:
    """What goes into a recipe, for all its servings.

    `mass_g` is weighed as bought and trimmed: raw, dry or drained. `words` are the cook's ("2
    medium carrots, diced"). Foods of the same `swap_group` may stand in for it.
    """

    food: Food
    mass_g: float
    words: str
    swap_group: str | None = None
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Swapped:
    """A food a dish is cooked with instead of the one it was written with, as shops call both."""

    food: str
    food_es: str
    instead_of: str
    instead_of_es: str

    def said(self, language: str) -> tuple[str, str]:
        """Return what is taken, and instead of what."""
        if language == "es":
            return self.food_es, self.instead_of_es
        return self.food, self.instead_of


@dataclass(frozen=True, kw_only=True)
class RecipeFrame:
    """What is written about a dish besides what goes into it.

    `minutes` run from the first knife to the table, `active_minutes` are those the cook is busy;
    soaking and chilling overnight are told in the steps and counted in neither. It keeps in the
    refrigerator for `keeps_days` after the day it was cooked. `kitchen` is None where nobody told.
    `swapped` tells what it is cooked with otherwise than it was written.
    """

    recipe_id: RecipeId
    name: str
    name_es: str
    kitchen: Kitchen | None
    slots: frozenset[Slot]
    servings: int
    minutes: int
    active_minutes: int
    skill: Skill
    equipment: frozenset[Equipment]
    uses_one_pan: bool = False
    keeps_days: int
    can_freeze: bool = False
    steps: tuple[str, ...]
    swapped: tuple[Swapped, ...] = ()

    def called(self, language: str) -> str:
        """Return the name of the dish in a language, with the foods that were swapped."""
        name = self.name_es if language == "es" else self.name
        instead = " por " if language == "es" else " for "
        swaps = (instead.join(each.said(language)) for each in self.swapped)
        return f"{name} ({', '.join(swaps)})" if self.swapped else name


@dataclass(frozen=True, kw_only=True)
class Recipe(RecipeFrame):
    """A dish as the house or a user cooks it."""

    ingredients: tuple[Ingredient, ...]

    @cached_property
    def per_serving(self) -> Totals:
        """Return what a serving holds; an ingredient that does not know a nutrient is uncounted.

        Vitamins lost in cooking and fat left in the pan are not taken off.
        """
        return totals_per_serving(self.ingredients, self.servings)

    @property
    def energy_kcal(self) -> float:
        """Return the energy of a serving."""
        return self.per_serving[Nutrient.ENERGY].amount

    @cached_property
    def mass_g_per_serving(self) -> Mapping[FoodId, float]:
        """Return the grams of each food in a serving."""
        grams: dict[FoodId, float] = {}
        for each in self.ingredients:
            food_id = each.food.food_id
            grams[food_id] = grams.get(food_id, 0.0) + each.mass_g / self.servings
        return grams

    @cached_property
    def allergens(self) -> frozenset[str]:
        """Return the allergens of all ingredients, optional ones included."""
        return frozenset[str]().union(*(each.food.allergens for each in self.ingredients))

    def cost_usd(self, usd_per_100_g: Mapping[FoodId, float]) -> Total:
        """Return what the ingredients of a serving cost; one without a price is uncounted."""
        prices = [
            (usd_per_100_g.get(food_id), mass_g)
            for food_id, mass_g in self.mass_g_per_serving.items()
        ]
        known = [usd * mass_g / 100 for usd, mass_g in prices if usd is not None]
        return Total(round(sum(known), 2), len(prices) - len(known))

    def with_swap(self, ingredient: Ingredient, food: Food, shelves: Shelves) -> "Recipe":
        """Return the recipe with another food in place of an ingredient, gram for gram."""
        words = f"{food.name}, {ingredient.mass_g:.0f} g (instead of {ingredient.words})"
        new = replace(ingredient, food=food, words=words)
        ingredients = (new if each == ingredient else each for each in self.ingredients)
        swapped = _swapped_for(food, ingredient.food, self.swapped, shelves)
        return replace(self, ingredients=tuple(ingredients), swapped=swapped)


def _swapped_for(
    food: Food, old: Food, before: tuple[Swapped, ...], shelves: Shelves
) -> tuple[Swapped, ...]:
    """Return what was swapped, with one swap more; of a swap of a swap the first and the last."""
    (new_en, new_es), (old_en, old_es) = (_called(each, shelves) for each in (food, old))
    first = next((each for each in before if each.food == old_en), None)
    kept = tuple(each for each in before if each is not first)
    if first is not None:
        old_en, old_es = first.instead_of, first.instead_of_es
    return (*kept, Swapped(new_en, new_es, old_en, old_es))


def _called(food: Food, shelves: Shelves) -> tuple[str, str]:
    """Return what shops call a food, in English and in Spanish."""
    shelf = shelves.get(food.food_id)
    return (shelf.named("en"), shelf.named("es")) if shelf else (food.name, food.name)


def totals_per_serving(ingredients: tuple[Ingredient, ...], servings: int) -> Totals:
    """Return what a serving holds, rounded once; an ingredient may not know a nutrient."""
    return {nutrient: total_per_serving(nutrient, ingredients, servings) for nutrient in Nutrient}


def total_per_serving(
    nutrient: Nutrient, ingredients: tuple[Ingredient, ...], servings: int
) -> Total:
    """Return what a serving holds of one nutrient."""
    amounts = [(each.food.per_100_g.get(nutrient), each.mass_g) for each in ingredients]
    known = [amount * mass_g / 100 for amount, mass_g in amounts if amount is not None]
    return Total(round(sum(known) / servings, 2), len(amounts) - len(known))


Recipes = Mapping[RecipeId, Recipe]
Swaps = Mapping[str, tuple[Food, ...]]
"""The foods of each swap group."""


@dataclass(frozen=True)
class RecipeBook:
    """The recipes of the house and what is known about ingredients besides nutrition.

    `measures` are those in which users tell recipes of their own, `dish_words` tell what those are
    for and are cooked on; `asking_words` are those in which they ask for weeks; `products` are
    words for what is made of the food it is named after.
    `shelves` tell by food id how shops show what recipes are made of.
    """

    recipes: Recipes
    swaps: Swaps
    fodmap_low_up_to_g: Mapping[FoodId, float | None]
    usd_per_100_g: Mapping[FoodId, float]
    measures: "Measures | None" = None
    dish_words: "DishWords | None" = None
    asking_words: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    shelves: Shelves = field(default_factory=dict)

    def variants(self, recipe: Recipe) -> Iterator[Recipe]:
        """Yield the recipe with each one of its ingredients swapped, in the order of the table."""
        for each in recipe.ingredients:
            for food in self.swaps.get(each.swap_group or "", ()):
                if food.food_id not in recipe.mass_g_per_serving:
                    yield recipe.with_swap(each, food, self.shelves)

    def cost_usd(self, recipe: Recipe) -> Total:
        """Return what the ingredients of a serving cost; one without a price is uncounted."""
        return recipe.cost_usd(self.usd_per_100_g)
