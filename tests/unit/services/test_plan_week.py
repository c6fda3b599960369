"""Planning a week: nothing leaves that was not verified."""

from dataclasses import dataclass, replace
from datetime import date

from domain.plans.conflict import Conflict
from domain.plans.dishes import Offer
from domain.plans.plan import Meal, Plan
from domain.plans.selection import Rules
from domain.plans.wishes import DayWish, Eater, Wishes
from domain.recipes.recipe import Slot
from services.plans.plan_week import PlanWeek, Status, WeekPlanner
from services.plans.ports import Draft
from tests.unit.domain.plans.week_builders import food, recipe

DAYS = (DayWish(date(2026, 11, 23), (Slot.DINNER,)),)
WISHES = Wishes((Eater("ann", 400 / 0.35, None),), DAYS, budget_usd=5.0)
RECIPES = {"rice-bowl": recipe(), "unsold": recipe("unsold", (food("gold"), 400.0))}
GOOD = Plan(((Meal(Slot.DINNER, "rice-bowl", (4,)),),))
SMALL = Plan(((Meal(Slot.DINNER, "rice-bowl", (2,)),),))


@dataclass(frozen=True)
class Scripted:
    """A solver that answers as it was told, and remembers nothing."""

    draft: Draft

    def solve(self, wishes, dishes, offers, effort):
        assert [dish.dish_id for dish in dishes] == ["rice-bowl"]
        return self.draft


def plan(draft, rules=None):
    offers = {"rice": Offer("rice", 0.2)}
    planner = WeekPlanner(RECIPES, {"rice": food()}, offers, Scripted(draft))
    return planner.run(PlanWeek(WISHES, rules or Rules(lambda _recipe: ())))


def test_a_plan_that_holds_is_verified_with_its_gap():
    planned = plan(Draft(plan=GOOD, bound=1.0))

    assert planned.status is Status.VERIFIED
    assert planned.plan == GOOD
    assert planned.cost_usd == 0.8
    assert 0 < planned.gap < 1


def test_a_plan_the_verifier_refutes_is_only_the_nearest():
    planned = plan(Draft(plan=SMALL, bound=1.0))

    assert planned.status is Status.UNDECIDED
    assert planned.proof.violations
    assert planned.gap is None


def test_the_nearest_week_is_told_with_what_it_exceeds():
    planned = plan(Draft(nearest=SMALL, bound=1.0))

    assert planned.status is Status.UNDECIDED
    assert [check.name for check in planned.proof.violations] == [
        "energy_kcal, 2026-11-23 dinner, ann",
        "energy_kcal, 2026-11-23, ann",
    ]


def test_a_nearest_week_the_verifier_accepts_is_a_plan():
    planned = plan(Draft(nearest=GOOD, bound=1.0))

    assert (planned.status, planned.plan) == (Status.VERIFIED, GOOD)


def test_a_solver_that_found_nothing_leaves_it_open():
    planned = plan(Draft(bound=1.0))

    assert (planned.status, planned.plan) == (Status.UNDECIDED, None)


def test_a_conflict_is_handed_on():
    planned = plan(Draft(conflict=Conflict(("budget",))))

    assert (planned.status, planned.conflict.wishes) == (Status.INFEASIBLE, ("budget",))


def test_filters_that_leave_nothing_are_the_conflict():
    planned = plan(Draft(), Rules(lambda _recipe: ("milk",)))

    assert (planned.status, planned.conflict.wishes) == (Status.INFEASIBLE, ("allergies",))


def test_the_gate_is_asked_again_of_what_the_solver_hands_back():
    asked = []

    def turns_careful(_recipe):
        asked.append(_recipe)
        return ("milk",) if len(asked) > 1 else ()

    planned = plan(Draft(plan=GOOD, bound=1.0), Rules(turns_careful))

    assert planned.status is Status.UNDECIDED
    assert planned.plan is None
    assert planned.proof.refused == ("rice-bowl",)


def test_effort_is_counted_in_steps():
    command = PlanWeek(WISHES, Rules(lambda _recipe: ()))

    assert command.effort.steps > 0
    assert replace(command.effort, seed=3).seed == 3
