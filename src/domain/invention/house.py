"""What a proposed recipe may be made of and told in: the foods and the words of the house."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from domain.invention.wish import InventionWish
from domain.meals.foods import Food, FoodId
from domain.meals.vocabulary import canonical_words, tokens
from domain.plans.allergies import allergy_check
from domain.plans.request import PlanRequest
from domain.plans.selection import Rules, select
from domain.recipes.diets import Diet, diets_of
from domain.recipes.lint_words import nouns_of
from domain.recipes.recipe import Ingredient, Recipe, RecipeBook
from domain.safety.gate.gate import Gate
from domain.safety.gate.lexicon import Words
from domain.safety.gate.ontology import Kinds

_BY_AMOUNT = frozenset({Diet.LOW_FODMAP_CAUTION, Diet.DIABETIC_FRIENDLY, Diet.KOSHER_STYLE})
"""Diets a food alone does not break."""


@dataclass(frozen=True)
class House:
    """The recipe book, the gate, and the foods and words the book's recipes use."""

    book: RecipeBook
    gate: Gate

    @cached_property
    def foods(self) -> Mapping[FoodId, Food]:
        """Return every food a recipe of the house uses and a shop sells, by id."""
        used = {
            each.food.food_id: each.food
            for recipe in self.book.recipes.values()
            for each in recipe.ingredients
            if each.food.food_id in self.book.usd_per_100_g
        }
        return dict(sorted(used.items()))

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every word the house's recipes are told in."""
        return frozenset(
            token.plain
            for recipe in self.book.recipes.values()
            for text in texts_of(recipe)
            for token in tokens(text)
        )

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Return what the book's ingredients are called in one word."""
        return nouns_of(self.book.recipes.values())

    @cached_property
    def names(self) -> frozenset[str]:
        """Return what the house's recipes are called, in lower case."""
        return frozenset(recipe.name.lower() for recipe in self.book.recipes.values())

    @cached_property
    def loose_words(self) -> frozenset[Words]:
        """Return the dishes and doughs the house's own steps speak of that are no ingredients.

        "The batter" and "the salad" are what is being made, whatever is in others of that name.
        """
        return (
            frozenset(
                words
                for recipe in self.book.recipes.values()
                for words in self.loose_terms(recipe, _names_in(recipe))
            )
            - self._allergens
        )

    def loose_terms(self, recipe: Recipe, names: frozenset[str]) -> frozenset[Words]:
        """Return the foods a recipe speaks of that hold what none of its ingredients does.

        `names` are the words of its ingredients' names. What the recipe is called is left out: a
        salad is no salad of others.
        """
        held = frozenset[str]().union(*(self._held_by(e.food) for e in recipe.ingredients))
        related = (self.gate.ontology.related(kind) for kind in held)
        covered = frozenset[str]().union(*related)
        return frozenset(
            food.mention.term.words
            for text in (*recipe.steps, *(each.words for each in recipe.ingredients))
            for food in self.gate.contents(text).foods
            if not food.kinds <= covered and not names.issuperset(food.mention.term.words)
        )

    def _held_by(self, food: Food) -> Kinds:
        known = self._kinds.get(food.food_id)
        return self.gate.kinds_of(food) if known is None else known

    @cached_property
    def _kinds(self) -> Mapping[FoodId, Kinds]:
        return {food_id: self.gate.kinds_of(food) for food_id, food in self.foods.items()}

    @cached_property
    def _allergens(self) -> frozenset[Words]:
        """Return the words that are an allergen's own name or a food of the house."""
        own = {
            food.mention.term.words
            for recipe in self.book.recipes.values()
            for step in recipe.steps
            for food in self.gate.contents(step).foods
            if food.mention.term.is_itself
        }
        return frozenset(own | {canonical_words(food.name) for food in self.foods.values()})

    def rules(self, request: PlanRequest) -> Rules:
        """Return what a household can and wants to cook.

        Raises:
            UnreadableRequestError: An allergy names nothing anybody knows.
        """
        return Rules(
            allergies_of=allergy_check(request.allergies, self.gate),
            diet=request.diet,
            more_diets=request.more_diets,
            dislikes=request.dislikes,
            equipment=request.equipment,
            fodmaps=self.book.fodmap_low_up_to_g,
        )

    def allowed(self, rules: Rules) -> Mapping[FoodId, Food]:
        """Return the foods a recipe for this household may be made of."""
        return {food_id: food for food_id, food in self.foods.items() if self._may_use(food, rules)}

    def _may_use(self, food: Food, rules: Rules) -> bool:
        alone = self._alone(food)
        diets = {rules.diet, *rules.more_diets} - {None, *_BY_AMOUNT}
        return not rules.allergies_of(alone) and diets <= diets_of(alone, rules.fodmaps)

    def _alone(self, food: Food) -> Recipe:
        """Return a recipe of one food, which is what rules are asked about."""
        some = next(iter(self.book.recipes.values()))
        return replace(some, ingredients=(Ingredient(food, 1.0, food.name),))

    def stand_ins(self, wish: InventionWish, rules: Rules) -> tuple[Recipe, ...]:
        """Return recipes of the house for a wish, of the kitchens wished for if there are any.

        The same wish gets the same ones; another theme others.
        """
        fitting = {dish.dish_id for dish in select(self.book.recipes.values(), rules).dishes}
        found = [
            recipe
            for recipe in self.book.recipes.values()
            if recipe.recipe_id in fitting and wish.takes(recipe)
        ]
        found.sort(
            key=lambda recipe: (
                bool(wish.kitchens) and recipe.kitchen not in wish.kitchens,
                sha256(f"{wish.theme}\x00{recipe.recipe_id}".encode()).digest(),
            )
        )
        return tuple(found[: wish.count])


def _names_in(recipe: Recipe) -> frozenset[str]:
    return frozenset(w for each in recipe.ingredients for w in canonical_words(each.food.name))


def texts_of(recipe: Recipe) -> Iterator[str]:
    """Yield everything a recipe says in words."""
    yield recipe.name
    yield recipe.name_es
    yield from (each.words for each in recipe.ingredients)
    yield from recipe.steps
