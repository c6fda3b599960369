"""What drafting a week came to, as it is kept until it is verified and answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.meals.foods import Food
from domain.meals.nutrients import Nutrient
from domain.plans.advice import Heard
from domain.plans.dishes import Dish
from domain.plans.plan import Meal, Plan
from domain.plans.shopping import ShoppingList
from domain.plans.verify import Check, Proof, amount_per_serving
from domain.plans.week import PlannedDay, PlannedMeal, PlannedWeek, Proven, Standing
from domain.plans.wishes import Wishes
from domain.recipes.kept import is_invented
from domain.recipes.recipe import Recipe

_TOLD = 3  # limits named as proof


class DraftStatus(StrEnum):
    """What drafting came to: a week, a contradiction, neither in time, unknown words, a dish.

    Or that the week has no such meal, or the dish that was named may not be served.
    """

    PLANNED = "planned"
    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"
    UNCLEAR = "unclear"
    NO_MEAL = "no_meal"
    NO_DISH = "no_dish"
    DISH = "dish"


class Novelty(StrEnum):
    """What came of the wish for a new dish: it is in the week, did not fit, or there is none."""

    NOT_ASKED = "not_asked"
    SERVED = "served"
    LEFT_OUT = "left_out"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Exceeded:
    """A limit the nearest week does not keep, in words."""

    name: str
    value: str
    limit: str


@dataclass(frozen=True, slots=True)
class WeekDraft:
    """What to answer an order with.

    `conflict` are wishes that contradict each other and `relaxations` the share by which each of
    them alone would have to give way; `exceeds` is what the nearest week breaks where there is no
    plan and no proof. `unclear` is an allergy nobody knows; `heard` tells how words that no rule
    read were used, `novelty` what came of the wish for a new dish; `dish_id` is the dish where
    one alone was asked for.
    """

    status: DraftStatus
    week: PlannedWeek | None = None
    items: ShoppingList | None = None
    conflict: tuple[str, ...] = ()
    relaxations: tuple[tuple[str, float], ...] = ()
    exceeds: tuple[Exceeded, ...] = ()
    unclear: str = ""
    heard: Heard | None = None
    novelty: Novelty = Novelty.NOT_ASKED
    dish_id: str = ""


@dataclass(frozen=True)
class Numbers:
    """What the meals of a plan are described by."""

    dishes: Mapping[str, Dish]
    recipes: Mapping[str, Recipe]
    foods: Mapping[str, Food]

    def planned(self, meal: Meal) -> PlannedMeal:
        """Return a meal with what the first eater's portion holds."""
        dish, recipe = self.dishes[meal.dish_id], self.recipes[meal.dish_id]
        share = meal.quarters[0] / 4
        return PlannedMeal(
            slot=meal.slot,
            dish_id=meal.dish_id,
            name=recipe.called("en"),
            name_es=recipe.called("es"),
            quarters=meal.quarters,
            is_leftover=meal.is_leftover,
            energy_kcal=round(amount_per_serving(dish, self.foods, Nutrient.ENERGY) * share, 1),
            protein_g=round(amount_per_serving(dish, self.foods, Nutrient.PROTEIN) * share, 1),
            minutes=0 if meal.is_leftover else dish.minutes,
            is_new=is_invented(meal.dish_id),
        )


def days_of(plan: Plan, wishes: Wishes, numbers: Numbers) -> tuple[PlannedDay, ...]:
    """Return the days of a plan as they are kept."""
    return tuple(
        PlannedDay(wish.on, tuple(map(numbers.planned, meals)))
        for wish, meals in zip(wishes.days, plan.days, strict=True)
    )


def standing_of(wishes: Wishes, old: Standing | None) -> Standing:
    """Return the wishes that outlast a plan; what was locked to change one thing is let go."""
    return Standing(
        days=wishes.days,
        locked=() if old is None else old.locked,
        pantry=dict(wishes.pantry),
        use_up=dict(wishes.use_up),
    )


def proven_of(
    proof: Proof, allergies: tuple[str, ...], points: float | None, bound: float | None
) -> Proven:
    """Return what to tell of a proof."""
    nearest = sorted(
        (check for check in proof.checks if _slack(check) is not None),
        key=lambda check: (_slack(check), check.name),
    )
    return Proven(
        limits=len(proof.checks),
        dishes=len(proof.served),
        allergies=allergies,
        tightest=tuple((c.name, f"{c.value:.0f}", c.limit) for c in nearest[:_TOLD]),
        points=points,
        bound=bound,
    )


def _slack(check: Check) -> float | None:
    """Return how much of a limit is left, as a share of it; None of limits that are zero."""
    shares = [abs(check.value - limit) / limit for limit in (check.least, check.most) if limit]
    return min(shares, default=None)


def exceeded(proof: Proof) -> tuple[Exceeded, ...]:
    """Return what a week does not keep, in the order it was checked."""
    return tuple(
        Exceeded(check.name, f"{check.value:.0f}", check.limit) for check in proof.violations
    )
