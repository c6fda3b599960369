"""Whether the cook's words and the grams of an ingredient tell the same amount."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from domain.meals.foods import Food
from domain.meals.quantities import GRAMS
from domain.pattern import Pattern
from domain.recipes.recipe import Ingredient, Recipe

AGREE_WITHIN = 1.35
"""Factor either way. Source: own choice, cups of chopped food differ by a quarter"""

_TSP_IN_TBSP = 3
_AMOUNT = Pattern(
    r"(?:(?P<whole>\d+) )?(?:(?P<part>\d+/\d+) )?"
    r"(?P<unit>lb|oz|cup|tbsp|tsp|large|medium|small|clove|slice|stalk)s?\b"
)


def about_amounts(recipe: Recipe) -> Iterator[str]:
    """Yield every ingredient whose household amount weighs something else at the food table."""
    for each in recipe.ingredients:
        told_g = told_mass_g(each)
        if told_g and not 1 / AGREE_WITHIN <= each.mass_g / told_g <= AGREE_WITHIN:
            yield f"{each.words!r} weighs {told_g:.3g} g, not {each.mass_g:g}"


def told_mass_g(ingredient: Ingredient) -> float | None:
    """Return what the words before the name weigh, in grams, if they are an amount of a unit."""
    found = _AMOUNT.match(ingredient.words)
    if found is None or not (found["whole"] or found["part"]):
        return None
    unit_g = _unit_mass_g(ingredient.food, found["unit"])
    amount = Fraction(found["whole"] or 0) + Fraction(found["part"] or 0)
    return None if unit_g is None else float(amount) * unit_g


def _unit_mass_g(food: Food, unit: str) -> float | None:
    known: Mapping[str, float] = {**food.portions, **GRAMS}
    if unit == "tbsp" and "tbsp" not in known and "tsp" in known:
        return known["tsp"] * _TSP_IN_TBSP
    if unit == "tsp" and "tsp" not in known and "tbsp" in known:
        return known["tbsp"] / _TSP_IN_TBSP
    return known.get(unit)
