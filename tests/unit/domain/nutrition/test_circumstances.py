"""What is known around a meal: amounts of what is told, and bounds of what is not."""

import math
from dataclasses import replace

import pytest

from domain.conversation.state import Conversation
from domain.meals.diary import Day
from domain.meals.nutrients import Nutrient
from domain.nutrition.circumstances import is_measure
from domain.nutrition.conditions import Bounds
from domain.nutrition.food_kinds import FoodKinds
from domain.profile.targets import Caution
from tests.unit.domain.builders import TODAY
from tests.unit.domain.nutrition.scenes import a_scene

KINDS = frozenset({"fruit", "oily_fish"})
RICE = {"rice-white": 900.0}


@pytest.mark.parametrize(
    "name",
    ["hour", "day.meals", "week.plant_foods", "week.plant_foods.seen", "meal.sodium_mg",
     "day.iron_mg.share", "past.iron_mg.share", "meal.fat_energy_share", "meal.fruit_mass_g",
     "day.fruit_mass_g.seen", "week.oily_fish_days", "week.fruit_days.seen"],
)  # fmt: skip
def test_what_can_be_measured_has_a_name(name):
    assert is_measure(name, KINDS)


@pytest.mark.parametrize(
    "name",
    ["sodium_mg", "month.sodium_mg", "meal.salt_mg", "past.iron_mg", "past.fruit_mass_g",
     "meal.stone_mass_g", "week.stone_days", "week.iron_mg", "past.fat_energy_share",
     "meal.iron_mg.seen", "days"],
)  # fmt: skip
def test_what_cannot_be_measured_has_none(name):
    assert not is_measure(name, KINDS)


@pytest.mark.parametrize(
    ("name", "bounds"),
    [
        ("meal.energy_kcal", Bounds(159, math.inf)),
        ("meal.fruit_mass_g", Bounds(150, math.inf)),
        ("meal.fruit_mass_g.seen", Bounds(150, 150)),
        ("meal.fat_energy_share", None),
        ("day.meals", Bounds(1, 1)),
        ("hour", Bounds(13, 13)),
        ("past.days", Bounds(0, 0)),
        ("past.iron_mg.share", None),
    ],
)
def test_beside_a_food_nobody_knows_amounts_are_at_least(tables, name, bounds):
    scene = a_scene(tables, {"apple": 150, "rice-white": 52, "zorgle": None})

    assert scene.bounds(name) == bounds


def test_a_dish_may_hold_what_nobody_sees(tables):
    scene = a_scene(tables, {"pizza-pepperoni": 300})

    assert scene.bounds("meal.vegetable_mass_g") == Bounds(0, math.inf)
    assert scene.bounds("meal.vegetable_mass_g.seen") == Bounds(0, 0)


def test_meals_of_before_foods_were_kept_may_have_been_anything(tables):
    scene = a_scene(tables, {"apple": 150})
    older = Day(TODAY, scene.day.meals, {})

    assert scene.bounds("day.fruit_mass_g") == Bounds(150, 150)
    assert replace(scene, day=older).bounds("day.fruit_mass_g") == Bounds(0, math.inf)


def test_a_share_is_of_the_aim_and_none_is_told_of_what_is_not_aimed_for(tables):
    sick = frozenset({Caution.KIDNEY_DISEASE})

    well = a_scene(tables, {"lentil": 354.4})
    ill = a_scene(tables, {"potato-baked": 300}, cautions=sick)

    assert well.bounds("day.fiber_g.share").low == pytest.approx(1, abs=0.01)
    assert ill.bounds("day.potassium_mg.share") is None
    assert well.bounds("day.vitamin_a_ug.share") == Bounds.exactly(
        well.bounds("day.vitamin_a_ug").low / 900
    )


def test_an_aim_of_nothing_has_no_share(tables):
    scene = a_scene(tables, {"lentil": 100})
    fiber = scene.aims[Nutrient.FIBER]
    without = {**scene.aims, Nutrient.FIBER: replace(fiber, amount=0)}

    assert replace(scene, aims=without).bounds("day.fiber_g.share") is None


def test_only_full_days_tell_what_is_usual(tables):
    scene = a_scene(tables, {"apple": 100}, past=(RICE, {"apple": 100}, RICE))

    assert scene.bounds("past.days") == Bounds(2, 2)
    assert scene.bounds("past.calcium_mg.share").high < 0.2


def test_what_is_usual_is_open_where_much_is_unknown_or_a_food_was_not_counted(tables):
    blank = {"beef-steak": 700.0}  # no added sugar is told of it

    mostly_blank = a_scene(tables, {"apple": 100}, past=(blank,))
    little_blank = a_scene(tables, {"apple": 100}, past=({**RICE, "beef-steak": 30.0},))
    uncounted = a_scene(tables, {"apple": 100}, past=({**RICE, "zorgle": None},))

    assert mostly_blank.bounds("past.added_sugar_g.share") is None
    assert math.isfinite(little_blank.bounds("past.added_sugar_g.share").high)
    assert uncounted.bounds("past.calcium_mg.share").high == math.inf


def test_days_of_a_week_with_a_kind_of_food_are_at_least(tables):
    scene = a_scene(tables, {"salmon": 100}, past=({"sardine": 90}, {"apple": 100}))

    assert scene.bounds("week.oily_fish_days") == Bounds(2, math.inf)
    assert scene.bounds("week.plant_foods") == Bounds(1, math.inf)


@pytest.mark.parametrize(
    ("foods", "load", "is_all"),
    [
        ({"apple": 200}, 9.14, True),  # 36 % of 25.4 g
        ({"chicken-breast": 200}, 0, True),
        ({"pizza-pepperoni": 300}, 0, False),
        ({"apple": 200, "zorgle": None}, 9.14, False),
    ],
)
def test_the_glycemic_load_is_that_of_foods_whose_index_is_known(tables, foods, load, is_all):
    bounds = a_scene(tables, foods).bounds("meal.glycemic_load")

    assert bounds.low == pytest.approx(load, abs=0.01)
    assert (bounds.high == bounds.low) is is_all


def test_a_food_that_left_the_table_is_of_no_kind_and_hides_all(tables):
    kinds = FoodKinds(tables.foods)

    assert kinds.of("zorgle") == frozenset()
    assert kinds.is_opaque("zorgle")
    assert kinds.glycemic_load({"zorgle": 100}) == (0, False)


def test_a_food_whose_carbohydrate_is_unknown_has_no_known_load(tables):
    apple = tables.foods.foods["apple"]
    blank = replace(apple, per_100_g={Nutrient.ENERGY: 61})
    kinds = FoodKinds(replace(tables.foods, foods={"apple": blank}))

    assert kinds.glycemic_load({"apple": 100}) == (0, False)


@pytest.mark.parametrize(
    ("hour", "slot"), [(2, "snack"), (8, "breakfast"), (13, "lunch"), (16, "snack"), (20, "dinner")]
)
def test_a_meal_without_a_name_is_named_by_its_hour(tables, hour, slot):
    assert a_scene(tables, {"apple": 100}, hour=hour).words("slot") == {slot}
    assert a_scene(tables, {"apple": 100}, hour=hour, slot="brunch").words("slot") == {"brunch"}


def test_the_words_of_a_meal_are_the_kinds_of_its_foods(tables):
    scene = a_scene(tables, {"ham": 100}, conversation=Conversation())

    assert {"meat", "pork", "processed_meat"} <= scene.words("meal.has")
    assert scene.words("nothing") == frozenset()
