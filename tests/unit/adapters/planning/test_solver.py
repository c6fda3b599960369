"""The solver finds plans the verifier accepts, alike for one seed, or proves there is none."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.planning import branches, few_dishes
from adapters.planning.arrays import arrays_of
from adapters.planning.bounds import sharper_bound
from adapters.planning.conflicts import hidden_conflict
from adapters.planning.cuts import DishCuts
from adapters.planning.highs import Solver
from adapters.planning.solver import HighsWeekSolver
from adapters.planning.weekly_model import programme_of
from domain.meals.nutrients import Nutrient
from domain.plans.changes import eating_out, locked, rest_of_week, swapped, using_up
from domain.plans.shopping import bought, shopping_list
from domain.plans.verify import Evidence, cost_usd, points, verify
from domain.plans.wishes import DailyLimit, DayWish, Eater, Wishes
from domain.recipes.recipe import Slot
from services.plans.ports import Effort
from tests.synthetic_dishes import made_up

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

SHORT = Effort(steps=60_000, steps_without_plan=400_000)
LIMITS = (
    DailyLimit(Nutrient.FIBER, least=25.0, goal=30.0),
    DailyLimit(Nutrient.SODIUM, most=3000.0),
    DailyLimit(Nutrient.IRON, least=6.0, goal=18.0),
)


@cache
def kitchen():
    dishes, offers, foods = made_up(120)
    return dishes, offers, foods


def wishes(**parts):
    days = tuple(DayWish(date(2026, 11, 23) + timedelta(n), minutes_max=90) for n in range(7))
    eater = Eater("ann", 2000.0, 90.0, LIMITS)
    return replace(Wishes((eater,), days, budget_usd=120.0), **parts)


def solve(wished=None, dishes=None, effort=SHORT):
    return HighsWeekSolver().solve(wished or wishes(), dishes or kitchen()[0], kitchen()[1], effort)


def evidence():
    dishes, offers, foods = kitchen()
    return Evidence({dish.dish_id: dish for dish in dishes}, foods, offers, lambda _dish: True)


@cache
def usual():
    return solve()


def test_a_plan_is_found_and_verified_by_other_code():
    proof = verify(usual().plan, wishes(), evidence())

    assert proof.violations == ()


def test_the_solver_counts_points_as_the_verifier_does():
    value = points(usual().plan, wishes(), evidence())

    assert usual().trace[-1][1] == pytest.approx(value, rel=1e-9)


def test_no_plan_is_below_the_bound():
    assert points(usual().plan, wishes(), evidence()) >= usual().bound


def test_the_same_seed_gives_the_same_plan():
    again = solve()

    assert again.plan == usual().plan
    assert again.bound == usual().bound


def test_another_seed_may_give_another_plan():
    other = solve(effort=replace(SHORT, seed=5))

    assert verify(other.plan, wishes(), evidence()).holds


def test_the_order_of_the_recipes_changes_nothing():
    backwards = solve(dishes=kitchen()[0][::-1])

    assert backwards.plan == usual().plan
    assert backwards.bound == usual().bound


@settings(max_examples=8, deadline=None)
@given(st.integers(60, 119))
def test_more_recipes_never_make_a_week_infeasible(count):
    few = solve(dishes=kitchen()[0][:count], effort=Effort(1, 1))
    many = solve(effort=Effort(1, 1))

    assert few.conflict is not None or many.conflict is None
    if few.bound is not None:
        assert many.bound <= few.bound + 1e-6


def test_a_household_shares_dishes_and_not_portions():
    eaters = (
        Eater("ann", 2000.0, None, LIMITS),
        Eater("bob", 2600.0, None, LIMITS),
        Eater("cat", 2000.0, None, LIMITS),
    )
    wished = wishes(eaters=eaters, budget_usd=None)

    found = solve(wished)

    assert verify(found.plan, wished, evidence()).holds
    portions = [meal.quarters for _, meal in found.plan.meals()]
    assert all(ann == cat for ann, _, cat in portions)
    assert any(bob != ann for ann, bob, _ in portions)


def test_too_small_a_budget_is_proved_and_named_with_the_way_out():
    found = solve(wishes(budget_usd=8.0))

    assert found.plan is None
    assert "budget" in found.conflict.wishes
    by_wish = {each.wish: each.share for each in found.conflict.relaxations}
    enough = 8.0 * (1 + by_wish["budget"]) + 0.01
    assert solve(wishes(budget_usd=enough)).conflict is None
    assert solve(wishes(budget_usd=enough - 0.1)).conflict is not None


def test_no_time_to_cook_is_proved():
    days = tuple(replace(day, minutes_max=4) for day in wishes().days)

    found = solve(wishes(days=days))

    assert "cooking time" in found.conflict.wishes


def test_a_slot_without_any_dish_is_a_conflict_of_the_recipes():
    only = [dish for dish in kitchen()[0] if Slot.BREAKFAST not in dish.slots]

    assert solve(dishes=only).conflict.wishes == ("the recipes there are",)


def test_a_search_without_a_plan_returns_the_nearest_week():
    found = solve(effort=Effort(steps=1, steps_without_plan=1))

    assert found.plan is None
    assert verify(found.nearest, wishes(), evidence()).violations


def test_a_search_that_gives_up_early_proves_nothing_and_spends_little():
    hopeless = wishes(budget_usd=5.0)
    early = replace(SHORT, gives_up_early=True)

    assert solve(hopeless, effort=early).conflict is None
    assert solve(hopeless, effort=early).plan is None
    assert solve(effort=early).plan == usual().plan


def test_where_first_starts_find_nothing_an_early_end_returns_the_nearest_week():
    few = replace(SHORT, steps=1)

    draft = solve(effort=replace(few, gives_up_early=True))

    assert (draft.plan, draft.conflict) == (None, None)
    assert draft.nearest is not None
    assert solve(effort=few).plan is not None


def test_the_clock_only_ends_what_takes_too_long():
    ticks = iter(range(1_000_000))
    solver = HighsWeekSolver(now_s=lambda: float(next(ticks)))

    found = solver.solve(wishes(), kitchen()[0], kitchen()[1], replace(SHORT, seconds_max=3.0))

    assert found.ran_out_of_time


def test_a_swapped_meal_changes_and_the_others_stay():
    plan = usual().plan
    before = plan.find(3, Slot.DINNER).dish_id
    wished = swapped(plan, wishes(), [(3, Slot.DINNER)])

    found = solve(wished)

    after = found.plan or found.nearest
    assert after.find(3, Slot.DINNER).dish_id != before
    for day, meal in plan.meals():
        if meal.dish_id != before:
            assert after.find(day, meal.slot).dish_id == meal.dish_id


def test_locked_meals_stay():
    plan = usual().plan
    wished = locked(plan, wishes(), [(2, Slot.LUNCH), (4, Slot.BREAKFAST)])

    found = solve(wished, effort=replace(SHORT, seed=9))

    assert found.plan.find(2, Slot.LUNCH).dish_id == plan.find(2, Slot.LUNCH).dish_id
    assert verify(found.plan, wished, evidence()).holds


def test_a_dinner_out_leaves_the_rest_of_the_day():
    wished = eating_out(wishes(), 5, [Slot.DINNER])

    found = solve(wished)

    assert found.plan.find(5, Slot.DINNER) is None
    assert verify(found.plan, wished, evidence()).holds


def test_what_must_be_used_up_is_used():
    food = max(usual().plan.meals(), key=lambda each: each[1].servings)[1]
    name = min(evidence().dishes[food.dish_id].grams)
    wished = using_up(wishes(), name, 150.0)

    found = solve(wished)

    assert verify(found.plan, wished, evidence()).holds


def test_a_week_is_planned_anew_from_what_is_at_home():
    dishes, offers, foods = kitchen()
    by_id = {dish.dish_id: dish for dish in dishes}
    plan = usual().plan
    items = shopping_list(plan, by_id, foods, offers, {})
    skipped = [(1, Slot.DINNER)]
    wished = rest_of_week(plan, wishes(), 2, skipped, bought(items.items), items.cost_usd)

    found = solve(wished)

    assert found.plan.find(1, Slot.DINNER) is None
    assert found.plan.find(0, Slot.LUNCH).quarters == plan.find(0, Slot.LUNCH).quarters
    assert verify(found.plan, wished, evidence()).holds
    assert points(found.plan, wished, evidence()) >= found.bound
    assert cost_usd(found.plan, wished, evidence()) >= items.cost_usd - 0.01


def test_one_meal_for_all_leaves_everybody_within_their_own_protein():
    eaters = tuple(
        Eater(f"eater {n}", energy, share * energy / 4, LIMITS)
        for n, (energy, share) in enumerate([(2000.0, 0.14), (2200.0, 0.19), (1600.0, 0.16)])
    )
    wished = wishes(eaters=eaters, budget_usd=None)

    found = solve(wished)

    assert verify(found.plan, wished, evidence()).holds


def unlike_each_other(shares):
    eaters = tuple(
        Eater(f"eater {n}", 2000.0, share * 2000.0 / 4, LIMITS) for n, share in enumerate(shares)
    )
    return wishes(eaters=eaters, budget_usd=None)


@cache
def programmes():
    wished = unlike_each_other((0.12, 0.20))
    arrays = arrays_of(wished, kitchen()[0], kitchen()[1])
    small = programme_of(arrays)
    return arrays, small, Solver(small).solve()


def cut_programme(arrays, *, each_group):
    small = programme_of(arrays)
    cuts = DishCuts(arrays, small)
    cuts.tighten(Solver(small))
    programme = programme_of(arrays, each_group=each_group)
    for cut in cuts.found:
        cut.write(programme)
    return cuts, Solver(programme).solve()


def test_the_sharper_bound_is_that_of_each_eater_s_own_programme(monkeypatch):
    monkeypatch.setattr(branches, "STEPS", 0)
    arrays, _, optimum = programmes()
    cuts, whole = cut_programme(arrays, each_group=True)

    bound = sharper_bound(cuts, optimum)

    assert optimum.points <= bound <= whole.points + 1e-6
    assert bound == pytest.approx(whole.points, abs=0.1)


def test_dishes_left_out_at_first_never_make_the_bound_too_high(monkeypatch):
    arrays, _, optimum = programmes()
    cuts, whole = cut_programme(arrays, each_group=True)
    monkeypatch.setattr(branches, "STEPS", 0)
    monkeypatch.setattr(few_dishes, "FIRST_DISHES", 25)

    assert sharper_bound(cuts, optimum) <= whole.points + 1e-6


def test_the_bound_of_one_eater_alone_is_that_of_the_cut_programme(monkeypatch):
    monkeypatch.setattr(branches, "STEPS", 0)
    arrays = arrays_of(wishes(), *kitchen()[:2])
    small = programme_of(arrays)
    optimum = Solver(small).solve()
    cuts = DishCuts(arrays, small)

    bound = sharper_bound(cuts, optimum)

    assert bound > optimum.points
    whole = cut_programme(arrays, each_group=False)[1].points
    assert whole - few_dishes.NEGLIGIBLE <= bound <= whole + 1e-6
    assert hidden_conflict(cuts) is None


def test_what_suits_all_on_average_and_nobody_alone_is_a_conflict():
    arrays = arrays_of(unlike_each_other((0.03, 0.29)), *kitchen()[:2])
    small = programme_of(arrays)

    assert Solver(small).solve() is not None
    conflict = hidden_conflict(DishCuts(arrays, small))

    assert conflict is not None
    assert "protein" in conflict.wishes
