"""Who is offered what, and who is to blame when nothing is left."""

import pytest

from domain.meals.foods import FoodId
from domain.plans.allergies import allergy_check
from domain.plans.request import UnreadableRequestError
from domain.plans.selection import Filter, Rules, is_disliked, select
from domain.recipes.diets import Diet
from domain.recipes.recipe import Equipment, Skill, Slot
from tests.unit.domain.plans.week_builders import food, recipe

CHEESE = food("cheese", group="dairy", allergens={"milk"}, tags={"vegetarian"})
FISH = food("cod", group="fish", allergens={"fish"})
RECIPES = (
    recipe("rice-bowl", (food(tags={"vegan", "vegetarian"}), 400.0)),
    recipe("cheese-toast", (CHEESE, 100.0), slots=(Slot.BREAKFAST,)),
    recipe("cod-in-the-oven", (FISH, 200.0), equipment=frozenset({Equipment.OVEN})),
    recipe("grand-rice", (food(tags={"vegan", "vegetarian"}), 10.0), skill=Skill.HARD),
    recipe("salty", (food("x", sodium_mg=None, tags={"vegan"}), 10.0)),
)


def rules(**parts):
    return Rules(**{"allergies_of": lambda _recipe: ()} | parts)


def offered(**parts):
    return {dish.dish_id for dish in select(RECIPES, rules(**parts)).dishes}


def test_everything_known_is_offered_to_who_asks_for_nothing():
    assert offered() == {"rice-bowl", "cheese-toast", "cod-in-the-oven", "grand-rice"}


def test_each_rule_keeps_its_recipes_away(gate):
    milk = allergy_check(["milk"], gate)

    assert offered(allergies_of=milk) == {"rice-bowl", "cod-in-the-oven", "grand-rice"}
    assert offered(diet=Diet.VEGAN) == {"rice-bowl", "grand-rice"}
    assert offered(dislikes=("fish", "")) == {"rice-bowl", "cheese-toast", "grand-rice"}
    assert "cod-in-the-oven" not in offered(equipment=frozenset({Equipment.STOVE}))
    assert "grand-rice" not in offered(skill=Skill.MEDIUM)


def test_the_filters_that_empty_a_slot_are_named(gate):
    milk = allergy_check(["milk"], gate)

    selection = select(RECIPES, rules(allergies_of=milk, dislikes=("fish",)))

    assert selection.conflict([Slot.BREAKFAST, Slot.DINNER]) == (Filter.ALLERGY,)
    assert selection.conflict([Slot.DINNER]) == ()


def test_of_two_filters_that_each_empty_a_slot_the_allergy_is_named(gate):
    milk = allergy_check(["milk"], gate)

    selection = select(RECIPES, rules(allergies_of=milk, dislikes=("cheese",)))

    assert selection.conflict([Slot.BREAKFAST]) == (Filter.ALLERGY,)


@pytest.mark.parametrize(
    ("dislike", "is_met"),
    [("cod", True), ("fish", True), ("oven", True), ("beef", False), ("!", False)],
)
def test_a_dislike_is_a_name_or_a_kind(dislike, is_met):
    assert is_disliked(RECIPES[2], dislike) is is_met


def test_a_food_no_allergen_is_called_by_is_looked_for_by_name(gate):
    kiwi = food(FoodId("kiwi"), group="fruit")
    check = allergy_check(["kiwi", "peanuts"], gate)

    assert check(recipe("a", (kiwi, 50.0))) == ("kiwi",)
    assert check(recipe("b", (food("pb", allergens={"peanut"}), 50.0))) == ("peanut",)
    assert check(RECIPES[0]) == ()


def test_a_food_nobody_knows_is_kept_from_who_avoids_anything(gate):
    check = allergy_check(["peanuts"], gate)

    assert check(recipe("c", (food("zorblax"), 50.0))) == ("zorblax",)


def test_a_recipe_is_judged_by_its_ingredients_and_not_by_its_title(gate):
    curry = recipe("chicken-curry", (food(allergens=()), 400.0))

    assert allergy_check(["tree nuts"], gate)(curry) == ()


@pytest.mark.parametrize(("said", "named"), [("zzyzx", "zzyzx"), ("", "what")])
def test_an_allergy_to_what_nobody_knows_is_refused(gate, said, named):
    with pytest.raises(UnreadableRequestError, match=named):
        allergy_check(["milk", said], gate)
