"""Plan a week: nothing leaves that was not verified."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.meals.foods import Food
from domain.plans.conflict import Conflict
from domain.plans.dishes import Dish, Offer
from domain.plans.plan import Plan
from domain.plans.selection import Rules, select
from domain.plans.verify import Evidence, Proof, cost_usd, points, verify
from domain.plans.wishes import Wishes
from domain.recipes.recipe import Recipe
from services.plans.ports import Draft, Effort, WeekSolver


class Status(StrEnum):
    """What planning came to."""

    VERIFIED = "verified"
    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class PlanWeek:
    """The wish for a week's plan."""

    wishes: Wishes
    rules: Rules
    effort: Effort = field(default_factory=Effort)


@dataclass(frozen=True)
class WeekPlanned:
    """A verified plan with its proof, a conflict, or the nearest week and what it exceeds.

    `points`, `bound` and `gap` are the plan's points, the least any plan can have, and the share
    of the points between them.
    """

    status: Status
    plan: Plan | None = None
    proof: Proof | None = None
    conflict: Conflict | None = None
    cost_usd: float | None = None
    points: float | None = None
    bound: float | None = None
    dishes: Mapping[str, Dish] | None = None
    draft: Draft | None = None

    @property
    def gap(self) -> float | None:
        """Return the share of the points that a better plan could save at most."""
        if self.points is None or self.bound is None or self.status != Status.VERIFIED:
            return None
        return max(0.0, (self.points - self.bound) / self.points)


@dataclass(frozen=True)
class WeekPlanner:
    """Plans weeks from recipes, foods and prices."""

    recipes: Mapping[str, Recipe]
    foods: Mapping[str, Food]
    offers: Mapping[str, Offer]
    solver: WeekSolver

    def run(self, command: PlanWeek) -> WeekPlanned:
        """Select what may be served, let the solver plan, verify what it found."""
        priced = [
            r for r in self.recipes.values() if r.mass_g_per_serving.keys() <= self.offers.keys()
        ]
        selection = select(priced, command.rules)
        needed = {slot for day in command.wishes.days for slot in day.slots}
        missing = selection.conflict(needed)
        if missing:
            return WeekPlanned(Status.INFEASIBLE, conflict=Conflict(tuple(map(str, missing))))
        draft = self.solver.solve(command.wishes, selection.dishes, self.offers, command.effort)
        if draft.conflict is not None:
            return WeekPlanned(Status.INFEASIBLE, conflict=draft.conflict, draft=draft)
        dishes = {dish.dish_id: dish for dish in selection.dishes}
        return self._judged(command, dishes, draft)

    def _judged(self, command: PlanWeek, dishes: Mapping[str, Dish], draft: Draft) -> WeekPlanned:
        evidence = Evidence(
            dishes, self.foods, self.offers, lambda dish: self._may_serve(dish, command.rules)
        )
        plan = draft.plan or draft.nearest
        if plan is None:
            return WeekPlanned(Status.UNDECIDED, bound=draft.bound, dishes=dishes, draft=draft)
        proof = verify(plan, command.wishes, evidence)
        return WeekPlanned(
            status=Status.VERIFIED if proof.holds else Status.UNDECIDED,
            plan=plan if not proof.refused else None,
            proof=proof,
            cost_usd=cost_usd(plan, command.wishes, evidence),
            points=points(plan, command.wishes, evidence),
            bound=draft.bound,
            dishes=dishes,
            draft=draft,
        )

    def _may_serve(self, dish_id: str, rules: Rules) -> bool:
        """Ask the gate once more, of the recipe itself."""
        return not rules.allergies_of(self.recipes[dish_id])
