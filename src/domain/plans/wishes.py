"""What a week must hold and should be like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.meals.nutrients import Nutrient
from domain.plans.dishes import Dish
from domain.recipes.recipe import Slot

ENERGY_TOLERANCE = 0.05
"""Of the day's target. Source: own choice, well within how exactly foods are known"""

PROTEIN_TOLERANCE = 0.10
"""Of the day's target. Source: own choice, twice the tolerance of energy"""

USUAL_SHARE: Mapping[Slot, float] = {
    Slot.BREAKFAST: 0.25,
    Slot.LUNCH: 0.30,
    Slot.DINNER: 0.35,
    Slot.SNACK: 0.10,
}
"""Of the day's energy; a day with fewer meals at home aims at the sum of theirs.

Source: own choice, near the shares reported in What We Eat in America
"""

SHARE_RANGE: Mapping[Slot, tuple[float, float]] = {
    Slot.BREAKFAST: (0.12, 0.38),
    Slot.LUNCH: (0.18, 0.48),
    Slot.DINNER: (0.18, 0.50),
    Slot.SNACK: (0.02, 0.22),
}
"""The least and most of a day's energy one meal may bring. Source: own choice, a meal is a meal"""

QUARTERS_MIN, QUARTERS_MAX = 2, 12
"""Portions are counted in quarters of a serving. Source: own choice, half a serving to three"""


@dataclass(frozen=True, slots=True)
class DailyLimit:
    """What a day should bring on average over the days planned; None is no limit.

    `goal` is wished for, not required.
    """

    nutrient: Nutrient
    least: float | None = None
    most: float | None = None
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Eater:
    """Somebody who eats the plan: targets of a whole day."""

    name: str
    energy_kcal: float
    protein_g: float | None = None
    limits: tuple[DailyLimit, ...] = ()


@dataclass(frozen=True, slots=True)
class DayWish:
    """A day to plan: its meals at home, its cooking time, and what nobody wants on it.

    The cook is busy for at most `minutes_max`, and no dish takes longer until it is ready.
    `refused` holds dishes, foods and tags of dishes. A day that `is_over` is kept as it was eaten
    and none of its limits is held any more.
    """

    on: date
    slots: tuple[Slot, ...] = tuple(Slot)
    minutes_max: int | None = None
    refused: frozenset[str] = frozenset()
    is_over: bool = False

    @property
    def share(self) -> float:
        """Return which share of the day's energy its meals at home bring."""
        return sum(USUAL_SHARE[slot] for slot in self.slots)

    def refuses(self, dish: Dish) -> bool:
        """Whether nobody wants the dish on this day."""
        if dish.dish_id in self.refused:
            return True
        return not (self.refused.isdisjoint(dish.grams) and self.refused.isdisjoint(dish.tags))


@dataclass(frozen=True, slots=True)
class LockedMeal:
    """A meal that stays: the dish, and its quarters for each eater if these stay as well."""

    day: int
    slot: Slot
    dish_id: str
    quarters: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Variety:
    """How often things may come back.

    Counts are of cookings, not of meals: a leftover is no repetition. A dish is cooked again
    `*_gap_days` after it was last eaten, at the earliest.
    """

    main_gap_days: int = 7
    other_gap_days: int = 3
    meals_of_a_cooking: int = 3
    cookings_of_a_protein: int = 3
    cookings_of_a_kitchen: int = 4

    def gap_days(self, dish: Dish) -> int:
        """Return how many days must pass until the dish is cooked again."""
        return self.main_gap_days if dish.is_main else self.other_gap_days


@dataclass(frozen=True, slots=True)
class Weights:
    """What is worth how much, in points; one point is one dollar of one eater's week.

    Source: own choice; a dish nobody likes against one everybody does is worth two dollars
    """

    of_a_dollar: float = 1.0
    of_a_disliked_meal: float = 2.0
    of_a_minute: float = 0.02
    of_a_leftover: float = 1.0
    of_a_goal_missed: float = 10.0


UNKNOWN_TASTE = 0.5
"""Between 0, never again, and 1, any time. Source: own choice, nothing is known"""


@dataclass(frozen=True)
class Wishes:
    """One household's week.

    `pantry` is what is at home in grams; `spent_usd` was paid for it out of this week's budget
    (a week planned anew). `use_up` are grams of foods the plan must use. `free_kitchens` and
    `free_proteins` are wished for, so their cookings are not limited.
    """

    eaters: tuple[Eater, ...]
    days: tuple[DayWish, ...]
    budget_usd: float | None = None
    pantry: Mapping[str, float] = field(default_factory=dict)
    spent_usd: float = 0.0
    use_up: Mapping[str, float] = field(default_factory=dict)
    tastes: Mapping[str, float] = field(default_factory=dict)
    locked: tuple[LockedMeal, ...] = ()
    free_kitchens: frozenset[str] = frozenset()
    free_proteins: frozenset[str] = frozenset()
    variety: Variety = Variety()
    weights: Weights = Weights()

    def taste(self, dish_id: str) -> float:
        """Return how much a dish is liked, 0 to 1."""
        return self.tastes.get(dish_id, UNKNOWN_TASTE)

    def find_lock(self, day: int, slot: Slot) -> LockedMeal | None:
        """Return the meal that stays there, if any."""
        return next((lock for lock in self.locked if (lock.day, lock.slot) == (day, slot)), None)

    @property
    def days_held(self) -> float:
        """Return how many whole days' worth of meals the weekly limits are held over."""
        return sum(day.share for day in self.days if not day.is_over)
