"""One process: open the table, resolve meals, tell the times, the memory and a hash of the answers.

`python -m bench.meal_figures.probe TABLE YEAR MEALS.txt`
"""

import hashlib
import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Print one JSON object."""
    file, year, meals = sys.argv[1:4]
    started = time.process_time()
    from adapters.food_table.reader import UsdaTable  # noqa: PLC0415 - importing is part of opening
    from adapters.meal_resolvers import usda_resolver  # noqa: PLC0415  # part of opening, which is timed
    from bench.meal_figures.sources import DATA  # noqa: PLC0415  # as above

    imported = time.process_time()
    resolver = usda_resolver(UsdaTable(Path(file)), DATA, year or None)
    resolver.items("an egg")
    opened = time.process_time()
    digest = hashlib.sha256()
    for line in Path(meals).read_text(encoding="utf-8").splitlines():
        for item in resolver.items(line):
            digest.update(repr((item.candidates, item.said.words)).encode())
    print(
        json.dumps(
            {
                "import_ms": (imported - started) * 1000,
                "open_ms": (opened - imported) * 1000,
                "resident_mb": _resident_mb(),
                "sha256": digest.hexdigest(),
            }
        )
    )


def _resident_mb() -> float:
    """Return the most memory this process held since it began, without its parent's."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


if __name__ == "__main__":
    main()
