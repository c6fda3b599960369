"""A recipe that is no part of the house's book, in plain values: as it is kept and read again.

Nutrition, allergens and price are never kept; they follow from the foods of the table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from domain.meals.foods import Food, FoodId
from domain.recipes.recipe import Ingredient, Recipe, RecipeFrame, RecipeId

INVENTED = "invented-"
"""How the ids of proposed recipes begin; those of the house do not."""

OWN = "own-"
"""How the ids of recipes begin that a user brought or kept."""

_OF_FRAME = tuple(field.name for field in fields(RecipeFrame))


@dataclass(frozen=True, slots=True)
class KeptIngredient:
    """A food by its id, grams in all servings, and the cook's words."""

    food_id: str
    mass_g: float
    words: str


@dataclass(frozen=True, kw_only=True)
class KeptRecipe(RecipeFrame):
    """A recipe as it is kept."""

    ingredients: tuple[KeptIngredient, ...]


def is_invented(recipe_id: str) -> bool:
    """Whether a recipe was proposed by a model and judged by us."""
    return recipe_id.startswith(INVENTED)


def is_own(recipe_id: str) -> bool:
    """Whether a recipe is one a user brought or kept."""
    return recipe_id.startswith(OWN)


def framed(frame: RecipeFrame) -> dict[str, Any]:
    """Return what is written about a dish by field, its ingredients left out."""
    return {name: getattr(frame, name) for name in _OF_FRAME}


def kept_recipe(recipe: Recipe) -> KeptRecipe:
    """Return a recipe as it is kept."""
    parts = (KeptIngredient(i.food.food_id, i.mass_g, i.words) for i in recipe.ingredients)
    return KeptRecipe(**framed(recipe), ingredients=tuple(parts))


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
    return Recipe(**framed(kept), ingredients=ingredients)
