from dataclasses import replace

import pytest
from recipe_builders import food

from domain.meals.foods import FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.recipes.own_recipe import own_recipe, read_line
from domain.recipes.written import WrittenRecipe


def known(name, tags="", allergens="", **portions):
    usual = next(iter(portions), "serving")
    plain = food(name, tags=tags, allergens=allergens)
    return replace(plain, portions=portions or {"serving": 100.0}, usual_unit=usual)


FOODS = (
    known("chicken breast", piece=120.0),
    known("raw chicken breast", "uncooked", piece=170.0),
    known("rice", cup=158.0),
    known("dry rice", "uncooked", cup=185.0),
    known("arroz crudo", "uncooked", taza=185.0, cup=185.0),
    known("chickpeas", cup=160.0),
    known("rinsed canned chickpeas", cup=152.0),
    known("canned tomatoes", cup=240.0),
    known("lentils", cup=198.0),
    known("dry lentils", "uncooked", cup=192.0),
    known("tahini", allergens="sesame", tbsp=15.0),
    known("salt", tsp=6.0),
    known("black pepper", tsp=2.3),
    known("bell pepper", piece=120.0),
    known("carrot", medium=61.0),
)
TABLE = FoodTable(
    {each.food_id: each for each in FOODS},
    {"tomatoes": FoodId("canned-tomatoes")},
    frozenset({"cooked", "ground"}),
)


def read(line):
    return [(each.food.name, each.mass_g) for each in read_line(line, TABLE)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1 lb chicken breast, cubed", [("raw chicken breast", 453.6)]),
        ("2 boneless chicken breasts", [("raw chicken breast", 340.0)]),
        ("1 cup rice", [("dry rice", 185.0)]),
        ("1 cup cooked rice", [("rice", 158.0)]),
        ("1 cup arroz", [("arroz crudo", 185.0)]),
        ("1 cup brown lentils", [("dry lentils", 192.0)]),
        ("2 medium carrots, diced", [("carrot", 122.0)]),
        ("1 can chickpeas, rinsed", [("rinsed canned chickpeas", 255.0)]),
        ("2 (14 oz) cans tomatoes", [("canned tomatoes", 794.0)]),
        ("1 (15 oz) can chickpeas, drained", [("rinsed canned chickpeas", 255.0)]),
        ("400g tin tomatoes", [("canned tomatoes", 400.0)]),
        ("500 g pack of rice", [("dry rice", 500.0)]),
        ("salt and pepper", [("salt", 6.0), ("black pepper", 2.3)]),
        ("1 tsp ground pepper", [("black pepper", 2.3)]),
        ("1 cup zorgle", []),
        ("2 cups rice and zorgle", []),
        ("", []),
    ],
)
def test_a_line_of_a_recipe_is_what_is_bought(line, expected):
    assert read(line) == expected


def test_a_line_that_lists_nothing_is_one_food():
    several = [food.name for food in FOODS if food.name in {"carrot", "rice"}]

    both = {each.food.name for each in read_line("2 carrot rice", TABLE)}
    assert both == set(several)
    assert read("2 carrot or rice") == [("carrot", 122.0)]


def test_a_recipe_of_a_user_tells_what_follows_and_asks_for_what_is_unknown():
    written = WrittenRecipe("Hummus", 2, ("1 can chickpeas, rinsed", "2 tbsp tahini", "1 zorgle"))

    hummus = own_recipe(written, TABLE)

    assert (hummus.name, hummus.servings) == ("Hummus", 2)
    assert [each.words for each in hummus.ingredients] == [
        "1 can chickpeas, rinsed",
        "2 tbsp tahini",
    ]
    assert hummus.unknown == ("1 zorgle",)
    assert not hummus.is_understood
    assert hummus.per_serving[Nutrient.ENERGY].amount == 142.5
    assert hummus.allergens == {"sesame"}


def test_a_recipe_with_every_line_read_is_understood_and_serves_one_until_told():
    rice = own_recipe(WrittenRecipe("Rice", None, ("1 cup rice",)), TABLE)

    assert rice.is_understood
    assert rice.servings == 1
    assert not own_recipe(WrittenRecipe("Nothing", None, ()), TABLE).is_understood
