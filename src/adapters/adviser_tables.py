"""What is kept under `data/adviser`: the prompts, and what each tier may spend."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from adapters.csv_rows import Row, read_rows
from adapters.planning.tables import PlanTables
from domain.adviser.question import Prompt
from domain.errors import InvalidTableError
from domain.invention import form as recipes_form
from domain.invention.house import House
from domain.meals.foods import Food
from domain.meals.nutrients import Nutrient
from domain.plans import proposals
from services.adviser.plans import Advised, Prompts
from services.adviser.ports import TierRules


@dataclass(frozen=True)
class AdviserTables:
    """Prompts and tiers read from a folder of tables."""

    folder: Path

    def advised(self, tables: PlanTables) -> Advised:
        """Return all that asking a model rests on.

        Raises:
            InvalidTableError: A table is missing or a row breaks a rule.
        """
        house = House(tables.book, tables.gate)
        return Advised(house, tables.table, self.prompts(house), self.tiers(), tables.version)

    def prompts(self, house: House) -> Prompts:
        """Return the prompts; the foods of the house stand in the one for recipes.

        Raises:
            InvalidTableError: A text is missing.
        """
        listed = "\n".join(map(_line, house.foods.values()))
        return Prompts(
            read_words=Prompt(
                kind="read_words",
                instructions=self._text("read_words"),
                tool="sort_words",
                tool_description="Sorts what a person wrote about a week's meals into fields.",
                form=proposals.FORM,
            ),
            invent_recipes=Prompt(
                kind="invent_recipes",
                instructions=f"{self._text('invent_recipes')}{listed}\n",
                tool="propose_recipes",
                tool_description="Proposes recipes made of listed foods, weighed in grams.",
                form=recipes_form.FORM,
            ),
        )

    def tiers(self) -> Mapping[str, TierRules]:
        """Return what each tier may spend in a month, and how long answers serve it.

        Raises:
            InvalidTableError: The table is missing or a row breaks a rule.
        """
        return dict(read_rows(self.folder, "adviser/tiers.csv", _tier))

    def _text(self, name: str) -> str:
        path = self.folder / "adviser" / f"{name}.md"
        try:
            return path.read_text(encoding="utf-8")
        except OSError as error:
            raise InvalidTableError(f"{path.name}: {error.strerror}") from error


def _line(food: Food) -> str:
    """Return a food as the prompt lists it, with what helps to keep to an energy."""
    known = food.per_100_g
    energy, protein = known.get(Nutrient.ENERGY), known.get(Nutrient.PROTEIN)
    per_100_g = "" if energy is None else f", {energy:.0f} kcal"
    per_100_g += "" if protein is None else f" and {protein:.0f} g protein per 100 g"
    return f"{food.food_id}: {food.name} ({food.group}){per_100_g}"


def _tier(row: Row) -> tuple[str, TierRules]:
    lives = {
        kind: timedelta(days=float(row[f"{kind}_days"]))
        for kind in ("read_words", "invent_recipes")
    }
    return row["tier"], TierRules(int(row["month_uusd"]), lives)
