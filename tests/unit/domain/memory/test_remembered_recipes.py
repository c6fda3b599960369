"""Recipes of a user's own as they are remembered, judged and planned."""

import pytest

from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.memory.memory import MOST_TEXT, Kind, Memory, Remembered
from domain.memory.own_recipes import (
    KEEPS_DAYS,
    USUAL_MINUTES,
    entry_of,
    kept_recipes,
    recipe_of,
)
from domain.plans.dishes import Offer
from domain.plans.prices import likely_offers
from domain.recipes.dish_words import DishWords
from domain.recipes.kept import recipes_kept
from domain.recipes.own_recipe import OwnRecipe
from domain.recipes.recipe import Equipment, Ingredient, Slot
from domain.recipes.written import WrittenRecipe
from tests.cooking import tables


def a_food(name, kcal=100.0, group="vegetable"):
    return Food(FoodId(name), name, "test", {Nutrient.ENERGY: kcal}, {"piece": 100.0}, "piece",
                group=group)  # fmt: skip


LENTILS = a_food("lentils", 350.0, "legume")
TABLE = FoodTable({LENTILS.food_id: LENTILS}, {})


def an_entry(name="stew", grams=600.0, unknown=(), **written):
    lines = WrittenRecipe(**{"name": name, "servings": None, "ingredient_lines": (), **written})
    own = OwnRecipe(
        name, lines.servings or 1, (Ingredient(LENTILS, grams, "lentils"),), unknown, ()
    )
    return entry_of(own, lines, name, tables().book.dish_words)


@pytest.mark.parametrize(("grams", "servings"), [(600.0, 4), (10.0, 1), (9_000.0, 12)])
def test_servings_nobody_told_follow_from_the_energy(grams, servings):
    assert an_entry(grams=grams).servings == servings


@pytest.mark.parametrize(
    ("written", "slots"),
    [
        ({"name": "oat pancakes"}, {Slot.BREAKFAST}),
        ({"name": "tortitas de avena"}, {Slot.BREAKFAST}),
        ({"category": "Dessert"}, {Slot.SNACK}),
        ({"servings": 50}, {Slot.SNACK}),
        ({}, {Slot.LUNCH, Slot.DINNER}),
    ],
)
def test_a_dish_is_for_the_meal_it_is_called_by_else_by_its_energy(written, slots):
    assert an_entry(**written).recipe.slots == slots


def test_what_a_recipe_does_not_tell_of_cooking_is_assumed():
    frame = an_entry().recipe

    assert (frame.minutes, frame.keeps_days, frame.kitchen) == (USUAL_MINUTES, KEEPS_DAYS, None)


def test_what_a_kitchen_must_have_is_read_from_the_steps():
    frame = an_entry(steps=("Bake for an hour.", "Sofrie en la olla.")).recipe

    assert frame.equipment == {Equipment.OVEN, Equipment.STOVE}


def test_a_recipe_is_kept_by_a_number_that_is_never_given_again():
    memory, _ = Memory().keep(an_entry())
    again, _ = memory.keep(an_entry())

    assert [each.recipe_id for each in kept_recipes(memory)] == ["own-1"]
    assert [each.recipe_id for each in kept_recipes(again)] == ["own-2"]


def test_what_could_not_be_read_in_full_is_not_planned():
    memory, _ = Memory().keep(an_entry(unknown=("1 zorp",)))

    assert kept_recipes(memory) == ()


def test_a_kept_recipe_weighs_what_its_ingredients_do():
    memory, _ = Memory().keep(an_entry(servings=2))

    (recipe,) = recipes_kept(kept_recipes(memory), TABLE.foods).values()
    assert (recipe.energy_kcal, recipe.servings) == (1050.0, 2)


def test_a_dish_told_without_cooking_is_no_recipe():
    with pytest.raises(ValueError, match="no recipe"):
        recipe_of(Remembered(Kind.DISH, "bowl", 1), TABLE)


def test_recipes_leave_when_their_words_take_too_much_room():
    steps = tuple(("Stir. " * 60)[:400] for _ in range(25))
    memory, gone = Memory(), ()
    while not gone:
        memory, gone = memory.keep(an_entry(f"stew {memory.made}", steps=steps))

    assert [each.name for each in gone] == ["stew 0"]
    text = sum(len(step) for each in memory.entries for step in each.recipe.steps)
    assert text <= MOST_TEXT


# ---- prices
def a_dish(*foods):
    own = OwnRecipe("x", 1, tuple(Ingredient(each, 100.0, each.name) for each in foods), (), ())
    return recipe_of(entry_of(own, WrittenRecipe("x", 1, ()), "x", DishWords()), table_of(foods))


def table_of(foods):
    return FoodTable({each.food_id: each for each in foods}, {})


GREENS = tuple(a_food(name) for name in ("kale", "leek", "corn", "yam"))
OFFERS = {
    each.food_id: Offer(each.food_id, usd, aisle="produce")
    for each, usd in zip(GREENS, (0.2, 0.4, 0.6, 0.8), strict=True)
}


def test_a_food_without_a_price_costs_as_much_as_the_dearer_of_its_like():
    likely = likely_offers([a_dish(a_food("chard"))], [a_dish(*GREENS)], OFFERS)

    assert likely["chard"] == Offer("chard", 0.8, aisle="produce")


def test_a_food_with_no_like_costs_as_all_do():
    likely = likely_offers([a_dish(a_food("beer", group="drink"))], [a_dish(*GREENS)], OFFERS)

    assert likely["beer"] == Offer("beer", 0.8, aisle="other")


def test_a_food_with_a_price_keeps_it_and_without_any_there_is_none():
    assert likely_offers([a_dish(GREENS[0])], [a_dish(*GREENS)], OFFERS) == {}
    assert likely_offers([a_dish(a_food("chard"))], [], {}) == {}
