"""The week's solver: bound, conflict or guide from HiGHS, the plan from the local search."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.planning.arrays import Arrays, arrays_of
from adapters.planning.bounds import sharper_bound
from adapters.planning.conflicts import conflict_of, conflict_of_days, hidden_conflict
from adapters.planning.cuts import DishCuts
from adapters.planning.guide import guide_of
from adapters.planning.highs import Optimum, Solver
from adapters.planning.kernel.binding import Found
from adapters.planning.kitchen import Kitchen
from adapters.planning.race import Race
from adapters.planning.thrift import Thrift, lottery, money_alone
from adapters.planning.weekly_model import programme_of
from domain.plans.conflict import Conflict
from domain.plans.dishes import Dish, Offer
from domain.plans.plan import Meal, Plan
from domain.plans.wishes import Wishes
from services.plans.ports import Draft, Effort

DOUBTFUL = 200_000
"""Steps without a plan after which it is doubted that there is one.

Proofs come next, then the cheapest week, and all dishes only where no money buys one.
"""

HOPELESS = 1_000_000
"""Steps without a plan after which it is tried to prove day by day that there is none."""

SAFETY = 1e-6
"""Taken off a bound, so that the solver's tolerances cannot make it too high."""


@dataclass(frozen=True)
class HighsWeekSolver:
    """Solves weeks with HiGHS and a local search; `now_s` is only the guard's clock."""

    now_s: Callable[[], float] = time.monotonic

    def solve(
        self,
        wishes: Wishes,
        dishes: Sequence[Dish],
        offers: Mapping[str, Offer],
        effort: Effort,
    ) -> Draft:
        """Return the best week found within the effort."""
        started = self.now_s()
        draft = self._draft(arrays_of(wishes, dishes, offers), effort, started)
        return replace(draft, seconds=self.now_s() - started)

    def _draft(self, arrays: Arrays, effort: Effort, started: float) -> Draft:
        programme = programme_of(arrays)
        optimum = Solver(programme).solve()
        cuts = DishCuts(arrays, programme)
        if optimum is None:
            return Draft() if effort.gives_up_early else Draft(conflict=conflict_of(cuts))
        guide = guide_of(arrays, programme, optimum)
        race = Race(arrays, guide, effort.seed, self.now_s, started, effort.seconds_max)
        conflict = self._run(race, cuts, effort)
        return Draft(conflict=conflict) if conflict else _draft_of(race, cuts, optimum)

    def _run(self, race: Race, cuts: DishCuts, effort: Effort) -> Conflict | None:
        """Find plans, or prove that there is none: cheap proofs before long searches."""
        first, pools = min(effort.steps, DOUBTFUL), race.guide.likely
        race.start_shortly(pools, first)
        if race.best is None and effort.gives_up_early:
            return None
        if race.best is None:
            conflict = hidden_conflict(cuts)
            if conflict is not None:
                return conflict
            cheapest = cheapest_week(race, effort)
            if cheapest is not None:
                race.take(pools, cheapest)
                if race.best is None:
                    return None
        if race.best is None:
            pools = race.guide.every_dish
            race.start(pools, min(effort.steps_without_plan, HOPELESS))
        if race.best is None:
            conflict = conflict_of_days(cuts.arrays, lambda: race.seconds_left)
            if conflict is not None:
                return conflict
            race.go_on(effort.steps_without_plan)
        if race.best is not None:
            race.finish(pools, effort.steps, first)
        return None


def _draft_of(race: Race, cuts: DishCuts, optimum: Optimum) -> Draft:
    best, nearest, arrays = race.best, race.nearest, cuts.arrays
    bound = optimum.points if best is None else sharper_bound(cuts, optimum)
    return Draft(
        plan=None if best is None else plan_of(arrays, best),
        nearest=None if nearest is None else plan_of(arrays, nearest),
        bound=bound - SAFETY * max(1.0, abs(bound)),
        trace=tuple(race.trace),
        ran_out_of_time=race.seconds_left <= 0,
    )


def cheapest_week(race: Race, effort: Effort) -> Found | None:
    """Return the cheapest week found that keeps all wishes but perhaps the budget, if there is one.

    It ends with the first that keeps the budget too.
    """
    budget_usd, arrays = race.arrays.wishes.budget_usd, money_alone(race.arrays)
    programme = programme_of(arrays)
    optimum = None if budget_usd is None else Solver(programme).solve()
    if budget_usd is None or optimum is None:
        return None
    guide = guide_of(arrays, programme, optimum)
    thrift = Thrift(
        arrays,
        pools=[lottery(dishes, guide.dearness[m]) for m, dishes in enumerate(guide.every_dish)],
        guide=guide,
        seed=race.seed,
        most_usd=budget_usd,
        seconds_left=lambda: race.seconds_left,
    )
    thrift.run(effort.steps_without_plan)
    return thrift.best


def plan_of(arrays: Arrays, found: Found) -> Plan:
    """Return a week as a plan, with its leftovers told from its cookings."""
    kitchen = Kitchen(arrays)
    eaten: dict[int, int] = {}
    for m, dish in enumerate(found.dish.tolist()):
        eaten[dish] = eaten.get(dish, 0) | 1 << m
    days: list[list[Meal]] = [[] for _ in arrays.wishes.days]
    for m, position in enumerate(arrays.positions):
        dish = int(found.dish[m])
        cooked = kitchen.cookings(dish, eaten[dish]).bits
        days[position.day].append(
            Meal(
                slot=position.slot,
                dish_id=arrays.dishes[dish].dish_id,
                quarters=tuple(int(found.quarters[m, g]) for g in arrays.groups.of_eater),
                is_leftover=not cooked >> m & 1,
            )
        )
    return Plan(tuple(tuple(meals) for meals in days))
