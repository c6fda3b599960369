"""Twenty everyday meals through the local stack: `python -m bench.everyday`.

Each reply's energy is held to the product's own food table and to the same foods in FNDDS
2021-2023, read from `../shared/data` beside the repository or from `$PLATEWISE_SHARED/data`.
"""

import os
import sys
from pathlib import Path

from bench.path.diary_check import Checked, check_meals
from bench.path.meals import MEALS, Fndds
from bench.path.people import product
from bench.path.report import at_most, exactly, figure, progress, publish

ROOT = Path(__file__).parents[1]
TOLERANCE = 0.15


def main() -> None:
    """Log the meals, compare, print one JSON object."""
    shared = Path(os.environ.get("PLATEWISE_SHARED", ROOT.parent / "shared"))
    if not (shared / "data").is_dir():
        sys.exit(f"{shared / 'data'} is missing: point PLATEWISE_SHARED at the reference data")
    fndds = Fndds.read(shared)
    with product() as stack:
        checks = check_meals(stack, MEALS)
    deviations = [deviation(check, fndds) for check in checks]
    disagreements = [line for check in checks for line in check.disagreements]
    for line in disagreements:
        progress(line)
    within = sum(deviation <= TOLERANCE for deviation in deviations)
    publish(
        {
            "2.meals": figure(len(checks), "meals", 20, holds=len(checks) >= len(MEALS)),
            "2.disagreements_with_the_tables": exactly(len(disagreements), 0, "numbers"),
            "2.meals_within_15_percent_of_fndds": exactly(within, len(checks), "meals"),
            "2.largest_deviation_from_fndds": at_most(
                round(100 * max(deviations), 1), 100 * TOLERANCE, "%"
            ),
            "2.median_deviation_from_fndds": figure(
                round(100 * sorted(deviations)[len(deviations) // 2], 1), "%"
            ),
        }
    )


def deviation(check: Checked, fndds: Fndds) -> float:
    """Return by which share the energy told differs from FNDDS."""
    usda = fndds.energy_of(check.meal)
    share = abs(check.energy_kcal - usda) / usda
    progress(f"{check.energy_kcal:6.0f} kcal, FNDDS {usda:6.0f}, {share:5.1%}  {check.meal.text}")
    return share


if __name__ == "__main__":
    main()
