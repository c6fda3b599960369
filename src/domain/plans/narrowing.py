"""How a request is narrowed: limits shrink, diets are added, tastes shift; nothing is undone."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from domain.plans.request import PlanRequest
from domain.plans.selection import is_disliked
from domain.plans.wishes import Wishes
from domain.recipes.diets import Diet
from domain.recipes.recipe import Recipe

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
REFUSE, EAT_OUT = "refuse", "eat_out"
ANY_PANS, ONE_PAN = "any", "one"

LIKED_MORE, ONE_PAN_MORE = 0.4, 0.3
"""What liking a food, or hating to wash up, adds to a dish's taste.

Source: own choice, most of the way from indifferent to any time
"""


def less[N: (int, float)](before: N | None, proposed: N | None) -> N | None:
    """Return the smaller of two limits; None is no limit."""
    known = [value for value in (before, proposed) if value is not None]
    return min(known, default=None)


def with_diets(request: PlanRequest, diets: Iterable[Diet]) -> dict[str, Any]:
    """Return the fields of a request that holds more diets: none of those before is given up."""
    held = [
        *filter(None, [request.diet]),
        *sorted(request.more_diets),
        *sorted(diets, key=tuple(Diet).index),
    ]
    first, *more = dict.fromkeys(held) or (None,)
    return {"diet": first, "more_diets": frozenset(more)}


def liking(
    wishes: Wishes, recipes: Iterable[Recipe], likes: Iterable[str], *, is_one_pan: bool
) -> Wishes:
    """Return the wishes with more taste for dishes of liked foods, and for those of one pan."""
    named = tuple(likes)
    liked = {
        str(recipe.recipe_id): min(1.0, wishes.taste(str(recipe.recipe_id)) + more)
        for recipe in recipes
        if (
            more := LIKED_MORE * any(is_disliked(recipe, each) for each in named)
            + ONE_PAN_MORE * (is_one_pan and _leaves_little_to_wash(recipe))
        )
    }
    return replace(wishes, tastes={**wishes.tastes, **liked})


def _leaves_little_to_wash(recipe: Recipe) -> bool:
    return recipe.uses_one_pan or not recipe.equipment
