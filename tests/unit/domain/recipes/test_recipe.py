import pytest
from hypothesis import given
from hypothesis import strategies as st
from recipe_builders import BEANS, RICE, food, recipe, some

from domain.meals.foods import FoodId
from domain.meals.nutrients import Nutrient, Total
from domain.recipes.recipe import RecipeBook
from domain.recipes.shelves import Shelf

PRICES = {RICE.food_id: 0.25, BEANS.food_id: 0.5}


def test_a_serving_holds_its_share_of_the_ingredients():
    dish = recipe(some(RICE, 300), some(BEANS, 100), servings=4)

    assert dish.energy_kcal == 100
    assert dish.mass_g_per_serving == {RICE.food_id: 75, BEANS.food_id: 25}


def test_what_an_ingredient_does_not_know_is_uncounted_and_not_zero():
    unknown = food("mystery leaf", iron_mg=None)
    known = food("spinach", iron_mg=2.0)

    iron = recipe(some(known, 100), some(unknown, 100)).per_serving[Nutrient.IRON]

    assert iron == Total(2.0, 1)


def test_an_ingredient_listed_twice_is_weighed_together():
    dish = recipe(some(RICE, 100), some(RICE, 50))

    assert dish.mass_g_per_serving == {RICE.food_id: 150}


def test_a_recipe_carries_the_allergens_of_all_its_ingredients():
    dish = recipe(
        some(food("tofu", allergens="soy")), some(food("bread", allergens="wheat gluten"))
    )

    assert dish.allergens == {"soy", "wheat", "gluten"}


def test_a_serving_costs_what_its_ingredients_cost():
    dish = recipe(some(RICE, 400), some(BEANS, 200), servings=2)

    assert dish.cost_usd(PRICES) == Total(1.0, 0)


def test_a_food_without_a_price_is_told():
    dish = recipe(some(RICE, 400), some(food("saffron"), 1))

    assert dish.cost_usd(PRICES) == Total(1.0, 1)


def test_a_swap_replaces_one_food_gram_for_gram_and_says_so():
    quinoa = food("dry quinoa")
    rice = some(RICE, 120, "3/4 cup rice", "grain")

    swapped = recipe(rice, some(BEANS)).with_swap(rice, quinoa, {})

    assert [each.food for each in swapped.ingredients] == [quinoa, BEANS]
    assert swapped.ingredients[0].words == "dry quinoa, 120 g (instead of 3/4 cup rice)"
    assert swapped.recipe_id == recipe(rice).recipe_id


def test_a_dish_with_swaps_is_called_by_them_as_shops_call_the_foods():
    quinoa, peas, rice, beans = food("dry quinoa"), food("peas"), some(RICE), some(BEANS)
    shelves = {
        quinoa.food_id: Shelf("bread and grains", {"en": "quinoa", "es": "quinoa"}),
        RICE.food_id: Shelf("bread and grains", {"en": "rice", "es": "arroz"}),
    }

    dish = recipe(rice, beans).with_swap(rice, quinoa, shelves).with_swap(beans, peas, shelves)

    plain = recipe(rice, beans)
    assert dish.called("en") == f"{plain.name} (quinoa for rice, peas for {BEANS.name})"
    assert dish.called("es") == f"{plain.name_es} (quinoa por arroz, peas por {BEANS.name})"
    assert (plain.called("en"), plain.called("es")) == (plain.name, plain.name_es)


def test_of_a_swap_of_a_swap_the_first_and_the_last_food_are_told():
    quinoa, millet, rice = food("quinoa"), food("millet"), some(RICE)

    once = recipe(rice).with_swap(rice, quinoa, {})
    twice = once.with_swap(once.ingredients[0], millet, {})

    assert twice.called("en") == f"Rice and beans (millet for {RICE.name})"


def test_variants_swap_one_ingredient_at_a_time_for_what_is_not_in_the_dish():
    quinoa, peas = food("dry quinoa"), food("canned peas")
    dish = recipe(some(RICE, swap="grain"), some(BEANS, swap="bean"), some(food("salt")))
    book = RecipeBook({}, {"grain": (RICE, quinoa), "bean": (BEANS, peas)}, {}, PRICES)

    found = [
        [each.food.name for each in variant.ingredients[:2]] for variant in book.variants(dish)
    ]

    assert found == [["dry quinoa", BEANS.name], [RICE.name, "canned peas"]]
    assert book.cost_usd(dish) == dish.cost_usd(PRICES)


@given(
    st.lists(st.floats(min_value=1, max_value=500), min_size=1, max_size=8),
    st.integers(min_value=1, max_value=8),
)
def test_servings_add_up_to_the_whole(masses, servings):
    foods = [food(f"food {place}") for place in range(len(masses))]
    pairs = list(zip(foods, masses, strict=True))

    dish = recipe(*(some(each, mass_g) for each, mass_g in pairs), servings=servings)

    assert sum(dish.mass_g_per_serving.values()) * servings == pytest.approx(sum(masses))
    assert set(dish.mass_g_per_serving) == {FoodId(each.food_id) for each in foods}
