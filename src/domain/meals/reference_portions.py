"""Makes foods the coach can log from what a published table says."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from domain.meals.foods import Food
from domain.meals.nutrients import Nutrient, Nutrients
from domain.meals.quantities import GRAMS
from domain.meals.reference_foods import FoodGroup, FoodGroups, HouseholdPortion, ReferenceFood
from domain.pattern import Pattern

ADDED_SUGAR_G_PER_TSP_EQ = 4.2
"""Source: USDA Food Patterns Equivalents Database, definition of a teaspoon of added sugars."""

SERVING = "serving"
ALLERGENS_UNCONFIRMED = "allergens_unconfirmed"
"""Tag of a food whose allergens were read from words alone: what is not listed is not absent."""

_COUNTED = Pattern(r"(?P<count>\d+/\d+|\d*\.\d+|\d+)\s+(?P<unit>.+)")
_AFTER_THE_UNIT = Pattern(r"\s*[,(]")
_OWN_UNITS = MappingProxyType({"fl oz": "fl_oz", "tablespoon": "tbsp", "teaspoon": "tsp"})


def as_food(
    food: ReferenceFood,
    nutrients: Nutrients,
    groups: FoodGroups,
    portions: Iterable[HouseholdPortion],
    allergens: frozenset[str],
) -> Food:
    """Return a published food as one the coach can log.

    Added sugar, which the tables give as a food group, joins the nutrients. Portions of brands are
    left out. A food without any portion is logged by 100 g, which is true of every food.

    Args:
        food: its row.
        nutrients: per 100 g.
        groups: food-group equivalents per 100 g.
        portions: household portions in the publisher's order.
        allergens: those that words give away; USDA lists none, so the food is tagged as such.

    """
    units = units_of(portions)
    return Food(
        food_id=food.food_id,
        name=food.name,
        source=food.source,
        per_100_g={**nutrients, **_added_sugar(groups)},
        portions=units or {"100 g": 100.0},
        usual_unit=SERVING if SERVING in units else next(iter(units), "100 g"),
        allergens=allergens,
        tags=frozenset({ALLERGENS_UNCONFIRMED}),
    )


def units_of(portions: Iterable[HouseholdPortion]) -> Mapping[str, float]:
    """Return what one of each unit weighs in grams: "10 pieces" of 50 g make a piece of 5 g.

    A unit is found by its full words ("cup, cooked") and by its first ("cup"), which then weighs
    what the publisher lists first. The default portion is called a serving.
    """
    plain = [p for p in portions if p.variant is None and p.mass_g]
    full = {unit: mass_g for p in plain for unit, mass_g in _full_unit(p)}
    short: dict[str, float] = {}
    for unit, mass_g in full.items():
        head = _AFTER_THE_UNIT.split(unit)[0]
        head = _OWN_UNITS.get(head, head)
        if head not in GRAMS:  # an ounce weighs an ounce, also "oz, raw (yield after cooking)"
            short.setdefault(head, mass_g)
    return {**full, **short}


def _full_unit(portion: HouseholdPortion) -> Iterable[tuple[str, float]]:
    mass_g = portion.mass_g or 0.0
    if portion.is_default:
        yield SERVING, mass_g
        return
    match = _COUNTED.fullmatch(portion.description.casefold())
    count = _count(match["count"]) if match else 1.0
    unit = match["unit"] if match else portion.description.casefold()
    if count > 0 and unit not in GRAMS:
        yield _OWN_UNITS.get(unit, unit), round(mass_g / count, 2)


def _count(text: str) -> float:
    above, _, below = text.partition("/")
    return float(above) / (float(below or 1) or 1.0)


def _added_sugar(groups: FoodGroups) -> Nutrients:
    tsp_eq = groups.get(FoodGroup.ADDED_SUGAR)
    if tsp_eq is None:
        return {}
    return {Nutrient.ADDED_SUGAR: round(tsp_eq * ADDED_SUGAR_G_PER_TSP_EQ, 2)}
