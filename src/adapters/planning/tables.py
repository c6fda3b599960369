"""The tables planning reads, and a planner over them."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from adapters.csv_rows import Row, read_rows
from adapters.gate_tables import GateTables
from adapters.recipe_tables import RecipeTables
from adapters.tables import CsvTables
from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.plans.cookbook import Cookbook, CookingTables
from domain.plans.dishes import Offer
from domain.plans.intakes import Intake, IntakeTable
from domain.plans.menu import Menu
from domain.plans.request import PlanRequest, wishes_of
from domain.recipes.recipe import Recipe, RecipeBook
from domain.safety.gate.gate import Gate
from services.plans.plan_week import PlanWeek, WeekPlanner
from services.plans.ports import Effort, WeekSolver

OTHER_AISLE = "other"

_JUDGED_BY = ("allergens", "foods", "recipes")


@dataclass(frozen=True)
class PlanTables:
    """Recipes, foods, prices and intakes of a folder of tables."""

    folder: Path

    @cached_property
    def table(self) -> FoodTable:
        """Return the food table."""
        return CsvTables(self.folder).foods()

    @cached_property
    def gate(self) -> Gate:
        """Return the allergen gate."""
        return GateTables(self.folder).gate()

    @cached_property
    def version(self) -> str:
        """Return a hash of every table a recipe is judged by: kept answers hang on it."""
        found = hashlib.sha256()
        for name in _JUDGED_BY:
            for file in sorted((self.folder / name).rglob("*.*")):
                found.update(file.relative_to(self.folder).as_posix().encode())
                found.update(file.read_bytes())
        return found.hexdigest()[:16]

    def _rows[T](self, name: str, read: Callable[[Row], T]) -> tuple[T, ...]:
        return tuple(read_rows(self.folder, name, read))

    @cached_property
    def foods(self) -> Mapping[FoodId, Food]:
        """Return all foods."""
        return self.table.foods

    @cached_property
    def by_id(self) -> Mapping[str, Food]:
        """Return all foods by plain ids, as plans name them."""
        return {str(food_id): food for food_id, food in self.foods.items()}

    @cached_property
    def book(self) -> RecipeBook:
        """Return the recipes of the house with what belongs to them."""
        return RecipeTables(self.folder).book(self.table)

    @cached_property
    def recipes(self) -> Mapping[str, Recipe]:
        """Return all recipes by plain ids, as plans name them."""
        return {str(recipe_id): recipe for recipe_id, recipe in self.book.recipes.items()}

    @cached_property
    def offers(self) -> Mapping[str, Offer]:
        """Return how each food with a price is sold."""
        packs = dict(self._rows("plans/packs.csv", lambda r: (r["food_id"], float(r["pack_g"]))))
        aisles = dict(self._rows("plans/aisles.csv", lambda r: (r["group"], r["aisle"])))
        prices = self.book.usd_per_100_g.items()
        return {
            food_id: Offer(
                food_id, usd, packs.get(food_id), aisles.get(self._group(food_id), OTHER_AISLE)
            )
            for food_id, usd in prices
        }

    def _group(self, food_id: FoodId) -> str:
        return self.foods[food_id].group

    @cached_property
    def intakes(self) -> IntakeTable:
        """Return what a day should hold, by life stage."""
        found: dict[str, list[Intake]] = {}
        for stage, intake in self._rows("plans/intakes.csv", _intake):
            found.setdefault(stage, []).append(intake)
        return {stage: tuple(intakes) for stage, intakes in found.items()}

    def command(self, request: PlanRequest, effort: Effort | None = None) -> PlanWeek:
        """Return the command that plans what was requested.

        Raises:
            UnreadableRequestError: An allergy names nothing anybody knows, or a life stage does.
        """
        return PlanWeek(
            wishes=wishes_of(request, self.intakes, self.recipes.values()),
            menu=Menu(self.book, self.offers, self.cookbook.rules(request)),
            effort=effort or Effort(seed=request.seed),
        )

    @cached_property
    def cooking(self) -> CookingTables:
        """Return the recipes with prices and requirements."""
        return CookingTables(self.book, self.offers, self.intakes)

    @cached_property
    def cookbook(self) -> Cookbook:
        """Return recipes and the gate before them, read when they are needed."""
        return Cookbook(lambda: self.cooking, lambda: self.gate)

    def planner(self, solver: WeekSolver) -> WeekPlanner:
        """Return a planner over these foods."""
        return WeekPlanner(self.by_id, solver)


def _intake(row: Row) -> tuple[str, Intake]:
    least = float(row["least"]) if row["least"] else None
    return row["life_stage"], Intake(Nutrient(row["nutrient"]), least, float(row["goal"]))
