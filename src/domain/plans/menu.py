"""What may be cooked for a household: recipes as written, or with other foods in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from domain.plans.dishes import Dish, Offer
from domain.plans.selection import Filter, Rules, Selection, reasons_against, select
from domain.recipes.recipe import Recipe, RecipeBook, RecipeId
from domain.recipes.swapping import cheaper, servable

_OF_FOODS = frozenset({Filter.ALLERGY, Filter.DIET, Filter.DISLIKE})
"""What another food in a dish may mend."""


@dataclass(frozen=True)
class Menu:
    """The recipes of a book as they are cooked for a household: one kind of each, under its id.

    A recipe is there where shops sell all its foods. One that may not be served as it is written
    is cooked with foods that may; what no other food mends stays as it is written, and is refused.
    Where the menu `is_thrifty` they are cooked with cheaper foods. Those `staying` are as they are
    written whatever happens: they are part of a week somebody was told.
    """

    book: RecipeBook
    offers: Mapping[str, Offer]
    rules: Rules
    is_thrifty: bool = False
    staying: frozenset[str] = frozenset()

    @cached_property
    def recipes(self) -> Mapping[str, Recipe]:
        """Return the recipes by plain ids."""
        return {
            str(recipe.recipe_id): self._cooked(recipe)
            for recipe in self.book.recipes.values()
            if recipe.mass_g_per_serving.keys() <= self.offers.keys()
        }

    @cached_property
    def selection(self) -> Selection:
        """Return which of the recipes may be served."""
        return select(self.recipes.values(), self.rules)

    @cached_property
    def dishes(self) -> Mapping[str, Dish]:
        """Return the dishes that may be served, by plain ids."""
        return {dish.dish_id: dish for dish in self.selection.dishes}

    def adding(self, recipes: Iterable[Recipe]) -> "Menu":
        """Return the menu with recipes that stand in no book."""
        added = {recipe.recipe_id: recipe for recipe in recipes}
        return replace(self, book=replace(self.book, recipes={**self.book.recipes, **added}))

    @cached_property
    def for_less(self) -> "Menu":
        """Return the menu with cheaper foods."""
        return replace(self, is_thrifty=True)

    @cached_property
    def as_written(self) -> Mapping[str, Dish]:
        """Return the dishes that may be served without another food in them."""
        written = self.book.recipes
        return {
            name: dish
            for name, dish in self.dishes.items()
            if self.recipes[name] is written[RecipeId(name)]
        }

    def is_safe(self, dish_id: str) -> bool:
        """Ask the gate once more, of the recipe itself as it is cooked."""
        return not self.rules.allergies_of(self.recipes[dish_id])

    def _cooked(self, recipe: Recipe) -> Recipe:
        if recipe.recipe_id in self.staying:
            return recipe
        reasons = frozenset(reasons_against(recipe, self.rules))
        if reasons and reasons <= _OF_FOODS:
            recipe = servable(recipe, self.book, self._may_serve) or recipe
        return cheaper(recipe, self.book, self._may_serve) if self.is_thrifty else recipe

    def _may_serve(self, recipe: Recipe) -> bool:
        return not any(reasons_against(recipe, self.rules))
