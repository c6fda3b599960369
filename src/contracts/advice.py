"""What `advise` is asked, and what it answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.plans.proposals import WEEKDAYS, Narrowed
from domain.recipes.recipe import Kitchen, Recipe, Slot


class AdviceTaskV1(BaseModel):
    """A question on behalf of a user: `words` to be understood, or `recipes` for a meal.

    `request_id` names the request: the same when it comes again. `profile` is what planning knows
    of the household, in the form of `platewise plan --profile`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    task: Literal["words", "recipes"]
    user_id: str = Field(min_length=1)
    tier: str = "free"
    request_id: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")
    profile: Mapping[str, Any] = Field(default_factory=dict)
    starts_on: date
    words: str = Field(default="", max_length=2000)
    meal: Slot = Slot.DINNER
    count: int = Field(default=1, ge=1, le=3)
    minutes_max: int | None = Field(default=None, ge=5, le=600)
    kitchens: frozenset[Kitchen] = frozenset()


class AdviceV1(BaseModel):
    """Where an answer came from, why there is none, and what it says.

    `narrowed` is what words added, in the form of a profile, with `days`; `unread` is what nobody
    understood. `recipes` may be served to that household; a model's where `is_invented`.
    """

    by: str
    why: str | None
    narrowed: Mapping[str, Any] | None = None
    unread: str = ""
    is_invented: bool = False
    recipes: tuple[Mapping[str, Any], ...] = ()


def narrowed_form(narrowed: Narrowed) -> dict[str, Any]:
    """Return a narrowed request in the form of a profile."""
    request = narrowed.request
    diets = sorted(filter(None, {request.diet, *request.more_diets}))
    return {
        "allergies": list(request.allergies),
        "diets": diets,
        "dislikes": list(request.dislikes),
        "kitchens": sorted(request.kitchens),
        "budget_usd_week": request.budget_usd_week,
        "minutes_weekday": request.minutes_weekday,
        "minutes_weekend": request.minutes_weekend,
        "people": len(request.persons),
        "days": [
            {"weekday": WEEKDAYS[day.weekday], "refused": day.refused, "out": list(day.out)}
            for day in narrowed.days
        ],
    }


def recipe_form(recipe: Recipe) -> dict[str, Any]:
    """Return a recipe in the form recipes are proposed in, with its id."""
    return {
        "recipe_id": recipe.recipe_id,
        "name": recipe.name,
        "name_es": recipe.name_es,
        "kitchen": recipe.kitchen,
        "slots": sorted(recipe.slots),
        "servings": recipe.servings,
        "minutes": recipe.minutes,
        "active_minutes": recipe.active_minutes,
        "skill": recipe.skill,
        "equipment": sorted(recipe.equipment),
        "keeps_days": recipe.keeps_days,
        "ingredients": [
            {"food_id": each.food.food_id, "mass_g": each.mass_g, "words": each.words}
            for each in recipe.ingredients
        ],
        "steps": list(recipe.steps),
    }
