"""Recipes of a user's own among what they taught: a dish with how it is cooked."""

from dataclasses import replace
from itertools import islice
from typing import Any

from domain.meals.foods import FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.vocabulary import canonical_words
from domain.memory.memory import Kind, Memory, Part, Remembered
from domain.recipes.dish_words import DishWords
from domain.recipes.kept import OWN, KeptIngredient, KeptRecipe, framed, is_invented
from domain.recipes.own_recipe import OwnRecipe
from domain.recipes.recipe import (
    Equipment,
    Ingredient,
    Recipe,
    RecipeFrame,
    RecipeId,
    Skill,
    Slot,
)
from domain.recipes.written import MOST_INGREDIENTS, WrittenRecipe
from domain.safety.allergens import contains

USUAL_MINUTES, MOST_ACTIVE_MINUTES = 45, 30
"""Where a recipe tells no time, and how long a cook is busy at most.

Source: own choice, a dinner of the recipe book
"""
KEEPS_DAYS = 2
"""Days leftovers are planned for. Source: USDA FSIS, leftovers keep 3 to 4 days; own choice below
"""
SERVING_KCAL = 550.0
"""Of a dish nobody told the servings of. Source: own choice, a dinner of the recipe book"""
_MOST_SERVINGS = 12
MAIN_KCAL = 250.0
"""Below it a dish is a snack. Source: own choice, the lightest dinners of the recipe book"""

_LONGEST_WORDS = 120  # characters of an ingredient's line
_LONGEST_STEP, _MOST_STEPS = 400, 25
_LONGEST_UNREAD = 80


def entry_of(
    own: OwnRecipe, written: WrittenRecipe, name: str, dish_words: DishWords
) -> Remembered:
    """Return a recipe as it is remembered; where nobody said how many it serves that is guessed."""
    parts = tuple(islice(map(_part, own.ingredients), MOST_INGREDIENTS))
    servings = written.servings or _servings_guessed(own)
    minutes = written.minutes or USUAL_MINUTES
    told_by_steps = dish_words.told_in(" ".join(written.steps))
    frame = RecipeFrame(
        recipe_id=RecipeId(""),
        name=name,
        name_es=name,
        kitchen=None,
        slots=_slots(own, written, servings, dish_words),
        servings=servings,
        minutes=minutes,
        active_minutes=min(minutes, MOST_ACTIVE_MINUTES),
        skill=Skill.MEDIUM,
        equipment=frozenset(each for each in Equipment if each in told_by_steps),
        keeps_days=KEEPS_DAYS,
        steps=tuple(step[:_LONGEST_STEP] for step in written.steps[:_MOST_STEPS]),
    )
    unread = tuple(line[:_LONGEST_UNREAD] for line in own.unknown)
    return Remembered(
        Kind.DISH, name, parts=parts, servings=float(servings), recipe=frame, unread=unread
    )


def entry_of_kept(kept: KeptRecipe, name: str, foods: FoodTable) -> Remembered | None:
    """Return a recipe that stands in no book as it is remembered; None where a food is gone."""
    parts = []
    for each in kept.ingredients:
        food = foods.foods.get(FoodId(each.food_id))
        if food is None:
            return None
        parts.append(Part(food.name, food.food_id, each.mass_g, said=each.words[:_LONGEST_WORDS]))
    frame = RecipeFrame(**framed(kept))
    return Remembered(
        Kind.DISH, name, parts=tuple(parts), servings=float(kept.servings), recipe=frame
    )


def with_lines_read(
    entry: Remembered, added: tuple[Ingredient, ...], unread: tuple[str, ...]
) -> Remembered:
    """Return a recipe with ingredients that are known now, and those still nobody could read."""
    parts = (*entry.parts, *map(_part, added))[:MOST_INGREDIENTS]
    return replace(entry, parts=parts, unread=unread)


def with_servings(entry: Remembered, servings: int) -> Remembered:
    """Return a recipe that serves so many."""
    frame = None if entry.recipe is None else replace(entry.recipe, servings=servings)
    return replace(entry, servings=float(servings), recipe=frame)


def own_recipe_id(entry: Remembered) -> RecipeId:
    """Return the id of the recipe a user taught: a new one each time it is told anew."""
    return RecipeId(f"{OWN}{entry.number}")


def kept_recipes(memory: Memory) -> tuple[KeptRecipe, ...]:
    """Return the recipes that may be judged and planned: those read to the last ingredient."""
    return tuple(
        _kept(each, each.recipe)
        for each in memory.entries
        if each.recipe is not None and _is_whole(each)
    )


def named_recipes(text: str, memory: Memory) -> tuple[Remembered, ...]:
    """Return the recipes that may be planned and that a text names."""
    said = canonical_words(text)
    whole = (each for each in memory.entries if each.recipe and _is_whole(each))
    return tuple(each for each in whole if contains(said, each.phrase))


def recipe_of(entry: Remembered, table: FoodTable) -> Recipe:
    """Return a recipe with the ingredients that are known of it.

    Raises:
        ValueError: How the dish is cooked was never told.
    """
    if entry.recipe is None:
        raise ValueError(f"{entry.number} is no recipe")
    foods = ((table.foods.get(each.food_id), each) for each in entry.parts if each.food_id)
    known = tuple(
        Ingredient(food, part.mass_g or 0.0, part.said) for food, part in foods if food is not None
    )
    return Recipe(**_framed(entry, entry.recipe), ingredients=known)


def _is_whole(entry: Remembered) -> bool:
    """Whether every ingredient was read."""
    return bool(entry.parts) and not entry.unread


def _kept(entry: Remembered, frame: RecipeFrame) -> KeptRecipe:
    parts = tuple(
        KeptIngredient(each.food_id or "", each.mass_g or 0.0, each.said) for each in entry.parts
    )
    return KeptRecipe(**_framed(entry, frame), ingredients=parts)


def _framed(entry: Remembered, frame: RecipeFrame) -> dict[str, Any]:
    """Return what is written about a dish: called as the user calls it, in the language they do."""
    is_made_up = is_invented(frame.recipe_id)
    names = {} if is_made_up else {"name": entry.name, "name_es": entry.name}
    own = {"recipe_id": own_recipe_id(entry), "servings": round(entry.servings)}
    return {**framed(frame), **names, **own}


def _part(each: Ingredient) -> Part:
    return Part(each.food.name, each.food.food_id, each.mass_g, said=each.words[:_LONGEST_WORDS])


def _servings_guessed(own: OwnRecipe) -> int:
    """Return how many a dish serves by its energy."""
    energy_kcal = own.per_serving[Nutrient.ENERGY].amount * own.servings
    return min(max(round(energy_kcal / SERVING_KCAL), 1), _MOST_SERVINGS)


def _slots(
    own: OwnRecipe, written: WrittenRecipe, servings: int, dish_words: DishWords
) -> frozenset[Slot]:
    """Return the meals a dish is for: by what it is called, else by its energy."""
    called = dish_words.told_in(f"{written.category} {written.name}")
    if Slot.BREAKFAST in called:
        return frozenset({Slot.BREAKFAST})
    energy_kcal = own.per_serving[Nutrient.ENERGY].amount * own.servings / servings
    if Slot.SNACK in called or energy_kcal < MAIN_KCAL:
        return frozenset({Slot.SNACK})
    return frozenset({Slot.LUNCH, Slot.DINNER})
