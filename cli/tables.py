"""The product's own tables, as the commands use them."""

from pathlib import Path

from adapters.tables import CsvTables

DATA = Path(__file__).parent.parent / "data"


def own_tables() -> CsvTables:
    """Return the tables of this checkout."""
    return CsvTables(DATA)
