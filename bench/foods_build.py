"""Build the food table from USDA's full downloads: `make bench-foods-build`.

Reads FNDDS 2017-2018 with food groups, FNDDS 2021-2023 and SR28 from `../shared/data` beside the
repository, or from `$PLATEWISE_SHARED/data`; builds with the command itself, in a process of its
own, on one core.
"""

import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from adapters.food_table.reader import UsdaTable
from bench.path.report import Figure, at_most, exactly, figure, progress, publish
from domain.meals.foods import FoodId
from domain.meals.nutrients import Nutrient

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("PLATEWISE_SHARED", ROOT.parent / "shared")) / "data"
FNDDS = ("fndds_2017_2018/raw_xlsx", "fndds_2017_2018", "fndds_2021_2023/raw_xlsx")
RELEASES = {"2017-2018": "fndds_2017_2018", "2021-2023": "fndds_2021_2023"}
NUTRIENTS = 65
CHECKED = {
    "Energy (kcal)": Nutrient.ENERGY,
    "Protein (g)": Nutrient.PROTEIN,
    "Carbohydrate (g)": Nutrient.CARBOHYDRATE,
    "Total Fat (g)": Nutrient.FAT,
    "Sugars, total (g)": Nutrient.SUGAR,
    "Fiber, total dietary (g)": Nutrient.FIBER,
    "Fatty acids, total saturated (g)": Nutrient.SATURATED_FAT,
    "Vitamin A, RAE (mcg_RAE)": Nutrient.VITAMIN_A,
    "Folate, DFE (mcg_DFE)": Nutrient.FOLATE,
    "Vitamin B-12 (mcg)": Nutrient.VITAMIN_B12,
    "Vitamin D (D2 + D3) (mcg)": Nutrient.VITAMIN_D,
    "Iron (mg)": Nutrient.IRON,
    "Sodium (mg)": Nutrient.SODIUM,
    "Caffeine (mg)": Nutrient.CAFFEINE,
    "Alcohol (g)": Nutrient.ALCOHOL,
    "22:6 n-3 (g)": Nutrient.DHA,
    "Water (g)": Nutrient.WATER,
}
"""Columns compared by name, written down here again so that a slip in the builder would show."""
COPIES = ("fndds_2017_2018", "fndds_2021_2023")
SR28 = "usda_sr28"
_OPENING = """
import sys, time
started = time.perf_counter()
from pathlib import Path
from adapters.food_table.reader import UsdaTable
imported = time.perf_counter()
table = UsdaTable(Path(sys.argv[1]))
table.portions_of(table.find_food("fndds:11111000").row)
print(1000 * (imported - started), 1000 * (time.perf_counter() - imported))
"""
"""What a cold start does, in a fresh interpreter: import, open, find one food with portions."""


def main() -> None:
    """Build twice from workbooks and once from CSV copies, print one JSON object."""
    if not (DATA / SR28).is_dir():
        sys.exit(f"{DATA / SR28} is missing: point PLATEWISE_SHARED at the reference data")
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        publish(figures(Path(folder)))


def figures(folder: Path) -> dict[str, Figure]:
    """Return what a build costs and whether it says what USDA says."""
    seconds, built = build(FNDDS, folder / "a.sqlite")
    build(FNDDS, folder / "b.sqlite")
    copied_s, copied = build(COPIES, folder / "csv.sqlite")
    file = folder / "a.sqlite"
    import_ms, open_ms = opening(file)
    differing = file.read_bytes() != (folder / "b.sqlite").read_bytes()
    versions = {built["content_hash"], copied["content_hash"]}
    return {
        "8.build_s": at_most(round(seconds, 1), 90, "s on one core"),
        "8.build_from_csv_s": figure(round(copied_s, 1), "s on one core"),
        "8.file_mb": at_most(round(file.stat().st_size / 1e6, 1), 60, "MB"),
        "8.open_ms": at_most(round(open_ms, 1), 120, "ms"),
        "8.import_ms": figure(round(import_ms, 1), "ms"),
        "8.foods": figure(built["foods"], "foods by release"),
        "8.builds_that_differ": exactly(int(differing), 0, "of 2 from the same files"),
        "8.versions_of_workbooks_and_csv": exactly(len(versions), 1, "content hashes"),
        "8.nutrients_unlike_usda": exactly(nutrients_unlike_usda(file), 0, "cells of the CSV"),
        "8.portions_unlike_usda": exactly(portions_unlike_usda(file), 0, "rows of the CSV"),
    }


def build(fndds: tuple[str, ...], out: Path) -> tuple[float, dict[str, Any]]:
    """Run the command; return its seconds, with start and imports, and what it says."""
    progress(f"building {out.name}")
    folders = [str(DATA / folder) for folder in fndds]
    command = ["platewise", "foods", "build", "--fndds", *folders, "--sr28", str(DATA / SR28)]
    started = time.perf_counter()
    done = subprocess.run(
        [*command, "--out", str(out), "--json"], check=True, stdout=subprocess.PIPE, text=True
    )
    return time.perf_counter() - started, json.loads(done.stdout)


def opening(file: Path) -> tuple[float, float]:
    """Return the milliseconds of the imports and of the first answer, the median of five."""
    command = [sys.executable, "-c", _OPENING, str(file)]
    runs = [
        subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True) for _ in range(5)
    ]
    imports, opens = zip(*(map(float, run.stdout.split()) for run in runs), strict=True)
    return statistics.median(imports), statistics.median(opens)


def nutrients_unlike_usda(file: Path) -> int:
    """Count the cells of USDA's nutrient tables that the built file does not say likewise."""
    table, wrong = UsdaTable(file), 0
    for year, release in RELEASES.items():
        with (DATA / release / "FNDDS_Nutrient_Values.csv").open(encoding="utf-8-sig") as opened:
            for row in csv.DictReader(opened):
                food = table.find_food(FoodId(f"fndds:{row['Food code']}"), year)
                known = table.nutrients_of(food.row) if food else {}
                wrong += sum(
                    known.get(nutrient) != float(row[column])
                    for column, nutrient in CHECKED.items()
                )
                wrong += len(known) != NUTRIENTS
    return wrong


def portions_unlike_usda(file: Path) -> int:
    """Count the portion rows of USDA that the built file lacks or has differently."""
    table, wrong = UsdaTable(file), 0
    for year, release in RELEASES.items():
        foods = {food.row: food for food in table.list_rows() if food.year == year}
        built = Counter(
            (foods[row].food_id, portion.description, portion.mass_g, portion.variant or "")
            for row, portion in table.iterate_portions()
            if row in foods
        )
        with (DATA / release / "Portions_and_Weights.csv").open(encoding="utf-8-sig") as opened:
            published = Counter(map(_published_portion, csv.DictReader(opened)))
        wrong += (built - published).total() + (published - built).total()
    return wrong


def _published_portion(row: dict[str, str]) -> tuple[FoodId, str, float | None, str]:
    mass_g = float(row["Portion weight (g)"])
    return (
        FoodId(f"fndds:{row['Food code']}"),
        " ".join(row["Portion description"].split()),
        None if mass_g < 0 else mass_g,
        row.get("Subcode description", ""),
    )


if __name__ == "__main__":
    main()
