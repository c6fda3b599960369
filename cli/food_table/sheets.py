"""Tables with a header row, read alike from workbooks and from CSV files."""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from cli.food_table.errors import Place

WORKBOOKS = (".xlsx", ".xls")
"""How the names of workbooks end, of newer and older versions of Excel."""

_ROWS_ABOVE_A_HEADER = 10
"""USDA's workbooks carry one line of title; more than this is no header any more."""

_FEWEST_COLUMNS = 3
"""USDA's workbooks also explain their columns, in sheets of two: name and meaning."""

_ENCODINGS = ("utf-8-sig", "cp1252")
"""What spreadsheets save CSV files in."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row by the columns' names; a cell is text or a number."""

    place: Place
    cells: Mapping[str, object]

    def text(self, column: str) -> str:
        """Return a cell as text; a whole number without its decimal point."""
        cell = self.cells.get(column, "")
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return " ".join(str(cell).split())

    def needed_text(self, column: str) -> str:
        """Return a cell as text.

        Raises:
            SourceError: It is blank.
        """
        if text := self.text(column):
            return text
        raise self._at(column).error("is blank")

    def find_number(self, column: str, *, least: float = 0.0) -> float | None:
        """Return a cell as a number, None where it is blank.

        Raises:
            SourceError: It is no number, or smaller than it can be.
        """
        cell = self.cells.get(column, "")
        if cell == "":
            return None
        try:
            number = float(cell) if isinstance(cell, int | float | str) else math.nan
        except ValueError:
            number = math.nan
        if isinstance(cell, bool) or not math.isfinite(number):
            raise self._at(column).error(f"“{cell}” is not a number")
        if number < least:
            raise self._at(column).error(f"{number:g} is below {least:g}")
        return number

    def number(self, column: str) -> float:
        """Return a cell as a number.

        Raises:
            SourceError: It is blank, no number, or negative.
        """
        number = self.find_number(column)
        if number is None:
            raise self._at(column).error("is blank")
        return number

    def _at(self, column: str) -> Place:
        return Place(self.place.file, self.place.sheet, self.place.row, column)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the text above its header, the header, and every row that is not blank."""

    place: Place
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheets(file: Path, key_columns: frozenset[str]) -> tuple[Sheet, ...]:
    """Return the tables of a file whose header has one of these columns.

    Args:
        file: a workbook or a CSV file.
        key_columns: names, in the form `column_name` gives them, that mark a row as header.

    Raises:
        SourceError: The file cannot be read as what its ending says.
    """
    read = _read_workbook if file.suffix.lower() in WORKBOOKS else _read_csv
    found = (_sheet(Place(file, name), rows, key_columns) for name, rows in read(file))
    return tuple(sheet for sheet in found if sheet is not None)


def column_name(cell: object) -> str:
    """Return a header cell in the form names are compared in: one line, lower case."""
    return " ".join(str(cell).split()).casefold()


type _Cells = Sequence[object]
type _Numbered = list[tuple[int, _Cells]]


def _read_workbook(file: Path) -> Iterator[tuple[str, _Numbered]]:
    sheet = ""
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(file))
        for sheet in workbook.sheet_names:
            cells = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            yield sheet, list(enumerate(cells, start=1))
    except (python_calamine.CalamineError, OSError) as error:
        raise Place(file, sheet).error(f"not a whole Excel workbook ({error})") from error


def _read_csv(file: Path) -> Iterator[tuple[str, _Numbered]]:
    text = read_text(file)
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        yield "", [(lines.line_num, cells) for cells in lines]
    except csv.Error as error:
        raise Place(file, row=lines.line_num).error(f"not a whole CSV file ({error})") from error


def read_text(file: Path) -> str:
    """Return a file's text, in whichever encoding it was saved.

    Raises:
        SourceError: It cannot be read, or is not text.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Place(file).error(str(error.strerror)) from error
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Place(file).error("is not text")


def _sheet(place: Place, lines: _Numbered, key_columns: frozenset[str]) -> Sheet | None:
    for index, (_, cells) in enumerate(lines[:_ROWS_ABOVE_A_HEADER]):
        columns = tuple(map(column_name, cells))
        is_wide = sum(map(bool, columns)) >= _FEWEST_COLUMNS
        if is_wide and not key_columns.isdisjoint(columns):
            above = (str(cell) for _, earlier in lines[:index] for cell in earlier)
            title = " ".join(" ".join(above).split())
            return Sheet(place, title, columns, tuple(_rows(place, columns, lines[index + 1 :])))
    return None


def _rows(place: Place, columns: tuple[str, ...], lines: _Numbered) -> Iterator[Row]:
    for number, cells in lines:
        if any(cell not in {"", None} for cell in cells):
            where = Place(place.file, place.sheet, number)
            if len(cells) != len(columns):
                raise where.error(f"has {len(cells)} cells, the header has {len(columns)}")
            yield Row(where, dict(zip(columns, cells, strict=True)))
