"""Hold the food table's energy against USDA's own: `python -m bench.foods_against_usda`.

Reads FNDDS 2021-2023 from `../shared/data` beside the repository, or from
`$PLATEWISE_SHARED/data`, and prints one JSON object. Rows from SR28 and own recipes are counted,
not compared.
"""

import csv
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
FOODS = ROOT / "data" / "foods" / "foods.csv"
FNDDS = Path("data") / "fndds_2021_2023" / "FNDDS_Nutrient_Values.csv"
SOURCE = "FNDDS 2021-2023 "
TOLERANCE = 0.10
FEW_KCAL = 1.0
"""Below this difference per 100 g a ratio says nothing: black coffee is 1 kcal or 2."""


class Comparison(NamedTuple):
    """One food's energy per 100 g here and at USDA."""

    food_id: str
    code: str
    ours_kcal: float
    usda_kcal: float | None

    @property
    def deviation(self) -> float:
        """Share by which the table differs from USDA; 1 when USDA has no such code."""
        if self.usda_kcal is None:
            return 1.0
        difference = abs(self.ours_kcal - self.usda_kcal)
        return 0.0 if difference <= FEW_KCAL else difference / max(self.usda_kcal, FEW_KCAL)


def shared_folder() -> Path:
    """Find the folder that holds the reference data.

    Raises:
        SystemExit: FNDDS is not there.
    """
    folder = Path(os.environ.get("PLATEWISE_SHARED", ROOT.parent / "shared"))
    if not (folder / FNDDS).is_file():
        sys.exit(f"{folder / FNDDS} is missing: point PLATEWISE_SHARED at the reference data")
    return folder


def read(path: Path) -> list[dict[str, str]]:
    """Read the rows of a CSV file with a header."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def compare(foods: list[dict[str, str]], usda_kcal: Mapping[str, float]) -> list[Comparison]:
    """Every food that names an FNDDS code beside that code's energy."""
    return [
        Comparison(food["food_id"], code, float(food["energy_kcal"]), usda_kcal.get(code))
        for food in foods
        if food["source"].startswith(SOURCE)
        for code in [food["source"].removeprefix(SOURCE)]
    ]


def report(foods: list[dict[str, str]], compared: list[Comparison]) -> dict[str, object]:
    """State what was compared, the share within the tolerance, and the worst rows."""
    worst = sorted(compared, key=lambda row: row.deviation, reverse=True)[:10]
    within = sum(row.deviation <= TOLERANCE for row in compared)
    return {
        "foods": len(foods),
        "compared": len(compared),
        "share_within_10_percent": round(within / len(compared), 4) if compared else None,
        "worst": [
            {**row._asdict(), "deviation": round(row.deviation, 4)}
            for row in worst
            if row.deviation > 0
        ],
    }


def main() -> None:
    """Print the comparison as one JSON object."""
    usda_kcal = {
        row["Food code"]: float(row["Energy (kcal)"]) for row in read(shared_folder() / FNDDS)
    }
    foods = read(FOODS)
    print(json.dumps(report(foods, compare(foods, usda_kcal))))


if __name__ == "__main__":
    main()
