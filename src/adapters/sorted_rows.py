"""A table of many rows of which a message needs few."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any, override


class SortedRows(Mapping[str, str]):
    """Ten thousand rows by their first cell, found in the sorted lines: no start builds an index.

    Of them a message needs a hundred.
    """

    def __init__(self, lines: list[str]) -> None:
        """Take the lines in any order; each begins with its key and a comma."""
        self._lines = sorted(lines)

    def __getitem__(self, feature: str) -> str:
        """Return the other cells of a row, as they stand in the table."""
        row: str | None = self.get(feature)
        if row is None:
            raise KeyError(feature)
        return row

    @override
    def get(self, feature: str, default: Any = None) -> Any:
        """Return the other cells of a row: most are asked for in vain, which must cost little."""
        beginning = f"{feature},"
        place = bisect_left(self._lines, beginning)
        if place == len(self._lines) or not self._lines[place].startswith(beginning):
            return default
        return self._lines[place].removeprefix(beginning)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys, sorted."""
        return (line.partition(",")[0] for line in self._lines)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._lines)
