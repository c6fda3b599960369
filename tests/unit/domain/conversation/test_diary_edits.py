"""Edits of the diary: each can be taken back, and nothing an undo needs is forgotten."""

from dataclasses import replace
from datetime import timedelta

from domain.conversation.state import (
    REMEMBERED_EDITS,
    REMEMBERED_MEALS,
    Conversation,
    Edit,
    MealPlace,
    Pending,
    Question,
    RememberedMeal,
)
from domain.conversation.talk.diary_edits import DiaryChange, put, remove, take_back
from domain.identity import MealId
from domain.meals.diary import Day, Meal
from domain.meals.foods import FoodTable
from domain.meals.nutrients import Nutrient
from tests.unit.domain.conversation.builders import MONDAY, MONDAY_NOON, SUNDAY, Diary, told


def a_meal(knowledge, number=1, text="2 eggs", day=MONDAY):
    return Meal(MealId(f"M{number:03}"), MONDAY_NOON, day, "lunch", told(text, knowledge))


def test_a_new_meal_is_added_and_remembered(knowledge):
    meal = a_meal(knowledge)

    change = put(Conversation(), meal, None)

    assert (change.added, change.removed) == ((meal,), ())
    assert change.conversation.recent == (RememberedMeal.of(meal),)
    assert change.conversation.edits == (Edit(meal.meal_id, None),)


def test_a_meal_that_moved_leaves_its_old_day(knowledge):
    meal = a_meal(knowledge)
    first = put(Conversation(), meal, None)

    moved = put(first.conversation, replace(meal, day=SUNDAY), RememberedMeal.of(meal))

    assert moved.removed == (MealPlace(meal.meal_id, MONDAY),)
    assert [each.day for each in moved.added] == [SUNDAY]


def test_the_change_is_seen_in_its_day_and_in_no_other(knowledge):
    meal, situation = a_meal(knowledge), Diary(knowledge).situation("hi")
    kept = replace(meal, meal_id=MealId("M9"))
    situation = replace(situation, days={MONDAY: Day(MONDAY).with_meal(kept)})

    moved = put(put(Conversation(), meal, None).conversation, meal, None)
    gone = remove(moved.conversation, RememberedMeal.of(kept))

    assert set(moved.day(situation, MONDAY).meals) == {"M001", "M9"}
    assert set(moved.day(situation, SUNDAY).meals) == set()
    assert set(gone.day(situation, MONDAY).meals) == set()
    assert set(gone.day(situation, SUNDAY).meals) == set()


def test_two_changes_in_one_touch_a_meal_once(knowledge):
    meal = a_meal(knowledge)
    added = put(Conversation(), meal, None)

    both = added.then(remove(added.conversation, RememberedMeal.of(meal)))

    assert (both.added, both.removed) == ((), (MealPlace(meal.meal_id, MONDAY),))


def test_the_latest_meals_are_remembered_in_the_order_they_were_told(knowledge):
    change = DiaryChange(Conversation(edits=()))
    for number in range(REMEMBERED_MEALS + REMEMBERED_EDITS + 5):
        change = put(change.conversation, a_meal(knowledge, number), None)
    latest = change.conversation.recent[-1]

    back, _ = take_back(
        remove(change.conversation, latest).conversation,
        Edit(latest.meal_id, latest),
        latest.meal(knowledge.foods),
    )

    ids = [meal.meal_id for meal in back.conversation.recent]
    assert ids == sorted(ids)
    assert len(change.conversation.edits) == REMEMBERED_EDITS


def test_an_old_meal_is_kept_as_long_as_its_edit_can_be_taken_back(knowledge):
    first = a_meal(knowledge, 0)
    conversation = put(Conversation(), first, None).conversation
    for number in range(1, REMEMBERED_MEALS):
        conversation = put(conversation, a_meal(knowledge, number), None).conversation
    conversation = replace(conversation, edits=())
    moved = replace(first, day=SUNDAY)
    conversation = put(conversation, moved, RememberedMeal.of(first)).conversation

    conversation = put(conversation, a_meal(knowledge, 99), None).conversation
    conversation, _ = take_back(conversation, conversation.edits[-1], None)[0].conversation, None
    change, was = take_back(conversation, conversation.edits[-1], first)

    assert was == RememberedMeal.of(moved)
    assert change.removed == (MealPlace(first.meal_id, SUNDAY),)
    assert [meal.day for meal in change.added] == [MONDAY]


def test_an_edit_of_a_meal_that_is_not_remembered_changes_nothing():
    change, was = take_back(Conversation(), Edit(MealId("M1"), None), None)

    assert (change.added, change.removed, was) == ((), (), None)


def test_a_remembered_meal_has_its_numbers_from_the_table(knowledge):
    meal = a_meal(knowledge, text="2 eggs and zorgle")

    again = RememberedMeal.of(meal).meal(knowledge.foods)

    assert again == meal
    assert RememberedMeal.of(meal).energy_kcal(knowledge.foods) == 176
    assert RememberedMeal.of(meal).summary() == "egg ×2, zorgle"


def test_a_food_that_left_the_table_is_not_counted_and_keeps_its_name(knowledge):
    remembered = RememberedMeal.of(a_meal(knowledge))

    [egg] = remembered.meal(FoodTable({}, {})).portions

    assert (egg.name, egg.mass_g, egg.nutrients) == ("egg", None, {})
    assert remembered.meal(FoodTable({}, {})).totals[Nutrient.ENERGY].uncounted == 1


def test_a_question_stands_until_it_expires():
    pending = Pending(Question.WHICH_FOOD, MONDAY_NOON)
    conversation = Conversation(pending=pending)

    assert conversation.open_question(MONDAY_NOON - timedelta(seconds=1)) == pending
    assert conversation.open_question(MONDAY_NOON) is None
    assert Conversation().open_question(MONDAY_NOON) is None
