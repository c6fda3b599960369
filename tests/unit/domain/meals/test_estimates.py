"""A food nobody knows has the range of the foods it is nearest to; what is no food has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.corrected_amounts import reweighed, scaled_portion
from domain.meals.diary import Portion
from domain.meals.estimates import (
    LARGEST_ESTIMATE_KCAL,
    bare_name,
    estimate,
    kept,
    kind_of,
    list_of_kind,
    may_be_food,
)
from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.likeness import FEWEST, Likeness, likeness_of
from domain.meals.nutrients import Nutrient, total
from domain.meals.quantities import Quantity
from domain.meals.reading import Doubt, Unread


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("gribblefruit stew", "stew"), ("guiso de zarambuco", "guiso"),
        ("chicken zorblax", "chicken"), ("zorblax", ""), ("qwerty zorblax", ""),
        ("zorblax beverage", "group:drink"), ("fried zorblax", "fried"),
        ("zorb stew of chicken", "stew"),
    ],
)  # fmt: skip
def test_words_bring_a_food_near_to_others(text, like, tables):
    assert estimate(text, tables.foods).like == like


@pytest.mark.parametrize(
    ("text", "is_food"),
    [
        ("zorblax", True), ("humble pie", True), ("200 g glimmerfrond", True),
        ("homework", False), ("my dog", False), ("a brick", False), ("another slice", False),
        ("", False), ("zork " * 9, False), ("30", False),
    ],
)  # fmt: skip
def test_words_of_other_talk_are_no_food(text, is_food, tables):
    assert may_be_food(text, tables.foods) is is_food


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("200 g zorblax", "100 g zorblax"), ("1 lb zorblax", "100 g zorblax"),
        ("2 cups zorblax", "1 cup zorblax"), ("a bowl of zorblax", "a tablespoon of zorblax"),
        ("500 ml zorblax", "1 fl oz zorblax"), ("400 ml zorb sandwich", "200 ml zorb sandwich"),
        ("3 zorblaxes", "2 zorblaxes"),
        ("2 thimbles of zorb stew", "zorb stew"),
    ],
)  # fmt: skip
def test_more_of_it_has_more_energy(more, less, tables):
    assert estimate(more, tables.foods).energy_kcal > estimate(less, tables.foods).energy_kcal


@pytest.mark.parametrize(
    "text", ["500 zorblaxes", "9 kg zorblax", "1/0 cup zorblax", "-2 zorblaxes", "1e9 g zorblax"]
)
def test_what_nobody_eats_is_not_estimated(text, tables):
    assert estimate(text, tables.foods) is None
    assert kept(Unread(text, Doubt.UNKNOWN_FOOD), "it", tables.foods).estimate is None


def test_a_doubt_about_the_amount_is_no_unknown_food(tables):
    portion = kept(Unread("500 zork pies", Doubt.IMPLAUSIBLE), "pies", tables.foods)

    assert (portion.name, portion.estimate, portion.nutrients) == ("pies", None, {})


def test_water_says_nothing_of_an_unknown_drink(tables):
    assert estimate("zorb water", tables.foods).energy_kcal > 1


WORDS = st.sampled_from(
    ["zorblax", "glimmer", "stew", "pie", "2", "200 g", "a bowl of", "chicken", "of", "with", "½",
     "1e9", "drink", "tea", "\u0440\u0456", "🦄"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_an_estimate_is_never_nothing_and_lies_in_its_range(tables, text):
    found = estimate(text, tables.foods)

    if found is not None:
        assert 0 < found.energy_kcal <= LARGEST_ESTIMATE_KCAL
        assert 0 <= found.least_kcal <= found.energy_kcal <= found.most_kcal
        assert min(found.protein_g, found.carbohydrate_g, found.fat_g) >= 0
        assert found.foods >= FEWEST


def test_the_range_holds_what_a_left_out_food_has_four_times_in_five(tables):
    held = tried = 0
    for food in list(tables.foods.foods.values())[::4]:
        spread = tables.foods.likeness.find(f"group:{food.group}", "")
        energy_kcal = food.per_100_g[Nutrient.ENERGY] * food.portions[food.usual_unit] / 100
        tried += 1
        held += spread.least_kcal <= energy_kcal <= spread.most_kcal

    assert 0.75 <= held / tried <= 0.87


def test_its_macronutrients_add_up_to_its_energy(tables):
    for text in ("zorblax", "gribble stew", "zorb pie", "200 g glimmerfrond"):
        found = estimate(text, tables.foods)
        summed = 4 * found.protein_g + 4 * found.carbohydrate_g + 9 * found.fat_g

        assert summed == pytest.approx(found.energy_kcal, rel=0.1)


def unknown(text, table):
    return kept(Unread(text, Doubt.UNKNOWN_FOOD), text, table)


def test_another_amount_is_judged_again(tables):
    portion = unknown("a bowl of zorblax", tables.foods)

    grams = reweighed(portion, Quantity(300, "g"), tables.foods)
    bowls = reweighed(portion, Quantity(2), tables.foods)
    half = scaled_portion(portion, 0.5, tables.foods)

    assert grams.estimate == estimate("300 g zorblax", tables.foods)
    assert bowls.estimate == estimate("2 bowls of zorblax", tables.foods)
    assert half.estimate.energy_kcal < portion.estimate.energy_kcal
    assert (grams.text, grams.name) == (portion.text, portion.name)


def test_grams_told_of_grams_and_a_bare_number_are_two_things(tables):
    portion = unknown("200 g zorblax", tables.foods)

    assert reweighed(portion, Quantity(2), tables.foods).estimate == estimate(
        "2 zorblax", tables.foods
    )


def test_an_amount_nobody_eats_leaves_an_estimate_as_it_is(tables):
    portion = unknown("zorblax", tables.foods)

    assert reweighed(portion, Quantity(900, "kg"), tables.foods) is None
    assert reweighed(portion, Quantity(0, "large"), tables.foods) is None
    assert scaled_portion(portion, 900.0, tables.foods) is None


def test_a_food_is_called_by_its_words_without_the_amount(tables):
    assert bare_name("a bowl of glimmer frond", tables.foods) == "glimmer frond"


def test_foods_of_its_kind_can_be_named(tables):
    kind = kind_of("gribblefruit stew", tables.foods)

    assert kind == "stew"
    assert "stew-beef" in {food.food_id for food in list_of_kind(kind, tables.foods)} or (
        list_of_kind(kind, tables.foods)
    )
    assert kind_of("zorblax", tables.foods) == ""


def test_an_estimate_in_a_sum_is_told_apart_and_what_it_lacks_is_uncounted(tables):
    portion = unknown("zorblax", tables.foods)
    eggs = {Nutrient.ENERGY: 176.0, Nutrient.PROTEIN: 12.0, Nutrient.FIBER: 0.0}

    totals = total([eggs, portion.nutrients], [portion.nutrients])

    energy, fiber = totals[Nutrient.ENERGY], totals[Nutrient.FIBER]
    assert (energy.amount, energy.known_amount, energy.estimated) == (356.0, 176.0, 1)
    assert (fiber.uncounted, fiber.uncounted_kcal, fiber.is_sure) == (1, 180.0, False)
    assert (energy + energy).estimated_amount == 360.0


def a_food(number, group="dish", name="", energy_kcal: float | None = 100.0):
    known = {} if energy_kcal is None else {Nutrient.ENERGY: energy_kcal}
    return Food(
        FoodId(f"f{number}"), name or f"zib {number}", "own", known, {"cup": 200.0}, "cup",
        group=group,
    )  # fmt: skip


def table_of(*foods):
    return FoodTable({food.food_id: food for food in foods}, {})


def test_where_too_few_foods_are_known_nothing_is_estimated():
    table = table_of(*(a_food(n) for n in range(FEWEST - 1)))

    assert estimate("zorblax", table) is None


def test_a_food_without_energy_says_nothing_of_others():
    foods = [a_food(n, energy_kcal=None if n else 100.0) for n in range(20)]

    assert table_of(*foods).likeness.find("", "") is None


def test_foods_without_any_energy_leave_an_unknown_one_untold():
    table = table_of(*(a_food(n, energy_kcal=0.0) for n in range(FEWEST)))

    assert estimate("zorblax", table) is None
    assert estimate("100 g zorblax", table) is None


def test_a_word_of_foods_of_many_groups_tells_none():
    foods = [a_food(0, "fish", "mixed bloop"), a_food(1, "meat", "tender bloop")]

    found = likeness_of(foods, {("bloop",): "f0", ("tender", "bloop"): "f1"}, ())

    assert isinstance(found, Likeness)
    assert "bloop" not in found.kinds


def test_a_remembered_estimate_is_the_same_again(tables):
    portion = unknown("zorblax", tables.foods)

    assert Portion.estimated(portion.text, portion.name, portion.estimate) == portion
