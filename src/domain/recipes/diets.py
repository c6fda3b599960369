"""Which diets a recipe fits, computed from its ingredients and never typed.

What is not known to fit does not fit: a food nobody has judged keeps a recipe from a diet.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum

from domain.meals.foods import Food, FoodId
from domain.meals.nutrients import Nutrient
from domain.recipes.recipe import Recipe, Slot, total_per_serving


class Diet(StrEnum):
    """A way of eating that leaves foods out."""

    VEGAN = "vegan"
    VEGETARIAN = "vegetarian"
    PESCATARIAN = "pescatarian"
    HALAL = "halal"
    KOSHER_STYLE = "kosher-style"
    GLUTEN_FREE = "gluten-free"
    DAIRY_FREE = "dairy-free"
    EGG_FREE = "egg-free"
    NUT_FREE = "nut-free"
    LOW_FODMAP_CAUTION = "low-fodmap-caution"
    DIABETIC_FRIENDLY = "diabetic-friendly"


FodmapLimits = Mapping[FoodId, float | None]
"""Up to how many grams of a food a serving stays low in FODMAPs; None is any usual amount."""

MEAL_CARBOHYDRATE_G_MAX = 60.0
"""Source: CDC, Carb Counting (2024), three to four servings of 15 g a meal"""

SNACK_CARBOHYDRATE_G_MAX = 30.0
"""Source: CDC, Carb Counting (2024), one to two servings of 15 g a snack"""

CARBOHYDRATE_G_PER_FIBER_G_MAX = 10.0
"""Source: Mozaffarian et al. 2013, Public Health Nutr 16(12):2255-2264"""

ADDED_SUGAR_G_MAX = 6.25
"""Source: AHA 2009, Circulation 120(11):1011-1020, a quarter of 25 g a day"""

_SHELLFISH = frozenset({"crustacean", "mollusc"})
_SEAFOOD = _SHELLFISH | {"fish"}
_NO_SCALES = frozenset(map(FoodId, ("catfish",)))


def diets_of(recipe: Recipe, fodmaps: FodmapLimits) -> frozenset[Diet]:
    """Return every diet a recipe fits with all its ingredients, optional ones included."""
    return frozenset(diet for diet in Diet if fits(recipe, diet, fodmaps))


def fits(recipe: Recipe, diet: Diet, fodmaps: FodmapLimits) -> bool:
    """Whether a recipe fits a diet with all its ingredients, optional ones included."""
    match diet:
        case Diet.KOSHER_STYLE:
            return _is_kosher_style(tuple(each.food for each in recipe.ingredients))
        case Diet.LOW_FODMAP_CAUTION:
            return is_low_fodmap(recipe, fodmaps)
        case Diet.DIABETIC_FRIENDLY:
            return is_diabetic_friendly(recipe)
        case _:
            return all(_RULES[diet](each.food) for each in recipe.ingredients)


def is_seafood(food: Food) -> bool:
    """Whether a food is or holds fish or shellfish."""
    return food.group == "fish" or not _SEAFOOD.isdisjoint(food.allergens)


def is_meat(food: Food) -> bool:
    """Whether a food is or holds meat or poultry; one that is not certain counts as meat.

    Cheese that is not vegetarian is so by its rennet and no meat.
    """
    if food.group in {"meat", "poultry"} or not food.tags.isdisjoint({"beef", "pork"}):
        return True
    return "vegetarian" not in food.tags and food.group != "dairy" and not is_seafood(food)


def is_low_fodmap(recipe: Recipe, fodmaps: FodmapLimits) -> bool:
    """Whether a serving keeps every food within what is low in FODMAPs: a caution, no promise."""
    for food_id, mass_g in recipe.mass_g_per_serving.items():
        limit_g = fodmaps.get(food_id, 0.0)
        if limit_g is not None and mass_g > limit_g:
            return False
    return True


def is_diabetic_friendly(recipe: Recipe) -> bool:
    """Whether a serving is modest in carbohydrate, rich in fibre for it and low in added sugar.

    Sugar of a food whose added sugar is not known counts as added, so an unknown never helps.
    """
    carbohydrate, fiber = (
        total_per_serving(nutrient, recipe.ingredients, recipe.servings)
        for nutrient in (Nutrient.CARBOHYDRATE, Nutrient.FIBER)
    )
    is_snack = recipe.slots <= {Slot.SNACK}
    limit_g = SNACK_CARBOHYDRATE_G_MAX if is_snack else MEAL_CARBOHYDRATE_G_MAX
    return (
        carbohydrate.uncounted == 0
        and carbohydrate.amount <= limit_g
        and carbohydrate.amount <= CARBOHYDRATE_G_PER_FIBER_G_MAX * fiber.amount
        and most_added_sugar_g(recipe) <= ADDED_SUGAR_G_MAX
    )


def most_added_sugar_g(recipe: Recipe) -> float:
    """Return the most added sugar a serving can hold, in grams.

    A food that tells no added sugar may have added all its sugar, or all its carbohydrate.
    """
    grams = 0.0
    for each in recipe.ingredients:
        known = each.food.per_100_g
        most = min(
            known.get(Nutrient.ADDED_SUGAR, 100.0),
            known.get(Nutrient.SUGAR, 100.0),
            known.get(Nutrient.CARBOHYDRATE, 100.0),
        )
        grams += most * each.mass_g / 100
    return grams / recipe.servings


def _without(*allergens: str) -> Callable[[Food], bool]:
    return lambda food: food.allergens.isdisjoint(allergens)


def _tagged(tag: str) -> Callable[[Food], bool]:
    return lambda food: tag in food.tags


def _is_pescatarian(food: Food) -> bool:
    return "vegetarian" in food.tags or (is_seafood(food) and not is_meat(food))


def _is_halal(food: Food) -> bool:
    """Return whether halal kinds of it are sold: no pork, no alcohol, no rennet of unknown origin.

    Meat and poultry are to be bought from a halal butcher.
    """
    if not food.tags.isdisjoint({"pork", "alcohol"}):
        return False
    return _is_pescatarian(food) or is_meat(food)


def _is_kosher_style(foods: tuple[Food, ...]) -> bool:
    """Return whether there is no pork, no shellfish, and no meat together with milk."""
    if any("pork" in food.tags or food.allergens & _SHELLFISH for food in foods):
        return False
    if any(food.food_id in _NO_SCALES for food in foods):
        return False
    carried: AbstractSet[str] = frozenset[str]().union(*(food.allergens for food in foods))
    return not (any(map(is_meat, foods)) and "milk" in carried)


_RULES: Mapping[Diet, Callable[[Food], bool]] = {
    Diet.VEGAN: _tagged("vegan"),
    Diet.VEGETARIAN: _tagged("vegetarian"),
    Diet.PESCATARIAN: _is_pescatarian,
    Diet.HALAL: _is_halal,
    Diet.GLUTEN_FREE: _without("wheat", "gluten"),
    Diet.DAIRY_FREE: _without("milk"),
    Diet.EGG_FREE: _without("egg"),
    Diet.NUT_FREE: _without("tree_nut", "peanut"),
}
