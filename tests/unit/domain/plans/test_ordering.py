"""Orders with all that is known of their user, as the planner is asked."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.meals.foods import FoodId, FoodTable
from domain.nutrition.food_kinds import FoodKinds
from domain.plans.changes import DishNotServedError
from domain.plans.dishes import dish_of
from domain.plans.order import NOT_VEGAN, NOT_VEGETARIAN, Asked, Change, ChangeKind
from domain.plans.ordering import (
    House,
    Room,
    giving_way,
    life_stage_of,
    refused_for,
    request_of_order,
    revised_wishes,
    wishes_of_order,
)
from domain.plans.request import UnreadableRequestError
from domain.plans.week import PlannedWeek, Standing
from domain.plans.wishes import DayWish, Eater, LockedMeal, Wishes
from domain.profile.body import Activity, Body, Sex
from domain.profile.goal import Goal
from domain.profile.targets import Caution
from domain.recipes.diets import Diet
from domain.recipes.recipe import Slot
from domain.safety.allergens import Allergy
from tests.builders import TODAY, a_profile
from tests.planned import STARTS, a_day, a_meal, a_week, an_order
from tests.unit.domain.plans.week_builders import food, recipe

if TYPE_CHECKING:
    from domain.plans.cookbook import Cookbook

FISH = food("salmon", group="fish")
RECIPES = {
    "rice-bowl": recipe(),
    "salmon-rice": recipe("salmon-rice", (FISH, 120.0), (food(), 200.0), minutes=30),
    "quick-rice": recipe("quick-rice", (food(), 300.0), minutes=10),
}
DISHES = {name: dish_of(each) for name, each in RECIPES.items()}
ANN = Eater("ann", 2000.0)
BASE = Wishes((ANN,), tuple(DayWish(STARTS + timedelta(days=n)) for n in range(7)))


@pytest.fixture(scope="module")
def house(knowledge):
    small = FoodTable({FoodId("rice"): food(), FoodId("salmon"): FISH}, {})
    classes = {FoodId("rice"): {"deli_meat"}, FoodId("salmon"): {"high_mercury_fish"}}
    kinds = FoodKinds(small, classes)
    return House(knowledge.foods, kinds, RECIPES)


def asking(**asked):
    return an_order(asked=Asked(**asked), changes=())


# ---- what is asked of the planner
def test_a_request_joins_what_was_asked_and_what_is_known(knowledge):
    profile = a_profile(
        diets=frozenset({"vegan", "low_carb"}), dislikes=("pescado", "grobnik"), people=3
    )

    request = request_of_order(
        asking(diets=frozenset({Diet.GLUTEN_FREE}), budget_usd=60.0, minutes_weekday=20),
        profile,
        knowledge.foods,
    )

    assert (request.diet, request.more_diets) == (Diet.VEGAN, {Diet.GLUTEN_FREE})
    assert request.dislikes == ("fish", "grobnik")
    assert request.budget_usd_week == 59.75
    assert (request.minutes_weekday, request.minutes_weekend) == (50, None)
    assert [person.energy_kcal for person in request.persons] == [2000, 2000, 2000]
    assert request.persons[0].protein_g == 80


def test_the_users_own_targets_are_planned_with_and_others_with_the_populations(knowledge):
    body = Body(70, 178, 34, Sex.MALE, Activity.LIGHT)
    profile = a_profile(body=body, age_told_on=TODAY, goal=Goal.LOSE_WEIGHT)

    user, other = request_of_order(asking(people=2), profile, knowledge.foods).persons

    assert user.energy_kcal < other.energy_kcal + 300
    assert (user.protein_g, user.life_stage) == (84, "man_19_50")
    assert (other.protein_g, other.life_stage) == (80, "adult")


@pytest.mark.parametrize("caution", [Caution.PREGNANT, Caution.EATING_DISORDER, Caution.MINOR])
def test_who_must_not_lose_weight_is_planned_no_deficit(knowledge, caution):
    body = Body(70, 178, 34, Sex.FEMALE, Activity.LIGHT)
    known = {"body": body, "age_told_on": TODAY}
    kept = a_profile(goal=Goal.EAT_HEALTHIER, **known)
    losing = a_profile(goal=Goal.LOSE_WEIGHT, cautions=frozenset({caution}), **known)

    requests = [request_of_order(asking(), who, knowledge.foods) for who in (kept, losing)]

    assert requests[0].persons[0].energy_kcal == requests[1].persons[0].energy_kcal


def test_sick_kidneys_get_no_protein_target(knowledge):
    profile = a_profile(cautions=frozenset({Caution.KIDNEY_DISEASE}))

    assert request_of_order(asking(), profile, knowledge.foods).persons[0].protein_g is None


@pytest.mark.parametrize(
    ("age", "sex", "stage"),
    [
        (None, Sex.FEMALE, "adult"),
        (30, None, "adult"),
        (3, Sex.MALE, "child_4_8"),
        (6, Sex.FEMALE, "child_4_8"),
        (10, Sex.FEMALE, "girl_9_13"),
        (15, Sex.MALE, "man_14_18"),
        (80, Sex.FEMALE, "woman_51_up"),
    ],
)
def test_the_life_stage_follows_from_age_and_sex(age, sex, stage):
    assert life_stage_of(Body(age_years=age, sex=sex)) == stage


# ---- a new week
def test_in_pregnancy_and_while_breastfeeding_some_foods_are_no_part_of_it(house):
    pregnant = a_profile(cautions=frozenset({Caution.PREGNANT}))
    nursing = a_profile(cautions=frozenset({Caution.BREASTFEEDING}))

    assert refused_for(a_profile(), house) == frozenset()
    assert refused_for(pregnant, house) == {"rice", "salmon"}
    assert refused_for(nursing, house) == {"salmon"}


def test_what_a_dish_is_cooked_with_for_less_is_heeded_too(house):
    for_less = {"rice-bowl": recipe("rice-bowl", (FISH, 300.0))}
    thrifty = replace(house, for_less=for_less)
    pregnant = a_profile(cautions=frozenset({Caution.BREASTFEEDING}))

    assert house.holding("fish") == {"salmon-rice"}
    assert thrifty.holding("fish") == {"salmon-rice", "rice-bowl"}
    assert refused_for(pregnant, replace(thrifty, recipes={})) == {"salmon"}


def test_slow_dishes_are_no_part_of_hurried_days(house):
    wishes = wishes_of_order(asking(minutes_weekday=15), BASE, a_profile(), house)

    refused = [wish.refused for wish in wishes.days if wish.on.weekday() < 5]
    free = [wish.refused for wish in wishes.days if wish.on.weekday() >= 5]
    assert refused == [{"rice-bowl", "salmon-rice"}] * len(refused)
    assert free == [frozenset()] * len(free)


def test_single_days_and_leftovers_at_home_are_heard(house):
    changes = (
        Change(ChangeKind.REFUSE, (STARTS,), (), "salmon"),
        Change(ChangeKind.EAT_OUT, (STARTS,), (Slot.DINNER,)),
        Change(ChangeKind.USE_UP, what="spinach"),
        Change(ChangeKind.USE_UP, what="grobnik"),
        Change(ChangeKind.REST),
    )

    wishes = wishes_of_order(an_order(asked=Asked(), changes=changes), BASE, a_profile(), house)

    assert wishes.days[0].refused == {"salmon-rice"}
    assert Slot.DINNER not in wishes.days[0].slots
    assert wishes.use_up["spinach"] > 0
    assert wishes.days[1].refused == frozenset()


def test_ratings_outweigh_the_wish_for_fish_which_outweighs_nothing_said(house):
    wishes = wishes_of_order(asking(), BASE, a_profile(tastes={"quick-rice": 1.0}), house)

    assert wishes.taste("quick-rice") == 1.0
    assert wishes.taste("salmon-rice") == 0.75
    assert wishes.taste("rice-bowl") == 0.5
    assert wishes.weights.of_a_dollar < BASE.weights.of_a_dollar


def test_dishes_of_what_somebody_likes_come_more_often_unless_they_were_rated(house):
    fond = a_profile(likes=("rice",), tastes={"quick-rice": 0.25})

    wishes = wishes_of_order(asking(), BASE, fond, house)

    assert wishes.taste("rice-bowl") == 0.8
    assert wishes.taste("quick-rice") == 0.25


# ---- a week that stands
def standing(*locked: LockedMeal) -> PlannedWeek:
    days = tuple(
        a_day(
            STARTS + timedelta(days=n),
            a_meal(Slot.LUNCH, "quick-rice", is_leftover=n == 1),
            a_meal(Slot.DINNER, "salmon-rice" if n == 2 else "rice-bowl"),
        )
        for n in range(3)
    )
    wishes = tuple(DayWish(day.on, (Slot.LUNCH, Slot.DINNER)) for day in days)
    return a_week(*days, standing=Standing(wishes, locked, {"rice": 100.0}))


def revised(house, *changes, week=None, today=TODAY, dishes=DISHES):
    order = an_order(asked=Asked(), changes=changes, is_change=True, today=today)
    base = replace(BASE, days=BASE.days[:3])
    return revised_wishes(order, week or standing(), base, a_profile(), house, dishes)


def kept(wishes):
    return {(lock.day, lock.slot) for lock in wishes.locked}


ALL = {(day, slot) for day in range(3) for slot in (Slot.LUNCH, Slot.DINNER)}


def test_a_swap_frees_one_meal_and_refuses_its_dish_there(house):
    wishes = revised(house, Change(ChangeKind.SWAP, (STARTS + timedelta(2),), (Slot.DINNER,)))

    assert kept(wishes) == ALL - {(2, Slot.DINNER)}
    assert "salmon-rice" in wishes.days[2].refused


def test_a_dish_that_is_named_stands_in_its_meals_however_much_gives_way(house):
    days = (STARTS, STARTS + timedelta(2))
    swaps = tuple(
        Change(ChangeKind.SWAP, (on,), (Slot.DINNER,), dish_id="quick-rice") for on in days
    )
    order = an_order(asked=Asked(), changes=swaps, is_change=True)

    wishes = revised(house, *swaps)

    for room in Room:
        loose = giving_way(wishes, order, standing(), room)
        assert loose.find_lock(0, Slot.DINNER).dish_id == "quick-rice"
        assert loose.find_lock(2, Slot.DINNER).dish_id == "quick-rice"


def test_a_dish_that_may_not_be_served_is_served_nowhere(house):
    swap = Change(ChangeKind.SWAP, (STARTS,), (Slot.DINNER,), dish_id="salmon-rice")
    served = {name: dish for name, dish in DISHES.items() if name != "salmon-rice"}

    with pytest.raises(DishNotServedError, match="salmon-rice"):
        revised(house, swap, dishes=served)


def test_a_change_gives_way_by_its_day_then_by_all_that_is_neither_locked_nor_over(house):
    swap = Change(ChangeKind.SWAP, (STARTS + timedelta(2),), (Slot.DINNER,))
    order, week = an_order(asked=Asked(), changes=(swap,)), standing()
    wanted = LockedMeal(0, Slot.LUNCH, "rice-bowl")
    liked = replace(week, standing=replace(week.standing, locked=(wanted,)))
    strict = revised(house, swap)
    over = replace(strict, days=tuple(replace(day, is_over=True) for day in strict.days))

    assert giving_way(strict, order, week, Room.MEAL) == strict
    assert kept(giving_way(strict, order, week, Room.DAY)) == {each for each in ALL if each[0] != 2}
    assert kept(giving_way(strict, order, week, Room.WEEK)) == set()
    assert kept(giving_way(strict, order, liked, Room.WEEK)) == {(0, Slot.LUNCH)}
    assert giving_way(over, order, week, Room.WEEK) == over


def test_a_refused_food_frees_the_meals_that_hold_it(house):
    wishes = revised(house, Change(ChangeKind.REFUSE, (STARTS + timedelta(2),), (), "salmon"))

    assert kept(wishes) == ALL - {(2, Slot.DINNER)}
    assert wishes.days[2].refused == {"salmon-rice"}


def test_a_refused_food_that_is_not_planned_leaves_every_portion_as_it_is(house):
    wishes = revised(house, Change(ChangeKind.REFUSE, (STARTS,), (), "salmon"))

    assert kept(wishes) == ALL
    assert {lock.quarters for lock in wishes.locked} == {(4,)}


def test_eating_out_takes_a_meal_out_and_keeps_the_rest(house):
    wishes = revised(house, Change(ChangeKind.EAT_OUT, (STARTS + timedelta(2),), (Slot.DINNER,)))

    assert kept(wishes) == ALL - {(2, Slot.DINNER)}
    assert wishes.days[2].slots == (Slot.LUNCH,)


def test_leftovers_of_a_meal_that_goes_are_free_as_well(house):
    wishes = revised(house, Change(ChangeKind.EAT_OUT, (STARTS,), (Slot.LUNCH,)))

    assert (1, Slot.LUNCH) not in kept(wishes)
    assert (2, Slot.LUNCH) in kept(wishes)


def test_using_up_frees_the_main_meals(house):
    wishes = revised(house, Change(ChangeKind.USE_UP, what="spinach"))

    assert kept(wishes) == set()
    assert wishes.use_up["spinach"] > 0
    assert wishes.pantry["rice"] == 100.0


def test_the_rest_is_planned_anew_and_days_that_are_over_stay(house):
    tomorrow = STARTS + timedelta(days=1)

    wishes = revised(house, Change(ChangeKind.REST), today=tomorrow)

    assert kept(wishes) == {(0, Slot.LUNCH), (0, Slot.DINNER)}
    assert [wish.is_over for wish in wishes.days] == [True, False, False]


def test_what_was_locked_stays_locked(house):
    lock = LockedMeal(2, Slot.DINNER, "salmon-rice")

    wishes = revised(house, Change(ChangeKind.REST), week=standing(lock))

    assert lock in wishes.locked


def test_a_dish_that_may_not_be_served_any_more_is_kept_nowhere(house):
    served = {name: dish for name, dish in DISHES.items() if name != "quick-rice"}
    tomorrow = STARTS + timedelta(days=1)
    lock = LockedMeal(2, Slot.LUNCH, "quick-rice")
    quiet = Change(ChangeKind.EAT_OUT, (STARTS + timedelta(2),), (Slot.DINNER,))

    wishes = revised(house, quiet, week=standing(lock), today=tomorrow, dishes=served)

    assert kept(wishes) == {(0, Slot.DINNER), (1, Slot.DINNER)}
    assert wishes.days[0].slots == (Slot.DINNER,)
    assert wishes.days[1].slots == (Slot.LUNCH, Slot.DINNER)


def test_a_cooking_and_its_leftovers_are_cooked_for_together():
    week = standing()

    assert week.servings_cooked(STARTS, Slot.LUNCH) == 2.0
    assert week.servings_cooked(STARTS + timedelta(1), Slot.LUNCH) == 2.0
    assert week.servings_cooked(STARTS + timedelta(2), Slot.LUNCH) == 1.0


# ---- allergies
def test_an_allergy_is_told_to_the_gate_in_words_it_knows(knowledge):
    cookbook: Cookbook = knowledge.cookbook
    odd = Allergy("my throat itches from those", frozenset({"tree_nut"}))

    assert cookbook.avoided((Allergy("peanuts", frozenset({"peanut"})), odd)) == (
        "peanuts",
        "tree nut",
    )
    with pytest.raises(UnreadableRequestError, match="grobnik"):
        cookbook.avoided((Allergy("grobnik"),))


@pytest.fixture(scope="module")
def whole_house(knowledge):
    recipes = {str(key): each for key, each in knowledge.cookbook.tables.recipes.items()}
    return House(knowledge.foods, FoodKinds(knowledge.foods, {}), recipes)


@pytest.mark.parametrize(
    ("words", "covered"),
    [("meat", "poultry"), ("seafood", "fish"), ("shellfish", "shrimp"), (NOT_VEGETARIAN, "fish")],
)
def test_what_is_refused_covers_what_people_mean_by_it(words, covered, whole_house):
    assert whole_house.holding(covered)
    assert whole_house.holding(covered) <= whole_house.holding(words)


def test_a_vegan_day_keeps_dishes_and_none_with_meat_fish_milk_or_egg(whole_house):
    kept = whole_house.recipes.keys() - whole_house.holding(NOT_VEGAN)

    assert kept
    assert not any(
        kept & {name for name, each in whole_house.recipes.items() if allergen in each.allergens}
        for allergen in ("fish", "milk", "egg", "crustacean")
    )


def test_a_dislike_of_meat_keeps_poultry_away_as_well(knowledge):
    request = request_of_order(asking(without=("meat",)), a_profile(), knowledge.foods)

    assert request.dislikes == ("meat", "poultry")
