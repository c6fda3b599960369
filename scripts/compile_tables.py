"""Compiles the tables under `data/` for an artifact: checked, with their indexes, quick to read.

python -m scripts.compile_tables FOLDER [PART ...]    writes FOLDER/knowledge.tables, ...
"""

import argparse
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, override

from adapters.adviser_tables import AdviserTables
from adapters.compiled_tables import ENDING, FINDER, Compiled, Large, digest_of, form_of
from adapters.gate_tables import GateTables
from adapters.late_finder import LateFinder
from adapters.meal_resolvers import own_finder
from adapters.planning.tables import PlanTables
from adapters.tables import CsvTables
from scripts.template import ROOT

PARTS: Mapping[str, Callable[[Path], object]] = {
    "knowledge": lambda folder: CsvTables(folder).knowledge(),
    "cooking": lambda folder: PlanTables(folder).cooking,
    "gate": lambda folder: GateTables(folder).gate(),
    "advised": lambda folder: AdviserTables(folder).advised(PlanTables(folder)),
    FINDER: lambda folder: own_finder(CsvTables(folder).foods(), folder),
}
"""What is compiled, each into a file of its own, and how it is read from the tables."""

LARGE = 500
"""Rows from which on a table is read in use alone, not with what it is in."""

NOT_TABLES = ("README.md", "labelled")
"""What lies under `data/` for people, training and measuring."""

_PLAIN = (str, int, float, tuple, frozenset)
"""Values that are read faster all together than one by one."""


def compile_tables(folder: Path, target: Path, parts: Iterable[str] = PARTS) -> None:
    """Read the tables of a folder and write these parts to the target folder.

    Raises:
        InvalidTableError: A table is missing or a row breaks a rule.
    """
    target.mkdir(parents=True, exist_ok=True)
    sources = {str(file.relative_to(folder)): digest_of(file) for file in list_sources(folder)}
    for name in parts:
        value = PARTS[name](folder)
        make_indexes(value)
        content = compiled(value, sources, is_whole=name == FINDER)
        (target / f"{name}{ENDING}").write_bytes(content)


def list_sources(folder: Path) -> Iterator[Path]:
    """Yield the files that tables are read from, in a fixed order."""
    for file in sorted(folder.rglob("*.*")):
        if file.is_file() and not set(NOT_TABLES) & set(file.relative_to(folder).parts):
            yield file


def make_indexes(value: object) -> None:
    """Make the indexes of a table, and of the tables it is made of, to be stored with it."""
    if not is_dataclass(value):
        return
    for field in fields(value):
        make_indexes(getattr(value, field.name))
    for name, member in vars(type(value)).items():
        if isinstance(member, cached_property):
            getattr(value, name)


def compiled(value: object, sources: Mapping[str, str], *, is_whole: bool = False) -> bytes:
    """Return the file that `find_compiled` reads the value from.

    Args:
        value: What is compiled, its indexes made.
        sources: The digests of the tables it was read from, by name.
        is_whole: Whether all of it is needed at once: large tables are kept in it then.
    """
    writer = _Writer(is_whole=is_whole)
    root = writer.write(value)
    kinds = writer.kinds | {type(member) for member in writer.apart if isinstance(member, Enum)}
    ordered = sorted(kinds, key=lambda kind: (kind.__module__, kind.__qualname__))
    schema = {kind: form_of(kind) for kind in ordered}
    tag = str(sys.implementation.cache_tag)
    return pickle.dumps(tuple(Compiled(tag, sources, schema, root, tuple(writer.apart))))


class _Writer:
    """Pickles a value; what it takes out is pickled once, and named where it was."""

    def __init__(self, *, is_whole: bool) -> None:
        self.is_whole = is_whole
        self.apart: list[Large | Enum] = []
        self.kinds: set[type] = set()
        self._places: dict[int, int] = {}

    def write(self, value: object) -> bytes:
        buffer = BytesIO()
        _Pickler(buffer, self, value).dump(value)
        return buffer.getvalue()

    def place_of(self, taken: dict[Any, Any] | Enum) -> int:
        """Return the place of what is taken out, however often it is met."""
        if id(taken) not in self._places:
            thing = taken if isinstance(taken, Enum) else self._large(taken)
            self.apart.append(thing)
            self._places[id(taken)] = len(self.apart) - 1
        return self._places[id(taken)]

    def _large(self, table: dict[Any, Any]) -> Large:
        if all(isinstance(row, _PLAIN) for row in table.values()):
            return Large(self.write(table), is_by_row=False)
        return Large(
            self.write({key: self.write(row) for key, row in table.items()}), is_by_row=True
        )


class _Pickler(pickle.Pickler):
    """Takes out large tables, to be read in use, and members of enumerations, to be short."""

    def __init__(self, buffer: BytesIO, writer: _Writer, value: object) -> None:
        super().__init__(buffer)
        self._writer = writer
        self._value = value  # is written here, however large

    @override
    def persistent_id(self, obj: Any) -> int | str | None:
        if isinstance(obj, LateFinder):
            return FINDER
        is_large = type(obj) is dict and len(obj) >= LARGE and obj is not self._value
        is_large = is_large and not self._writer.is_whole
        return self._writer.place_of(obj) if is_large or isinstance(obj, Enum) else None

    @override
    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, type):
            self._writer.kinds.add(obj)
        return NotImplemented


def main() -> None:
    """Compile the tables of this checkout."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("target", type=Path)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all where none is named")
    arguments = parser.parse_args()
    compile_tables(ROOT / "data", arguments.target, arguments.parts or PARTS)


if __name__ == "__main__":
    main()
