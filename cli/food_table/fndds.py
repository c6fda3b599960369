"""Reads FNDDS releases from the "At A Glance" tables."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from cli.food_table.columns import FNDDS_NUTRIENTS, FPED_GROUPS
from cli.food_table.errors import SourceError
from cli.food_table.fndds_tables import (
    CATEGORY,
    CATEGORY_NAME,
    CODE,
    FPED_CODE,
    NAME,
    NEEDED,
    Content,
    find_tables,
    listed,
)
from cli.food_table.records import FoodRecord, RecipeLine, Release, SourceFile
from cli.food_table.sheets import Row, Sheet
from domain.meals.foods import FoodId
from domain.meals.reference_foods import HouseholdPortion

KIND = "fndds"
LICENCE = "USDA Agricultural Research Service, public domain"
_NO_QUANTITY = "Quantity not specified"
_UNKNOWN_G = -9.0
"""How FNDDS 2017-2018 writes a weight it does not have, mostly for food of infants."""

_LEAST_COVERED = 0.9
"""Share of foods that must have nutrients and portions: USDA's releases reach .996."""


def read_fndds(folders: Iterable[Path]) -> tuple[Release, ...]:
    """Return every release found in the folders, the oldest first.

    Raises:
        SourceError: A file cannot be used (see `find_tables`), a release lacks a table, or a cell
            cannot be what its column says.
    """
    found = find_tables(folders)
    return tuple(
        _release(year, found.releases[year], found.passed_over) for year in sorted(found.releases)
    )


def _release(year: str, sheets: Mapping[Content, Sheet], passed_over: Iterable[Path]) -> Release:
    for content in NEEDED:
        if content not in sheets:
            have = ", ".join(f"{c} in {sheet.place.file}" for c, sheet in sheets.items())
            raise SourceError(f"FNDDS {year} lacks {content}: found {have}{listed(passed_over)}")
    foods = _foods(sheets[Content.FOODS])
    for content, fill in _FILLS.items():
        if content in sheets:
            fill(sheets[content], foods)
    _check_whole(sheets, foods)
    return Release(
        kind=KIND,
        year=year,
        title=f"USDA Food and Nutrient Database for Dietary Studies {year}",
        licence=LICENCE,
        files=tuple(
            SourceFile.of(content, sheets[content].place.file, len(sheets[content].rows))
            for content in Content
            if content in sheets
        ),
        categories={
            row.text(CATEGORY): row.text(CATEGORY_NAME) for row in sheets[Content.FOODS].rows
        },
        foods=tuple(foods.values()),
    )


def _foods(sheet: Sheet) -> dict[str, FoodRecord]:
    foods: dict[str, FoodRecord] = {}
    for row in sheet.rows:
        code = _code(row, CODE)
        if code in foods:
            raise row.place.error(f"food code {code} stands here a second time")
        synonyms = row.text("additional food description").split(";")
        foods[code] = FoodRecord(
            food_id=FoodId(f"{KIND}:{code}"),
            name=row.needed_text(NAME),
            synonyms=tuple(filter(None, map(str.strip, synonyms))),
            category=row.text(CATEGORY),
        )
    return foods


def _code(row: Row, column: str) -> str:
    code = row.text(column)
    if not re.fullmatch(r"[1-9]\d{7}", code):
        raise row.place.error(f"“{code}” is no food code of eight digits")
    return code


def _grouped(
    sheet: Sheet, foods: Mapping[str, FoodRecord], column: str = CODE
) -> Iterator[tuple[FoodRecord, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for row in sheet.rows:
        code = _code(row, column)
        if code not in foods:
            raise row.place.error(f"food code {code} is not among {Content.FOODS}")
        found.setdefault(code, []).append(row)
    return ((foods[code], rows) for code, rows in found.items())


def _only(rows: list[Row]) -> Row:
    if len(rows) > 1:
        raise rows[1].place.error("its food stands here a second time")
    return rows[0]


def _fill_nutrients(sheet: Sheet, foods: Mapping[str, FoodRecord]) -> None:
    for food, rows in _grouped(sheet, foods):
        row = _only(rows)
        amounts = {n: row.find_number(column) for column, n in FNDDS_NUTRIENTS.items()}
        food.nutrients = {n: amount for n, amount in amounts.items() if amount is not None}


def _fill_groups(sheet: Sheet, foods: Mapping[str, FoodRecord]) -> None:
    for food, rows in _grouped(sheet, foods, FPED_CODE):
        row = _only(rows)
        amounts = {g: row.find_number(column) for column, g in FPED_GROUPS.items()}
        food.groups = {g: amount for g, amount in amounts.items() if amount is not None}


def _fill_portions(sheet: Sheet, foods: Mapping[str, FoodRecord]) -> None:
    for food, rows in _grouped(sheet, foods):
        food.portions = tuple(map(_portion, rows))


def _portion(row: Row) -> HouseholdPortion:
    description = row.needed_text("portion description")
    weight = "portion weight (g)"
    is_unknown = row.find_number(weight, least=_UNKNOWN_G) == _UNKNOWN_G
    return HouseholdPortion(
        description=description,
        mass_g=None if is_unknown else row.number(weight),
        is_default=description == _NO_QUANTITY,
        variant=row.text("subcode description") or None,
    )


def _fill_ingredients(sheet: Sheet, foods: Mapping[str, FoodRecord]) -> None:
    for food, rows in _grouped(sheet, foods):
        food.ingredients = tuple(map(_recipe_line, rows))
        food.moisture_change_percent = rows[0].find_number("moisture change (%)", least=-100.0)


def _recipe_line(row: Row) -> RecipeLine:
    return RecipeLine(
        description=row.needed_text("ingredient description"),
        mass_g=row.number("ingredient weight (g)"),
        code=row.needed_text("ingredient code"),
        retention_code=row.text("retention code"),
    )


_FILLS = MappingProxyType(
    {
        Content.NUTRIENTS: _fill_nutrients,
        Content.PORTIONS: _fill_portions,
        Content.INGREDIENTS: _fill_ingredients,
        Content.GROUPS: _fill_groups,
    }
)


def _check_whole(sheets: Mapping[Content, Sheet], foods: Mapping[str, FoodRecord]) -> None:
    has = Counter[Content]()
    for food in foods.values():
        has.update({Content.NUTRIENTS: bool(food.nutrients), Content.PORTIONS: bool(food.portions)})
    for content, count in has.items():
        if count < _LEAST_COVERED * len(foods):
            raise sheets[content].place.error(
                f"covers {count} of {len(foods)} foods: the file is not whole"
            )
