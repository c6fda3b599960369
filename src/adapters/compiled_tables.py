"""Tables as the build compiled them: read in a few milliseconds, large ones row by row in use.

The tables people edit stay the truth: `scripts/compile_tables.py` reads and checks them and writes
what they say. The file is a pickle, which may run anything while it is read: only the one that our
build put into the artifact, beside the code that reads it, is ever given to `find_compiled`.
"""

import gc
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, override

from adapters.late_finder import LateFinder
from domain.errors import InvalidTableError
from domain.meals.foods import FoodFinder

ENDING = ".tables"

FINDER = "finder"
"""The part that finds foods in sentences: a file of its own, read by the first that needs it."""


class Large(NamedTuple):
    """A large table, pickled as a whole, or as a table of rows that are pickled each by itself."""

    rows: bytes
    is_by_row: bool


class Compiled(NamedTuple):
    """What a file holds, pickled.

    `interpreter` is Python's as its caches are tagged; `sources` are the SHA-256 of the files that
    were compiled, by name; `schema` is the form that each class in the tables had (`form_of`).
    `root` is the value, pickled; what is kept `apart` from it is named in it by its place.
    """

    interpreter: str
    sources: Mapping[str, str]
    schema: Mapping[type, tuple[str, ...]]
    root: bytes
    apart: tuple[Large | Enum, ...]


def find_compiled[T](folder: Path, name: str, kind: type[T]) -> T | None:
    """Return what was compiled under a name, or None where nothing was.

    What is read stays, as does what was imported before it: no collection ever looks through
    either again. The first one would, at the end of a start, and take a twelfth of it.

    Raises:
        InvalidTableError: The file is damaged, is not of this version of the code, or was compiled
            from other tables than lie beside it.
    """
    file = folder / f"{name}{ENDING}"
    if not file.exists():
        return None
    try:
        found = Compiled(*pickle.loads(file.read_bytes()))  # noqa: S301 (our own: see above)
        _check(found, folder)
        value = _read(found.root, found.apart, LateFinder(lambda: _finder(folder)))
    except InvalidTableError as error:
        raise InvalidTableError(f"{file.name}: {error}") from error
    except Exception as error:  # a damaged pickle fails in any way
        raise InvalidTableError(f"{file.name} cannot be read: {error!r}") from error
    if not isinstance(value, kind):
        raise InvalidTableError(f"{file.name} holds {type(value).__name__}")
    gc.freeze()
    return value


def _finder(folder: Path) -> FoodFinder:
    from domain.meals.resolving.meal_resolver import MealResolver  # noqa: PLC0415 (see FINDER)

    finder = find_compiled(folder, FINDER, MealResolver)
    if finder is None:
        raise InvalidTableError(f"{FINDER}{ENDING} is missing")
    return finder


def _check(found: Compiled, folder: Path) -> None:
    if found.interpreter != sys.implementation.cache_tag:
        raise InvalidTableError(f"compiled by {found.interpreter}")
    for kind, form in found.schema.items():
        if form_of(kind) != form:
            raise InvalidTableError(f"{kind.__name__} has changed since it was compiled")
    for name, digest in found.sources.items():
        source = folder / name
        if source.exists() and digest_of(source) != digest:
            raise InvalidTableError(f"{name} has changed since it was compiled")


def form_of(kind: type) -> tuple[str, ...]:
    """Return what a value of a class is made of: its fields, or its members and their values."""
    if is_dataclass(kind):
        return tuple(f"{field.name}: {field.type}" for field in fields(kind))
    if issubclass(kind, Enum):
        return tuple(f"{name} = {member.value}" for name, member in kind.__members__.items())
    return ()


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    return sha256(file.read_bytes()).hexdigest()


class LargeTable[K, V](Mapping[K, V]):
    """A table that is read when it is first used, and its rows, if `read_row` is given, as well."""

    def __init__(
        self, read: Callable[[], Mapping[K, Any]], read_row: Callable[[Any], V] | None = None
    ) -> None:
        """Take what reads the table, and a row of it."""
        self._read = read
        self._read_row = read_row
        self._rows_read: dict[K, V] = {}

    @cached_property
    def _table(self) -> Mapping[K, Any]:
        return self._read()

    def __getitem__(self, key: K) -> V:
        """Return a row, the same object each time."""
        if self._read_row is None:
            row: V = self._table[key]
            return row
        if key not in self._rows_read:
            self._rows_read[key] = self._read_row(self._table[key])
        return self._rows_read[key]

    def __contains__(self, key: object) -> bool:
        """Whether there is such a row; it is not read."""
        return key in self._table

    def __iter__(self) -> Iterator[K]:
        """Iterate over the keys in the order of the table."""
        return iter(self._table)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._table)


def _read(content: bytes, apart: tuple[Large | Enum, ...], finder: LateFinder) -> Any:
    """Return a value whose large tables are read in use.

    The garbage collector waits: what is read stays, and looking through all of it costs as much
    as reading it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _Unpickler(content, apart, finder).load()
    finally:
        if was_enabled:
            gc.enable()


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: bytes, apart: tuple[Large | Enum, ...], finder: LateFinder) -> None:
        super().__init__(BytesIO(content))
        self._apart = apart
        self._finder = finder

    @override
    def persistent_load(self, pid: int | str) -> Enum | LargeTable[Any, Any] | LateFinder:
        if isinstance(pid, str):
            return self._finder
        found, apart, finder = self._apart[pid], self._apart, self._finder
        if isinstance(found, Enum):
            return found
        read_row = (lambda row: _read(row, apart, finder)) if found.is_by_row else None
        return LargeTable(lambda: _read(found.rows, apart, finder), read_row)
