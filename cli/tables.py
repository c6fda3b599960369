"""The tables the commands use: the product's own, and USDA's if it was built."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from adapters.food_table.curated import CuratedCatalogue
from adapters.food_table.reader import UsdaTable
from adapters.food_table.usda import UsdaCatalogue
from adapters.planning.tables import PlanTables
from adapters.tables import CsvTables
from domain.meals.diary import Portion
from services.meals.ports import FoodCatalogue

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
BUILT_TABLE = ROOT / "food_table" / "usda.sqlite"
"""Where `platewise foods build` puts the table, and where the commands find it."""


def own_tables() -> CsvTables:
    """Return the tables of this checkout."""
    return CsvTables(DATA)


def own_catalogue() -> FoodCatalogue:
    """Return the product's own foods."""
    return CuratedCatalogue(own_tables().foods())


def plan_tables() -> PlanTables:
    """Return what plans are made from."""
    return _plan_tables(DATA)


@cache
def _plan_tables(folder: Path) -> PlanTables:
    return PlanTables(folder)


@contextmanager
def usda_catalogue(file: Path | None = None) -> Iterator[UsdaCatalogue | None]:
    """Give USDA's foods from a built file: the named one, or the usual one if it is there."""
    if file is None and not BUILT_TABLE.is_file():
        yield None
        return
    allergens = own_tables().knowledge().allergens
    with closing(UsdaTable(file or BUILT_TABLE)) as table:
        yield UsdaCatalogue(table, lambda text: allergens.allergens_of(Portion.unknown(text)))
