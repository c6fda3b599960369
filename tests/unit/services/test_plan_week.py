"""Planning a week: nothing leaves that was not verified."""

from dataclasses import dataclass, field, replace
from datetime import date

from domain.plans.conflict import Conflict
from domain.plans.dishes import Offer
from domain.plans.menu import Menu
from domain.plans.plan import Meal, Plan
from domain.plans.selection import Rules
from domain.plans.wishes import DayWish, Eater, Wishes
from domain.recipes.recipe import RecipeBook, Slot
from services.plans.plan_week import PlanWeek, Status, WeekPlanner
from services.plans.ports import Draft, Effort
from tests.unit.domain.plans.week_builders import food, recipe

DAYS = (DayWish(date(2026, 11, 23), (Slot.DINNER,)),)
WISHES = Wishes((Eater("ann", 400 / 0.35, None),), DAYS, budget_usd=5.0)
BOOK = RecipeBook(
    {each.recipe_id: each for each in (recipe(), recipe("unsold", (food("gold"), 400.0)))},
    swaps={},
    fodmap_low_up_to_g={},
    usd_per_100_g={},
)
GOOD = Plan(((Meal(Slot.DINNER, "rice-bowl", (4,)),),))
SMALL = Plan(((Meal(Slot.DINNER, "rice-bowl", (2,)),),))


@dataclass
class Scripted:
    """A solver that answers as it was told, the last answer again and again."""

    drafts: list[Draft]
    efforts: list[Effort] = field(default_factory=list)

    def solve(self, wishes, dishes, offers, effort):
        assert [dish.dish_id for dish in dishes] == ["rice-bowl"]
        self.efforts.append(effort)
        return self.drafts.pop(0) if len(self.drafts) > 1 else self.drafts[0]


def plan(*drafts, rules=None, solver=None, budget_usd=5.0):
    menu = Menu(BOOK, {"rice": Offer("rice", 0.2)}, rules or Rules(lambda _recipe: ()))
    planner = WeekPlanner({"rice": food()}, solver or Scripted(list(drafts)))
    return planner.run(PlanWeek(replace(WISHES, budget_usd=budget_usd), menu))


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
    planned = plan(Draft(), rules=Rules(lambda _recipe: ("milk",)))

    assert (planned.status, planned.conflict.wishes) == (Status.INFEASIBLE, ("allergies",))


def test_the_gate_is_asked_again_of_what_the_solver_hands_back():
    asked = []

    def turns_careful(_recipe):
        asked.append(_recipe)
        return ("milk",) if len(asked) > 2 else ()

    planned = plan(Draft(plan=GOOD, bound=1.0), rules=Rules(turns_careful), budget_usd=None)

    assert planned.status is Status.UNDECIDED
    assert planned.plan is None
    assert planned.proof.refused == ("rice-bowl",)


def test_effort_is_counted_in_steps():
    command = PlanWeek(WISHES, Menu(BOOK, {}, Rules(lambda _recipe: ())))

    assert command.effort.steps > 0
    assert replace(command.effort, seed=3).seed == 3


def test_a_budget_is_tried_shortly_first_and_then_with_cheaper_foods():
    solver = Scripted([Draft(seconds=2.0), Draft(plan=GOOD, bound=1.0, trace=((0.5, 3.0),))])

    planned = plan(solver=solver)

    assert planned.status is Status.VERIFIED
    assert planned.menu.is_thrifty
    assert [each.gives_up_early for each in solver.efforts] == [True, False]
    assert [each.seconds_max for each in solver.efforts] == [20.0, 18.0]
    assert planned.draft.trace == ((2.5, 3.0),)


def test_a_week_found_at_once_is_of_the_dishes_as_they_are_written():
    solver = Scripted([Draft(plan=GOOD, bound=1.0)])

    planned = plan(solver=solver)

    assert not planned.menu.is_thrifty
    assert len(solver.efforts) == 1


def test_a_nearest_week_found_at_once_is_not_searched_on_so_it_is_looked_for_for_less():
    solver = Scripted([Draft(nearest=GOOD, bound=1.0), Draft(plan=GOOD, bound=1.0)])

    assert plan(solver=solver).menu.is_thrifty


def test_where_money_does_not_matter_nothing_is_cooked_for_less():
    solver = Scripted([Draft(bound=1.0)])

    planned = plan(solver=solver, budget_usd=None)

    assert planned.status is Status.UNDECIDED
    assert [each.gives_up_early for each in solver.efforts] == [False]
