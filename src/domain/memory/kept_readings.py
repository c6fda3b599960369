"""How texts were read before, so that a repeated one is not read again."""

from collections.abc import Callable
from functools import lru_cache

from domain.meals.foods import FoodTable
from domain.meals.reading import MealReading, read_meal
from domain.meals.sentences import understand
from domain.memory.own_table import OwnTable

MOST_READINGS = 512
"""Readings that are kept; one takes some kilobytes. Source: own choice, a few megabytes"""
_LONGEST_KEPT = 300  # characters; what is longer is hardly typed twice

Reader = Callable[[str, FoodTable], MealReading]


class _Key:
    """A reader, a table as one user knows it, and a text.

    Two keys are equal where every reading must be: the same text, the same build of the shared
    table, and word for word the same memory. A table is one build of it, so it is its version.
    """

    __slots__ = ("_hash", "base", "reader", "table", "taught", "text")

    def __init__(self, reader: Reader, text: str, table: FoodTable) -> None:
        self.reader, self.text, self.table = reader, text, table
        own = table if isinstance(table, OwnTable) else None
        self.base = own.base if own else table
        self.taught = own.taught if own else ()
        self._hash = hash((reader, text, id(self.base), own.taught_hash if own else 0))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._parts == other._parts

    @property
    def _parts(self) -> tuple[object, ...]:
        return self.text, self.reader, id(self.base), self.taught


class KeptReadings:
    """Readings of meals, the last ones used; the one unused longest gives way."""

    def __init__(self, most: int = MOST_READINGS) -> None:
        """Take how many readings are kept."""
        self._read = lru_cache(maxsize=most)(_read)

    def named(self, text: str, table: FoodTable) -> MealReading:
        """Return what `read_named` returns."""
        return self._found(read_named, text, table)

    def told(self, text: str, table: FoodTable) -> MealReading:
        """Return what `read_told` returns."""
        return self._found(read_told, text, table)

    def _found(self, reader: Reader, text: str, table: FoodTable) -> MealReading:
        if len(text) > _LONGEST_KEPT:
            return reader(text, table)
        return self._read(_Key(reader, text, table))


def _read(key: _Key) -> MealReading:
    return key.reader(key.text, key.table)


def read_named(text: str, table: FoodTable) -> MealReading:
    """Return what a text names outright, as one user means it."""
    return _expanded(read_meal(text, table), table)


def read_told(text: str, table: FoodTable) -> MealReading:
    """Return what a sentence tells, whatever story is around it, as one user means it."""
    return _expanded(understand(text, table), table)


def _expanded(reading: MealReading, table: FoodTable) -> MealReading:
    return table.expanded(reading) if isinstance(table, OwnTable) else reading
