"""The reference data beside the repository, and the food table built of it for the run."""

import csv
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.meal_resolvers import index_blobs
from cli.food_table.build import Sources, build

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"

type Rows = list[dict[str, str]]


def shared_folder() -> Path:
    """Find the folder that holds the reference data.

    Raises:
        SystemExit: It is not there.
    """
    folder = Path(os.environ.get("PLATEWISE_SHARED", ROOT.parent / "shared"))
    if not (folder / "data" / "nutribench").is_dir():
        sys.exit(f"{folder}/data/nutribench is missing: point PLATEWISE_SHARED at the folder")
    return folder / "data"


def rows_of(path: Path, delimiter: str = ",") -> Rows:
    """Read a table with a header."""
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@dataclass(frozen=True)
class BuiltTable:
    """The file and what building it took."""

    file: Path
    seconds: float
    megabytes: float


@contextmanager
def built_table(shared: Path) -> Iterator[BuiltTable]:
    """Build the USDA table with its index in a folder of its own, or use `$FOOD_TABLE`."""
    if existing := os.environ.get("FOOD_TABLE"):
        size = Path(existing).stat().st_size / 1e6
        yield BuiltTable(Path(existing), 0.0, size)
        return
    sources = Sources(
        [shared / "fndds_2017_2018", shared / "fndds_2021_2023"], shared / "usda_sr28"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "usda.sqlite"
        started = time.process_time()
        build(sources, file, lambda table: index_blobs(table, DATA))
        yield BuiltTable(file, time.process_time() - started, file.stat().st_size / 1e6)
