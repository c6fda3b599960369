"""Plan a week: nothing leaves that was not verified."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.meals.foods import Food
from domain.plans.conflict import Conflict
from domain.plans.dishes import Dish
from domain.plans.menu import Menu
from domain.plans.plan import Plan
from domain.plans.selection import Rules
from domain.plans.verify import Evidence, Proof, cost_usd, points, verify
from domain.plans.wishes import Wishes
from services.plans.ports import Draft, Effort, WeekSolver


class Status(StrEnum):
    """What planning came to."""

    VERIFIED = "verified"
    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class PlanWeek:
    """The wish for a week's plan, and the recipes it may be made of."""

    wishes: Wishes
    menu: Menu
    effort: Effort = field(default_factory=Effort)

    @property
    def rules(self) -> Rules:
        """Return what the household can and wants to cook."""
        return self.menu.rules

    @property
    def for_less(self) -> "PlanWeek":
        """Return the same wish over a menu with cheaper foods."""
        return replace(self, menu=self.menu.for_less)


@dataclass(frozen=True)
class WeekPlanned:
    """A verified plan with its proof, a conflict, or the nearest week and what it exceeds.

    `points`, `bound` and `gap` are the plan's points, the least any plan can have, and the share
    of the points between them. `menu` is what it was made of: `dishes` are as they are cooked.
    """

    status: Status
    plan: Plan | None = None
    proof: Proof | None = None
    conflict: Conflict | None = None
    cost_usd: float | None = None
    points: float | None = None
    bound: float | None = None
    menu: Menu | None = None
    draft: Draft | None = None

    @property
    def dishes(self) -> Mapping[str, Dish]:
        """Return the dishes it was made of, as they are cooked."""
        return {} if self.menu is None else self.menu.dishes

    @property
    def gap(self) -> float | None:
        """Return the share of the points that a better plan could save at most."""
        if self.points is None or self.bound is None or self.status != Status.VERIFIED:
            return None
        return max(0.0, (self.points - self.bound) / self.points)


@dataclass(frozen=True)
class WeekPlanner:
    """Plans weeks of a menu."""

    foods: Mapping[str, Food]
    solver: WeekSolver

    def run(self, command: PlanWeek) -> WeekPlanned:
        """Let the solver plan what may be served, and verify what it found.

        Where the money does not do for the dishes as they are written, cheaper foods stand in.
        """
        if command.wishes.budget_usd is None:
            return self._planned(command)
        first = self._planned(replace(command, effort=replace(command.effort, gives_up_early=True)))
        is_planned = first.status is Status.VERIFIED and first.draft and first.draft.plan
        if is_planned or first.draft is None:
            return first
        return self._planned(command.for_less, after=first.draft)

    def _planned(self, command: PlanWeek, after: Draft | None = None) -> WeekPlanned:
        menu, effort = command.menu, command.effort
        needed = {slot for day in command.wishes.days for slot in day.slots}
        missing = menu.selection.conflict(needed)
        if missing:
            return WeekPlanned(Status.INFEASIBLE, conflict=Conflict(tuple(map(str, missing))))
        if after is not None:
            effort = replace(effort, seconds_max=max(0.0, effort.seconds_max - after.seconds))
        dishes = menu.selection.dishes
        draft = self.solver.solve(command.wishes, dishes, menu.offers, effort)
        draft = draft if after is None else draft.after(after)
        if draft.conflict is not None:
            return WeekPlanned(Status.INFEASIBLE, conflict=draft.conflict, draft=draft)
        return self._judged(command, draft)

    def _judged(self, command: PlanWeek, draft: Draft) -> WeekPlanned:
        menu, wishes = command.menu, command.wishes
        evidence = Evidence(menu.dishes, self.foods, menu.offers, menu.is_safe)
        plan = draft.plan or draft.nearest
        if plan is None:
            return WeekPlanned(Status.UNDECIDED, bound=draft.bound, menu=menu, draft=draft)
        proof = verify(plan, wishes, evidence)
        return WeekPlanned(
            status=Status.VERIFIED if proof.holds else Status.UNDECIDED,
            plan=plan if not proof.refused else None,
            proof=proof,
            cost_usd=cost_usd(plan, wishes, evidence),
            points=points(plan, wishes, evidence),
            bound=draft.bound,
            menu=menu,
            draft=draft,
        )
