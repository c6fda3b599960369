"""Reads FNDDS releases from the "At A Glance" tables, told apart by what stands in them."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from cli.food_table.columns import FNDDS_NUTRIENTS, FPED_GROUPS
from cli.food_table.errors import Place, SourceError
from cli.food_table.records import FoodRecord, RecipeLine, Release, SourceFile
from cli.food_table.sheets import Row, Sheet, read_sheets
from domain.meals.foods import FoodId
from domain.meals.reference_foods import HouseholdPortion

LICENCE = "USDA Agricultural Research Service, public domain"
RELEASES = ("2017-2018", "2021-2023")
KIND = "fndds"
_NO_QUANTITY = "Quantity not specified"
_UNKNOWN_G = -9.0
"""How FNDDS 2017-2018 writes a weight it does not have, mostly for food of infants."""

_LEAST_COVERED = 0.9
"""Share of foods that must have nutrients and portions: USDA's releases reach .996."""


class Content(StrEnum):
    """What a table of the release is; the value is what USDA calls it."""

    FOODS = "Foods and Beverages"
    NUTRIENTS = "FNDDS Nutrient Values"
    PORTIONS = "Portions and Weights"
    INGREDIENTS = "FNDDS Ingredients"
    GROUPS = "Food Patterns Equivalents"


_NEEDED = (Content.FOODS, Content.NUTRIENTS, Content.PORTIONS)
_CATEGORY, _CATEGORY_NAME = "wweia category number", "wweia category description"
_CODE, _NAME, _FPED_CODE = "food code", "main food description", "foodcode"
_COLUMNS: Mapping[Content, frozenset[str]] = MappingProxyType(
    {
        Content.FOODS: frozenset({"additional food description"}),
        Content.NUTRIENTS: frozenset(FNDDS_NUTRIENTS),
        Content.PORTIONS: frozenset({"portion description", "portion weight (g)"}),
        Content.INGREDIENTS: frozenset(
            {
                "ingredient code",
                "ingredient description",
                "ingredient weight (g)",
                "retention code",
                "moisture change (%)",
            }
        ),
        Content.GROUPS: frozenset(FPED_GROUPS),
    }
)
"""The columns that only this table has."""

_MARKING_CATEGORIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "2017-2018": frozenset(
            {"Milk substitutes", "Soups", "Other sandwiches (single code)", "Burgers (single code)"}
        ),
        "2021-2023": frozenset(
            {"Plant-based milk", "Soups, broth-based", "Soups, cream-based", "Burgers"}
        ),
    }
)
"""WWEIA categories of one release alone: they date a CSV file, which has no title line."""


@dataclass(frozen=True, slots=True)
class _Table:
    content: Content
    sheet: Sheet
    year: str | None

    @property
    def code_column(self) -> str:
        return _FPED_CODE if self.content is Content.GROUPS else _CODE


def read_fndds(folders: Iterable[Path]) -> tuple[Release, ...]:
    """Return every release found in the folders, the oldest first.

    A release may be spread over folders and folders may hold several. File and folder names say
    nothing. Files that are no table of FNDDS are passed over.

    Raises:
        SourceError: A file cannot be read, a table lacks a column or has a cell that cannot be, a
            release lacks a table, has one twice, or is none of `RELEASES`.
    """
    tables: list[_Table] = []
    passed_over: list[Path] = []
    for folder in folders:
        found = _tables_in(folder, passed_over)
        tables += _dated(found)
    by_year = _by_year(tables)
    return tuple(_release(year, by_year[year], passed_over) for year in sorted(by_year))


def _tables_in(folder: Path, passed_over: list[Path]) -> list[_Table]:
    if not folder.is_dir():
        raise Place(folder).error("no such folder")
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in {".xlsx", ".csv"})
    tables: list[_Table] = []
    for file in files:
        found = [_recognised(s) for s in read_sheets(file, frozenset({_CODE, _FPED_CODE}))]
        tables += found
        if not found:
            passed_over.append(file)
    if not tables:
        raise Place(folder).error("holds no workbook or CSV file of FNDDS" + _listed(passed_over))
    return tables


def _listed(passed_over: list[Path]) -> str:
    names = ", ".join(file.name for file in passed_over)
    return f" (passed over, without a column “Food code”: {names})" if names else ""


def _recognised(sheet: Sheet) -> _Table:
    present = frozenset(sheet.columns)
    share = {c: len(present & columns) / len(columns) for c, columns in _COLUMNS.items()}
    named = [c for c in Content if column_like(c, sheet.place.sheet) or column_like(c, sheet.title)]
    content = named[0] if named else max(share, key=lambda each: share[each])
    if not named and not share[content]:
        raise sheet.place.error("has food codes, but is no table of FNDDS known here")
    needed = _COLUMNS[content] | (
        {_FPED_CODE} if content is Content.GROUPS else {_CODE, _NAME, _CATEGORY, _CATEGORY_NAME}
    )
    if missing := sorted(needed - present):
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""  # noqa: PLR2004 (as shown)
        raise sheet.place.error(f"{content} lacks the column “{'”, “'.join(missing[:3])}”{more}")
    return _Table(content, sheet, _stated_year(sheet, content))


def column_like(content: Content, title: str) -> bool:
    """Whether a title or a sheet's name names this table; USDA writes "Food and Beverages" too."""
    wanted = content.casefold().replace("foods and", "food and")
    return title.casefold().replace("foods and", "food and").startswith(wanted)


def _stated_year(sheet: Sheet, content: Content) -> str | None:
    if stated := re.search(r"\b(20\d\d)\s*[-\u2013]\s*(20\d\d)\b", sheet.title):
        year = f"{stated[1]}-{stated[2]}"
        if year not in RELEASES:
            raise sheet.place.error(f"is FNDDS {year}; known here are {' and '.join(RELEASES)}")
        return year
    if content is Content.GROUPS:
        return None
    if "subcode" in sheet.columns:
        return "2017-2018"
    categories = {row.text(_CATEGORY_NAME) for row in sheet.rows}
    marked = [y for y, marks in _MARKING_CATEGORIES.items() if not marks.isdisjoint(categories)]
    if len(marked) > 1:
        raise sheet.place.error(f"mixes FNDDS {' and '.join(marked)}, or is another release")
    return marked[0] if marked else None


def _dated(tables: list[_Table]) -> list[_Table]:
    """Give tables that do not say their year that of the others in their folder."""
    years = sorted({table.year for table in tables if table.year})
    return [table if table.year else _date(table, tables, years) for table in tables]


def _date(table: _Table, others: list[_Table], years: list[str]) -> _Table:
    if len(years) == 1:
        return _Table(table.content, table.sheet, years[0])
    codes = {row.text(table.code_column) for row in table.sheet.rows}
    covering = [
        other.year
        for other in others
        if other.year
        and other.content is Content.FOODS
        and codes <= {row.text(_CODE) for row in other.sheet.rows}
    ]
    if len(covering) == 1:
        return _Table(table.content, table.sheet, covering[0])
    raise table.sheet.place.error(
        "does not say its release: keep USDA's title line, or keep it in one folder with the other "
        "tables of its release"
    )


def _by_year(tables: list[_Table]) -> Mapping[str, Mapping[Content, Sheet]]:
    found: dict[str, dict[Content, Sheet]] = {}
    for table in tables:
        release = found.setdefault(str(table.year), {})
        earlier = release.setdefault(table.content, table.sheet)
        if earlier is not table.sheet and not _say_the_same(earlier, table.sheet):
            raise table.sheet.place.error(
                f"differs from {earlier.place}: both are {table.content} of FNDDS {table.year}"
            )
    return found


def _say_the_same(a: Sheet, b: Sheet) -> bool:
    """Whether two tables, say a workbook and its CSV copy, have the same cells."""
    if len(a.rows) != len(b.rows) or set(a.columns) != set(b.columns):
        return False
    pairs = zip(a.rows, b.rows, strict=True)
    return all(_value(x.text(c)) == _value(y.text(c)) for x, y in pairs for c in a.columns)


def _value(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _release(year: str, sheets: Mapping[Content, Sheet], passed_over: list[Path]) -> Release:
    for content in _NEEDED:
        if content not in sheets:
            have = ", ".join(f"{c} in {sheet.place.file}" for c, sheet in sheets.items())
            raise SourceError(f"FNDDS {year} lacks {content}: found {have}{_listed(passed_over)}")
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
        files=tuple(_file(content, sheets[content]) for content in Content if content in sheets),
        categories={
            row.text(_CATEGORY): row.text(_CATEGORY_NAME) for row in sheets[Content.FOODS].rows
        },
        foods=tuple(foods.values()),
    )


def _foods(sheet: Sheet) -> dict[str, FoodRecord]:
    foods: dict[str, FoodRecord] = {}
    for row in sheet.rows:
        code = _code(row, _CODE)
        if code in foods:
            raise row.place.error(f"food code {code} stands here a second time")
        synonyms = row.text("additional food description").split(";")
        foods[code] = FoodRecord(
            food_id=FoodId(f"{KIND}:{code}"),
            name=row.needed_text(_NAME),
            synonyms=tuple(filter(None, map(str.strip, synonyms))),
            category=row.text(_CATEGORY),
        )
    return foods


def _code(row: Row, column: str) -> str:
    code = row.text(column)
    if not re.fullmatch(r"[1-9]\d{7}", code):
        raise row.place.error(f"“{code}” is no food code of eight digits")
    return code


def _grouped(
    sheet: Sheet, foods: Mapping[str, FoodRecord], column: str = _CODE
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
    for food, rows in _grouped(sheet, foods, _FPED_CODE):
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


def _file(content: Content, sheet: Sheet) -> SourceFile:
    with sheet.place.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SourceFile(content, digest, len(sheet.rows))
