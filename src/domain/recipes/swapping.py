"""Recipes cooked with another food than is written: one that may be served, or that costs less."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from domain.meals.foods import Food
from domain.meals.vocabulary import canonical_words
from domain.recipes.recipe import Ingredient, Recipe, RecipeBook

MayServe = Callable[[Recipe], bool]

SAVED_USD = 0.03
"""What another food must save of a serving to be told of.

Source: own choice; a week of four has some eighty servings
"""

_AVOIDED_BY_MANY = frozenset({"pork", "beef", "alcohol"})
"""What never comes into a dish for its price; many who do not eat it never said so."""


def servable(recipe: Recipe, book: RecipeBook, may_serve: MayServe) -> Recipe | None:
    """Return the recipe with other foods for those that may not be served, gram for gram.

    Of the foods that may stand in, the one with fewest allergens does, the first of equals. None
    where the whole may not be served even so.
    """
    cooked = recipe
    for each in recipe.ingredients:
        if each.swap_group is None or may_serve(_alone(recipe, each)):
            continue
        gentle = sorted(_others(each, cooked, book), key=lambda food: len(food.allergens))
        cooked = _with_first(gentle, each, cooked, book, may_serve)
    return next((one for one in (cooked, *book.variants(cooked)) if may_serve(one)), None)


def cheaper(recipe: Recipe, book: RecipeBook, may_serve: MayServe) -> Recipe:
    """Return the recipe with each food swapped for the cheapest, where that saves enough.

    It brings neither pork nor beef nor alcohol into a dish.
    """
    cooked = recipe
    for each in recipe.ingredients:
        saving = [
            food
            for food in _others(each, cooked, book)
            if _saved_usd(each, food, recipe, book) >= SAVED_USD
            and food.tags & _AVOIDED_BY_MANY <= each.food.tags
        ]
        saving.sort(key=lambda food: book.usd_per_100_g[food.food_id])
        cooked = _with_first(saving, each, cooked, book, may_serve)
    return cooked if cooked is recipe or may_serve(cooked) else recipe


def alternatives(
    recipe: Recipe, named: frozenset[str], book: RecipeBook, may_serve: MayServe
) -> tuple[Ingredient, tuple[Food, ...]] | None:
    """Return the ingredient that is named, itself or by what may stand in, and the foods that may.

    None where nothing of the dish is named that another food may take the place of.
    """
    for each in recipe.ingredients:
        others = tuple(
            food
            for food in _others(each, recipe, book)
            if may_serve(_alone(recipe, replace(each, food=food)))
        )
        called = (word for food in (each.food, *others) for word in _names_of(food, book))
        if others and not named.isdisjoint(called):
            return each, others
    return None


def _names_of(food: Food, book: RecipeBook) -> tuple[str, ...]:
    shelf = book.shelves.get(food.food_id)
    return canonical_words(" ".join((food.name, *(shelf.names.values() if shelf else ()))))


def _with_first(
    foods: list[Food], each: Ingredient, cooked: Recipe, book: RecipeBook, may_serve: MayServe
) -> Recipe:
    """Return the recipe with the first of the foods that may be served by itself, if one may."""
    for food in foods:
        if may_serve(_alone(cooked, replace(each, food=food))):
            return cooked.with_swap(each, food, book.shelves)
    return cooked


def _others(each: Ingredient, cooked: Recipe, book: RecipeBook) -> Iterator[Food]:
    """Yield the foods with a price that may stand in for an ingredient and are not in the dish."""
    for food in book.swaps.get(each.swap_group or "", ()):
        if food.food_id not in cooked.mass_g_per_serving and food.food_id in book.usd_per_100_g:
            yield food


def _alone(recipe: Recipe, each: Ingredient) -> Recipe:
    """Return a dish of one ingredient, so that a rule can be asked about its food."""
    return replace(recipe, name="", name_es="", ingredients=(each,))


def _saved_usd(each: Ingredient, food: Food, recipe: Recipe, book: RecipeBook) -> float:
    usd = book.usd_per_100_g
    dearer = usd.get(each.food.food_id, 0.0) - usd[food.food_id]
    return dearer * each.mass_g / 100 / recipe.servings
