"""What is wrong with a download, said so that its owner finds the cell."""

from dataclasses import dataclass
from pathlib import Path


class SourceError(Exception):
    """A download cannot be used; the message names file, sheet, row and column as far as known."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a download something stands; rows count from 1, as spreadsheets show them."""

    file: Path
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        """Return file, sheet, row and column, the known ones."""
        parts = [
            str(self.file),
            f"sheet “{self.sheet}”" if self.sheet else "",
            f"row {self.row}" if self.row else "",
            f"column “{self.column}”" if self.column else "",
        ]
        return ", ".join(filter(None, parts))

    def error(self, what: str) -> SourceError:
        """Return the error that this is wrong here."""
        return SourceError(f"{self}: {what}")
