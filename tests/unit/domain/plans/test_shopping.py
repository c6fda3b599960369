"""Shopping lists: merged, packed, priced, edited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.foods import FoodTable
from domain.plans.shopping import OWN_AISLE, ShoppingList, bought, shopping_list
from domain.plans.verify import cost_usd
from domain.recipes.shelves import Shelf
from tests.unit.domain.plans.week_builders import (
    BY_ID,
    FOODS,
    OFFERS,
    evidence,
    food,
    plan,
    wishes,
)

TABLE = FoodTable({**FOODS, "kale": food("kale")}, {"loaf": "bread"})

VINEGAR = frozenset({"vinegar"})


SHELVES = {
    "rice": Shelf("cans and dry goods", {"en": "long-grain rice", "es": "arroz"}),
    "bread": Shelf(
        "bread and grains",
        {"en": "sliced bread", "es": "pan de caja"},
        400.0,
        {"en": ("loaf of bread", "loaves of bread"), "es": ("pan de caja", "panes de caja")},
    ),
}


def shelved():
    return shopping_list(plan(), BY_ID, FOODS, OFFERS, {}, SHELVES)


def listed(pantry=None):
    return shopping_list(plan(), BY_ID, FOODS, OFFERS, pantry or {})


def test_a_list_holds_each_food_once_in_packs_by_aisle():
    items = {item.food_id: item for item in listed().items}

    assert (items["bread"].packs, items["bread"].mass_g) == (2, 800.0)
    assert (items["rice"].packs, items["rice"].mass_g) == (0, 4000.0)
    assert [aisle for aisle, _ in listed().by_aisle()] == ["bakery", "other"]


@given(st.floats(0, 6000), st.floats(0, 900))
def test_a_list_costs_what_its_plan_costs(rice, bread):
    pantry = {"rice": rice, "bread": bread}

    total = listed(pantry).cost_usd

    assert total == pytest.approx(cost_usd(plan(), wishes(pantry=pantry), evidence()), abs=0.011)


def test_a_list_is_walked_aisle_by_aisle_as_a_shop_shows_things():
    bread, rice = shelved().items

    assert [aisle for aisle, _ in shelved().by_aisle()] == [
        "bread and grains",
        "cans and dry goods",
    ]
    assert bread.shelf.counted(bread.mass_g, "es") == "2 panes de caja"
    assert rice.goes_by() == ("rice", "long-grain rice", "arroz")
    assert shelved().cost_usd == listed().cost_usd


def test_what_is_at_home_is_meant_by_the_words_of_the_list():
    assert [item.food_id for item in shelved().having("panes de caja", TABLE).items] == ["rice"]
    assert [item.food_id for item in shelved().having("arroz", TABLE).items] == ["bread"]
    assert listed().having("arroz", TABLE) == listed()


def test_what_is_added_or_halved_stands_as_shops_show_it():
    more = ShoppingList(()).adding("bread", TABLE, OFFERS, SHELVES)
    less = shelved().having("bread", TABLE, 200.0)

    assert more.find("bread").aisle == "bread and grains"
    assert less.find("bread").shelf == SHELVES["bread"]


def test_what_is_at_home_is_not_bought():
    assert [item.food_id for item in listed({"rice": 4000.0}).items] == ["bread"]


def test_adding_a_food_buys_a_pack_or_a_usual_portion():
    more = listed().adding("loaf", TABLE, OFFERS).adding("rice", TABLE, OFFERS)

    assert more.find("bread").packs == 3
    assert more.find("rice").mass_g == pytest.approx(4150.0)


def test_a_food_that_was_not_listed_is_added():
    more = ShoppingList(()).adding("rice", TABLE, OFFERS)

    assert more.find("rice").mass_g == pytest.approx(150.0)


def test_what_nobody_knows_or_sells_is_written_down_without_a_price():
    more = listed().adding(" birthday candles ", TABLE, OFFERS).adding("kale", TABLE, OFFERS)
    twice = more.adding("birthday candles", TABLE, OFFERS)

    assert more.unpriced == ("birthday candles", "kale")
    assert more.items[-1].aisle == OWN_AISLE
    assert twice.unpriced == more.unpriced
    assert more.cost_usd == listed().cost_usd


def test_having_a_food_takes_it_off():
    assert [item.food_id for item in listed().having("rice", TABLE).items] == ["bread"]
    assert [item.food_id for item in listed().having("loaf", TABLE).items] == ["rice"]
    assert listed().having("", TABLE) == listed()


def test_having_a_food_leaves_what_is_made_of_it():
    table = FoodTable({each: food(each) for each in ("brown rice", "rice vinegar")}, {})
    both = ShoppingList(()).adding("brown rice", table, {}).adding("rice vinegar", table, {})

    assert [item.name for item in both.having("rice", table, products=VINEGAR).items] == [
        "rice vinegar"
    ]
    assert both.having("rice vinegar", table, products=VINEGAR).items[0].name == "brown rice"


def test_having_some_of_it_leaves_the_rest():
    less = listed().having("rice", TABLE, 1000.0).having("bread", TABLE, 200.0)

    assert less.find("rice").cost_usd == pytest.approx(6.0)
    assert (less.find("bread").packs, less.find("bread").cost_usd) == (1, pytest.approx(2.0))
    assert listed().having("rice", TABLE, 9000.0).find("rice") is None


def test_having_some_of_what_has_no_amount_takes_it_off():
    more = listed().adding("birthday candles", TABLE, OFFERS)

    assert more.having("candles", TABLE, 5.0).unpriced == ()


def test_what_is_bought_is_in_whole_packs():
    more = listed().adding("kale", TABLE, OFFERS)

    assert bought(more.items) == {"bread": 800.0, "rice": 4000.0}


def test_less_of_a_free_thing_is_free():
    free = {**OFFERS, "rice": OFFERS["rice"].__class__("rice", 0.0)}
    item = shopping_list(plan(), BY_ID, FOODS, free, {})

    assert item.having("rice", TABLE, 10.0).find("rice").cost_usd == 0
