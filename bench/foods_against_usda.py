"""Hold the food table's energy against USDA's own: `make bench-foods-against-usda`.

Compares the foods of `bench/common_foods.csv`, the most common of the US by FNDDS food group and
of six other kitchens: each names the USDA food it is, or for an own recipe the nearest dish USDA
has. Reads both editions of FNDDS and SR28 from `../shared/data` beside the repository, or from
`$PLATEWISE_SHARED/data`. What is no recipe carries USDA's number, so it shows slips of carrying
over; what is one shows how far a recipe of ours is from USDA's idea of the dish.
"""

import csv
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bench.path.report import Figure, exactly, figure, progress, publish

ROOT = Path(__file__).parents[1]
FOODS = ROOT / "data" / "foods" / "foods.csv"
COMMON = ROOT / "bench" / "common_foods.csv"
FNDDS = Path("data") / "fndds_2021_2023" / "FNDDS_Nutrient_Values.csv"
FNDDS_BEFORE = Path("data") / "fndds_2017_2018" / "FNDDS_Nutrient_Values.csv"
SR28 = Path("data") / "usda_sr28" / "sr28_foods_per100g.csv"
TOLERANCE = 0.10
PART = re.compile(r"((?:FNDDS|SR28) \d+) ([\d.]+) g")
ROUNDING_KCAL = 0.06
"""Recipes are rounded to a tenth of a kcal per 100 g."""

FEW_KCAL = 1.0
"""Below this difference per 100 g a ratio says nothing: black coffee is 1 kcal or 2."""

MINIMUM = {"us": 150}
MINIMUM_OF_A_KITCHEN = 30


class Comparison(NamedTuple):
    """One food's energy per 100 g here and at USDA, and the reason its row gives."""

    kitchen: str
    food_id: str
    code: str
    ours_kcal: float
    usda_kcal: float | None
    reason: str

    @property
    def deviation(self) -> float:
        """Share by which the table differs from USDA; 0 where USDA has no such dish."""
        if self.usda_kcal is None:
            return 0.0
        difference = abs(self.ours_kcal - self.usda_kcal)
        return 0.0 if difference <= FEW_KCAL else difference / max(self.usda_kcal, FEW_KCAL)

    @property
    def holds(self) -> bool:
        """Whether the energy is within the tolerance, or the row says why not."""
        return self.deviation <= TOLERANCE or bool(self.reason)


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


def usda_energies(shared: Path) -> dict[str, float]:
    """Return USDA's energy per 100 g by "FNDDS 11100000" or "SR28 01001".

    What only the edition before has is "FNDDS 2017-2018 58100100".
    """
    before = {
        f"FNDDS 2017-2018 {row['Food code']}": float(row["Energy (kcal)"])
        for row in read(shared / FNDDS_BEFORE)
    }
    fndds = before | {
        f"FNDDS {row['Food code']}": float(row["Energy (kcal)"]) for row in read(shared / FNDDS)
    }
    sr28 = {f"SR28 {row['NDB_No']}": float(row["Energy_kcal"]) for row in read(shared / SR28)}
    return fndds | sr28


def compare(usda_kcal: Mapping[str, float]) -> Iterator[Comparison]:
    """Yield the common foods beside USDA's, a recipe USDA has no dish for with None.

    Raises:
        KeyError: A food or a code that nobody has.
    """
    foods = {row["food_id"]: row for row in read(FOODS)}
    for row in read(COMMON):
        food, code = foods[row["food_id"]], row["usda_code"]
        is_own_dish = not code and food["source"].startswith("recipe: ")
        yield Comparison(
            row["kitchen"],
            food["food_id"],
            code,
            float(food["energy_kcal"]),
            None if is_own_dish else usda_kcal[code],
            food["note"],
        )


def strayed_from_source(usda_kcal: Mapping[str, float]) -> list[str]:
    """Return the foods of the whole table whose energy is not what their source comes to."""
    return [
        food["food_id"]
        for food in read(FOODS)
        if abs(float(food["energy_kcal"]) - energy_of(food["source"], usda_kcal)) > ROUNDING_KCAL
    ]


def energy_of(source: str, usda_kcal: Mapping[str, float]) -> float:
    """Return kcal per 100 g of what a source names: one USDA food, or a recipe of some."""
    parts = [(code, float(grams)) for code, grams in PART.findall(source)]
    if not parts:
        return usda_kcal[source.replace("2021-2023 ", "")]
    made = re.search(r"yields ([\d.]+) g", source)
    mass_g = float(made[1]) if made else sum(grams for _, grams in parts)
    return sum(usda_kcal[code] * grams for code, grams in parts) / mass_g


def figures_of(kitchen: str, compared: list[Comparison]) -> dict[str, Figure]:
    """State for one kitchen how many foods hold, and how many of them by a reason or unmatched."""
    minimum = MINIMUM.get(kitchen, MINIMUM_OF_A_KITCHEN)
    count = Counter(
        "own_recipe" if row.usda_kcal is None else "by_reason" if row.deviation > TOLERANCE else ""
        for row in compared
    )
    holding = sum(row.holds for row in compared)
    return {
        f"11.{kitchen}_foods": figure(
            len(compared), "foods", minimum, holds=len(compared) >= minimum
        ),
        f"11.{kitchen}_within_10_percent_or_reason": exactly(holding, len(compared), "foods"),
        f"11.{kitchen}_by_reason": figure(count["by_reason"], "foods"),
        f"11.{kitchen}_recipes_usda_has_no_dish_for": figure(count["own_recipe"], "foods"),
    }


def main() -> None:
    """Print the comparison as one JSON object."""
    usda_kcal = usda_energies(shared_folder())
    compared = list(compare(usda_kcal))
    for row in sorted(compared, key=lambda row: row.deviation, reverse=True):
        if row.deviation > TOLERANCE:
            usda = f"{row.usda_kcal:.0f} kcal ({row.code})"
            progress(f"{row.food_id}: {row.ours_kcal:.0f} against {usda}: {row.reason or '?'}")
    strayed = strayed_from_source(usda_kcal)
    figures = {"11.rows_unlike_the_source_they_name": exactly(len(strayed), 0, "foods")}
    for kitchen in dict.fromkeys(row.kitchen for row in compared):
        figures |= figures_of(kitchen, [row for row in compared if row.kitchen == kitchen])
    publish(figures)


if __name__ == "__main__":
    main()
