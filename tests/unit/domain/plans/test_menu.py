"""What may be cooked for a household: one kind of each dish, under its own id."""

from dataclasses import replace

from domain.plans.dishes import Offer
from domain.plans.menu import Menu
from domain.plans.selection import Rules
from domain.recipes.recipe import Equipment, Ingredient, RecipeBook
from tests.unit.domain.plans.week_builders import food, recipe

MILK = food("milk", allergens={"milk"})
SOY = food("soy-milk", allergens={"soy"})
RICE = food()


def porridge(**parts):
    swapped = Ingredient(MILK, 200.0, "milk", swap_group="milk")
    return replace(
        recipe("porridge"), ingredients=(Ingredient(RICE, 100.0, "rice"), swapped), **parts
    )


def menu_of(*recipes, allergies_of=lambda _recipe: (), **rules):
    usd = {MILK.food_id: 0.5, SOY.food_id: 0.1, RICE.food_id: 0.2}
    book = RecipeBook({each.recipe_id: each for each in recipes}, {"milk": (MILK, SOY)}, {}, usd)
    offers = {food_id: Offer(food_id, price) for food_id, price in usd.items()}
    return Menu(book, offers, Rules(allergies_of, **rules))


def avoiding(*allergens):
    return lambda one: tuple(sorted(one.allergens & set(allergens)))


def grams(menu, dish_id="porridge"):
    return dict(menu.dishes[dish_id].grams)


def test_what_may_be_served_is_cooked_as_it_is_written():
    menu = menu_of(porridge())

    assert grams(menu) == {"rice": 100.0, "milk": 200.0}
    assert set(menu.as_written) == {"porridge"}


def test_a_dish_with_an_allergen_is_cooked_without_and_keeps_its_id():
    menu = menu_of(porridge(), allergies_of=avoiding("milk"))

    assert grams(menu) == {"rice": 100.0, "soy-milk": 200.0}
    assert menu.dishes["porridge"].name == "porridge (soy milk for milk)"
    assert menu.as_written == {}
    assert menu.is_safe("porridge")


def test_what_no_food_mends_is_refused_as_it_is_written():
    menu = menu_of(porridge(), allergies_of=avoiding("milk", "soy"))

    assert menu.dishes == {}
    assert not menu.is_safe("porridge")
    assert menu.selection.refused.keys() == {"porridge"}


def test_no_food_mends_a_kitchen_without_an_oven():
    baked = porridge(equipment=frozenset({Equipment.OVEN}))
    no_oven = frozenset({Equipment.STOVE})

    menu = menu_of(baked, allergies_of=avoiding("milk"), equipment=no_oven)

    assert menu.recipes["porridge"] is baked


def test_a_dish_no_shop_sells_the_foods_of_is_not_there():
    assert menu_of(recipe("gold", (food("gold"), 10.0))).recipes == {}


def test_for_less_cheaper_foods_stand_in():
    assert grams(menu_of(porridge()).for_less) == {"rice": 100.0, "soy-milk": 200.0}


def test_for_less_nothing_stands_in_that_is_avoided():
    assert grams(menu_of(porridge(), allergies_of=avoiding("soy")).for_less)["milk"] == 200.0


def test_what_is_part_of_a_week_somebody_was_told_stays_as_it_is_written():
    menu = replace(menu_of(porridge()), staying=frozenset({"porridge"}))
    refused = replace(menu_of(porridge(), allergies_of=avoiding("milk")), staying=menu.staying)

    assert grams(menu.for_less)["milk"] == 200.0
    assert refused.dishes == {}


def test_recipes_that_stand_in_no_book_are_added():
    menu = menu_of(porridge()).adding([recipe("rice-bowl")])

    assert set(menu.dishes) == {"porridge", "rice-bowl"}
