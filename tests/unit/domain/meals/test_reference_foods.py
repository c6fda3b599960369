"""Foods of published tables become foods that can be logged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.nutrients import Nutrient
from domain.meals.reference_foods import FoodGroup, HouseholdPortion, ReferenceFood
from domain.meals.reference_portions import as_food, units_of

portions = st.builds(
    HouseholdPortion,
    description=st.from_regex(r"(\d{1,2}(\.\d|/\d)? )?[a-z]{1,8}(, [a-z]+)?", fullmatch=True),
    mass_g=st.none() | st.floats(0, 5000).map(lambda mass_g: round(mass_g, 2)),
    is_default=st.booleans(),
    variant=st.none() | st.just("A brand"),
)


def reference_food(kind="fndds", food_id="fndds:10000001", year="2021-2023"):
    return ReferenceFood(1, food_id, "Milk of ours", (), kind, year, "Milk, whole", is_newest=True)


@pytest.mark.parametrize(
    ("food", "source"),
    [
        (reference_food(), "FNDDS 2021-2023 10000001"),
        (reference_food("sr28", "sr28:01001", "2015"), "SR28 01001"),
    ],
)
def test_a_food_names_its_publication_and_code(food, source):
    assert food.source == source


@pytest.mark.parametrize(
    ("description", "mass_g", "units"),
    [
        ("1 cup", 244, {"cup": 244}),
        ("1 fl oz", 30.5, {"fl_oz": 30.5}),
        ("1 tablespoon", 15, {"tbsp": 15}),
        ("10 pieces", 50, {"pieces": 5}),
        ("1/2 breast", 86, {"breast": 172}),
        ("0.5 cup", 100, {"cup": 200}),
        (".5 cup", 100, {"cup": 200}),
        ("1/0 cup", 100, {"cup": 100}),
        ("0 cups", 100, {}),
        ("1 cup, cooked", 157, {"cup, cooked": 157, "cup": 157}),
        ("1 can (12 fl oz)", 360, {"can (12 fl oz)": 360, "can": 360}),
        ("Topping from 1 piece", 41, {"topping from 1 piece": 41}),
        ("1 oz", 28.35, {}),
        ("1 oz, raw (yield after cooking)", 21, {"oz, raw (yield after cooking)": 21}),
        ("1 piece", 0, {}),
        ("1 piece", None, {}),
    ],
)
def test_a_portion_says_what_one_unit_weighs(description, mass_g, units):
    assert units_of([HouseholdPortion(description, mass_g)]) == units


def test_the_default_portion_is_a_serving():
    found = units_of([HouseholdPortion("Quantity not specified", 200, is_default=True)])

    assert found == {"serving": 200}


def test_the_first_of_several_cups_is_the_cup():
    sliced = HouseholdPortion("1 cup, sliced", 165)
    mashed = HouseholdPortion("1 cup, mashed", 230)

    assert units_of([sliced, mashed])["cup"] == 165


def test_portions_of_brands_stay_with_the_brand():
    assert units_of([HouseholdPortion("1 bar", 40, variant="Zorgle Bar")]) == {}


@pytest.mark.parametrize(
    ("given_portions", "usual", "mass_g"),
    [
        ([], "100 g", 100),
        ([HouseholdPortion("1 cup", 244)], "cup", 244),
        (
            [
                HouseholdPortion("1 cup", 244),
                HouseholdPortion("Quantity not specified", 200, is_default=True),
            ],
            "serving",
            200,
        ),
    ],
)
def test_the_usual_portion_is_the_default_or_the_first(given_portions, usual, mass_g):
    food = as_food(reference_food(), {}, {}, given_portions, frozenset())

    assert (food.usual_unit, food.portions[usual]) == (usual, mass_g)


@pytest.mark.no_cover  # other tests reach all of it
@given(st.lists(portions, max_size=8))
def test_every_food_has_a_usual_portion_that_weighs_something(some_portions):
    food = as_food(reference_food(), {}, {}, some_portions, frozenset())

    assert food.usual_unit in food.portions
    assert all(mass_g >= 0 for mass_g in food.portions.values())


def test_added_sugar_is_counted_in_grams_where_it_is_known():
    amounts = {Nutrient.ENERGY: 61.0}

    sweet = as_food(reference_food(), amounts, {FoodGroup.ADDED_SUGAR: 2.5}, [], frozenset())
    unknown = as_food(reference_food(), amounts, {}, [], frozenset())

    assert sweet.per_100_g == {Nutrient.ENERGY: 61.0, Nutrient.ADDED_SUGAR: 10.5}
    assert unknown.per_100_g == amounts


def test_allergens_read_from_words_are_marked_as_no_more_than_that():
    food = as_food(reference_food(), {}, {}, [], frozenset({"milk"}))

    assert food.allergens == {"milk"}
    assert "allergens_unconfirmed" in food.tags
