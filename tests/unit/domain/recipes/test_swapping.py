"""Other foods in a dish: where one may not be served, and where another costs less."""

import pytest
from recipe_builders import BEANS, RICE, food, recipe, some

from domain.recipes.recipe import RecipeBook
from domain.recipes.swapping import SAVED_USD, alternatives, cheaper, servable

MILK = food("milk", allergens="milk")
SOY, OAT, ALMOND = (
    food("soy milk", allergens="soy gluten"),
    food("oat milk", allergens="gluten"),
    food("almond milk", allergens="tree_nut"),
)
GHEE, OIL = food("ghee", allergens="milk"), food("canola oil")
PORK, TURKEY = food("ground pork", tags="pork"), food("ground turkey")
BOOK = RecipeBook(
    {},
    {
        "milk": (MILK, SOY, OAT, ALMOND),
        "oil": (GHEE, OIL),
        "mince": (TURKEY, PORK),
    },
    {},
    {each.food_id: 1.0 for each in (MILK, SOY, OAT, ALMOND, GHEE, PORK, RICE, BEANS)}
    | {OIL.food_id: 0.5, TURKEY.food_id: 2.0},
)
PORRIDGE = recipe(some(RICE, 100), some(MILK, 200, swap="milk"), servings=1)


def without(*allergens):
    return lambda dish: dish.allergens.isdisjoint(allergens)


def foods_of(dish):
    return [each.food.name for each in dish.ingredients]


def test_what_may_not_be_served_gives_way_to_the_food_with_fewest_allergens():
    dish = servable(PORRIDGE, BOOK, without("milk"))

    assert foods_of(dish) == [RICE.name, "oat milk"]
    assert dish.called("en") == f"{PORRIDGE.name} (oat milk for milk)"


def test_what_may_be_served_stays_as_it_is():
    dish = recipe(some(MILK, 100, swap="milk"), some(GHEE, 10, swap="oil"))

    assert servable(dish, BOOK, without("soy")) is dish


def test_several_foods_give_way_at_once():
    dish = recipe(some(MILK, 100, swap="milk"), some(GHEE, 10, swap="oil"))

    assert foods_of(servable(dish, BOOK, without("milk"))) == ["oat milk", "canola oil"]


def test_no_food_stands_in_that_the_dish_has_already():
    dish = recipe(some(MILK, 100, swap="milk"), some(OAT, 50), some(ALMOND, 10))

    assert foods_of(servable(dish, BOOK, without("milk")))[0] == "soy milk"


@pytest.mark.parametrize("allergens", [("milk", "gluten", "tree_nut"), ("soy", "milk", "wheat")])
def test_a_dish_is_refused_where_no_food_helps(allergens):
    with_bread = recipe(some(MILK, 100, swap="milk"), some(food("bread", allergens="wheat"), 50))
    fit_for_none = {"milk", "gluten", "tree_nut"} <= set(allergens)

    assert servable(PORRIDGE if fit_for_none else with_bread, BOOK, without(*allergens)) is None


def test_a_rule_of_the_whole_dish_is_kept_with_one_swap():
    def no_ghee_with_milk(dish):
        return not {"ghee", "milk"} <= set(foods_of(dish))

    dish = recipe(some(MILK, 100, swap="milk"), some(GHEE, 10, swap="oil"))

    assert foods_of(servable(dish, BOOK, no_ghee_with_milk)) == ["soy milk", "ghee"]


def test_a_cheaper_food_stands_in_where_it_saves_enough():
    enough = 2 * 100 * SAVED_USD
    saving = recipe(some(GHEE, enough, swap="oil"), servings=1)
    hardly = recipe(some(GHEE, enough - 1, swap="oil"), servings=1)

    assert foods_of(cheaper(saving, BOOK, without())) == ["canola oil"]
    assert cheaper(hardly, BOOK, without()) is hardly


def test_nothing_comes_in_for_its_price_that_many_do_not_eat():
    chili = recipe(some(TURKEY, 400, swap="mince"))

    assert cheaper(chili, BOOK, without()) is chili


def test_a_cheaper_food_that_may_not_be_served_does_not_stand_in():
    dish = recipe(some(GHEE, 100, swap="oil"))

    assert cheaper(dish, BOOK, lambda one: "canola oil" not in foods_of(one)) is dish


def test_a_dish_whose_whole_may_not_be_served_for_less_stays_dear():
    dish = recipe(some(RICE, 100), some(GHEE, 100, swap="oil"))

    assert cheaper(dish, BOOK, lambda one: foods_of(one) != [RICE.name, "canola oil"]) is dish


def test_a_food_without_a_price_never_stands_in():
    unpriced = RecipeBook({}, BOOK.swaps, {}, {GHEE.food_id: 1.0})

    assert cheaper(recipe(some(GHEE, 100, swap="oil")), unpriced, without()).swapped == ()


def test_what_may_take_the_place_of_a_named_food_is_found_by_its_own_name_or_theirs():
    by_own = alternatives(PORRIDGE, frozenset({"milk"}), BOOK, without("gluten"))
    by_other = alternatives(PORRIDGE, frozenset({"almond"}), BOOK, without("gluten"))

    assert by_own == by_other
    assert (by_own[0].food, by_own[1]) == (MILK, (ALMOND,))


def test_of_what_is_not_in_the_dish_or_has_no_other_nothing_is_found():
    assert alternatives(PORRIDGE, frozenset({"rice"}), BOOK, without()) is None
    assert alternatives(PORRIDGE, frozenset({"milk"}), BOOK, lambda _: False) is None
