"""Rows of a CSV file, checked one by one: a mistake is told with file and line."""

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from domain.errors import InvalidTableError

Row = Mapping[str, str]


def read_rows[T](folder: Path, name: str, read: Callable[[Row], T]) -> Iterator[T]:
    """Yield what `read` makes of each row.

    Raises:
        InvalidTableError: The file is missing, or a row breaks a rule.
    """
    try:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = next(lines, [])
            for line, cells in enumerate(filter(None, lines), start=2):
                yield _read(read, header, cells, f"{name} line {line}")
    except OSError as error:
        raise InvalidTableError(f"{name}: {error.strerror}") from error
    except csv.Error as error:
        raise InvalidTableError(f"{name}: {error}") from error


def _read[T](read: Callable[[Row], T], header: list[str], cells: list[str], where: str) -> T:
    try:
        return read(dict(zip(header, cells, strict=True)))
    except (KeyError, ValueError) as error:
        raise InvalidTableError(f"{where}: {error!r}") from error
