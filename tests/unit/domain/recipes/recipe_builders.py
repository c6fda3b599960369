"""Recipes and foods for tests: what a test does not say is plain and in order."""

from dataclasses import replace

from domain.meals.foods import Food, FoodId
from domain.meals.nutrients import Nutrient
from domain.recipes.recipe import (
    Equipment,
    Ingredient,
    Kitchen,
    Recipe,
    RecipeId,
    Skill,
    Slot,
)


def food(name, *, group="vegetable", allergens="", tags="vegan vegetarian", **per_100_g):
    known = {"energy_kcal": 100.0, "sodium_mg": 10.0} | per_100_g
    return Food(
        food_id=FoodId(name.replace(" ", "-")),
        name=name,
        source="USDA",
        per_100_g={Nutrient(key): value for key, value in known.items() if value is not None},
        portions={"cup": 100.0},
        usual_unit="cup",
        allergens=frozenset(allergens.split()),
        tags=frozenset(tags.split()),
        group=group,
    )


RICE = food("dry white rice", group="refined_grain")
BEANS = food("canned black beans", group="legume")


def some(of, mass_g=200.0, words=None, swap=None):
    return Ingredient(of, mass_g, words or f"some {of.name}", swap)


def recipe(*ingredients, **changes):
    plain = Recipe(
        recipe_id=RecipeId("rice-and-beans"),
        name="Rice and beans",
        name_es="Arroz con frijoles",
        kitchen=Kitchen.BRAZILIAN,
        slots=frozenset({Slot.LUNCH}),
        servings=1,
        minutes=30,
        active_minutes=10,
        skill=Skill.EASY,
        equipment=frozenset({Equipment.STOVE}),
        uses_one_pan=True,
        keeps_days=3,
        can_freeze=True,
        ingredients=ingredients or (some(RICE), some(BEANS)),
        steps=(
            "Simmer the rice for 17 minutes.",
            "Rinse the beans.",
            "Warm the beans for 5 minutes.",
            "Serve the beans over the rice.",
        ),
    )
    return replace(plain, **changes)
