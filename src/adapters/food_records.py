"""Foods of any table in the form the index is built of."""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from adapters.csv_rows import Row, read_rows
from adapters.food_table.reader import UsdaTable
from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.nutrients import Nutrient, Nutrients
from domain.meals.reference_foods import HouseholdPortion, ReferenceFood
from domain.meals.resolving.index import FoodRecord

UNSPECIFIED = "Quantity not specified"
_MACROS = (Nutrient.ENERGY, Nutrient.PROTEIN, Nutrient.CARBOHYDRATE, Nutrient.FAT)
_UNITS = {"fl_oz": "1 fl oz", "tbsp": "1 tablespoon", "tsp": "1 teaspoon", "added": "Guideline"}


type Weighed = tuple[tuple[str, float], ...]
"""Portions by their full words and their grams: ("1 fun size bar", 17.0)."""


def weighed_portions(folder: Path) -> Mapping[FoodId, Weighed]:
    """Return the portions of the own foods that take more than one word.

    Raises:
        InvalidTableError: The file is missing or a row breaks a rule.
    """
    found: dict[FoodId, Weighed] = {}
    for food_id, portion in read_rows(folder, "foods/weighed_portions.csv", _weighed):
        found[food_id] = (*found.get(food_id, ()), portion)
    return found


def _weighed(row: Row) -> tuple[FoodId, tuple[str, float]]:
    return FoodId(row["food_id"]), (row["portion"], float(row["mass_g"]))


def own_records(
    table: FoodTable, weighed: Mapping[FoodId, Weighed] = MappingProxyType({})
) -> Iterator[FoodRecord]:
    """Yield the product's own foods; the usual unit is what is meant where none is said.

    Args:
        table: The foods, each with its units of one word.
        weighed: Further portions, which the words of a sentence choose among.
    """
    aliases: dict[str, list[str]] = {}
    for alias, food_id in table.aliases.items():
        aliases.setdefault(food_id, []).append(alias)
    for food in table.foods.values():
        names = (food.name, *aliases.get(food.food_id, ()))
        yield FoodRecord(
            food.food_id,
            names,
            "",
            _own_portions(food, weighed.get(food.food_id, ())),
            _macros(food.per_100_g),
            has_full_names=True,
        )


def _own_portions(food: Food, weighed: Weighed) -> Weighed:
    named = [
        (_UNITS.get(unit, f"1 {unit}"), mass_g)
        for unit, mass_g in food.portions.items()
        if unit != "serving"
    ]
    return (*named, *weighed, (UNSPECIFIED, food.portions[food.usual_unit]))


def usda_records(table: UsdaTable, fndds_year: str | None = None) -> Iterator[FoodRecord]:
    """Yield USDA's foods, FNDDS before SR28.

    Args:
        table: The built table.
        fndds_year: One edition of FNDDS alone, or None for the newest row of each food.
    """
    nutrients = dict(table.iterate_nutrients())
    portions: dict[int, list[HouseholdPortion]] = {}
    for row, portion in table.iterate_portions():
        portions.setdefault(row, []).append(portion)
    for food in _chosen(table, fndds_year):
        rows = tuple((_text(each), each.mass_g or 0.0) for each in portions.get(food.row, ()))
        names = (food.name, *_bracketed(food.name), *food.synonyms)
        macros = _macros(nutrients.get(food.row, {}))
        yield FoodRecord(food.food_id, names, food.category, rows, macros)


def _text(portion: HouseholdPortion) -> str:
    """Return a portion's words, a product it is of behind them: "1 Twinkie [Hostess Twinkies]"."""
    of = f" [{portion.variant}]" if portion.variant else ""
    return portion.description + of


def _bracketed(name: str) -> tuple[str, ...]:
    """Return the brand a name ends with as a name: "Cereal (Kellogg's Frosted Flakes)"."""
    before, _, brand = name.removesuffix(")").rpartition(" (")
    return (brand,) if name.endswith(")") and before and brand[:1].isupper() else ()


def _chosen(table: UsdaTable, fndds_year: str | None) -> list[ReferenceFood]:
    foods = table.list_foods(fndds_year)
    newest = max((food.year for food in foods if food.kind == "fndds"), default="")
    kept = [
        food
        for food in foods
        if (food.kind == "fndds" and food.year == (fndds_year or newest))
        or (food.kind == "sr28" and fndds_year is None)
    ]
    return sorted(kept, key=lambda food: (food.kind != "fndds", food.food_id))


def _macros(per_100_g: Nutrients) -> tuple[float, float, float, float]:
    kcal, protein_g, carbohydrate_g, fat_g = (per_100_g.get(n, math.nan) for n in _MACROS)
    return kcal, protein_g, carbohydrate_g, fat_g
