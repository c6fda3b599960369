"""The tables planning reads, and a planner over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from adapters.tables import CsvTables
from domain.meals.foods import Food, FoodId
from domain.meals.nutrients import Nutrient
from domain.plans.allergies import allergy_check
from domain.plans.dishes import Offer
from domain.plans.intakes import Intake, IntakeTable
from domain.plans.request import PlanRequest, wishes_of
from domain.plans.selection import Rules
from domain.recipes.recipe import Recipe, RecipeBook
from services.plans.plan_week import PlanWeek, WeekPlanner
from services.plans.ports import Effort, WeekSolver

OTHER_AISLE = "other"


@dataclass(frozen=True)
class PlanTables:
    """Recipes, foods, prices and intakes of a folder of tables."""

    folder: Path

    @cached_property
    def _tables(self) -> CsvTables:
        return CsvTables(self.folder)

    @cached_property
    def foods(self) -> Mapping[FoodId, Food]:
        """Return all foods."""
        return self._tables.foods().foods

    @cached_property
    def by_id(self) -> Mapping[str, Food]:
        """Return all foods by plain ids, as plans name them."""
        return {str(food_id): food for food_id, food in self.foods.items()}

    @cached_property
    def book(self) -> RecipeBook:
        """Return the recipes of the house with what belongs to them."""
        return self._tables.recipe_book(self._tables.foods())

    @cached_property
    def recipes(self) -> Mapping[str, Recipe]:
        """Return all recipes by plain ids, as plans name them."""
        return {str(recipe_id): recipe for recipe_id, recipe in self.book.recipes.items()}

    @cached_property
    def offers(self) -> Mapping[str, Offer]:
        """Return how each food with a price is sold."""
        packs = dict(
            self._tables.rows("plans/packs.csv", lambda r: (r["food_id"], float(r["pack_g"])))
        )
        aisles = dict(self._tables.rows("plans/aisles.csv", lambda r: (r["group"], r["aisle"])))
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
        for stage, intake in self._tables.rows("plans/intakes.csv", _intake):
            found.setdefault(stage, []).append(intake)
        return {stage: tuple(intakes) for stage, intakes in found.items()}

    def command(self, request: PlanRequest, effort: Effort | None = None) -> PlanWeek:
        """Return the command that plans what was requested.

        Raises:
            UnreadableRequestError: An allergy names nothing anybody knows, or a life stage does.
        """
        check = allergy_check(request.allergies, self._tables.allergens(), self.foods.values())
        return PlanWeek(
            wishes=wishes_of(request, self.intakes, self.recipes.values()),
            rules=Rules(
                allergies_of=check,
                diet=request.diet,
                dislikes=request.dislikes,
                equipment=request.equipment,
                fodmaps=self.book.fodmap_low_up_to_g,
            ),
            effort=effort or Effort(seed=request.seed),
        )

    def planner(self, solver: WeekSolver) -> WeekPlanner:
        """Return a planner over these tables."""
        return WeekPlanner(self.recipes, self.by_id, self.offers, solver)


def _intake(row: Mapping[str, str]) -> tuple[str, Intake]:
    least = float(row["least"]) if row["least"] else None
    return row["life_stage"], Intake(Nutrient(row["nutrient"]), least, float(row["goal"]))
