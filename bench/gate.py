"""`make bench-gate`: what the allergen gate misses and blocks on cases written for it.

The cases (`tests/data/gate_cases.csv`) were written before the gate was asked; the baseline is a
coach without it, which serves everything.
"""

import csv
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from adapters.gate_tables import GateTables
from bench.path.report import Figure, at_most, exactly, figure, progress, publish
from domain.safety.gate.gate import Gate

ROOT = Path(__file__).parents[1]
MOST_BLOCKED = 0.03
FEWEST_CASES = 1000

type Case = Mapping[str, str]


def main() -> None:
    """Decide every case, print one JSON object."""
    with (ROOT / "tests/data/gate_cases.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    gate = GateTables(ROOT / "data").gate()
    held = [case for case in cases if case["expected"] == "flag"]
    safe = [case for case in cases if case["expected"] == "safe"]
    missed = [case for case in held if not _is_refused(case, gate)]
    blocked = [case for case in safe if _is_refused(case, gate)]
    for kind, some in (("missed", missed), ("blocked", blocked)):
        for case in some:
            progress(f"{kind}: {case['allergy_text']!r} with {case['food_or_recipe']!r}")
    publish(_figures(cases, safe, missed, blocked) | _speed(cases, gate))


def _figures(
    cases: Sequence[Case], safe: Sequence[Case], missed: Sequence[Case], blocked: Sequence[Case]
) -> dict[str, Figure]:
    held = len(cases) - len(safe)
    kinds = Counter(case["about"] for case in cases)
    wrong = Counter(case["about"] for case in (*missed, *blocked))
    return {
        "2.cases": figure(len(cases), "cases", FEWEST_CASES, holds=len(cases) >= FEWEST_CASES),
        "2.safe_share": figure(
            round(len(safe) / len(cases), 4), "share", 0.3333, holds=3 * len(safe) >= len(cases)
        ),
        "2.missed": exactly(len(missed), 0, "cases"),
        "2.missed_without_the_gate": figure(held, "cases"),
        "2.safe_blocked": at_most(round(len(blocked) / len(safe), 4), MOST_BLOCKED, "share"),
        **{
            f"2.right_{kind}": figure(round(1 - wrong[kind] / count, 4), "share")
            for kind, count in sorted(kinds.items())
        },
    }


def _speed(cases: Sequence[Case], gate: Gate) -> dict[str, Figure]:
    start = time.perf_counter()
    for case in cases:
        _is_refused(case, gate)
    return {
        "2.time_a_case": figure(round(1000 * (time.perf_counter() - start) / len(cases), 3), "ms")
    }


def _is_refused(case: Case, gate: Gate) -> bool:
    return gate.check(case["allergy_text"], case["food_or_recipe"]).is_refused


if __name__ == "__main__":
    main()
