"""Finds the tables of FNDDS releases: what each is and of which release, told by its content."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from cli.food_table.columns import FNDDS_NUTRIENTS, FPED_GROUPS
from cli.food_table.errors import Place
from cli.food_table.sheets import WORKBOOKS, Sheet, read_sheets

RELEASES = ("2017-2018", "2021-2023")


class Content(StrEnum):
    """What a table of the release is; the value is what USDA calls it."""

    FOODS = "Foods and Beverages"
    NUTRIENTS = "FNDDS Nutrient Values"
    PORTIONS = "Portions and Weights"
    INGREDIENTS = "FNDDS Ingredients"
    GROUPS = "Food Patterns Equivalents"


NEEDED = (Content.FOODS, Content.NUTRIENTS, Content.PORTIONS)
CATEGORY, CATEGORY_NAME = "wweia category number", "wweia category description"
CODE, NAME, FPED_CODE = "food code", "main food description", "foodcode"
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


@dataclass(frozen=True, slots=True)
class Found:
    """Every table by its release, and the files that are none."""

    releases: Mapping[str, Mapping[Content, Sheet]]
    passed_over: tuple[Path, ...]


def find_tables(folders: Iterable[Path]) -> Found:
    """Return the tables in the folders, by release.

    A release may be spread over folders and a folder may hold several. File and folder names say
    nothing. Files that are no table of FNDDS are passed over.

    Raises:
        SourceError: A file cannot be read, a table lacks a column, is of an unknown release, or
            stands there twice and differs.
    """
    tables: list[_Table] = []
    passed_over: list[Path] = []
    for folder in folders:
        tables += _dated(_tables_in(folder, passed_over))
    return Found(_by_year(_date_groups(tables)), tuple(passed_over))


def _tables_in(folder: Path, passed_over: list[Path]) -> list[_Table]:
    if not folder.is_dir():
        raise Place(folder).error("no such folder")
    files = sorted(file for file in folder.iterdir() if _may_be_table(file))
    tables: list[_Table] = []
    for file in files:
        found = [_recognised(s) for s in read_sheets(file, frozenset({CODE, FPED_CODE}))]
        tables += found
        if not found:
            passed_over.append(file)
    if not tables:
        raise Place(folder).error("holds no workbook or CSV file of FNDDS" + listed(passed_over))
    return tables


def _may_be_table(file: Path) -> bool:
    is_own = not file.name.startswith((".", "~$"))  # what Excel and others leave beside a file
    return is_own and file.suffix.lower() in {*WORKBOOKS, ".csv"}


def listed(passed_over: Iterable[Path]) -> str:
    """Return the files that were passed over, as the end of an error."""
    names = ", ".join(file.name for file in passed_over)
    return f" (passed over, without a column “Food code”: {names})" if names else ""


def _recognised(sheet: Sheet) -> _Table:
    present = frozenset(sheet.columns)
    share = {c: len(present & columns) / len(columns) for c, columns in _COLUMNS.items()}
    named = [c for c in Content if _names(c, sheet.place.sheet) or _names(c, sheet.title)]
    content = named[0] if named else max(share, key=lambda each: share[each])
    if not named and not share[content]:
        raise sheet.place.error("has food codes, but is no table of FNDDS known here")
    needed = _COLUMNS[content] | (
        {FPED_CODE} if content is Content.GROUPS else {CODE, NAME, CATEGORY, CATEGORY_NAME}
    )
    if missing := sorted(needed - present):
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""  # noqa: PLR2004 (as shown)
        raise sheet.place.error(f"{content} lacks the column “{'”, “'.join(missing[:3])}”{more}")
    return _Table(content, sheet, _stated_year(sheet, content))


def _names(content: Content, title: str) -> bool:
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
    categories = {row.text(CATEGORY_NAME) for row in sheet.rows}
    marked = [y for y, marks in _MARKING_CATEGORIES.items() if not marks.isdisjoint(categories)]
    if len(marked) > 1:
        raise sheet.place.error(f"mixes FNDDS {' and '.join(marked)}, or is another release")
    return marked[0] if marked else None


def _dated(tables: list[_Table]) -> list[_Table]:
    """Give tables that do not say their year that of the others in their folder."""
    years = sorted({table.year for table in tables if table.year})
    return [replace(t, year=years[0]) if len(years) == 1 and not t.year else t for t in tables]


def _date_groups(tables: list[_Table]) -> list[_Table]:
    """Give food groups, which never say their year, that of the foods they are groups of."""
    codes = {t.year: _codes(t) for t in tables if t.content is Content.FOODS and t.year}
    return [_grouped_like(t, codes) if t.content is Content.GROUPS else t for t in tables]


def _grouped_like(groups: _Table, codes: Mapping[str, frozenset[str]]) -> _Table:
    own = _codes(groups)
    covering = [year for year in codes if own <= codes[year]]
    if not covering:
        raise groups.sheet.place.error(
            f"{Content.GROUPS} fit no release here: none has all of their food codes"
        )
    return replace(groups, year=min(covering, key=lambda year: (len(codes[year] - own), year)))


def _codes(table: _Table) -> frozenset[str]:
    column = FPED_CODE if table.content is Content.GROUPS else CODE
    return frozenset(row.text(column) for row in table.sheet.rows)


def _by_year(tables: list[_Table]) -> Mapping[str, Mapping[Content, Sheet]]:
    found: dict[str, dict[Content, Sheet]] = {}
    for table in tables:
        if table.year is None:
            raise table.sheet.place.error(
                "does not say its release: keep USDA's title line above the header, or keep the "
                "tables of one release in one folder"
            )
        release = found.setdefault(table.year, {})
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
