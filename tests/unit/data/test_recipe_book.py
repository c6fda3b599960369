"""The recipe book of the house, measured against what it must offer."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from adapters.recipe_tables import RecipeTables
from adapters.tables import CsvTables
from domain.meals.nutrients import Nutrient
from domain.recipes.diets import Diet, diets_of
from domain.recipes.lint import ENERGY_KCAL, complaints
from domain.recipes.recipe import Equipment, Kitchen, Slot

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

DATA = Path(__file__).parents[3] / "data"

TABLES = CsvTables(DATA)
BOOK = RecipeTables(DATA).book(TABLES.foods())
RECIPES = tuple(BOOK.recipes.values())
DIETS = {each.recipe_id: diets_of(each, BOOK.fodmap_low_up_to_g) for each in RECIPES}
USED = {each.food.food_id for recipe in RECIPES for each in recipe.ingredients}


def having(slot, *diets):
    return [each for each in RECIPES if slot in each.slots and set(diets) <= DIETS[each.recipe_id]]


def cost_usd(recipe):
    return BOOK.cost_usd(recipe).amount


def test_nothing_is_wrong_with_any_recipe():
    assert [f"{each.recipe_id}: {each.what}" for each in complaints(RECIPES)] == []


def test_there_are_enough_recipes_of_every_kitchen_and_for_every_meal():
    kitchens = Counter(each.kitchen for each in RECIPES)
    slots = Counter(slot for each in RECIPES for slot in each.slots)

    assert len(RECIPES) >= 290
    assert min(kitchens[kitchen] for kitchen in Kitchen) >= 35
    assert min(slots[slot] for slot in Slot) >= 45


@pytest.mark.parametrize(
    ("slot", "diets", "at_least"),
    [
        (Slot.BREAKFAST, (Diet.VEGAN, Diet.GLUTEN_FREE, Diet.NUT_FREE), 15),
        (Slot.DINNER, (Diet.VEGAN,), 30),
        (Slot.DINNER, (Diet.GLUTEN_FREE, Diet.DAIRY_FREE, Diet.NUT_FREE, Diet.EGG_FREE), 60),
        (Slot.DINNER, (Diet.HALAL,), 100),
        (Slot.DINNER, (Diet.KOSHER_STYLE,), 100),
        (Slot.DINNER, (Diet.DIABETIC_FRIENDLY,), 40),
        (Slot.LUNCH, (Diet.DIABETIC_FRIENDLY,), 30),
        (Slot.DINNER, (Diet.LOW_FODMAP_CAUTION,), 10),
        (Slot.LUNCH, (Diet.LOW_FODMAP_CAUTION,), 10),
        (Slot.SNACK, (Diet.VEGAN, Diet.NUT_FREE, Diet.GLUTEN_FREE), 10),
    ],
)
def test_hard_wishes_have_a_choice(slot, diets, at_least):
    assert len(having(slot, *diets)) >= at_least


def test_there_are_cheap_and_quick_and_batch_dinners():
    dinners = having(Slot.DINNER)

    assert sum(cost_usd(each) < 1.50 for each in dinners) >= 15
    assert sum(each.minutes <= 20 for each in having(Slot.LUNCH) + dinners) >= 20
    assert sum(each.keeps_days >= 3 and each.can_freeze for each in dinners) >= 40


def test_meals_without_meat_can_be_rich_in_protein():
    vegetarian = having(Slot.LUNCH, Diet.VEGETARIAN) + having(Slot.DINNER, Diet.VEGETARIAN)

    rich = {e.recipe_id for e in vegetarian if e.per_serving[Nutrient.PROTEIN].amount >= 30}

    assert len(rich) >= 8


def test_calcium_comes_without_milk_soy_and_tree_nuts():
    rich = [
        each
        for each in RECIPES
        if each.allergens.isdisjoint({"milk", "soy", "tree_nut"})
        and each.per_serving[Nutrient.CALCIUM].amount >= 250
    ]
    slots = Counter(slot for each in rich for slot in each.slots)

    assert min(slots[slot] for slot in (Slot.BREAKFAST, Slot.SNACK)) >= 3
    assert min(slots[slot] for slot in (Slot.LUNCH, Slot.DINNER)) >= 12


def test_every_meal_can_be_quick_without_milk_egg_soy_nuts_fish_and_gluten():
    avoided = {
        *("milk", "egg", "soy", "tree_nut", "peanut"),
        *("sesame", "fish", "crustacean", "mollusc", "gluten"),
    }
    quick = [e for e in RECIPES if e.active_minutes <= 8 and e.allergens.isdisjoint(avoided)]
    slots = Counter(slot for each in quick for slot in each.slots)
    rich = [e for e in quick if e.per_serving[Nutrient.PROTEIN].amount >= 20]

    assert min(slots[slot] for slot in Slot) >= 6
    assert sum(Slot.DINNER in each.slots for each in rich) >= 6


def test_who_has_only_a_microwave_or_no_oven_can_cook():
    meals = having(Slot.LUNCH) + having(Slot.DINNER)

    assert sum(each.equipment <= {Equipment.MICROWAVE} for each in meals) >= 10
    assert sum(Equipment.OVEN not in each.equipment for each in meals) >= 150


def test_every_ingredient_has_a_price_and_a_fodmap_verdict():
    assert {food for food in USED if food not in BOOK.usd_per_100_g} == set()
    assert {food for food in USED if food not in BOOK.fodmap_low_up_to_g} == set()


def test_every_swap_group_exists_and_offers_another_food():
    used = {each.swap_group for recipe in RECIPES for each in recipe.ingredients}

    assert used - {None} == set(BOOK.swaps)
    assert all(len(foods) >= 2 for foods in BOOK.swaps.values())


def test_a_swap_leaves_a_serving_within_a_tenth_of_what_its_meal_should_hold():
    strange = [
        (variant.recipe_id, variant.energy_kcal)
        for recipe in RECIPES
        for variant in BOOK.variants(recipe)
        for least, most in (ENERGY_KCAL[slot] for slot in recipe.slots)
        if not 0.9 * least <= variant.energy_kcal <= 1.1 * most
    ]

    assert strange == []


def test_a_swap_is_priced():
    variants = [variant for recipe in RECIPES for variant in BOOK.variants(recipe)]

    assert len(variants) >= 1000
    assert sum(BOOK.cost_usd(variant).uncounted for variant in variants) == 0


def test_spanish_names_belong_to_one_recipe_each():
    assert max(Counter(each.name_es for each in RECIPES).values()) == 1


@pytest.mark.parametrize("name", ["recipes/swaps.csv", "recipes/fodmaps.csv", "foods/prices.csv"])
def test_tables_are_sorted_and_name_their_sources(name):
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    first = [next(iter(row.values())) for row in rows]

    assert first == sorted(first)
    assert all(row.get("source", "own") for row in rows)


def test_prices_are_of_this_world():
    assert all(0.05 <= usd <= 15 for usd in BOOK.usd_per_100_g.values())
