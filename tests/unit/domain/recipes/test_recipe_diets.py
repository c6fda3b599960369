import pytest
from recipe_builders import BEANS, RICE, food, recipe, some

from domain.recipes.diets import Diet, diets_of, most_added_sugar_g
from domain.recipes.recipe import Slot

CHICKEN = food("raw chicken", group="poultry", tags="")
BEEF = food("raw beef", group="meat", tags="beef")
PORK = food("raw pork", group="meat", tags="pork")
LARD = food("lard", group="fat", tags="pork")
BROTH = food("beef broth", group="sauce", tags="")
COD = food("raw cod", group="fish", tags="", allergens="fish")
CATFISH = food("catfish", group="fish", tags="", allergens="fish")
SHRIMP = food("raw shrimp", group="fish", tags="", allergens="crustacean")
FISH_SAUCE = food("fish sauce", group="sauce", tags="", allergens="fish")
MILK = food("milk", group="dairy", tags="vegetarian", allergens="milk")
RENNET_CHEESE = food("parmesan", group="dairy", tags="", allergens="milk")
EGG = food("raw egg", group="egg", tags="vegetarian", allergens="egg")
PASTA = food("dry pasta", allergens="wheat gluten")
OATS = food("dry oats", allergens="gluten")
WINE = food("wine", group="alcohol", tags="alcohol vegetarian")
ALMOND = food("almond", allergens="tree_nut")


def diets(*foods):
    return diets_of(recipe(*(some(each, 10) for each in foods)), {})


@pytest.mark.parametrize(
    ("foods", "fits", "does_not"),
    [
        ((RICE, BEANS), "vegan vegetarian pescatarian halal kosher-style gluten-free", ""),
        ((RICE, MILK), "vegetarian pescatarian kosher-style egg-free", "vegan dairy-free"),
        ((RICE, EGG), "vegetarian dairy-free", "vegan egg-free"),
        ((RICE, COD), "pescatarian halal kosher-style", "vegetarian vegan"),
        ((RICE, SHRIMP), "pescatarian halal", "kosher-style vegetarian"),
        ((RICE, CATFISH), "pescatarian halal", "kosher-style"),
        ((RICE, FISH_SAUCE), "pescatarian halal kosher-style", "vegetarian"),
        ((RICE, CHICKEN), "halal kosher-style", "pescatarian vegetarian"),
        ((CHICKEN, MILK), "halal", "kosher-style"),
        ((COD, MILK), "kosher-style pescatarian", "dairy-free"),
        ((RICE, BEEF), "halal kosher-style", "pescatarian"),
        ((RICE, BROTH), "halal", "pescatarian vegetarian"),
        ((RICE, PORK), "gluten-free", "halal kosher-style pescatarian"),
        ((RICE, LARD), "", "halal kosher-style pescatarian vegetarian"),
        ((RICE, WINE), "vegetarian", "halal"),
        ((RICE, RENNET_CHEESE), "kosher-style", "halal vegetarian pescatarian"),
        ((PASTA, BEANS), "vegan", "gluten-free"),
        ((OATS, BEANS), "vegan", "gluten-free"),
        ((RICE, ALMOND), "vegan", "nut-free"),
    ],
)
def test_a_recipe_fits_a_diet_when_every_ingredient_does(foods, fits, does_not):
    found = diets(*foods)

    assert {Diet(each) for each in fits.split()} <= found
    assert not {Diet(each) for each in does_not.split()} & found


def test_low_in_fodmaps_is_what_keeps_within_the_amounts_of_every_food():
    dish = recipe(some(RICE, 400), some(BEANS, 80), servings=2)

    within = {RICE.food_id: None, BEANS.food_id: 40.0}
    beyond = {RICE.food_id: None, BEANS.food_id: 39.0}

    assert Diet.LOW_FODMAP_CAUTION in diets_of(dish, within)
    assert Diet.LOW_FODMAP_CAUTION not in diets_of(dish, beyond)


def test_a_food_nobody_judged_keeps_a_recipe_from_the_low_fodmap_diet():
    assert Diet.LOW_FODMAP_CAUTION not in diets_of(recipe(), {RICE.food_id: None})


@pytest.mark.parametrize(
    ("carbohydrate_g", "fiber_g", "added_sugar_g", "slot", "fits"),
    [
        (50.0, 6.0, 0.0, Slot.DINNER, True),
        (61.0, 9.0, 0.0, Slot.DINNER, False),
        (50.0, 4.0, 0.0, Slot.DINNER, False),
        (50.0, 6.0, 7.0, Slot.DINNER, False),
        (35.0, 6.0, 0.0, Slot.SNACK, False),
        (25.0, 6.0, 0.0, Slot.SNACK, True),
        (None, 6.0, 0.0, Slot.DINNER, False),
    ],
)
def test_diabetic_friendly_is_modest_in_carbohydrate_rich_in_fibre_and_low_in_added_sugar(
    carbohydrate_g, fiber_g, added_sugar_g, slot, fits
):
    meal = food(
        "lentils",
        carbohydrate_g=carbohydrate_g,
        fiber_g=fiber_g,
        added_sugar_g=added_sugar_g,
        sugar_g=added_sugar_g,
    )

    dish = recipe(some(meal, 100), slots=frozenset({slot}))

    assert (Diet.DIABETIC_FRIENDLY in diets_of(dish, {})) is fits


def test_sugar_of_unknown_origin_counts_as_added():
    sauce = food("salsa", sugar_g=4.0, added_sugar_g=None, carbohydrate_g=7.0)
    plain = food("milk", sugar_g=5.0, added_sugar_g=0.0, carbohydrate_g=5.0)
    bread = food("roti", sugar_g=None, added_sugar_g=None, carbohydrate_g=40.0)

    assert most_added_sugar_g(recipe(some(sauce, 100), some(plain, 100), servings=2)) == 2.0
    assert most_added_sugar_g(recipe(some(bread, 50))) == 20.0
