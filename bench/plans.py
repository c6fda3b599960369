"""Hard weekly plans: `python -m bench.plans [COUNT]`, on one core.

200 profiles of a fixed generator, half of them of a seed nothing was tuned on; every second has a
tight budget. Whoever is proved to have no week at any price is drawn again, and counted. Seconds
are those of one core (processor time, one thread), so that other work on the machine does not
count. Each profile is planned, verified by code that shares nothing with the search, and set
beside a random feasible week, a greedy week and the bound.

The gap at 2 s is that of the best plan found by then to the bound proved with the answer, as a
share of the plan's points; a household's bound is proved after its search.
"""

import os
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

# The libraries read these when they are imported, so what imports them stands below.
from time import process_time  # noqa: E402

from adapters.planning.programme import BUDGET  # noqa: E402
from adapters.planning.solver import HighsWeekSolver  # noqa: E402
from adapters.planning.tables import PlanTables  # noqa: E402
from bench.path.report import Figure, at_most, exactly, figure, progress, publish  # noqa: E402
from bench.weeks.baselines import greedy, random_feasible  # noqa: E402
from bench.weeks.profiles import FRESH, TUNED, Drawn, Draws  # noqa: E402
from domain.plans.plan import Plan  # noqa: E402
from domain.plans.verify import (  # noqa: E402
    Evidence,
    Proof,
    cost_usd,
    points,
    variety_of,
    verify,
)
from services.plans.plan_week import Status, WeekPlanned  # noqa: E402

ROOT = Path(__file__).parents[1]
COUNT = 200
DECIDED = 0.8


@dataclass(frozen=True)
class Baseline:
    """A week of another kind, judged alike."""

    points: float
    cost_usd: float
    dishes: int
    kitchens: int
    proteins: int
    violations: int


@dataclass(frozen=True)
class Run:
    """One profile planned."""

    drawn: Drawn
    is_fresh: bool
    planned: WeekPlanned
    seconds: float
    menu_s: float
    proof: Proof | None
    weeks: dict[str, Baseline]

    @property
    def first_s(self) -> float | None:
        """Return when the first plan was found, in seconds."""
        return self.trace[0][0] if self.trace else None

    @property
    def trace(self) -> tuple[tuple[float, float], ...]:
        """Return seconds and points of each better plan, the choice of dishes counted."""
        draft = self.planned.draft
        return tuple((self.menu_s + t, p) for t, p in draft.trace) if draft else ()

    @property
    def is_beyond_money(self) -> bool:
        """Whether it was proved that no plan exists, whatever it may cost."""
        conflict = self.planned.conflict
        return conflict is not None and BUDGET not in conflict.wishes

    def points_at(self, seconds: float) -> float | None:
        """Return the points of the best plan by then."""
        return min((p for t, p in self.trace if t <= seconds), default=None)

    def gap_at(self, seconds: float) -> float | None:
        """Return the share of the points between plan and bound by then."""
        found, bound = self.points_at(seconds), self.planned.bound
        return None if found is None or bound is None else max(0.0, (found - bound) / found)


def main() -> None:
    """Plan, verify, compare, print one JSON object."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    tables = PlanTables(ROOT / "data")
    runs: list[Run] = []
    again = 0
    for seed in (TUNED, FRESH):
        draws = Draws(seed, tables)
        while len(runs) < (count // 2 if seed == TUNED else count):
            drawn = draws.next(len(runs))
            run = _run(drawn, tables, is_fresh=seed == FRESH)
            _tell(run)
            if run.is_beyond_money:
                draws.again += 1
            else:
                runs.append(run)
        again += draws.again
    publish(
        {**_counts(runs, again), **_normal(runs), **_tight(runs), **_sound(runs), **_beside(runs)}
    )


def _run(drawn: Drawn, tables: PlanTables, *, is_fresh: bool) -> Run:
    planner = tables.planner(HighsWeekSolver(now_s=process_time))
    started = process_time()
    planned = planner.run(drawn.command)
    seconds = process_time() - started
    menu_s = _seconds_of_menus(drawn, planned)
    weeks: dict[str, Baseline] = {}
    proof = None
    if planned.status == Status.VERIFIED and planned.plan and planned.menu:
        menu = planned.menu
        evidence = Evidence(menu.dishes, tables.by_id, menu.offers, menu.is_safe)
        proof = verify(planned.plan, drawn.command.wishes, evidence)
        weeks["plan"] = _judge(planned.plan, drawn, evidence)
        weeks["greedy"] = _judge(greedy(drawn.command, menu), drawn, evidence)
        fits = random_feasible(drawn.command, menu)
        if fits is not None:
            weeks["random"] = _judge(fits, drawn, evidence)
    return Run(drawn, is_fresh, planned, seconds, menu_s, proof, weeks)


def _seconds_of_menus(drawn: Drawn, planned: WeekPlanned) -> float:
    """Return what choosing the dishes took before the solver began, by doing it again."""
    menu = replace(drawn.command.menu)
    started = process_time()
    _ = menu.dishes
    if planned.menu is not None and planned.menu.is_thrifty:
        _ = menu.for_less.dishes
    return process_time() - started


def _judge(plan: Plan, drawn: Drawn, evidence: Evidence) -> Baseline:
    wishes = drawn.command.wishes
    seen = variety_of(plan, evidence.dishes)
    return Baseline(
        points(plan, wishes, evidence),
        cost_usd(plan, wishes, evidence),
        seen["dishes"],
        seen["kitchens"],
        seen["proteins"],
        len(verify(plan, wishes, evidence).violations),
    )


def _tell(run: Run) -> None:
    gap = run.gap_at(2.0)
    nearest = run.planned.proof.violations if run.planned.proof else ()
    exceeds = [f"{check.name} {check.value:.1f} ({check.limit})" for check in nearest[:3]]
    conflict = run.planned.conflict.wishes if run.planned.conflict else ()
    progress(
        f"{'fresh' if run.is_fresh else 'tuned'} {run.drawn.number:3d} "
        f"{'tight ' if run.drawn.is_tight else 'normal'} {len(run.drawn.command.wishes.eaters)} "
        f"{run.planned.status:10s} first {run.first_s or float('nan'):.2f} s "
        f"gap at 2 s {100 * gap if gap is not None else float('nan'):.1f} % "
        f"in {run.seconds:.1f} s {' '.join(conflict)}{exceeds or ''}"
    )


def _counts(runs: Sequence[Run], again: int) -> dict[str, Figure]:
    return {
        "1.profiles": figure(len(runs), "profiles", COUNT, holds=len(runs) >= COUNT),
        "1.profiles_drawn_again": figure(again, "profiles"),
    }


def _normal(runs: Sequence[Run]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for name, mine in _parts(run for run in runs if not run.drawn.is_tight):
        found = [run for run in mine if run.planned.status == Status.VERIFIED]
        firsts = [run.first_s for run in found if run.first_s is not None]
        gaps = [gap for run in found if (gap := run.gap_at(2.0)) is not None]
        losses = [
            at_2 - run.planned.bound
            for run in found
            if (at_2 := run.points_at(2.0)) is not None and run.planned.bound is not None
        ]
        figures |= {
            f"1.normal_verified{name}": exactly(len(found), len(mine), "plans"),
            f"1.normal_first_plan_p50{name}": figure(_percentile(firsts, 0.5), "s"),
            f"1.normal_first_plan_p95{name}": at_most(_percentile(firsts, 0.95), 1.5, "s"),
            f"1.normal_gap_at_2_s_median{name}": at_most(_percentile(gaps, 0.5, 100), 4.0, "%"),
            f"1.normal_gap_at_2_s_p95{name}": figure(_percentile(gaps, 0.95, 100), "%"),
            f"1.normal_gap_at_2_s_median_points{name}": figure(_percentile(losses, 0.5), "points"),
        }
    return figures


def _tight(runs: Sequence[Run]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for name, mine in _parts(run for run in runs if run.drawn.is_tight):
        decided = [run for run in mine if _is_decided_in(run, 5.0)]
        statuses = Counter(run.planned.status.value for run in mine)
        share = round(len(decided) / max(1, len(mine)), 3)
        figures |= {
            f"1.tight_decided_in_5_s{name}": figure(
                share, "share", DECIDED, holds=share >= DECIDED
            ),
            **{
                f"1.tight_{status.value}{name}": figure(statuses[status.value], "profiles")
                for status in Status
            },
        }
    conflicts = [run.planned.conflict for run in runs if run.planned.conflict]
    named = sum(bool(conflict.wishes) for conflict in conflicts)
    nearest = [run for run in runs if run.planned.status == Status.UNDECIDED]
    told = sum(run.planned.proof is not None for run in nearest)
    return {
        **figures,
        "1.proofs_with_conflict_named": exactly(named, len(conflicts), "proofs"),
        "1.undecided_with_nearest_plan": exactly(told, len(nearest), "profiles"),
    }


def _is_decided_in(run: Run, seconds: float) -> bool:
    if run.planned.status == Status.VERIFIED:
        return run.first_s is not None and run.first_s <= seconds
    return run.planned.status == Status.INFEASIBLE and run.seconds <= seconds


def _sound(runs: Sequence[Run]) -> dict[str, Figure]:
    proofs = [run.proof for run in runs if run.proof is not None]
    energy, protein = (
        max((_off(proof, nutrient) for proof in proofs), default=0.0)
        for nutrient in ("energy_kcal", "protein_g")
    )
    return {
        "1.verifier_violations": exactly(sum(len(p.violations) for p in proofs), 0, "violations"),
        "1.allergen_refusals": exactly(sum(len(p.refused) for p in proofs), 0, "dishes"),
        "1.energy_farthest_from_target": at_most(round(100 * energy, 2), 5.0, "%"),
        "1.protein_farthest_from_target": at_most(round(100 * protein, 2), 10.0, "%"),
        "1.seconds_p95": figure(_percentile([run.seconds for run in runs], 0.95), "s"),
    }


def _off(proof: Proof, nutrient: str) -> float:
    """Return how far the farthest day is from its target, as a share."""
    far = 0.0
    for check in proof.checks:
        name, *where = check.name.split(", ")
        is_day = name == nutrient and where and len(where[0]) == len("2026-11-23")
        if is_day and check.least is not None and check.most is not None:
            target = (check.least + check.most) / 2
            far = max(far, abs(check.value - target) / target)
    return far


def _beside(runs: Sequence[Run]) -> dict[str, Figure]:
    whole = [run for run in runs if {"plan", "random", "greedy"} <= run.weeks.keys()]
    figures: dict[str, Figure] = {"3.profiles_compared": figure(len(whole), "profiles")}
    for kind in ("plan", "random", "greedy"):
        weeks = [run.weeks[kind] for run in whole]
        eaters = [len(run.drawn.command.wishes.eaters) for run in whole]
        costs = [week.cost_usd / n for week, n in zip(weeks, eaters, strict=True)]
        figures |= {
            f"3.{kind}_points_mean": figure(_mean([w.points for w in weeks]), "points"),
            f"3.{kind}_cost_mean": figure(_mean(costs), "USD a person"),
            f"3.{kind}_dishes_mean": figure(_mean([w.dishes for w in weeks]), "dishes"),
            f"3.{kind}_kitchens_mean": figure(_mean([w.kitchens for w in weeks]), "kitchens"),
            f"3.{kind}_proteins_mean": figure(_mean([w.proteins for w in weeks]), "proteins"),
            f"3.{kind}_feasible": figure(sum(w.violations == 0 for w in weeks), "weeks"),
        }
    bounds = [run.planned.bound for run in whole if run.planned.bound is not None]
    figures["3.bound_points_mean"] = figure(_mean(bounds), "points")
    better = sum(run.weeks["plan"].points <= run.weeks["random"].points for run in whole)
    figures["3.plans_better_than_random"] = exactly(better, len(whole), "plans")
    return figures


def _parts(runs: Iterable[Run]) -> list[tuple[str, list[Run]]]:
    mine = list(runs)
    return [("", mine), ("_fresh", [run for run in mine if run.is_fresh])]


def _percentile(values: Sequence[float], share: float, scale: float = 1.0) -> float:
    ordered = sorted(values)
    if not ordered:
        return float("inf")
    return round(scale * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 3)


def _mean(values: Sequence[float]) -> float:
    return round(statistics.fmean(values), 2) if values else 0.0


if __name__ == "__main__":
    main()
