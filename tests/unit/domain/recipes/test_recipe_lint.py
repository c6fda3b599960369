from dataclasses import replace

import pytest
from recipe_builders import BEANS, RICE, food, recipe, some

from domain.recipes.lint import complaints
from domain.recipes.lint_amounts import about_amounts
from domain.recipes.recipe import Equipment, RecipeId, Slot

STEPS = recipe().steps


def said_of(*recipes):
    return [each.what for each in complaints(recipes)]


def test_a_recipe_in_order_draws_no_complaint():
    assert said_of(recipe()) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"servings": 2}, "200 kcal a serving is no lunch (350-850)"),
        ({"slots": frozenset({Slot.SNACK})}, "400 kcal a serving is no snack (80-350)"),
        ({"minutes": 61}, "61 minutes (5-60)"),
        ({"active_minutes": 31}, "31 active of 30 minutes"),
        ({"active_minutes": 0}, "0 active of 30 minutes"),
        ({"minutes": 20}, "the steps take 22 minutes, not 20"),
        ({"keeps_days": 5}, "does not keep 5 days"),
        ({"keeps_days": 0}, "freezes but does not keep a day"),
        ({"steps": STEPS[:3]}, "3 steps (4-8)"),
        ({"steps": STEPS * 3, "minutes": 60}, "12 steps (4-8)"),
        ({"equipment": frozenset()}, "needs a stove"),
        ({"equipment": frozenset(Equipment)}, "lists a blender no step uses"),
    ],
)
def test_what_is_out_of_order_is_named(changes, complaint):
    assert complaint in said_of(recipe(**changes))


def test_an_ingredient_no_step_mentions_is_named():
    onion = some(food("onion"), 50, "1 small onion, chopped")

    assert said_of(recipe(some(RICE), some(BEANS), onion)) == [
        "no step mentions '1 small onion, chopped'"
    ]


def test_an_ingredient_of_the_book_that_a_recipe_uses_without_listing_it_is_named():
    onion = some(food("onion"), 400, "2 onions")
    soup = recipe(
        onion,
        some(BEANS, 100),
        recipe_id=RecipeId("soup"),
        name="Soup",
        steps=("Fry the onion.", "Add the beans.", "Simmer.", "Serve the soup."),
    )
    forgetful = recipe(steps=(*STEPS, "Top with the onion."))

    assert said_of(soup, forgetful) == [
        "the steps speak of 'onion', which is no ingredient",
    ]


def test_a_cook_may_call_an_ingredient_by_its_kind_where_it_is_the_only_one():
    olive_oil, canola_oil = some(food("olive oil"), 5), some(food("canola oil"), 5)
    steps = (*STEPS, "Pour the oil over.")

    alone = said_of(recipe(some(RICE), some(BEANS), olive_oil, steps=steps))
    one_of_two = said_of(recipe(some(RICE), some(BEANS), olive_oil, canola_oil, steps=steps))

    assert alone == []
    assert one_of_two == [
        "no step mentions 'some olive oil'",
        "no step mentions 'some canola oil'",
    ]


def test_what_is_done_meanwhile_adds_no_time():
    steps = ("Simmer the rice for 17 minutes.", "Meanwhile warm the beans for 10 minutes.")

    found = said_of(recipe(steps=(*steps, "Drain the rice.", "Serve the beans."), minutes=20))

    assert found == []


def test_minutes_a_side_count_twice():
    steps = (*STEPS, "Fry the rice 8 minutes a side.")

    assert said_of(recipe(steps=steps)) == ["the steps take 38 minutes, not 30"]


def test_what_does_not_spoil_may_keep_for_a_week():
    oats, seeds = food("oats", group="whole_grain"), food("pumpkin seeds", group="nut_seed")
    steps = ("Mix the oats and pumpkin seeds.", "Simmer.", "Cool.", "Keep in a jar.")

    assert said_of(recipe(some(oats), some(seeds), keeps_days=7, steps=steps)) == []


def test_too_much_salt_and_a_tiny_serving_are_named():
    salty = food("soy sauce", sodium_mg=5500.0, energy_kcal=2000.0)

    assert said_of(recipe(some(salty, 21), steps=("Pour the soy sauce.",) * 4)) == [
        "1155 mg of sodium a serving (at most 1150)",
        "a serving of 21 g",
        "is no recipe but a food",
    ]


def test_unknown_energy_is_named():
    unknown = food("mystery leaf", energy_kcal=None)
    steps = (*STEPS, "Add the mystery leaf.")

    assert said_of(recipe(some(RICE), some(BEANS), some(unknown, 5), steps=steps)) == [
        "energy is not known"
    ]


def test_a_food_listed_twice_is_named():
    assert said_of(recipe(some(RICE), some(BEANS, 100), some(BEANS, 100))) == [
        "lists canned-black-beans twice"
    ]


def test_two_recipes_that_are_nearly_one_are_named():
    twin = recipe(recipe_id=RecipeId("twin"), name="Twin")
    namesake = recipe(
        some(RICE),
        some(BEANS),
        some(food("cilantro"), 3),
        recipe_id=RecipeId("namesake"),
        steps=(*STEPS, "Scatter with the cilantro."),
    )

    assert said_of(recipe(), twin) == ["is nearly rice-and-beans (100% alike)"]
    assert said_of(recipe(), namesake) == ["is called the same as rice-and-beans"]


@pytest.mark.parametrize(
    ("words", "mass_g", "portions"),
    [
        ("1 1/2 cups onion", 150.0, {"cup": 100.0}),
        ("1 lb onions", 454.0, {}),
        ("1 tbsp onion", 9.0, {"tsp": 3.0}),
        ("1/2 tsp onion", 1.5, {"tbsp": 9.0}),
        ("2 large onions", 300.0, {"large": 150.0}),
        ("2 large onions", 999.0, {"medium": 110.0}),
        ("a few cups of onion", 999.0, {"cup": 100.0}),
        ("small onions", 999.0, {"small": 70.0}),
    ],
)
def test_words_and_grams_agree_or_cannot_be_compared(words, mass_g, portions):
    onion = replace(food("onion"), portions=portions)

    assert list(about_amounts(recipe(some(onion, mass_g, words)))) == []


@pytest.mark.parametrize(
    ("words", "mass_g", "complaint"),
    [
        ("1/2 cup onion", 80.0, "'1/2 cup onion' weighs 50 g, not 80"),
        ("2 cups onion", 140.0, "'2 cups onion' weighs 200 g, not 140"),
    ],
)
def test_words_that_weigh_something_else_than_the_grams_are_named(words, mass_g, complaint):
    assert list(about_amounts(recipe(some(food("onion"), mass_g, words)))) == [complaint]
