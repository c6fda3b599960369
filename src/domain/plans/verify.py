"""The proof of a plan: every limit worked out again from the foods themselves.

Nothing here is shared with the search: a plan is read meal by meal, its ingredients are weighed
and looked up, and whatever does not hold is a violation.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from domain.meals.foods import Food
from domain.meals.nutrients import Nutrient
from domain.plans.dishes import MAIN_MEALS, Dish, Offer
from domain.plans.plan import Meal, Plan, grams_used
from domain.plans.wishes import (
    ENERGY_TOLERANCE,
    PROTEIN_TOLERANCE,
    QUARTERS_MAX,
    QUARTERS_MIN,
    SHARE_RANGE,
    Eater,
    Wishes,
)
from domain.recipes.recipe import Slot

EXACT = 1e-6
"""Sums of floats differ by less. Source: own choice, far below what a scale shows"""


@dataclass(frozen=True, slots=True)
class Check:
    """One limit with what the plan makes of it; None is no limit on that side."""

    name: str
    value: float
    least: float | None
    most: float | None

    @property
    def holds(self) -> bool:
        """Whether the value is within its limits."""
        slack = EXACT * max(1.0, abs(self.least or 0), abs(self.most or 0))
        above = self.least is None or self.value >= self.least - slack
        return above and (self.most is None or self.value <= self.most + slack)

    @property
    def limit(self) -> str:
        """Return the limit in words: "1900 to 2100", "at most 60"."""
        if self.least is None:
            return f"at most {_shown(self.most)}"
        if self.most is None:
            return f"at least {_shown(self.least)}"
        return f"{_shown(self.least)} to {_shown(self.most)}"


@dataclass(frozen=True)
class Proof:
    """Every limit of a plan, and the dishes whose allergens were looked at."""

    checks: tuple[Check, ...]
    served: tuple[str, ...]
    refused: tuple[str, ...]

    @property
    def violations(self) -> tuple[Check, ...]:
        """Return what does not hold."""
        return tuple(check for check in self.checks if not check.holds)

    @property
    def holds(self) -> bool:
        """Whether everything holds and every dish may be served."""
        return not self.violations and not self.refused


@dataclass(frozen=True)
class Evidence:
    """What a plan is checked against: dishes, foods, prices, and who may not eat what."""

    dishes: Mapping[str, Dish]
    foods: Mapping[str, Food]
    offers: Mapping[str, Offer]
    may_serve: Callable[[str], bool]


def verify(plan: Plan, wishes: Wishes, evidence: Evidence) -> Proof:
    """Return the proof of a plan."""
    reader = _Reader(plan, wishes, evidence)
    served = tuple(sorted({meal.dish_id for _, meal in plan.meals()}))
    unknown = tuple(dish for dish in served if dish not in evidence.dishes)
    if unknown or len(plan.days) != len(wishes.days):
        return Proof((Check("dishes known", len(unknown), None, 0),), served, unknown or served)
    refused = tuple(dish for dish in served if not evidence.may_serve(dish))
    return Proof(tuple(reader.checks()), served, refused)


class _Reader:
    """Reads a plan for one proof."""

    def __init__(self, plan: Plan, wishes: Wishes, evidence: Evidence) -> None:
        self.plan, self.wishes, self.evidence = plan, wishes, evidence

    def checks(self) -> Iterator[Check]:
        """Yield every limit."""
        yield from self._meals()
        for e, eater in enumerate(self.wishes.eaters):
            yield from self._days_of(e, eater)
            yield from self._weeks_of(e, eater)
        yield from self._money()
        yield from self._time()
        yield from self._repetition()
        yield from self._variety()

    def _meals(self) -> Iterator[Check]:
        """Yield that the meals are those wished for, and what their portions are."""
        for day, (wish, meals) in enumerate(zip(self.wishes.days, self.plan.days, strict=True)):
            wrong = len(set(wish.slots) ^ {meal.slot for meal in meals})
            wrong += len(meals) - len({meal.slot for meal in meals})
            yield Check(f"meals missing or too many, {wish.on}", wrong, None, 0)
            for meal in meals:
                yield from self._meal(day, meal)
        for lock in self.wishes.locked:
            found = self.plan.find(lock.day, lock.slot)
            kept = found is not None and found.dish_id == lock.dish_id
            if found is not None and lock.quarters is not None:
                kept = kept and found.quarters == lock.quarters
            yield Check(f"locked meal lost, {self._where(lock.day, lock.slot)}", not kept, None, 0)

    def _meal(self, day: int, meal: Meal) -> Iterator[Check]:
        wish, dish = self.wishes.days[day], self.evidence.dishes[meal.dish_id]
        where = self._where(day, meal.slot)
        if self.wishes.find_lock(day, meal.slot) is not None:
            return
        misplaced = (meal.slot not in dish.slots) + wish.refuses(dish)
        yield Check(f"dish unfit, {where}", misplaced, None, 0)
        for eater, quarters in zip(self.wishes.eaters, meal.quarters, strict=True):
            low, high = SHARE_RANGE[meal.slot]
            energy = self._amount(meal.dish_id, Nutrient.ENERGY) * quarters / 4
            name = f"{where}, {eater.name}"
            yield Check(f"quarters of a serving, {name}", quarters, QUARTERS_MIN, QUARTERS_MAX)
            yield Check(
                f"energy_kcal, {name}", energy, low * eater.energy_kcal, high * eater.energy_kcal
            )

    def _days_of(self, e: int, eater: Eater) -> Iterator[Check]:
        for day, wish in enumerate(self.wishes.days):
            if wish.is_over or not wish.slots:
                continue
            targets = (
                (Nutrient.ENERGY, eater.energy_kcal, ENERGY_TOLERANCE),
                (Nutrient.PROTEIN, eater.protein_g, PROTEIN_TOLERANCE),
            )
            for nutrient, target, tolerance in targets:
                if target is not None:
                    aim, value = target * wish.share, self._eaten(day, e, nutrient)
                    least, most = aim * (1 - tolerance), aim * (1 + tolerance)
                    yield Check(f"{nutrient}, {wish.on}, {eater.name}", value, least, most)

    def _weeks_of(self, e: int, eater: Eater) -> Iterator[Check]:
        held = self.wishes.days_held
        days = [day for day, wish in enumerate(self.wishes.days) if not wish.is_over]
        for limit in eater.limits:
            if (limit.least, limit.most) == (None, None) or not held:
                continue
            value = math.fsum(self._eaten(day, e, limit.nutrient) for day in days) / held
            name = f"{limit.nutrient} a day, {eater.name}"
            yield Check(name, value, limit.least, limit.most)

    def _money(self) -> Iterator[Check]:
        if self.wishes.budget_usd is not None:
            cost = cost_usd(self.plan, self.wishes, self.evidence)
            yield Check("budget_usd", cost, None, self.wishes.budget_usd)
        used = grams_used(self.plan, self.evidence.dishes)
        for food, grams in sorted(self.wishes.use_up.items()):
            yield Check(f"grams used of {food}", used.get(food, 0.0), grams, None)

    def _time(self) -> Iterator[Check]:
        for day, wish in enumerate(self.wishes.days):
            if wish.minutes_max is not None and not wish.is_over:
                cooked = [meal for meal in self.plan.days[day] if not meal.is_leftover]
                minutes = sum(self.evidence.dishes[meal.dish_id].minutes for meal in cooked)
                yield Check(f"minutes, {wish.on}", minutes, None, wish.minutes_max)
                ready = max((self._ready(meal) for meal in cooked), default=0)
                yield Check(f"minutes until ready, {wish.on}", ready, None, wish.minutes_max)

    def _ready(self, meal: Meal) -> int:
        return self.evidence.dishes[meal.dish_id].ready_minutes

    def _repetition(self) -> Iterator[Check]:
        """Yield that leftovers have a cooking to come from, and cookings of a dish lie apart."""
        variety = self.wishes.variety
        cooked: dict[str, int] = {}
        eaten: dict[str, int] = {}
        meals: dict[str, int] = {}
        stale = repeated = 0
        for day, meal in self.plan.meals():
            dish = self.evidence.dishes[meal.dish_id]
            last = eaten.get(meal.dish_id)
            if meal.is_leftover:
                meals[meal.dish_id] = meals.get(meal.dish_id, 0) + 1
                since = math.inf if meal.dish_id not in cooked else day - cooked[meal.dish_id]
                stale += since > dish.keeps_days
                stale += meals[meal.dish_id] > variety.meals_of_a_cooking
                repeated += last == day
            else:
                repeated += last is not None and day - last < max(1, variety.gap_days(dish))
                cooked[meal.dish_id], meals[meal.dish_id] = day, 1
            eaten[meal.dish_id] = day
        yield Check("leftovers kept too long or eaten too often", stale, None, 0)
        yield Check("dishes again too soon", repeated, None, 0)

    def _variety(self) -> Iterator[Check]:
        """Yield how often one protein and one kitchen are cooked as a main dish."""
        mains = [
            self.evidence.dishes[meal.dish_id]
            for _, meal in self.plan.meals()
            if not meal.is_leftover and self.evidence.dishes[meal.dish_id].is_main
        ]
        wishes, variety = self.wishes, self.wishes.variety
        for name in sorted({dish.protein_source for dish in mains} - wishes.free_proteins):
            count = sum(dish.protein_source == name for dish in mains)
            yield Check(f"cookings of {name}", count, None, variety.cookings_of_a_protein)
        for name in sorted({dish.kitchen for dish in mains} - wishes.free_kitchens):
            count = sum(dish.kitchen == name for dish in mains)
            yield Check(f"cookings of {name} dishes", count, None, variety.cookings_of_a_kitchen)

    def _eaten(self, day: int, e: int, nutrient: Nutrient) -> float:
        return math.fsum(
            self._amount(meal.dish_id, nutrient) * meal.quarters[e] / 4
            for meal in self.plan.days[day]
        )

    def _amount(self, dish_id: str, nutrient: Nutrient) -> float:
        return amount_per_serving(self.evidence.dishes[dish_id], self.evidence.foods, nutrient)

    def _where(self, day: int, slot: Slot) -> str:
        return f"{self.wishes.days[day].on} {slot}"


def amount_per_serving(dish: Dish, foods: Mapping[str, Food], nutrient: Nutrient) -> float:
    """Return what a serving holds, from the foods: unknown is nothing, but sugar may be added."""
    total = 0.0
    for food_id, grams in dish.grams.items():
        known = foods[food_id].per_100_g
        amount = known.get(nutrient)
        if amount is None and nutrient == Nutrient.ADDED_SUGAR:
            amount = known.get(Nutrient.SUGAR, known.get(Nutrient.CARBOHYDRATE))
        total += (amount or 0.0) * grams / 100
    return total


def cost_usd(plan: Plan, wishes: Wishes, evidence: Evidence) -> float:
    """Return what a plan costs: what must be bought beyond the pantry, and what was spent."""
    used = grams_used(plan, evidence.dishes)
    return wishes.spent_usd + math.fsum(
        evidence.offers[food].cost_usd(grams - wishes.pantry.get(food, 0.0))
        for food, grams in used.items()
    )


def points(plan: Plan, wishes: Wishes, evidence: Evidence) -> float:
    """Return the points of a plan, fewer being better: money, taste, time, leftovers, goals."""
    weights, people = wishes.weights, len(wishes.eaters)
    total = weights.of_a_dollar * cost_usd(plan, wishes, evidence) / people
    for _, meal in plan.meals():
        total += weights.of_a_disliked_meal * (1 - wishes.taste(meal.dish_id))
        minutes = evidence.dishes[meal.dish_id].minutes
        leftover = weights.of_a_leftover
        total += leftover if meal.is_leftover else weights.of_a_minute * minutes
    return total + weights.of_a_goal_missed * _missed(plan, wishes, evidence) / people


def _missed(plan: Plan, wishes: Wishes, evidence: Evidence) -> float:
    """Return the shares of the weekly goals that are missed, of all eaters together."""
    reader, held = _Reader(plan, wishes, evidence), wishes.days_held
    days = [day for day, wish in enumerate(wishes.days) if not wish.is_over]
    missed = 0.0
    for e, eater in enumerate(wishes.eaters):
        for limit in (limit for limit in eater.limits if limit.goal is not None):
            goal = (limit.goal or 0.0) * held
            reached = math.fsum(reader._eaten(day, e, limit.nutrient) for day in days)  # noqa: SLF001
            missed += max(0.0, goal - reached) / goal if goal else 0.0
    return missed


def variety_of(plan: Plan, dishes: Mapping[str, Dish]) -> Mapping[str, int]:
    """Return how many different dishes, kitchens and proteins of main meals a plan has."""
    served = {meal.dish_id: dishes[meal.dish_id] for _, meal in plan.meals()}
    mains = [dish for dish in served.values() if not dish.slots.isdisjoint(MAIN_MEALS)]
    return {
        "dishes": len(served),
        "kitchens": len({dish.kitchen for dish in served.values()}),
        "proteins": len({dish.protein_source for dish in mains}),
    }


def _shown(value: float | None) -> str:
    return f"{value:g}" if value is None or value == int(value) else f"{value:.2f}"
