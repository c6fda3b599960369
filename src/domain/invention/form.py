"""The form in which recipes are proposed, and a filled form as a recipe."""

import hashlib
from collections.abc import Mapping
from typing import Any

from domain.adviser.schema import Schema, choice, closed, listed, number, text, whole
from domain.meals.foods import Food, FoodId
from domain.recipes.kept import INVENTED
from domain.recipes.lint import KEEPS_DAYS_MAX, MINUTES, MOST_STEPS
from domain.recipes.recipe import (
    Equipment,
    Ingredient,
    Kitchen,
    Recipe,
    RecipeId,
    Skill,
    Slot,
)

MOST_RECIPES = 3
"""Proposed at once. Source: own choice, more fill no answer of 1,600 characters"""

MOST_INGREDIENTS = 14
"""Of a proposed recipe. Source: own choice, the longest of the recipe book"""

SERVINGS = 2
"""Of every proposed recipe. Source: own choice, a plan weighs its own portions; all share it"""

MASS_G = (0.1, 3000.0)
"""Of one ingredient in all servings. Source: own choice, a pinch to potatoes for eight"""

_INGREDIENT = closed(food_id=text(60), mass_g=number(*MASS_G), words=text(80))
_RECIPE = closed(
    name=text(60),
    name_es=text(80),
    kitchen=choice(tuple(Kitchen)),
    slots=listed(choice(tuple(Slot)), len(Slot), 1),
    servings=whole(SERVINGS, SERVINGS),
    minutes=whole(*MINUTES),
    active_minutes=whole(1, MINUTES[1]),
    skill=choice(tuple(Skill)),
    equipment=listed(choice(tuple(Equipment)), len(Equipment)),
    keeps_days=whole(0, KEEPS_DAYS_MAX),
    ingredients=listed(_INGREDIENT, MOST_INGREDIENTS, 2),
    steps=listed(text(300), MOST_STEPS, 2),
)
FORM: Schema = closed(recipes=listed(_RECIPE, MOST_RECIPES, 1))
"""What an answer to the question for recipes must look like; all masses are grams."""


def unknown_foods(filled: Mapping[str, Any], foods: Mapping[FoodId, Food]) -> tuple[str, ...]:
    """Return the ingredient ids of a filled form that are none of these foods."""
    named = {
        ingredient["food_id"] for each in filled["recipes"] for ingredient in each["ingredients"]
    }
    return tuple(sorted(named - foods.keys()))


def recipes_of(filled: Mapping[str, Any], foods: Mapping[FoodId, Food]) -> tuple[Recipe, ...]:
    """Return the recipes of a filled form that keeps `FORM` and names only these foods.

    Nutrition, allergens and price follow from the ingredients; nothing of them is ever read from
    an answer.
    """
    return tuple(_recipe(each, foods) for each in filled["recipes"])


def _recipe(filled: Mapping[str, Any], foods: Mapping[FoodId, Food]) -> Recipe:
    return Recipe(
        recipe_id=RecipeId(INVENTED + hashlib.sha256(repr(filled).encode()).hexdigest()[:12]),
        name=filled["name"],
        name_es=filled["name_es"],
        kitchen=Kitchen(filled["kitchen"]),
        slots=frozenset(map(Slot, filled["slots"])),
        servings=int(filled["servings"]),
        minutes=int(filled["minutes"]),
        active_minutes=int(filled["active_minutes"]),
        skill=Skill(filled["skill"]),
        equipment=frozenset(map(Equipment, filled["equipment"])),
        uses_one_pan=False,
        keeps_days=int(filled["keeps_days"]),
        can_freeze=False,
        ingredients=tuple(
            Ingredient(
                foods[FoodId(each["food_id"])], round(float(each["mass_g"]), 1), each["words"]
            )
            for each in filled["ingredients"]
        ),
        steps=tuple(filled["steps"]),
    )
