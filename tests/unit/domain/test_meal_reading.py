from dataclasses import replace

import pytest

from domain.meals.diary import Portion
from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.quantities import Quantity
from domain.meals.reading import Doubt, amount_text, mass_of_unit_g, read_meal, weigh


def a_food(name="rice", usual_unit="cup", **portions):
    per_100_g = {Nutrient.ENERGY: 130.0}
    return Food(FoodId(name), name, "USDA", per_100_g, portions or {"cup": 160.0}, usual_unit)


def read(text, tables):
    reading = read_meal(text, tables.foods)
    return [(portion.name, portion.amount) for portion in reading.portions], reading.unread


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("2 eggs and toast", [("egg", "2"), ("toast", "1 slice")]),
        ("I had 2 eggs this morning", [("egg", "2")]),
        ("200g white rice", [("white rice", "200 g")]),
        ("white rice 200 g", [("white rice", "200 g")]),
        ("white rice (200 g)", [("white rice", "200 g")]),
        ("eggs x 2", [("egg", "2")]),
        ("half a pizza", [("cheese pizza", "½ medium")]),  # not half a slice of one
        ("half a cup of white rice", [("white rice", "½ cup")]),
        ("1 banana, 1 apple; 2 eggs\n1 kiwi",
         [("banana", "1"), ("apple", "1"), ("egg", "2"), ("kiwi", "1")]),
        ("bannana", [("banana", "1 medium")]),
        ("2 huevos", [("egg", "2")]),
        ("mac and cheese", [("macaroni and cheese", "1 cup")]),
        ("at 8 am 2 eggs", [("egg", "2")]),
        ("8:30 2 eggs", [("egg", "2")]),
        ("2 of the very nice eggs", [("egg", "2")]),
    ],
)  # fmt: skip
def test_a_meal_is_read_as_people_type_it(text, foods, tables):
    portions, unread = read(text, tables)

    assert ([name for name, _ in portions], unread) == ([name for name, _ in foods], ())
    assert [a.removesuffix(" medium") for _, a in portions] == [
        a.removesuffix(" medium") for _, a in foods
    ]


@pytest.mark.parametrize(
    ("text", "words", "doubt"),
    [
        ("blorp", "blorp", Doubt.UNKNOWN_FOOD),
        ("I had a chicken zorblax today", "chicken zorblax", Doubt.UNKNOWN_FOOD),
        ("500 eggs", "500 eggs", Doubt.IMPLAUSIBLE),
        ("-2 apples", "-2 apples", Doubt.IMPLAUSIBLE),
        ("0 eggs", "0 eggs", Doubt.IMPLAUSIBLE),
        ("1e9 g white rice", "1e9 g white rice", Doubt.IMPLAUSIBLE),
        ("1/0 cup white rice", "1/0 cup white rice", Doubt.IMPLAUSIBLE),
        ("2 bottles of toast", "2 bottles of toast", Doubt.UNKNOWN_UNIT),
    ],
)
def test_what_cannot_be_read_is_asked_about_in_the_users_words(text, words, doubt, tables):
    reading = read_meal(text, tables.foods)

    assert reading.portions == ()
    assert [(part.text, part.doubt) for part in reading.unread] == [(words, doubt)]


def test_one_unknown_word_does_not_take_the_rest_of_the_meal_with_it(tables):
    portions, unread = read("2 eggs, blorp and toast", tables)

    assert [name for name, _ in portions] == ["egg", "toast"]
    assert [part.text for part in unread] == ["blorp"]


def test_only_fillers_are_no_food(tables):
    assert read_meal("I had some of the", tables.foods).portions == ()


@pytest.mark.parametrize(
    ("text", "slot"),
    [("2 eggs for breakfast", "breakfast"), ("supper: 2 eggs", "dinner"), ("desayuno: pan",
     "breakfast"), ("2 eggs", "")],
)  # fmt: skip
def test_a_meal_is_given_the_name_it_was_given(text, slot, tables):
    assert read_meal(text, tables.foods).slot == slot


def test_milk_in_coffee_is_a_dash_and_not_a_glass(tables):
    alone = read_meal("milk", tables.foods).portions[0]
    added = read_meal("toast with milk and sugar", tables.foods).portions

    assert added[1].mass_g < alone.mass_g


def test_an_empty_table_knows_no_food():
    reading = read_meal("2 eggs", FoodTable({}, {}))

    assert reading.unread[0].doubt is Doubt.UNKNOWN_FOOD


def test_a_food_is_found_by_its_own_name_without_any_alias():
    table = FoodTable({FoodId("rice"): a_food()}, {})

    assert read_meal("1 cup rice", table).portions[0].mass_g == 160.0


def test_the_smallest_household_volume_follows_from_the_one_that_was_weighed():
    rice = a_food(cup=160.0)

    assert mass_of_unit_g(rice, "tbsp") == pytest.approx(10.0, rel=0.01)


@pytest.mark.parametrize(
    ("unit", "grams"),
    [("cup", 250.0), ("g", 1.0), ("serving", 250.0), ("slice", None), ("oz", 31.0)],
)
def test_a_unit_of_a_drink_has_a_mass_or_none(unit, grams):
    drink = a_food("juice", cup=250.0, fl_oz=31.0)

    assert mass_of_unit_g(drink, unit) == grams


def test_a_volume_does_not_fit_a_food_nobody_measured_in_one():
    assert mass_of_unit_g(a_food("egg", "medium", medium=50.0), "cup") is None
    assert mass_of_unit_g(a_food("egg", "medium", medium=50.0), "oz") == pytest.approx(28.35, 0.01)


@pytest.mark.parametrize(
    ("count", "is_possible"), [(50.0, True), (50.1, False), (0.0, False), (-1.0, False),
     (float("inf"), False), (float("nan"), False)],
)  # fmt: skip
def test_a_portion_weighs_more_than_nothing_and_at_most_five_kilos(count, is_possible):
    food = replace(a_food("melon", "piece", piece=100.0), per_100_g={Nutrient.ENERGY: 30.0})

    portion = weigh(food, Quantity(count, "piece"), "melon")

    assert isinstance(portion, Portion) is is_possible


@pytest.mark.parametrize(("mass_g", "is_possible"), [(800.0, True), (801.0, False)])
def test_a_portion_has_at_most_six_thousand_kilocalories(mass_g, is_possible):
    butter = replace(a_food("butter"), per_100_g={Nutrient.ENERGY: 750.0})

    portion = weigh(butter, Quantity(mass_g, "g"), "butter")

    assert isinstance(portion, Portion) is is_possible


@pytest.mark.parametrize(
    ("text", "mass_g"), [("a gallon of milk", 3904), ("medio galon de leche", 1952)]
)
def test_a_gallon_is_weighed(text, mass_g, tables):
    (portion,) = read_meal(text, tables.foods).portions

    assert portion.mass_g == pytest.approx(mass_g, abs=1)


def test_masses_and_volumes_are_shown_by_their_symbols(tables):
    (chicken,) = read_meal("200 grams of chicken", tables.foods).portions
    (coke,) = read_meal("2 liters of coke", tables.foods).portions

    assert (chicken.amount, coke.amount) == ("200 g", "2 l")


def test_counted_strawberries_are_pieces_and_uncounted_ones_a_cup():
    berries = a_food("strawberry", "cup", cup=150.0, piece=12.0)

    counted = weigh(berries, Quantity(3.0), "3 strawberries")
    uncounted = weigh(berries, Quantity(is_said=False), "strawberries")

    assert (counted.mass_g, uncounted.mass_g) == (36.0, 150.0)


@pytest.mark.parametrize(
    ("count", "unit", "text"),
    [(2, "slice", "2 slices"), (0.5, "cup", "½ cup"), (200, "g", "200 g"), (2, "piece", "2"),
     (1, "added", ""), (2, "fl_oz", "2 fl oz"), (1.5, "cup", "1½ cups"), (3, "large", "3 large")],
)  # fmt: skip
def test_amounts_are_written_as_people_write_them(count, unit, text):
    assert amount_text(count, unit) == text


@pytest.mark.parametrize(
    ("text", "food_id", "mass_g"),
    [
        ("grande latte", "latte", 480.0),
        ("a venti cappuccino", "cappuccino", 600.0),
        ("tall glass of water", "water", 240.0),
        ("un café con leche de avena", "latte-oat", 360.0),
        ("two shrimp tacos", "taco-shrimp", 240.0),
        ("a grande burrito", "burrito-beef", 330.0),
        ("a mcdonald's hamburger", "hamburger-fast-food", 90.0),
    ],
)
def test_coffee_sizes_and_shops_are_read_as_people_say_them(text, food_id, mass_g, tables):
    reading = read_meal(text, tables.foods)

    assert [(p.food_id, p.mass_g) for p in reading.portions] == [(food_id, mass_g)]
    assert reading.unread == ()
