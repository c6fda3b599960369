"""A recipe that is no part of the house's book, in plain values: as it is kept and read again.

Nutrition, allergens and price are never kept; they follow from the foods of the table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.meals.foods import Food, FoodId
from domain.recipes.recipe import (
    Equipment,
    Ingredient,
    Kitchen,
    Recipe,
    RecipeId,
    Skill,
    Slot,
)

INVENTED = "invented-"
"""How the ids of proposed recipes begin; those of the house do not."""


@dataclass(frozen=True, slots=True)
class KeptIngredient:
    """A food by its id, grams in all servings, and the cook's words."""

    food_id: str
    mass_g: float
    words: str


@dataclass(frozen=True, slots=True)
class KeptRecipe:
    """A recipe as it is kept."""

    recipe_id: str
    name: str
    name_es: str
    kitchen: Kitchen
    slots: frozenset[Slot]
    servings: int
    minutes: int
    active_minutes: int
    skill: Skill
    equipment: frozenset[Equipment]
    keeps_days: int
    ingredients: tuple[KeptIngredient, ...]
    steps: tuple[str, ...]


def is_invented(recipe_id: str) -> bool:
    """Whether a recipe was proposed by a model and judged by us."""
    return recipe_id.startswith(INVENTED)


def kept_recipe(recipe: Recipe) -> KeptRecipe:
    """Return a recipe as it is kept."""
    return KeptRecipe(
        recipe_id=recipe.recipe_id,
        name=recipe.name,
        name_es=recipe.name_es,
        kitchen=recipe.kitchen,
        slots=recipe.slots,
        servings=recipe.servings,
        minutes=recipe.minutes,
        active_minutes=recipe.active_minutes,
        skill=recipe.skill,
        equipment=recipe.equipment,
        keeps_days=recipe.keeps_days,
        ingredients=tuple(
            KeptIngredient(each.food.food_id, each.mass_g, each.words)
            for each in recipe.ingredients
        ),
        steps=recipe.steps,
    )


def recipes_kept(
    kept: Iterable[KeptRecipe], foods: Mapping[FoodId, Food]
) -> Mapping[RecipeId, Recipe]:
    """Return kept recipes by id; one with a food that is no longer in the table falls out."""
    found = (_recipe(each, foods) for each in kept)
    return {recipe.recipe_id: recipe for recipe in found if recipe is not None}


def _recipe(kept: KeptRecipe, foods: Mapping[FoodId, Food]) -> Recipe | None:
    known = [foods.get(FoodId(each.food_id)) for each in kept.ingredients]
    ingredients = tuple(
        Ingredient(food, each.mass_g, each.words)
        for food, each in zip(known, kept.ingredients, strict=True)
        if food is not None
    )
    if len(ingredients) < len(kept.ingredients):
        return None
    return Recipe(
        recipe_id=RecipeId(kept.recipe_id),
        name=kept.name,
        name_es=kept.name_es,
        kitchen=kept.kitchen,
        slots=kept.slots,
        servings=kept.servings,
        minutes=kept.minutes,
        active_minutes=kept.active_minutes,
        skill=kept.skill,
        equipment=kept.equipment,
        uses_one_pan=False,
        keeps_days=kept.keeps_days,
        can_freeze=False,
        ingredients=ingredients,
        steps=kept.steps,
    )
