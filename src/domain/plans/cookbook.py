"""What is known about cooking: recipes, prices, what a day should hold, who may be served what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from domain.recipes.kept import KeptRecipe, recipes_kept
from domain.recipes.recipe import Recipe, RecipeBook, RecipeId
from domain.safety.allergens import Allergy

if TYPE_CHECKING:  # a cookbook nobody opens costs a start nothing
    from domain.meals.foods import Food, FoodId
    from domain.plans.dishes import Offer
    from domain.plans.intakes import IntakeTable
    from domain.plans.request import PlanRequest
    from domain.plans.selection import AllergyCheck, Rules
    from domain.safety.gate.gate import Gate


@dataclass(frozen=True)
class CookingTables:
    """The recipes of the house with what belongs to them."""

    book: RecipeBook
    offers: "Mapping[str, Offer]"
    intakes: "IntakeTable"

    @cached_property
    def recipes(self) -> Mapping[str, Recipe]:
        """Return all recipes by plain ids, as plans name them."""
        return {str(recipe_id): recipe for recipe_id, recipe in self.book.recipes.items()}

    def adding(self, recipes: "Mapping[RecipeId, Recipe]") -> "CookingTables":
        """Return the same with recipes that stand in no book.

        Those of a user may hold foods without a price: they get a likely one.
        """
        from domain.plans.prices import likely_offers  # noqa: PLC0415 (see above)

        book = replace(self.book, recipes={**self.book.recipes, **recipes})
        likely = likely_offers(recipes.values(), self.book.recipes.values(), self.offers)
        return CookingTables(book, {**self.offers, **likely}, self.intakes)


@dataclass
class Cookbook:
    """Recipes and the gate before them, each read when it is first needed: most messages need none.

    No recipe leaves without having passed `checks`.
    """

    read_tables: Callable[[], CookingTables]
    read_gate: "Callable[[], Gate]"

    @cached_property
    def tables(self) -> CookingTables:
        """Return the recipes, prices and requirements."""
        return self.read_tables()

    @cached_property
    def gate(self) -> "Gate":
        """Return what tells whether somebody may be served a food."""
        return self.read_gate()

    def adding(self, kept: tuple[KeptRecipe, ...], foods: "Mapping[FoodId, Food]") -> "Cookbook":
        """Return the same with a user's recipes, read against the foods there are."""
        if not kept:
            return self
        return Cookbook(lambda: self.tables.adding(recipes_kept(kept, foods)), lambda: self.gate)

    def rules(self, request: "PlanRequest") -> "Rules":
        """Return what a household can and wants to cook.

        Raises:
            UnreadableRequestError: An allergy names nothing anybody knows.
        """
        from domain.plans.allergies import allergy_check  # noqa: PLC0415 (see above)
        from domain.plans.selection import Rules  # noqa: PLC0415 (see above)

        return Rules(
            allergies_of=allergy_check(request.allergies, self.gate),
            diet=request.diet,
            more_diets=request.more_diets,
            dislikes=request.dislikes,
            equipment=request.equipment,
            fodmaps=self.tables.book.fodmap_low_up_to_g,
        )

    def checks(self, allergies: tuple[Allergy, ...]) -> "AllergyCheck":
        """Return what tells why a recipe must not be served to somebody with these allergies.

        Raises:
            UnreadableRequestError: An allergy names nothing anybody knows.
        """
        from domain.plans.allergies import allergy_check  # noqa: PLC0415 (see above)

        return allergy_check(self.avoided(allergies), self.gate)

    def held_in(self, recipe: Recipe) -> frozenset[str]:
        """Return the kinds of allergens that a user's own recipe holds or names."""
        from domain.plans.allergies import held_in  # noqa: PLC0415 (see above)

        return held_in(recipe, self.gate)

    def avoided(self, allergies: tuple[Allergy, ...]) -> tuple[str, ...]:
        """Return allergies in words the gate knows: the user's own, else those of the table.

        Raises:
            UnreadableRequestError: One is known by neither; nothing would be safe.
        """
        return tuple(map(self._avoided, allergies))

    def find_avoided(self, allergy: Allergy) -> str | None:
        """Return an allergy in words the gate knows, None where it understands neither."""
        fine = " and ".join(sorted(each.replace("_", " ") for each in allergy.fine))
        named = ", ".join(sorted(each.replace("_", " ") for each in allergy.allergens))
        said = f"{allergy.said}, {fine} is fine" if fine and allergy.said else allergy.said
        for words in (said, named):
            if words and self.gate.avoidance(words).is_clear:
                return words
        return None

    def _avoided(self, allergy: Allergy) -> str:
        if words := self.find_avoided(allergy):
            return words
        from domain.plans.request import UnreadableRequestError  # noqa: PLC0415 (see above)

        raise UnreadableRequestError(allergy.said)
