"""Foods of a user's own in the talk: told, logged, saved, listed, forgotten, checked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.conversation.state import Question
from domain.meals.nutrients import Nutrient
from domain.memory.memory import MOST_ENTRIES, Kind, Memory, Remembered
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent
from tests.unit.domain.builders import Talk, a_newcomer, a_user, names, said

PEANUT = Allergy("peanuts", frozenset({"peanut"}))


@pytest.fixture
def talk(knowledge):
    return Talk(knowledge, a_user())


@pytest.fixture
def allergic(knowledge):
    return Talk(knowledge, a_user(PEANUT))


def kcal(outcome):
    [meal] = outcome.added
    return meal.totals[Nutrient.ENERGY].amount


def test_a_food_told_by_its_label_is_logged_by_its_name(talk):
    talk.hear("my shake is 30 g protein, 220 kcal")

    outcome = talk.hear("2 shakes")

    assert (names(outcome), kcal(outcome)) == (("shake",), 440)
    assert "carbs \u2013 g" in said(outcome)


def test_what_was_not_told_of_a_food_is_unknown_and_never_zero(talk):
    talk.hear("my shake is 30 g protein, 220 kcal")

    [meal] = talk.hear("my shake and a banana").added

    assert meal.totals[Nutrient.CARBOHYDRATE].uncounted == 1
    assert Nutrient.CARBOHYDRATE not in meal.portions[0].nutrients


def test_what_one_user_taught_is_unknown_to_another(talk, knowledge):
    talk.hear("my zorp is 30 g protein, 220 kcal")

    outcome = Talk(knowledge, a_user()).log("zorp")

    assert [portion.food_id for meal in outcome.added for portion in meal.portions] == [None]
    assert "estimated" in said(outcome)


def test_a_food_told_anew_leaves_what_was_logged_as_it_was(talk):
    talk.hear("my shake is 220 kcal and 30 g protein")
    talk.hear("shake")
    talk.hear("my shake is 300 kcal and 30 g protein")

    doubled = talk.hear("make it 2")

    assert kcal(doubled) == 440
    assert kcal(talk.hear("my shake and water")) == 300


def test_a_food_that_was_forgotten_can_still_be_taken_back_and_restored(talk):
    talk.hear("my shake is 220 kcal and 30 g protein")
    talk.hear("shake")
    talk.hear("make it 2")
    talk.hear("forget my shake")

    restored = talk.hear("undo")

    assert kcal(restored) == 220
    assert talk.memory.entries == ()


def test_nothing_is_kept_before_consent(knowledge):
    talk = Talk(knowledge, a_newcomer(), is_new=True)

    talk.hear("my shake is 220 kcal, 30 g protein")

    assert talk.memory == Memory()


@pytest.mark.parametrize("text", ["yes", "sí"])
def test_numbers_that_do_not_go_together_are_kept_once_they_are_confirmed(talk, text):
    asked = talk.hear("my bar is 60 kcal, 40 g protein".replace("bar", "zorp"))

    outcome = talk.hear(text)

    assert asked.conversation.pending.question is Question.OWN_FOOD
    assert outcome.conversation.pending is None
    assert kcal(talk.hear("zorp")) == 60


def test_numbers_that_were_wrong_are_asked_for_again(talk):
    talk.hear("my zorp is 60 kcal, 40 g protein")

    assert "once more" in said(talk.hear("no"))
    assert talk.memory == Memory()


def test_right_numbers_answer_the_question_about_wrong_ones(talk):
    talk.hear("my zorp is 60 kcal, 40 g protein")

    talk.hear("my zorp is 200 kcal, 40 g protein")

    assert talk.conversation.pending is None
    assert kcal(talk.hear("zorp")) == 200


def test_another_answer_leaves_the_question_open(talk):
    talk.hear("my zorp is 60 kcal, 40 g protein")

    talk.hear("2 eggs")

    assert talk.conversation.pending.question is Question.OWN_FOOD


def test_a_food_lighter_than_what_is_in_it_is_asked_about(talk):
    assert "weigh" in said(talk.hear("my zorp is 300 kcal per 30 g, 40 g protein"))


@pytest.mark.parametrize(
    "text",
    [
        "my zorp is 1e9 kcal",
        "my zorp is 10 kg, 200 kcal",
        "my zorp is 4 kg carrots and 4 kg tomatoes",
    ],
)
def test_an_impossible_food_is_not_kept(talk, text):
    assert "No portion" in said(talk.hear(text))
    assert talk.memory == Memory()


def test_a_meal_is_saved_as_the_usual_one_of_its_slot(talk):
    talk.hear("2 eggs and toast for dinner")

    talk.hear("save this as my usual")

    assert talk.memory.find("dinner", is_usual=True) is not None


def test_a_dish_needs_a_name_that_can_be_one(talk):
    talk.hear("2 eggs and toast")

    assert "already means" in said(talk.hear("save this as stop"))


def test_a_copy_of_an_own_food_of_another_day_is_counted_in_portions(talk):
    talk.hear("my shake is 220 kcal, 30 g protein")
    talk.hear("a third of my shake for lunch")
    talk.conversation = replace(talk.conversation, recent=(), edits=())
    talk.at += timedelta(days=1)

    outcome = talk.hear("same lunch as yesterday")

    assert "shake ×0.33: 73 kcal" in said(outcome)


@pytest.mark.parametrize(
    "name", ["stop", "help", "undo", "yes", "start", "2", "cup", "my", "x" * 60, "\u202e\u0000"]
)
def test_a_hostile_name_is_never_kept(talk, name):
    talk.hear(f"my {name} is 220 kcal, 30 g protein")

    assert talk.memory == Memory()


def test_ten_thousand_characters_are_no_name(talk):
    talk.hear(f"my {'x' * 10_000} is 220 kcal, 30 g protein")

    assert talk.memory == Memory()


def test_signs_that_show_nothing_are_no_part_of_a_name(talk):
    talk.hear("my sh\u202eak\u0000e is 220 kcal, 30 g protein")

    assert talk.memory.find("shake") is not None


def test_a_name_of_a_common_food_beats_it_for_this_user(talk):
    talk.hear("my milk is 50 kcal per 100 ml, 3 g protein")

    outcome = talk.hear("a cup of milk")

    assert kcal(outcome) == 122
    assert names(talk.hear("coffee with milk")) == ("coffee with milk",)


@pytest.mark.parametrize(
    "text",
    ["my goal is 2000 kcal", "my lunch is 2 eggs", "my dinner was 500 kcal and 30 g protein"],
)
def test_what_is_said_of_the_user_or_a_meal_is_no_food(talk, text):
    talk.hear(text)

    assert talk.memory == Memory()


def test_who_must_avoid_something_hears_that_nobody_knows_what_is_in_a_food(allergic):
    told = allergic.hear("my shake is 30 g protein, 220 kcal")
    logged = allergic.hear("my shake")

    assert "Check it for peanuts" in said(told)
    assert "Check it for peanuts" in said(logged)


def test_a_name_with_an_allergen_in_it_is_warned_of(allergic):
    allergic.hear("my peanut crunch is 200 kcal")

    assert "Careful" in said(allergic.hear("peanut crunch"))


def test_words_that_mean_something_else_still_warn_of_what_they_say(allergic):
    allergic.hear("peanut butter on toast")
    allergic.hear("no, it was almond butter")
    allergic.hear("always")

    outcome = allergic.hear("peanut butter on toast")

    assert names(outcome) == ("almond butter", "toast")
    assert "can contain peanut" in said(outcome)


def test_a_dish_of_known_parts_is_checked_by_them(allergic):
    allergic.hear("my crunchy plate is 2 slices toast and 20 g peanut butter")

    outcome = allergic.hear("crunchy plate")

    assert "can contain peanut" in said(outcome)
    assert "only know the numbers" not in said(outcome)


@pytest.mark.parametrize("text", ["my shake is 200 kcal", "my bar has 160 kcal per 40 g bar"])
def test_the_few_calories_of_a_food_are_no_danger(talk, text):
    assert talk.hear(text).intent is not Intent.RED_FLAG


@pytest.mark.parametrize("text", ["my dinner is 200 kcal", "my goal is 300 kcal a day"])
def test_the_few_calories_of_a_day_are_heard_as_before(talk, text):
    assert talk.hear(text).intent is Intent.RED_FLAG


def test_a_meal_is_saved_as_a_dish_and_eaten_in_part(talk):
    talk.hear("2 eggs and toast with butter")
    talk.hear("save this as power bowl")
    talk.hear("an apple")

    assert kcal(talk.hear("half a power bowl")) == 151


def test_a_meal_of_another_day_can_be_saved(talk):
    talk.hear("rice and beans for lunch")
    talk.at += timedelta(days=1)

    talk.hear("save yesterday's lunch as beans deluxe")

    assert talk.memory.find("beans deluxe").kind is Kind.DISH


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("save this as power bowl", "no meal to save"),
        ("save 2 eggs and toast as power bowl", "power bowl"),
    ],
)
def test_foods_can_be_saved_without_a_meal_and_no_meal_cannot(talk, text, key):
    assert key in said(talk.hear(text))


def test_what_is_no_meal_is_not_saved(talk):
    talk.hear("save my plan as pdf")

    assert talk.memory == Memory()


def test_a_dish_with_an_unknown_part_is_not_added_up(talk):
    talk.log("2 eggs and a blorbsnack")

    assert "blorbsnack" in said(talk.hear("save this as power bowl"))
    assert talk.memory.find("power bowl") is None


def test_a_dish_of_too_many_parts_is_not_kept(talk):
    foods = ["egg", "rice", "milk", "banana", "apple", "pear", "orange", "toast", "butter", "tea"]
    foods += ["honey", "oatmeal", "salmon", "tofu", "kale", "pasta", "almonds", "hummus", "ham"]
    foods += ["broccoli", "spinach"]

    assert "at most" in said(talk.hear(f"my zorp is {', '.join(foods)}"))


def test_the_usual_meal_is_the_one_that_was_saved(talk):
    talk.hear("my usual lunch is 2 eggs and toast")

    assert names(talk.hear("my usual lunch")) == ("egg", "toast")
    assert names(talk.hear("the usual")) == ("egg", "toast")
    assert names(talk.hear("my usual lunch but with a banana")) == ("egg", "toast", "banana")


def test_the_only_usual_meal_is_the_usual_at_any_time(talk):
    talk.hear("my usual breakfast is 2 eggs and toast")

    assert names(talk.hear("the usual")) == ("egg", "toast")


def test_the_usual_of_now_is_the_one_of_this_hour(talk):
    talk.hear("my usual breakfast is 2 eggs and toast")
    talk.hear("my usual is rice and a banana")

    assert names(talk.hear("the usual")) == ("white rice", "banana")


def test_the_usual_meal_is_told_and_not_logged_when_it_is_asked_after(talk):
    nothing = talk.hear("what's my usual lunch?")
    talk.hear("my usual lunch is 2 eggs and toast")

    told = talk.hear("what's my usual lunch?")

    assert "Nothing yet" in said(nothing)
    assert "egg, toast" in said(told)
    assert told.added == ()


def test_a_breakfast_eaten_three_times_is_the_usual_one_without_being_saved(talk):
    for meal in ("2 eggs", "rice", "2 eggs", "toast", "2 eggs", "pizza"):
        talk.hear(f"{meal} for breakfast")
        talk.at += timedelta(days=1)

    assert names(talk.hear("my usual breakfast")) == ("egg",)


def test_a_meal_older_than_those_at_hand_is_copied_from_its_day(talk):
    talk.hear("2 eggs and 100 g rice for breakfast")
    talk.conversation = replace(talk.conversation, recent=(), edits=())
    talk.at += timedelta(days=4)

    outcome = talk.hear("same breakfast as Monday")

    assert [(p.name, p.amount) for p in outcome.added[0].portions] == [
        ("egg", "2"),
        ("white rice", "100 g"),
    ]


def test_forgetting_the_usual_meal_logs_nothing(talk):
    none = talk.hear("forget my usual lunch")
    talk.hear("my usual lunch is 2 eggs and toast")
    gone = talk.hear("forget my usual lunch")

    assert (none.added, gone.added) == ((), ())
    assert talk.memory.entries == ()


def test_all_that_was_taught_can_be_forgotten_at_once(talk):
    talk.hear("my shake is 220 kcal, 30 g protein")
    talk.hear("my usual lunch is 2 eggs and toast")

    outcome = talk.hear("forget all my foods")

    assert '"shake"' in said(outcome)
    assert talk.memory.entries == ()


@pytest.mark.parametrize("text", ["undo", "forget that"])
def test_a_food_told_anew_is_taken_back_to_what_it_was(talk, text):
    talk.hear("2 eggs")
    talk.hear("my shake is 220 kcal, 30 g protein")
    talk.hear("my shake is 300 kcal, 30 g protein")

    outcome = talk.hear(text)

    assert outcome.removed == ()
    assert kcal(talk.hear("my shake")) == 220


def test_undo_some_messages_after_a_food_was_told_is_about_the_diary(talk):
    talk.hear("my shake is 220 kcal, 30 g protein")
    talk.hear("2 eggs")

    outcome = talk.hear("undo")

    assert len(outcome.removed) == 1
    assert talk.memory.find("shake") is not None


@pytest.mark.parametrize("text", ["forget my weight", "remove the toast", "forget that"])
def test_what_is_not_in_the_memory_is_forgotten_elsewhere(talk, text):
    talk.hear("2 eggs and toast")
    talk.hear("my shake is 220 kcal, 30 g protein")
    talk.hear("how am i doing")

    talk.hear(text)

    assert talk.memory.find("shake") is not None


def test_the_list_says_of_each_thing_what_it_is(talk):
    nothing = talk.hear("my foods")
    talk.hear("my shake is 220 kcal, 30 g protein")
    talk.hear("my usual lunch is 2 eggs and toast")
    talk.hear("toast with cheese")
    talk.hear("that's cottage cheese, not cheese")

    told = said(talk.hear("my foods"))

    assert "Nothing yet" in said(nothing)
    assert "shake: 220 kcal" in told
    assert "Usual for lunch: egg, toast" in told
    assert '"cheese" means cottage cheese' in told


def test_the_list_names_the_newest_and_counts_the_others(talk):
    for number in range(14):
        entry = Remembered(Kind.WORDS, f"zorp {number}", parts=())
        talk.memory, _ = talk.memory.keep(entry)

    told = said(talk.hear("my foods"))

    assert "(14)" in told
    assert "and 2 more" in told
    assert "zorp 13" in told


def test_who_leaves_a_full_memory_is_said(talk):
    zorps = (Remembered(Kind.WORDS, f"zorp {n}", n + 1) for n in range(MOST_ENTRIES))
    talk.memory = Memory(tuple(zorps), made=MOST_ENTRIES)

    outcome = talk.hear("my shake is 220 kcal, 30 g protein")

    assert 'let go of "zorp 0"' in said(outcome)


def test_a_food_that_is_eaten_is_the_last_to_leave(talk):
    talk.hear("my shake is 220 kcal, 30 g protein")
    talk.hear("my zorp is 220 kcal, 30 g protein")

    talk.hear("my shake")

    assert [each.name for each in talk.memory.entries] == ["zorp", "shake"]


def test_what_is_known_of_a_user_counts_what_they_taught(talk):
    before = said(talk.hear("what do you know about me"))
    talk.hear("my shake is 220 kcal, 30 g protein")

    assert "taught" not in before
    assert "taught me: 1" in said(talk.hear("what do you know about me"))


def test_energy_is_not_said_to_who_shall_hear_none_of_it(knowledge):
    talk = Talk(knowledge, a_user(hides_energy=True))

    told = said(talk.hear("my shake is 60 kcal, 40 g protein"))

    assert "kcal" not in told
    assert "kcal" not in said(talk.hear("yes"))


def test_a_food_of_ones_own_keeps_its_name_in_spanish(knowledge):
    talk = Talk(knowledge, a_user(language="es", has_chosen_language=True))
    talk.hear("mi batido tiene 220 kcal y 30 g de proteína")

    outcome = talk.hear("dos batidos")

    assert "• batido ×2: 440 kcal" in said(outcome)
    assert "batido" in said(talk.hear("olvida mi batido"))
    assert talk.memory.entries == ()
