"""The food table with one user's memory over it."""

import pytest

from domain.meals.diary import Portion
from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.reading import Unread, read_meal
from domain.memory.kept_readings import read_named
from domain.memory.memory import Kind, Label, Memory, Part, Remembered
from domain.memory.own_table import UNKNOWN_ALLERGENS, table_of

ENERGY, PROTEIN = Nutrient.ENERGY, Nutrient.PROTEIN


def a_food(name, kcal=100.0, allergens=(), tags=("vegan",), **portions):
    per_100_g = {ENERGY: kcal, PROTEIN: 10.0}
    units = portions or {"piece": 50.0}
    carried, known = frozenset(allergens), frozenset(tags)
    return Food(FoodId(name), name, "USDA", per_100_g, units, next(iter(units)), carried, known)


MILK = a_food("milk", 60, ["milk"], [], cup=240.0, added=60.0)
OAT_MILK = a_food("oat milk", 45, [], cup=240.0, added=60.0)
OATS = a_food("oats", 380, cup=80.0)
BANANA = a_food("banana", 97, piece=126.0)
BASE = FoodTable({f.food_id: f for f in (MILK, OAT_MILK, OATS, BANANA)}, {"leche": MILK.food_id})


def a_label(name, mass_g=None, portion_g=None, unit="", **told):
    amounts = tuple((Nutrient(f"{n}"), v) for n, v in told.items())
    return Remembered(Kind.LABEL, name, label=Label(amounts, mass_g, portion_g, unit))


def a_dish(name, *parts, servings=1.0, kind=Kind.DISH):
    told = tuple(Part(f.name, f.food_id, mass_g) for f, mass_g in parts)
    return Remembered(kind, name, parts=told, servings=servings)


def table_with(*entries):
    memory = Memory()
    for entry in entries:
        memory, _ = memory.keep(entry)
    return table_of(memory, BASE)


def one(text, table):
    [portion] = read_named(text, table).portions
    return portion


def test_who_taught_nothing_has_the_shared_table():
    assert table_of(Memory(), BASE) is BASE


def test_a_food_by_its_label_is_read_by_its_name_with_what_was_told_and_no_more():
    table = table_with(a_label("shake", energy_kcal=220.0, protein_g=30.0))

    portion = one("2 of my shakes", table)

    assert portion.nutrients == {ENERGY: 440, PROTEIN: 60}
    assert not portion.is_weighed
    assert UNKNOWN_ALLERGENS in table.foods[portion.food_id].tags


@pytest.mark.parametrize(
    ("text", "kcal"),
    [("half a shake", 110), ("3 servings of my shake", 660), ("a bottle of shake", 220)],
)
def test_a_portion_nobody_weighed_can_be_counted(text, kcal):
    table = table_with(a_label("shake", energy_kcal=220.0))

    assert one(text, table).nutrients[ENERGY] == kcal


@pytest.mark.parametrize("text", ["200 g of shake", "a cup of shake", "200 ml shake"])
def test_a_portion_nobody_weighed_has_no_grams(text):
    reading = read_named(text, table_with(a_label("shake", energy_kcal=220.0)))

    assert not reading.portions
    assert isinstance(reading.unread[0], Unread)


def test_a_food_told_for_grams_can_be_weighed():
    table = table_with(a_label("bar", 40.0, 40.0, "bar", energy_kcal=160.0))

    assert one("20 g of bar", table).nutrients[ENERGY] == 80
    assert one("bar", table).mass_g == 40


def test_a_food_told_for_100_g_has_the_portions_of_its_namesake_and_may_carry_its_allergens():
    table = table_with(a_label("milk", 100.0, energy_kcal=50.0))

    portion = one("cup of milk", table)

    assert (portion.mass_g, portion.nutrients[ENERGY]) == (240, 120)
    assert portion.allergens == {"milk"}


def test_a_food_told_for_100_g_without_namesake_is_taken_as_100_g():
    assert one("my stew", table_with(a_label("stew", 100.0, energy_kcal=90.0))).mass_g == 100


def test_a_dish_is_the_sum_of_its_parts_and_of_their_allergens():
    table = table_with(a_dish("bowl of joy", (MILK, 200.0), (BANANA, 100.0)))

    portion = one("bowl of joy", table)

    assert (portion.mass_g, portion.nutrients[ENERGY]) == (300, 217)
    assert portion.allergens == {"milk"}
    assert "vegan" not in table.foods[portion.food_id].tags


def test_a_dish_of_several_servings_is_eaten_by_the_serving():
    table = table_with(a_dish("chili", (OATS, 400.0), servings=4.0))

    assert one("2 servings of chili", table).mass_g == 200
    assert one("vegan", table_with(a_dish("vegan", (OATS, 40.0)))).mass_g == 40


def test_a_dish_with_a_part_that_tells_no_nutrient_does_not_tell_it_either():
    shake = a_label("shake", energy_kcal=220.0)
    first = Memory().keep(shake)[0]
    food_id = first.find("shake").food_id
    part = Part("shake", food_id, 100.0)
    dish = Remembered(Kind.DISH, "pbj", parts=(part, Part("banana", BANANA.food_id, 100.0)))
    table = table_of(first.keep(dish)[0], BASE)

    portion = one("pbj", table)

    assert portion.nutrients == {ENERGY: 317}
    assert not portion.is_weighed
    assert UNKNOWN_ALLERGENS in table.foods[portion.food_id].tags


def test_a_dish_with_a_part_that_left_the_table_is_not_counted():
    gone = Remembered(Kind.DISH, "old", parts=(Part("gone", FoodId("gone"), 50.0),))
    table = table_with(gone)

    portion = one("old", table)

    assert portion.nutrients == {}
    assert UNKNOWN_ALLERGENS in table.foods[portion.food_id].tags


def test_words_for_one_food_mean_it_in_every_amount():
    table = table_with(a_dish("milk", (OAT_MILK, 60.0), kind=Kind.WORDS))

    portion = one("2 cups of milk", table)

    assert (portion.name, portion.mass_g) == ("oat milk", 480)


def test_words_for_a_food_that_left_the_table_mean_what_they_did():
    lost = Remembered(Kind.WORDS, "milk", parts=(Part("gone", FoodId("gone"), 50.0),))

    assert one("milk", table_with(lost)).name == "milk"


def test_words_for_several_foods_are_those_foods_as_often_as_they_are_told():
    table = table_with(a_dish("cereal", (OATS, 40.0), (OAT_MILK, 120.0), kind=Kind.WORDS))

    portions = read_named("2 cereals and a banana", table).portions

    assert [(p.name, p.mass_g) for p in portions] == [
        ("oats", 80),
        ("oat milk", 240),
        ("banana", 126),
    ]


def test_words_that_mean_something_else_are_heard_for_their_allergens():
    table = table_with(a_dish("milk", (OAT_MILK, 60.0), kind=Kind.WORDS))

    assert read_named("milk and a banana", table).heard == (Portion.unknown("milk"),)


def test_words_that_may_have_been_a_slip_mean_what_they_did():
    entry = a_dish("milk", (OAT_MILK, 60.0), kind=Kind.WORDS)
    doubtful = Remembered(entry.kind, entry.name, parts=entry.parts, is_sure=False)

    assert one("milk", table_with(doubtful)).name == "milk"


def test_the_usual_meal_is_no_word_of_a_sentence():
    usual = Remembered(Kind.USUAL, "breakfast", parts=(Part("oats", OATS.food_id, 40.0),))

    assert read_meal("oats for breakfast", table_with(usual)).slot == "breakfast"


def test_the_tables_own_words_slips_and_numbers_stay_as_they_are():
    table = table_with(a_label("gribble smoothy", energy_kcal=220.0))

    assert table.respell("banan") == "banana"
    assert table.respell("gribbel") == "gribble"
    assert table.respell("gribble") == "gribble"
    assert table.respell("wombat") == "wombat"
    assert {"gribble", "banana"} <= table.vocabulary
    assert table.find(("leche",)) is MILK
    assert not table.is_strange("gribble")
    assert len(table.foods) == len(list(table.foods)) == len(BASE.foods) + 1
    assert "bottle" in table.units


def test_a_food_of_ones_own_is_made_once():
    table = table_with(a_label("shake", energy_kcal=220.0))
    food_id = one("shake", table).food_id

    assert table.foods[food_id] is table.foods[food_id]


def test_what_everybody_calls_foods_and_how_kinds_are_is_the_tables():
    table = table_with(a_label("shake", energy_kcal=220.0))

    assert table.called == BASE.called
    assert table.likeness is BASE.likeness
