"""Reads USDA's Standard Reference 28: its own text files, or CSV joins of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from cli.food_table.columns import SR28_NUTRIENTS
from cli.food_table.errors import Place
from cli.food_table.records import FoodRecord, Release, SourceFile
from cli.food_table.sheets import Row, read_sheets, read_text
from domain.meals.foods import FoodId
from domain.meals.reference_foods import HouseholdPortion

KIND = "sr28"
YEAR = "2015"
TITLE = "USDA National Nutrient Database for Standard Reference, Release 28"
LICENCE = "USDA Agricultural Research Service, public domain"

_MOST_UNCOVERED = 0.1
"""Share of foods that may lack measures or a description: in USDA's own files .034 and one food."""

_NUMBER, _GROUP = r"~\d{5}~", r"~\d{4}~"
_COMMON_WEIGHTS = ("gmwt1", "gmwt1_desc", "gmwt2", "gmwt2_desc")
_LAYOUTS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "ABBREV": (
            _NUMBER,
            ("ndb_no", "shrt_desc", *SR28_NUTRIENTS, *_COMMON_WEIGHTS, "refuse_pct"),
        ),
        "FOOD_DES": (
            _NUMBER,
            (
                "ndb_no",
                "group",
                "long_desc",
                "shrt_desc",
                "common_name",
                "manufacturer",
                "survey",
                "refuse",
                "refuse_pct",
                "scientific_name",
                "nitrogen_factor",
                "protein_factor",
                "fat_factor",
                "carbohydrate_factor",
            ),
        ),
        "WEIGHT": (
            _NUMBER,
            ("ndb_no", "seq", "amount", "measure", "grams", "data_points", "deviation"),
        ),
        "FD_GROUP": (_GROUP, ("group", "food_group")),
    }
)
"""USDA's files have no header: the form of the first field and the number of them tell."""

_FOODS_CSV = frozenset({"ndb_no", "long_desc", "food_group", "common_name", "refuse_pct"})
_FOODS_CSV |= frozenset(SR28_NUTRIENTS)
_PORTIONS_CSV = frozenset({"ndb_no", "seq", "amount", "measure", "grams"})


@dataclass(frozen=True, slots=True)
class _Table:
    file: Path
    rows: tuple[Row, ...]


def read_sr28(folder: Path) -> Release:
    """Return the release that stands in the folder.

    USDA's own files (ABBREV, FOOD_DES, WEIGHT, FD_GROUP) win over CSV joins of them.

    Raises:
        SourceError: A file is missing, cannot be read, or has a cell that cannot be.
    """
    if not folder.is_dir():
        raise Place(folder).error("no such folder")
    own = _own_files(folder)
    if "ABBREV" in own:
        tables, foods, categories = own, *_from_own_files(folder, own)
    else:
        tables, foods, categories = _from_csv(folder)
    return Release(
        kind=KIND,
        year=YEAR,
        title=TITLE,
        licence=LICENCE,
        files=tuple(
            SourceFile.of(name, table.file, len(table.rows))
            for name, table in sorted(tables.items())
        ),
        categories=categories,
        foods=tuple(foods.values()),
    )


type _Foods = dict[str, FoodRecord]


def _own_files(folder: Path) -> dict[str, _Table]:
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".txt")
    found: dict[str, _Table] = {}
    for file in files:
        lines = read_text(file).splitlines()
        name = _layout_of(lines[0]) if lines else None
        if name in found:
            raise Place(file).error(f"is a second {name} beside {found[name].file.name}")
        if name is not None:
            found[name] = _Table(file, tuple(_own_rows(file, _LAYOUTS[name][1], lines)))
    return found


def _layout_of(line: str) -> str | None:
    fields = line.split("^")
    for name, (first, columns) in _LAYOUTS.items():
        if len(fields) == len(columns) and re.fullmatch(first, fields[0]):
            return name
    return None


def _own_rows(file: Path, columns: tuple[str, ...], lines: list[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        fields = line.split("^")
        place = Place(file, row=number)
        if len(fields) != len(columns):
            raise place.error(f"has {len(fields)} fields, not {len(columns)}: file is not whole")
        yield Row(place, {c: f.strip("~") for c, f in zip(columns, fields, strict=True)})


def _from_own_files(folder: Path, tables: Mapping[str, _Table]) -> tuple[_Foods, Mapping[str, str]]:
    for name in ("FOOD_DES", "WEIGHT", "FD_GROUP"):
        if name not in tables:
            raise Place(folder).error(f"lacks {name}.txt (ABBREV.txt is there)")
    described = {_number(row): row for row in tables["FOOD_DES"].rows}
    foods = {
        number: _food(number, row, described.get(number))
        for number, row in _by_number(tables["ABBREV"])
    }
    _check_whole(tables["FOOD_DES"], len(foods.keys() - described.keys()), len(foods))
    _fill_portions(tables["WEIGHT"], foods)
    groups = {row.text("group"): row.needed_text("food_group") for row in tables["FD_GROUP"].rows}
    return foods, groups


def _food(number: str, row: Row, described: Row | None) -> FoodRecord:
    """Return a food; one that FOOD_DES leaves out is called by its short description."""
    if described is None:
        return _record(number, row, row.needed_text("shrt_desc").capitalize(), "", "")
    name, common = described.needed_text("long_desc"), described.text("common_name")
    return _record(number, row, name, common, described.text("group"))


def _record(number: str, row: Row, name: str, common_names: str, group: str) -> FoodRecord:
    amounts = {n: row.find_number(column) for column, n in SR28_NUTRIENTS.items()}
    return FoodRecord(
        food_id=FoodId(f"{KIND}:{number}"),
        name=name,
        synonyms=tuple(filter(None, map(str.strip, common_names.split(",")))),
        category=group,
        nutrients={n: amount for n, amount in amounts.items() if amount is not None},
        refuse_percent=row.find_number("refuse_pct"),
    )


def _from_csv(folder: Path) -> tuple[dict[str, _Table], _Foods, Mapping[str, str]]:
    tables: dict[str, _Table] = {}
    for file in sorted(folder.glob("*.[cC][sS][vV]")):
        for sheet in read_sheets(file, frozenset({"ndb_no"})):
            is_foods = "grams" not in sheet.columns
            name, needed = ("foods", _FOODS_CSV) if is_foods else ("portions", _PORTIONS_CSV)
            if missing := sorted(needed.difference(sheet.columns)):
                raise sheet.place.error(f"SR28 {name} lacks the column “{missing[0]}”")
            if name in tables:
                raise sheet.place.error(f"is a second table of {name} of SR28")
            tables[name] = _Table(file, sheet.rows)
    for name, usual in (("foods", "ABBREV.txt"), ("portions", "WEIGHT.txt")):
        if name not in tables:
            raise Place(folder).error(f"holds no {name} of SR28 ({usual}, or a CSV join of it)")
    foods = {
        number: _record(
            number,
            row,
            row.needed_text("long_desc"),
            row.text("common_name"),
            row.text("food_group"),
        )
        for number, row in _by_number(tables["foods"])
    }
    _fill_portions(tables["portions"], foods)
    return tables, foods, {food.category: food.category for food in foods.values()}


def _by_number(table: _Table) -> Iterator[tuple[str, Row]]:
    seen: set[str] = set()
    for row in table.rows:
        number = _number(row)
        if number in seen:
            raise row.place.error(f"food {number} stands here a second time")
        seen.add(number)
        yield number, row


def _number(row: Row) -> str:
    number = row.text("ndb_no")
    if not re.fullmatch(r"\d{4,5}", number):  # spreadsheets drop the leading zero
        raise row.place.error(f"“{number}” is no NDB number")
    return number.zfill(5)


def _fill_portions(table: _Table, foods: _Foods) -> None:
    for row in table.rows:
        food = foods.get(_number(row))
        if food is None:
            raise row.place.error(f"food {_number(row)} is not among the foods")
        amount, measure = row.number("amount"), row.needed_text("measure")
        portion = HouseholdPortion(f"{amount:g} {measure}", row.number("grams"))
        food.portions = (*food.portions, portion)
    _check_whole(table, sum(not food.portions for food in foods.values()), len(foods))


def _check_whole(table: _Table, uncovered: int, foods: int) -> None:
    if uncovered > max(1, _MOST_UNCOVERED * foods):
        raise Place(table.file).error(
            f"covers {foods - uncovered} of {foods} foods: the file is not whole"
        )
