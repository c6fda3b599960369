"""What the double's model answers when it does well: recipes of the house, words by rote."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from adapters.recipe_tables import RecipeTables
from adapters.tables import CsvTables
from domain.meals.foods import Food, FoodTable
from domain.recipes.recipe import Recipe, RecipeBook

_ROOT = Path(__file__).resolve().parents[3]

_BY_ROTE: Final[Mapping[str, Mapping[str, Any]]] = {
    "slimy": {"dislikes": ["okra", "mushroom"]},
    "spicy": {"dislikes": ["chili pepper"]},
    "thai": {"kitchens": ["east asian"]},
    "broke": {"budget_usd_week": 40},
    "in a hurry": {"minutes_weekday": 20},
    "meatless monday": {
        "days": [{"weekday": "monday", "kind": "refuse", "what": "meat", "meals": []}]
    },
    "festive": {"likes": ["salmon", "lamb"]},
    "washing": {"pans": "one"},
    "allergic": {"allergies": ["sesame"]},
    "date night": {
        "days": [{"weekday": "saturday", "kind": "eat_out", "what": "", "meals": ["dinner"]}]
    },
}
"""What phrases mean to it; others mean nothing."""

_NOTHING: Final[Mapping[str, Any]] = {
    "diets": [],
    "allergies": [],
    "dislikes": [],
    "kitchens": [],
    "budget_usd_week": None,
    "minutes_weekday": None,
    "minutes_weekend": None,
    "likes": [],
    "pans": "any",
    "days": [],
    "unplaced": "",
}


class Cook:
    """A model that knows a cookbook by heart and is in no way clever."""

    @cached_property
    def foods(self) -> FoodTable:
        """Return the food table."""
        return CsvTables(_ROOT / "data").foods()

    @cached_property
    def _book(self) -> RecipeBook:
        return RecipeTables(_ROOT / "data").book(self.foods)

    def learn(self) -> None:
        """Read the cookbook."""
        assert self._book.recipes

    def fill(self, tool: str, case: Mapping[str, Any], tries: int = 0) -> dict[str, Any]:
        """Return the form of a tool, filled for a case; after each try with something else."""
        if tool == "propose_recipes":
            return {"recipes": list(self._recipes(case, tries))}
        return self._sorted(str(case.get("user_words", "")))

    def not_allowed(self, case: Mapping[str, Any]) -> Food | None:
        """Return a food that a case does not allow, the one made of most things."""
        names = case.get("not_allowed_food_ids", ())
        foods = [self.foods.foods[name] for name in names if name in self.foods.foods]
        return max(foods, key=lambda f: (len(f.allergens), f.food_id), default=None)

    def _sorted(self, said: str) -> dict[str, Any]:
        form = json.loads(json.dumps(_NOTHING))
        known = [phrase for phrase in _BY_ROTE if phrase in said]
        for phrase in known:
            for name, value in _BY_ROTE[phrase].items():
                form[name] = form[name] + value if isinstance(value, list) else value
        parts = said.split(", ")
        form["unplaced"] = ", ".join(p for p in parts if not any(each in p for each in known))
        return dict(form)

    def _recipes(self, case: Mapping[str, Any], tries: int) -> Iterator[dict[str, Any]]:
        fitting = [each for each in self._book.recipes.values() if _fits(each, case)]
        wanted = case.get("kitchens") or []
        fitting.sort(key=lambda each: bool(wanted) and each.kitchen not in wanted)
        first = tries * case["recipes"]
        for recipe in fitting[first : first + case["recipes"]]:
            yield _told(recipe, case["servings"])


def _fits(recipe: Recipe, case: Mapping[str, Any]) -> bool:
    minutes = case.get("minutes_at_most") or 60
    equipment = case.get("equipment")
    return (
        case["meal"] in recipe.slots
        and recipe.minutes <= minutes
        and recipe.keeps_days <= 4  # noqa: PLR2004 - as the form has it
        and not set(case["not_allowed_food_ids"]) & recipe.mass_g_per_serving.keys()
        and (equipment is None or recipe.equipment <= set(equipment))
        and len(recipe.ingredients) <= 14  # noqa: PLR2004 - as the form has it
        and len(recipe.name) <= 52  # noqa: PLR2004 - there is room for a word
    )


def _told(recipe: Recipe, servings: int) -> dict[str, Any]:
    """Return a recipe of the book for so many, under a name of its own."""
    times = servings / recipe.servings
    return {
        "name": f"Simple {recipe.name[0].lower()}{recipe.name[1:]}",
        "name_es": recipe.name_es,
        "kitchen": recipe.kitchen,
        "slots": sorted(recipe.slots),
        "servings": servings,
        "minutes": recipe.minutes,
        "active_minutes": recipe.active_minutes,
        "skill": recipe.skill,
        "equipment": sorted(recipe.equipment),
        "keeps_days": recipe.keeps_days,
        "ingredients": [
            {
                "food_id": each.food.food_id,
                "mass_g": max(0.1, round(each.mass_g * times, 1)),
                "words": each.words if times == 1 else each.food.name,
            }
            for each in recipe.ingredients
        ],
        "steps": list(recipe.steps),
    }
