"""The week that stands for a user: what is eaten when, what it comes to, what was proved of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from domain.identity import MessageSid
from domain.plans.order import Asked
from domain.plans.plan import Meal, Plan
from domain.plans.shopping import ShoppingList
from domain.plans.wishes import DayWish, LockedMeal
from domain.recipes.kept import KeptRecipe
from domain.recipes.recipe import Slot


@dataclass(frozen=True, slots=True)
class PlannedMeal:
    """One meal with what the user's own portion of it holds; `minutes` are the cook's.

    A dish that `is_new` stands in no book: it was invented for this user.

    `quarters` are everybody's portions in quarters of a serving.
    """

    slot: Slot
    dish_id: str
    name: str
    name_es: str
    quarters: tuple[int, ...]
    is_leftover: bool
    energy_kcal: float
    protein_g: float
    minutes: int
    is_new: bool = False

    def called(self, language: str) -> str:
        """Return the name of the dish in a language."""
        return self.name_es if language == "es" and self.name_es else self.name


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day and its meals, in the order of eating."""

    on: date
    meals: tuple[PlannedMeal, ...]

    @property
    def energy_kcal(self) -> float:
        """Return the energy of the user's own portions."""
        return sum(meal.energy_kcal for meal in self.meals)

    @property
    def protein_g(self) -> float:
        """Return the protein of the user's own portions."""
        return sum(meal.protein_g for meal in self.meals)

    def find(self, slot: Slot) -> PlannedMeal | None:
        """Return the meal of a slot, if one is planned."""
        return next((meal for meal in self.meals if meal.slot == slot), None)


@dataclass(frozen=True, slots=True)
class Proven:
    """What the verifier looked at: how many limits, how many dishes, for which allergies.

    `tightest` are the limits nearest to breaking, each as its name, value and limit in words;
    `points` are the plan's and `bound` the least any plan can have.
    """

    limits: int
    dishes: int
    allergies: tuple[str, ...]
    tightest: tuple[tuple[str, str, str], ...] = ()
    points: float | None = None
    bound: float | None = None

    @property
    def gap(self) -> float | None:
        """Return the share of the points a better plan could save at most."""
        if not self.points or self.bound is None:
            return None
        return max(0.0, (self.points - self.bound) / self.points)


@dataclass(frozen=True, slots=True)
class Standing:
    """The wishes that outlast a plan: per day, what stays, what is at home, what was spent."""

    days: tuple[DayWish, ...]
    locked: tuple[LockedMeal, ...] = ()
    pantry: dict[str, float] = field(default_factory=dict)
    use_up: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A verified week; `recipes` are those of its dishes that are cooked as no book says."""

    order_id: MessageSid
    asked: Asked
    days: tuple[PlannedDay, ...]
    cost_usd: float
    standing: Standing
    proven: Proven
    recipes: tuple[KeptRecipe, ...] = ()

    @property
    def starts_on(self) -> date:
        """Return the first day."""
        return self.days[0].on

    @property
    def ends_on(self) -> date:
        """Return the last day."""
        return self.days[-1].on

    def find_day(self, on: date) -> PlannedDay | None:
        """Return a day of the week, if it is one of them."""
        return next((day for day in self.days if day.on == on), None)

    def index(self, on: date) -> int:
        """Return the place of a day, counted from 0; it may lie outside the week."""
        return (on - self.starts_on).days

    def meals(self) -> Iterator[tuple[date, PlannedMeal]]:
        """Yield every meal with its day, in the order of eating."""
        for day in self.days:
            for meal in day.meals:
                yield day.on, meal

    def plan(self) -> Plan:
        """Return the week as planning sees it."""
        return Plan(
            tuple(
                tuple(Meal(m.slot, m.dish_id, m.quarters, m.is_leftover) for m in day.meals)
                for day in self.days
            )
        )

    def servings_cooked(self, on: date, slot: Slot) -> float:
        """Return for how many servings a meal is cooked: its own, and its leftovers until the next.

        Of a leftover, those of the cooking it comes from.
        """
        meal = next(m for day, m in self.meals() if (day, m.slot) == (on, slot))
        batches: list[tuple[bool, float]] = []
        for day, other in self.meals():
            if other.dish_id != meal.dish_id:
                continue
            if not other.is_leftover or not batches:
                batches.append((False, 0.0))
            is_mine, servings = batches[-1]
            mine = is_mine or (day, other.slot) == (on, slot)
            batches[-1] = (mine, servings + sum(other.quarters) / 4)
        return next(servings for is_mine, servings in batches if is_mine)

    def keeping(self, locks: tuple[LockedMeal, ...]) -> "PlannedWeek":
        """Return the week with meals that stay whatever changes."""
        old = [
            lock
            for lock in self.standing.locked
            if (lock.day, lock.slot) not in {(new.day, new.slot) for new in locks}
        ]
        return replace(self, standing=replace(self.standing, locked=(*old, *locks)))


@dataclass(frozen=True, slots=True)
class KeptList:
    """A week's shopping list with what the user had and added, so that both outlast a new plan."""

    starts_on: date
    items: ShoppingList
    had: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
