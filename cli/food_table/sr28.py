"""Reads USDA's Standard Reference 28: its own text files, or CSV joins of them."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cli.food_table.columns import SR28_NUTRIENTS
from cli.food_table.errors import Place
from cli.food_table.records import FoodRecord, Release, SourceFile
from cli.food_table.sheets import Row, column_name, read_sheets, read_text
from domain.meals.foods import FoodId
from domain.meals.reference_foods import HouseholdPortion

KIND = "sr28"
YEAR = "2015"
TITLE = "USDA National Nutrient Database for Standard Reference, Release 28"
LICENCE = "USDA Agricultural Research Service, public domain"

_ABBREVIATED = ("NDB_No", "Shrt_Desc", *SR28_NUTRIENTS, "GmWt1", "GmWt1_Desc", "GmWt2")
_ABBREVIATED = (*_ABBREVIATED, "GmWt2_Desc", "Refuse_Pct")
_DESCRIBED = ("NDB_No", "Group", "Long_Desc", "Shrt_Desc", "Common_Name", "Manufacturer", "Survey")
_DESCRIBED = (*_DESCRIBED, "Refuse", "Refuse_Pct", "Scientific", "N", "Pro", "Fat", "CHO")
_WEIGHED = ("NDB_No", "Seq", "Amount", "Measure", "Grams", "Points", "Deviation")
_GROUPED = ("Group", "Food_Group")
_LAYOUTS = {
    (53, r"~\d{5}~"): ("ABBREV", _ABBREVIATED),
    (14, r"~\d{5}~"): ("FOOD_DES", _DESCRIBED),
    (7, r"~\d{5}~"): ("WEIGHT", _WEIGHED),
    (2, r"~\d{4}~"): ("FD_GROUP", _GROUPED),
}
"""USDA's files have no header; the number of fields and the form of the first tell them apart."""

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
        files=tuple(_file(name, tables[name]) for name in sorted(tables)),
        categories=categories,
        foods=tuple(foods.values()),
    )


type _Foods = dict[str, FoodRecord]


def _own_files(folder: Path) -> dict[str, _Table]:
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".txt")
    found: dict[str, _Table] = {}
    for file in files:
        lines = read_text(file).splitlines()
        layout = _layout(lines[0]) if lines else None
        if layout is not None:
            name, columns = layout
            if name in found:
                raise Place(file).error(f"is a second {name} beside {found[name].file}")
            found[name] = _Table(file, tuple(_own_rows(file, columns, lines)))
    return found


def _layout(line: str) -> tuple[str, tuple[str, ...]] | None:
    fields = line.split("^")
    for (count, first), layout in _LAYOUTS.items():
        if len(fields) == count and re.fullmatch(first, fields[0]):
            return layout
    return None


def _own_rows(file: Path, columns: tuple[str, ...], lines: list[str]) -> Iterable[Row]:
    names = tuple(map(column_name, columns))
    for number, line in enumerate(lines, start=1):
        fields = line.split("^")
        place = Place(file, row=number)
        if len(fields) != len(names):
            raise place.error(f"has {len(fields)} fields, not {len(names)}: the file is not whole")
        yield Row(place, {n: f.strip("~") for n, f in zip(names, fields, strict=True)})


def _from_own_files(folder: Path, tables: Mapping[str, _Table]) -> tuple[_Foods, Mapping[str, str]]:
    for name in ("FOOD_DES", "WEIGHT", "FD_GROUP"):
        if name not in tables:
            raise Place(folder).error(f"lacks {name}.txt (ABBREV.txt is there)")
    described = {_number(row): row for row in tables["FOOD_DES"].rows}
    foods = {
        number: _food(number, row, described.get(number))
        for row in tables["ABBREV"].rows
        for number in [_number(row)]
    }
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
        _number(row): _record(
            _number(row),
            row,
            row.needed_text("long_desc"),
            row.text("common_name"),
            row.text("food_group"),
        )
        for row in tables["foods"].rows
    }
    _fill_portions(tables["portions"], foods)
    return tables, foods, {food.category: food.category for food in foods.values()}


def _number(row: Row) -> str:
    number = row.text("ndb_no").zfill(5)
    if not re.fullmatch(r"\d{5}", number):
        raise row.place.error(f"“{number}” is no NDB number of five digits")
    return number


def _fill_portions(table: _Table, foods: _Foods) -> None:
    for row in table.rows:
        food = foods.get(_number(row))
        if food is None:
            raise row.place.error(f"food {_number(row)} is not among the foods")
        amount, measure = row.number("amount"), row.needed_text("measure")
        portion = HouseholdPortion(f"{amount:g} {measure}", row.number("grams"))
        food.portions = (*food.portions, portion)


def _file(name: str, table: _Table) -> SourceFile:
    with table.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SourceFile(name, digest, len(table.rows))
