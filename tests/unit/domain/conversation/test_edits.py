"""Correcting, undoing and repeating meals in a talk, and what the coach says to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.conversation.answers import answer_pending
from domain.conversation.state import Conversation, Edit, Question
from domain.conversation.talk.edits import answer_which, undo
from domain.events import MealLogged, MealRemoved
from domain.identity import MealId
from domain.understanding.intents import Intent
from tests.unit.domain.conversation.builders import (
    MONDAY,
    SUNDAY,
    Diary,
    eaten,
    foods,
    said,
)

SATURDAY = SUNDAY - timedelta(days=1)


@pytest.fixture
def diary(knowledge):
    return Diary(knowledge)


def test_a_correction_replaces_the_meal_and_says_the_new_numbers(diary):
    diary.logs("2 eggs and toast with butter")

    outcome = diary.corrects("make it 3 eggs")

    assert eaten(diary) == [["3 egg", "1 slice toast", "butter"]]
    assert said(outcome).splitlines()[:2] == ["*Changed*", "• egg ×3 (150 g): 264 kcal"]
    assert "Today so far: 389 kcal" in said(outcome)
    assert [type(event) for event in outcome.events] == [MealLogged]
    assert outcome.intent is Intent.CORRECT_MEAL


def test_without_a_meal_there_is_nothing_to_correct(diary):
    outcome = diary.corrects("make it 3")

    assert "no recent meal" in said(outcome)
    assert outcome.conversation == Conversation()


def test_a_correction_is_warned_of_what_goes_against_an_allergy(diary, knowledge):
    allergies = knowledge.allergens.allergies_named_in("milk")
    diary.profile = replace(diary.profile, allergies=allergies)
    diary.logs("a coffee")

    outcome = diary.corrects("with milk")

    assert "Careful" in said(outcome)
    assert outcome.events[0].allergen_warnings == 1


def test_what_is_so_already_is_said_again_and_is_no_edit(diary):
    diary.logs("2 eggs")

    outcome = diary.corrects("it was 2 eggs")

    assert "egg ×2" in said(outcome)
    assert (outcome.added, outcome.events, len(diary.conversation.edits)) == ((), (), 1)


def test_a_meal_of_which_nothing_is_left_is_removed(diary):
    diary.logs("2 eggs")

    outcome = diary.corrects("no eggs")

    assert eaten(diary) == []
    assert said(outcome) == "Removed: egg ×2 (176 kcal).\nToday so far: 0 kcal"
    assert [type(event) for event in outcome.events] == [MealRemoved]


def test_what_is_not_understood_changes_nothing_and_tells_the_meal(diary):
    diary.logs("2 eggs")

    outcome = diary.corrects("blah blah")

    assert eaten(diary) == [["2 egg"]]
    assert "The last meal is: egg ×2." in said(outcome)


def test_an_absurd_correction_is_asked_about(diary):
    diary.logs("2 eggs")

    assert "sounds like a slip" in said(diary.corrects("make it 500 eggs"))
    assert "sounds like a slip" in said(diary.corrects("make it -3"))
    assert "I don't know" in said(diary.corrects("it was zorgle"))
    assert eaten(diary) == [["2 egg"]]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("the kiwis", ["2 egg", "3 kiwi"]), ("2", ["2 egg", "3 kiwi"]), ("eggs", ["3 egg", "2 kiwi"])],
)
def test_which_food_is_answered_by_its_name_or_number(answer, expected, diary, knowledge):
    diary.logs("2 eggs and 2 kiwis")
    asked = diary.corrects("make it 3")

    outcome = answer_pending(diary.situation(answer), knowledge)
    diary.keep(outcome)

    assert "Which food do you mean?" in said(asked)
    assert asked.conversation.pending.question is Question.WHICH_FOOD
    assert eaten(diary) == [expected]
    assert diary.conversation.pending is None


@pytest.mark.parametrize(
    "answer", ["7", "0", "soup", "both of them", "I had a long day and then some eggs"]
)
def test_another_message_is_no_answer_to_which_food(answer, diary, knowledge):
    diary.logs("2 eggs and 2 kiwis")
    diary.corrects("make it 3")

    assert answer_pending(diary.situation(answer), knowledge) is None


def test_which_food_is_not_asked_of_a_meal_that_is_gone(diary, knowledge):
    diary.logs("2 eggs and 2 kiwis")
    diary.corrects("make it 3")
    diary.undoes()

    assert answer_pending(diary.situation("eggs"), knowledge) is None


# Which meal


def test_the_soup_is_found_among_the_meals_of_the_day(diary):
    diary.logs("a bowl of soup")
    diary.logs("a coffee")

    diary.corrects("the soup was 2 cups")

    assert eaten(diary) == [["2 cups vegetable soup"], ["1 cup black coffee"]]


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no, it was 3 eggs", [["3 egg"], ["1 cup black coffee"]]),
        ("it was decaf", [["2 egg"], ["1 cup decaf coffee"]]),
        ("it was tea", [["2 egg"], ["1 cup tea"]]),
        ("3 eggs, not 2", [["3 egg"], ["1 cup black coffee"]]),
        ("no eggs", [["1 cup black coffee"]]),
        ("remove the coffee", [["2 egg"]]),
        ("delete breakfast", [["1 cup black coffee"]]),
        ("delete dinner", [["2 egg"]]),
        ("breakfast was 3 eggs", [["3 egg"], ["1 cup black coffee"]]),
        ("make it 2", [["2 egg"], ["2 cups black coffee"]]),
    ],
)
def test_a_correction_finds_the_meal_it_means(text, expected, diary):
    diary.logs("2 eggs for breakfast")
    diary.logs("a coffee")

    diary.corrects(text)

    assert eaten(diary) == expected


def test_a_meal_nobody_named_is_called_by_its_hour(diary):
    diary.at = datetime(2026, 3, 2, 13, tzinfo=UTC)  # 8:00 in New York
    diary.logs("2 eggs")
    diary.at = datetime(2026, 3, 2, 7, tzinfo=UTC)  # 2:00, still the night before
    diary.logs("toast")

    diary.corrects("delete breakfast")

    assert eaten(diary) == [["1 slice toast"]]
    diary.corrects("delete dinner")
    assert eaten(diary) == []


# When


def test_a_meal_said_to_be_yesterdays_leaves_today(diary):
    diary.logs("2 eggs")

    outcome = diary.corrects("that was yesterday")

    assert (diary.energy_kcal(MONDAY), diary.energy_kcal(SUNDAY)) == (0, 176)
    assert "Sunday in total: 176 kcal" in said(outcome)
    assert [type(event) for event in outcome.events] == [MealRemoved, MealLogged]
    assert outcome.added[0].eaten_at == datetime(2026, 3, 1, 17, tzinfo=UTC)


def test_what_and_when_are_corrected_at_once(diary):
    diary.logs("2 eggs")

    diary.corrects("it was 3 eggs, yesterday for dinner")

    [meal] = diary.meals.values()
    assert (foods(meal.portions), meal.day, meal.slot) == (["3 egg"], SUNDAY, "dinner")


def test_an_hour_sets_the_time_and_keeps_the_day(diary):
    diary.logs("2 eggs")

    outcome = diary.corrects("it was at 8")

    assert outcome.added[0].eaten_at == datetime(2026, 3, 2, 13, tzinfo=UTC)
    assert diary.energy_kcal(MONDAY) == 176


def test_an_hour_alone_does_not_move_a_meal_of_an_earlier_day(diary):
    diary.logs("yesterday I had 2 eggs")

    outcome = diary.corrects("it was at 9")

    assert outcome.added[0].day == SUNDAY
    assert outcome.added[0].eaten_at == datetime(2026, 3, 1, 14, tzinfo=UTC)


def test_a_meal_cannot_be_moved_ahead(diary):
    diary.logs("2 eggs")

    outcome = diary.corrects("that's for tomorrow")

    assert "Tell me again once you've had it" in said(outcome)
    assert diary.energy_kcal(MONDAY) == 176


def test_of_a_day_long_ago_no_sum_is_claimed(diary):
    diary.logs("2 eggs")

    outcome = diary.corrects("that was on february 3")

    assert outcome.added[0].day.isoformat() == "2026-02-03"
    assert "so far" not in said(outcome)


@pytest.mark.parametrize(
    ("language", "meal", "text", "expected"),
    [
        ("es", "2 huevos y pan", "que sean 3 huevos", ["3 egg", "1 slice white bread"]),
        ("es", "2 huevos y pan con mantequilla", "quita el pan", ["2 egg", "butter"]),
        ("es", "un vaso de leche", "era leche de avena", ["1 glass oat milk"]),
    ],
)  # fmt: skip
def test_a_correction_in_spanish_is_answered_in_spanish(language, meal, text, expected, diary):
    diary.language = language
    diary.logs(meal)

    outcome = diary.corrects(text)

    assert eaten(diary) == [expected]
    assert said(outcome).startswith("*Corregido*")


def test_in_spanish_the_users_own_words_are_said_back(diary):
    diary.language = "es"
    diary.logs("2 huevos")
    diary.corrects("que sean 3")

    assert "huevos ×3 (150 g)" in said(diary.undoes() and diary.corrects("que sean 3"))
    assert said(diary.undoes()).startswith("Quedó como antes: 2 huevos (176 kcal)")


# Undo


def test_every_step_can_be_taken_back_and_is_named(diary):
    diary.logs("2 eggs")
    diary.corrects("make it 3")
    diary.logs("a banana")
    diary.corrects("remove the banana")
    diary.repeats("same again")

    told = [said(diary.undoes()).splitlines()[0] for _ in range(6)]

    assert told == [
        "Removed: egg ×3 (264 kcal).",
        "Back as it was: banana (122 kcal).",
        "Removed: banana (122 kcal).",
        "Back as it was: egg ×2 (176 kcal).",
        "Removed: egg ×2 (176 kcal).",
        "There's nothing left to undo.",
    ]
    assert eaten(diary) == []


def test_undoing_a_move_brings_the_meal_back_to_its_day(diary):
    diary.logs("2 eggs")
    diary.corrects("that was yesterday")

    outcome = diary.undoes()

    assert (diary.energy_kcal(MONDAY), diary.energy_kcal(SUNDAY)) == (176, 0)
    assert "Today so far: 176 kcal" in said(outcome)


@pytest.mark.parametrize(
    ("text", "left"),
    [("undo the last two", 1), ("undo last 3 entries", 0), ("undo 9", 0), ("undo that", 2),
     ("undo 500", 2), ("deshaz las últimas dos comidas", 1)],
)  # fmt: skip
def test_several_steps_are_taken_back_at_once(text, left, diary):
    for meal in ("2 eggs", "a banana", "toast"):
        diary.logs(meal)

    diary.undoes(text)

    assert len(eaten(diary)) == left


def test_steps_that_cancel_out_leave_each_meal_touched_once(diary):
    diary.logs("2 eggs")
    diary.corrects("no eggs")

    outcome = diary.undoes("undo the last two")

    assert (len(outcome.added), len(outcome.removed)) == (0, 1)
    assert eaten(diary) == []


def test_an_edit_of_a_forgotten_meal_says_that_nothing_is_left(diary):
    diary.conversation = Conversation(edits=(Edit(MealId("M1"), None),))

    outcome = diary.undoes()

    assert "nothing left to undo" in said(outcome)
    assert diary.conversation.edits == ()


# Repeat


def a_week(diary):
    """Saturday and Sunday, three meals each, and Monday's breakfast."""
    for day, meals in (
        (28, ("oatmeal", "a burger", "pizza")),
        (1, ("2 eggs", "lentil soup", "pasta")),
    ):
        month = 2 if day == 28 else 3
        for hour, meal in zip((13, 17, 23), meals, strict=True):
            diary.at = datetime(2026, month, day, hour, tzinfo=UTC)
            diary.logs(meal)
    diary.at = datetime(2026, 3, 2, 13, tzinfo=UTC)
    diary.logs("toast for breakfast")
    diary.at = datetime(2026, 3, 2, 17, tzinfo=UTC)


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("same again", "1 slice toast"),
        ("same breakfast as yesterday", "2 egg"),
        ("same as yesterday", "1 cup lentil soup"),
        ("same as saturday", "1 hamburger"),
        ("same dinner as yesterday", "1 cup pasta"),
        ("same thing as last night", "1 cup pasta"),
        ("repeat yesterday's dinner", "1 cup pasta"),
        ("had the same oatmeal as saturday", "1 cup oatmeal"),
        ("log the oatmeal again", "1 cup oatmeal"),
        ("the same for dinner", "1 slice toast"),
        ("lo mismo que ayer en el desayuno", "2 egg"),
    ],
)
def test_the_meal_that_is_meant_is_eaten_again_today(text, expected, diary):
    a_week(diary)

    outcome = diary.repeats(text)

    [again] = outcome.added
    assert foods(again.portions) == [expected]
    assert (again.day, again.eaten_at) == (MONDAY, datetime(2026, 3, 2, 17, tzinfo=UTC))
    assert outcome.intent is Intent.REPEAT_MEAL
    assert again.meal_id in diary.days[MONDAY].meals


def test_the_usual_is_what_was_eaten_most(diary):
    for day, meal in ((24, "lentil soup"), (25, "lentil soup"), (26, "a burger")):
        diary.at = datetime(2026, 2, day, 17, tzinfo=UTC)
        diary.logs(meal)
    diary.at = datetime(2026, 2, 27, 17, tzinfo=UTC)

    outcome = diary.repeats("my usual lunch")

    assert foods(outcome.added[0].portions) == ["1 cup lentil soup"]


def test_the_same_for_another_slot_is_called_by_that(diary):
    diary.logs("2 eggs for breakfast")

    outcome = diary.repeats("same for dinner")

    assert (foods(outcome.added[0].portions), outcome.added[0].slot) == (["2 egg"], "dinner")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("same again but 3 eggs", ["3 egg", "1 slice toast"]),
        ("same again without the toast", ["2 egg"]),
        ("same again with a coffee", ["2 egg", "1 slice toast", "1 cup black coffee"]),
        ("lo mismo pero sin pan", ["2 egg"]),
    ],
)
def test_the_same_can_be_eaten_with_a_change(text, expected, diary):
    diary.logs("2 eggs and toast" if "mismo" not in text else "2 huevos y pan tostado")

    outcome = diary.repeats(text)

    assert foods(outcome.added[0].portions) == expected


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("same again but blue", "I didn't get that change"),
        ("same again but no eggs", "I didn't get that change"),
        ("same again but 500 eggs", "sounds like a slip"),
    ],
)
def test_a_change_that_is_not_understood_logs_nothing(text, question, diary):
    diary.logs("2 eggs")

    outcome = diary.repeats(text)

    assert outcome.added == ()
    assert question in said(outcome)


@pytest.mark.parametrize("text", ["same again", "same as friday", "my usual dinner"])
def test_what_was_never_eaten_cannot_be_repeated(text, diary):
    if text != "same again":
        diary.logs("2 eggs for lunch")

    outcome = diary.repeats(text)

    assert "no earlier meal to copy" in said(outcome)
    assert outcome.added == ()


def test_at_night_the_same_as_a_day_is_its_last_meal(diary):
    diary.logs("yesterday I had 2 eggs")
    diary.at = datetime(2026, 3, 2, 7, tzinfo=UTC)  # 2:00 in New York

    assert foods(diary.repeats("same as yesterday").added[0].portions) == ["2 egg"]


def test_a_wall_of_text_is_no_correction(diary):
    diary.logs("2 eggs")

    outcome = diary.corrects("make it 3 " * 200)

    assert "I didn't get that change" in said(outcome)
    assert eaten(diary) == [["2 egg"]]


def test_another_amount_is_no_answer_to_which_food(diary):
    diary.logs("2 eggs, toast and butter")
    pending = diary.corrects("no, that was tofu").conversation.pending

    choice = answer_which(pending, diary.situation("500 eggs"), diary.knowledge)

    assert (pending.question, choice) == (Question.WHICH_FOOD, None)


def test_everything_of_today_is_taken_back_and_nothing_of_before(diary):
    diary.logs("a bagel on sunday")
    diary.logs("2 eggs")
    diary.corrects("make it 3")
    diary.logs("an apple")

    diary.does(undo, "undo everything")

    assert [meal.summary() for meal in diary.conversation.recent] == ["bagel"]


def test_everything_is_one_edit_where_today_has_none(diary):
    diary.logs("a bagel on sunday")

    diary.does(undo, "undo everything")

    assert diary.conversation.recent == ()


@pytest.mark.parametrize("text", ["had tuesdays lunch", "had yesterday's dinner again"])
def test_a_meal_of_a_day_nothing_was_logged_on_is_no_copy_of_another(text, talk):
    talk.hear("2 eggs")

    assert talk.hear(text).added == ()
