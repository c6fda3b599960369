"""What the own foods do not know is looked for in a wider table, and taken by its whole name."""

from dataclasses import replace

import pytest

from domain.meals.diary import Shares
from domain.meals.foods import Food, FoodId, Found
from domain.meals.nutrients import Nutrient
from domain.meals.reading import Doubt
from domain.meals.sentences import understand

ZORBLAX = Food(
    FoodId("wide:1"), "Zorblax, raw", "wide", {Nutrient.ENERGY: 50.0}, {"cup": 200.0}, "cup"
)


class OneFood:
    """A wider table of one food, found wherever its name stands; `mass_g` of it."""

    def __init__(self, mass_g=200.0, *, has_row=True, is_whole=True):
        self.mass_g, self.has_row, self.is_whole = mass_g, has_row, is_whole

    def find_food(self, food_id):
        return ZORBLAX if self.has_row and food_id == ZORBLAX.food_id else None

    def find(self, text):
        at = text.find("zorblax")
        if at < 0:
            return (), ()
        name, unfound = (at, at + len("zorblax")), () if self.is_whole else ((0, 3),)
        mass = self.mass_g
        found = Found(0, len(text), (name,), (name,), (), ZORBLAX.food_id, mass, "1 cup", 150, 300)
        return (found,), unfound


@pytest.fixture
def table(tables):
    return lambda wider: replace(tables.foods, wider=wider)


@pytest.mark.no_cover  # other tests reach all of it
def test_a_food_of_the_wider_table_is_weighed_with_its_own_range(table):
    reading = understand("2 eggs and a cup of zorblax", table(OneFood()))

    egg, zorblax = reading.portions
    assert egg.food_id == "egg"
    assert (zorblax.name, zorblax.mass_g, zorblax.amount) == ("Zorblax, raw", 200.0, "1 cup")
    assert zorblax.shares == Shares(0.75, 1.5)
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("text", "wider"),
    [
        ("a cup of zorblax", OneFood(has_row=False)),
        ("a cup of zorblax", OneFood(is_whole=False)),
        ("a cup of zorblax", OneFood(mass_g=0.0)),
        ("a cup of zorblax", OneFood(mass_g=90_000.0)),
        ("a cup of zorblax glimmer", OneFood()),
        ("a cup of glimmer", OneFood()),
        ("zorblax " * 30, OneFood()),
    ],
)
def test_what_is_not_named_whole_stays_unknown(text, wider, table):
    reading = understand(text, table(wider))

    assert reading.portions == ()
    assert {part.doubt for part in reading.unread} == {Doubt.UNKNOWN_FOOD}


@pytest.mark.no_cover  # other tests reach all of it
def test_an_amount_nobody_eats_is_not_looked_for(table):
    [part] = understand("500 eggs", table(OneFood())).unread

    assert part.doubt is Doubt.IMPLAUSIBLE


def test_a_food_is_the_own_one_else_one_of_the_wider_table(table, tables):
    both = table(OneFood())

    assert both.food(FoodId("egg")).name == "egg"
    assert both.food(ZORBLAX.food_id) is ZORBLAX
    assert both.food(None) is None
    assert tables.foods.food(ZORBLAX.food_id) is None
