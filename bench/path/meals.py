"""Twenty everyday meals typed as people type, each beside what FNDDS says of the same foods.

The FNDDS side is chosen from FNDDS alone: for every food its code and one of that code's own
portion rows ("Quantity not specified" where the message says no amount), so that nothing of the
product's portion table is in it. Weights are looked up when a measurement runs.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

UNSAID: Final = "Quantity not specified"
GRAMS: Final = "g"
_FOLDER: Final = Path("data") / "fndds_2021_2023"


@dataclass(frozen=True, slots=True)
class Eaten:
    """One food: `count` times a portion row of an FNDDS code, or so many grams of it."""

    code: str
    portion: str = UNSAID
    count: float = 1


@dataclass(frozen=True, slots=True)
class TypedMeal:
    """What somebody texts, and what they mean by it in FNDDS."""

    text: str
    foods: tuple[Eaten, ...]


MEALS: Final = (
    TypedMeal(
        "2 eggs and toast with butter",
        (
            Eaten("31102000", "1 egg", 2),
            Eaten("51101010", "1 medium or regular slice"),
            Eaten("81101000", "Guideline amount per slice of bread/roll"),
        ),
    ),
    TypedMeal(
        "had a bowl of oatmeal w/ banana n black coffee",
        (Eaten("56202960"), Eaten("63107010", "1 banana"), Eaten("92101000")),
    ),
    TypedMeal(
        "200g grilled chicken breast, 1 cup rice and broccoli",
        (
            Eaten("24123301", GRAMS, 200),
            Eaten("56205001", "1 cup, cooked"),
            Eaten("72201220"),
        ),
    ),
    TypedMeal(
        "PB&J sandwich and a glass of milk",
        (Eaten("42302010", "1 sandwich"), Eaten("11100000", "1 cup")),
    ),
    TypedMeal("greek yogurt with blueberries", (Eaten("11411390"), Eaten("63203010"))),
    TypedMeal("Spaghetti with meat sauce for dinner", (Eaten("58146322"),)),
    TypedMeal(
        "6 oz salmon & a baked sweet potato",
        (Eaten("26137120", GRAMS, 170.1), Eaten("73403000", "1 medium")),
    ),
    TypedMeal(
        "cheeseburger, medium fries and a can of coke",
        (
            Eaten("27510155", "1 cheeseburger"),
            Eaten("71401030", "1 medium fast food order"),
            Eaten("92410310", "1 can (12 fl oz)"),
        ),
    ),
    TypedMeal("2 slices of cheese pizza", (Eaten("58106225", "1 piece, NFS", 2),)),
    TypedMeal("chicken burrito", (Eaten("58102510", "1 small/regular"),)),
    TypedMeal("3 beef tacos", (Eaten("58102010", "1 small/regular", 3),)),
    TypedMeal(
        "snack: an apple and a handful of almonds",
        (Eaten("63101000", "1 medium"), Eaten("42100100")),
    ),
    TypedMeal("bagel with cream cheese", (Eaten("51180010", "1 regular"), Eaten("14301010"))),
    TypedMeal(
        "grilled cheese and a bowl of tomato soup",
        (Eaten("14640100", "1 sandwich"), Eaten("74602010")),
    ),
    TypedMeal("tuna salad sandwich", (Eaten("27550720", "1 regular"),)),
    TypedMeal(
        "3 pancakes with 2 tbsp syrup n 2 slices of bacon",
        (
            Eaten("55101000", "1 medium pancake", 3),
            Eaten("91300100", "1 tablespoon", 2),
            Eaten("22600100", "1 medium slice (yield after cooking)", 2),
        ),
    ),
    TypedMeal(
        "half an avocado on whole wheat toast",
        (Eaten("63105010", "1 fruit", 0.5), Eaten("51300120", "1 medium or regular slice")),
    ),
    TypedMeal("i had mac n cheese", (Eaten("58145110"),)),
    TypedMeal(
        "8oz steak with 1 cup mashed potatoes",
        (Eaten("21101000", GRAMS, 226.8), Eaten("71501000", "1 cup")),
    ),
    TypedMeal(
        "1 cup black beans, 1/2 cup brown rice, 2 tbsp guacamole",
        (
            Eaten("41101990", "1 cup"),
            Eaten("56205011", "1 cup, cooked", 0.5),
            Eaten("63409010", "1 tablespoon", 2),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Fndds:
    """USDA's energy per 100 g and portion weights, by code."""

    energy_kcal: Mapping[str, float]
    portion_g: Mapping[tuple[str, str], float]

    @classmethod
    def read(cls, shared: Path) -> "Fndds":
        """Read USDA's own tables from the reference data."""
        values = _rows(shared / _FOLDER / "FNDDS_Nutrient_Values.csv")
        weights = _rows(shared / _FOLDER / "Portions_and_Weights.csv")
        return cls(
            {row["Food code"]: float(row["Energy (kcal)"]) for row in values},
            {
                (row["Food code"], row["Portion description"]): float(row["Portion weight (g)"])
                for row in weights
            },
        )

    def energy_of(self, meal: TypedMeal) -> float:
        """Return the energy of a meal, in kcal."""
        return sum(self._mass_g(food) * self.energy_kcal[food.code] / 100 for food in meal.foods)

    def _mass_g(self, food: Eaten) -> float:
        each = 1.0 if food.portion == GRAMS else self.portion_g[food.code, food.portion]
        return food.count * each


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))
