"""New dishes: who asks for one, when the house has too few, where one goes in a week."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.plans.inventions import (
    FEWEST,
    NEW_TASTE,
    find_invention,
    serving_new,
    serving_own,
    stand_in,
    tasting,
    thinnest,
)
from domain.plans.order import Invention
from domain.plans.request import request_of, wishes_of
from domain.plans.selection import select
from domain.plans.wishes import LockedMeal
from domain.recipes.kept import is_invented, kept_recipe, recipes_kept
from domain.recipes.recipe import Slot

SATURDAY = date(2026, 11, 21)
DATES = tuple(SATURDAY + timedelta(days=n) for n in range(1, 8))
TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "invention"),
    [
        ("plan my week with something new", Invention(Slot.DINNER, None, "something new")),
        (
            "invent a dinner with chickpeas, no fish",
            Invention(Slot.DINNER, None, "invent a dinner with chickpeas"),
        ),
        (
            "come up with a quick lunch for tuesday",
            Invention(Slot.LUNCH, TUESDAY, "come up with a quick lunch for tuesday"),
        ),
        ("a new breakfast please", Invention(Slot.BREAKFAST, None, "a new breakfast please")),
        ("inventa una cena", Invention(Slot.DINNER, None, "inventa una cena")),
        ("planea mi semana con algo nuevo", Invention(Slot.DINNER, None, "algo nuevo")),
        ("invent a snack, call 5551234567", Invention(Slot.SNACK, None, "invent a snack")),
        ("make me a new meal plan", None),
        ("create a meal plan", None),
        ("plan my week", None),
        ("who invented pizza", None),
    ],
)
def test_a_new_dish_is_asked_for_or_not(text, invention):
    assert find_invention(text, SATURDAY, DATES) == invention


@pytest.fixture(scope="module")
def dishes(plan_tables):
    rules = plan_tables.command(request_of({}, SATURDAY)).rules
    return select(plan_tables.recipes.values(), rules).dishes


@pytest.fixture(scope="module")
def wishes(plan_tables):
    return wishes_of(request_of({}, SATURDAY), plan_tables.intakes, ())


def test_a_meal_with_too_few_dishes_is_thin(wishes, dishes):
    few = [dish for dish in dishes if Slot.BREAKFAST not in dish.slots]
    breakfasts = [dish for dish in dishes if Slot.BREAKFAST in dish.slots]

    assert thinnest(wishes, dishes) is None
    assert thinnest(wishes, few) is Slot.BREAKFAST
    assert thinnest(wishes, [*few, *breakfasts[: FEWEST - 1]]) is Slot.BREAKFAST
    assert thinnest(wishes, [*few, *breakfasts[:FEWEST]]) is None


def test_dishes_refused_on_every_day_do_not_count(wishes, dishes):
    names = {dish.dish_id for dish in dishes if Slot.SNACK in dish.slots}
    days = tuple(replace(day, refused=frozenset(names)) for day in wishes.days)

    assert thinnest(replace(wishes, days=days), dishes) is Slot.SNACK


def test_a_meal_nobody_eats_at_home_is_not_thin(wishes):
    days = tuple(replace(day, slots=()) for day in wishes.days)

    assert thinnest(replace(wishes, days=days), ()) is None


def dinner(dishes):
    return next(dish for dish in dishes if dish.slots == {Slot.DINNER} or Slot.DINNER in dish.slots)


def test_an_invented_dish_is_served_on_its_day_or_the_first_it_suits(wishes, dishes):
    dish = dinner(dishes)
    first = LockedMeal(0, Slot.DINNER, dish.dish_id)
    asked = Invention(Slot.DINNER)

    on_tuesday = serving_new(wishes, replace(asked, on=wishes.days[3].on), dish)
    again = serving_new(replace(wishes, locked=(first,)), asked, dish)

    assert serving_new(wishes, asked, dish).locked == (first,)
    assert on_tuesday.locked == (LockedMeal(3, Slot.DINNER, dish.dish_id),)
    assert again.locked == (first, LockedMeal(1, Slot.DINNER, dish.dish_id))


def test_a_dish_for_another_meal_or_refused_on_its_day_is_not_served(wishes, dishes):
    dish = dinner(dishes)
    refusing = replace(wishes.days[0], refused=frozenset({dish.dish_id}))
    without = replace(wishes, days=(refusing, *wishes.days[1:]))
    snack = next(each for each in dishes if Slot.DINNER not in each.slots)

    assert serving_new(wishes, Invention(Slot.DINNER), snack) is None
    assert serving_new(without, Invention(Slot.DINNER, wishes.days[0].on), dish) is None


def test_dishes_that_are_asked_for_are_served_where_they_are_offered(wishes, dishes):
    dish = dinner(dishes)
    offered = {dish.dish_id: dish}

    served = serving_own(wishes, [dish.dish_id, "own-9"], offered)

    assert served.locked == serving_new(wishes, Invention(Slot.DINNER), dish).locked


def test_a_dish_that_suits_no_day_is_not_served(wishes, dishes):
    dish = dinner(dishes)
    over = replace(wishes, days=tuple(replace(day, is_over=True) for day in wishes.days))

    assert serving_own(over, [dish.dish_id], {dish.dish_id: dish}) == over


def test_what_is_new_is_liked_unless_somebody_said_how_much(wishes):
    rated = replace(wishes, tastes={"invented-a": 0.0})

    assert tasting(rated, ["invented-a", "invented-b"], NEW_TASTE).tastes == {
        "invented-a": 0.0,
        "invented-b": NEW_TASTE,
    }


def test_the_nearest_dish_of_the_house_stands_in(plan_tables, dishes):
    invention = Invention(Slot.DINNER, theme="invent a dinner with chickpeas and spinach")

    found = plan_tables.recipes[stand_in(invention, dishes, plan_tables.recipes)]

    names = " ".join(each.food.name for each in found.ingredients)
    assert "chickpea" in names
    assert Slot.DINNER in found.slots
    assert stand_in(invention, (), plan_tables.recipes) == ""


def test_a_recipe_comes_back_as_it_was_kept(plan_tables):
    recipe = plan_tables.recipes["masoor-dal-rice"]
    kept = replace(kept_recipe(recipe), recipe_id="invented-a")

    (again,) = recipes_kept([kept], plan_tables.table.foods).values()

    assert again.per_serving == recipe.per_serving
    assert again.allergens == recipe.allergens
    assert (again.name, again.steps) == (recipe.name, recipe.steps)
    assert is_invented(again.recipe_id)
    assert not is_invented(recipe.recipe_id)


def test_a_recipe_with_a_food_that_is_gone_falls_out(plan_tables):
    kept = kept_recipe(plan_tables.recipes["masoor-dal-rice"])
    fewer = dict(plan_tables.table.foods)
    del fewer[kept.ingredients[0].food_id]

    assert recipes_kept([kept], fewer) == {}
