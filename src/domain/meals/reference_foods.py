"""What a published food table says of a food: its rows as values, nothing made of them yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from domain.meals.foods import FoodId


class FoodGroup(StrEnum):
    """A food group of USDA's dietary patterns, its unit in the name.

    `cup_eq`, `oz_eq` and `tsp_eq` are cup, ounce and teaspoon equivalents. The first of each kind
    (`fruit_cup_eq`, `grain_oz_eq`, ...) is the sum of those that follow.

    Source: USDA Food Patterns Equivalents Database.
    """

    FRUIT = "fruit_cup_eq"
    CITRUS_MELON_BERRY = "fruit_citrus_melon_berry_cup_eq"
    OTHER_FRUIT = "fruit_other_cup_eq"
    FRUIT_JUICE = "fruit_juice_cup_eq"
    VEGETABLE = "vegetable_cup_eq"
    DARK_GREEN = "vegetable_dark_green_cup_eq"
    RED_ORANGE = "vegetable_red_orange_cup_eq"
    TOMATO = "vegetable_tomato_cup_eq"
    OTHER_RED_ORANGE = "vegetable_other_red_orange_cup_eq"
    STARCHY = "vegetable_starchy_cup_eq"
    POTATO = "vegetable_potato_cup_eq"
    OTHER_STARCHY = "vegetable_other_starchy_cup_eq"
    OTHER_VEGETABLE = "vegetable_other_cup_eq"
    LEGUME_AS_VEGETABLE = "vegetable_legume_cup_eq"
    GRAIN = "grain_oz_eq"
    WHOLE_GRAIN = "grain_whole_oz_eq"
    REFINED_GRAIN = "grain_refined_oz_eq"
    PROTEIN_FOOD = "protein_food_oz_eq"
    MEAT_POULTRY_SEAFOOD = "protein_food_meat_poultry_seafood_oz_eq"
    MEAT = "protein_food_meat_oz_eq"
    CURED_MEAT = "protein_food_cured_meat_oz_eq"
    ORGAN_MEAT = "protein_food_organ_meat_oz_eq"
    POULTRY = "protein_food_poultry_oz_eq"
    SEAFOOD_HIGH_OMEGA_3 = "protein_food_seafood_high_omega_3_oz_eq"
    SEAFOOD_LOW_OMEGA_3 = "protein_food_seafood_low_omega_3_oz_eq"
    EGG = "protein_food_egg_oz_eq"
    SOY = "protein_food_soy_oz_eq"
    NUT_SEED = "protein_food_nut_seed_oz_eq"
    LEGUME_AS_PROTEIN = "protein_food_legume_oz_eq"
    DAIRY = "dairy_cup_eq"
    MILK = "dairy_milk_cup_eq"
    YOGURT = "dairy_yogurt_cup_eq"
    CHEESE = "dairy_cheese_cup_eq"
    OIL = "oil_g"
    SOLID_FAT = "solid_fat_g"
    ADDED_SUGAR = "added_sugar_tsp_eq"
    ALCOHOLIC_DRINK = "alcoholic_drink_count"


FoodGroups = Mapping[FoodGroup, float]
"""Amounts per 100 g; empty where the table gives none."""


@dataclass(frozen=True, slots=True)
class HouseholdPortion:
    """A portion as the table words it ("1 cup, cooked") and what it weighs, None if unknown.

    `is_default` marks the weight meant when no amount is said (FNDDS "Quantity not specified").
    `variant` names the brand the portion belongs to; each has a default of its own.
    """

    description: str
    mass_g: float | None
    is_default: bool = False
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One ingredient of the recipe a food is calculated from, in grams of that recipe.

    `food_id` is the same table's food, None where the table has none; `code` is the publisher's.
    """

    description: str
    mass_g: float
    code: str
    food_id: FoodId | None = None
    retention_code: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceFood:
    """One row of a published table: a food in one release of it.

    `row` is its place in this file and means nothing outside of it; `food_id` is for ever. A food
    of two releases has two rows, of which one is the newest. `synonyms` are the publisher's
    ("Additional food description"); `category` is its class of foods, blank if unknown.
    """

    row: int
    food_id: FoodId
    name: str
    synonyms: tuple[str, ...]
    kind: str
    year: str
    category: str
    is_newest: bool

    @property
    def source(self) -> str:
        """The publication and the code there, as the own table writes it: "SR28 01001"."""
        publication = _PUBLICATIONS[self.kind].format(year=self.year)
        return f"{publication} {self.food_id.partition(':')[2]}"


_PUBLICATIONS = MappingProxyType({"fndds": "FNDDS {year}", "sr28": "SR28"})
