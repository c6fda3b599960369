"""Logging meals in a talk: what is recorded, when, and what is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.conversation.state import Conversation, Question
from domain.conversation.talk.meals import LONGEST_TEXT, log_meal
from domain.events import MealLogged
from domain.profile.body import Body, Sex
from domain.profile.goal import Goal
from domain.safety.allergens import Allergy
from tests.unit.domain.conversation.builders import MONDAY, SUNDAY, Diary, eaten, foods, said


@pytest.fixture
def diary(knowledge):
    return Diary(knowledge)


def test_a_meal_is_recorded_and_said_with_its_numbers(diary):
    outcome = diary.logs("2 eggs for breakfast")

    [meal] = outcome.added
    assert (foods(meal.portions), meal.day, meal.slot) == (["2 egg"], MONDAY, "breakfast")
    assert said(outcome).startswith("*Logged for breakfast*\n• egg ×2 (100 g): 176 kcal")
    assert outcome.events == (MealLogged(meal.meal_id, MONDAY, 176, 1, 0, 0),)
    assert outcome.draft.buttons == ("Undo", "My day")


def test_brunch_is_said_as_any_other_slot(diary):
    assert said(diary.logs("2 eggs for brunch")).startswith("*Logged for brunch*")


@pytest.mark.parametrize(
    "text",
    [
        "I was going to have pizza but had 2 eggs",
        "had 2 eggs, i'll have pizza later",
        "well, 2 eggs",
    ],
)
def test_a_plan_that_was_dropped_does_not_hide_what_was_eaten(text, diary):
    assert "once you've had it" not in said(diary.logs(text))


def test_an_amount_nobody_eats_is_kept_uncounted_and_asked_about(diary):
    outcome = diary.logs("2 eggs and 500 bananas")

    assert eaten(diary) == [["2 egg", "500 bananas"]]
    assert "500 bananas: not counted" in said(outcome)
    assert "Not counted: 1" in said(outcome)
    assert '"500 bananas" sounds like a slip' in said(outcome)
    assert "176 kcal + 1 not counted" in said(outcome)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("had a brick", "I don't know"),
        ("is it a zorgle?", "I don't know"),
        ("500 eggs", "sounds like a slip"),
        ("breakfast", "I only do food"),
    ],
)
def test_without_a_known_food_nothing_is_recorded(text, question, diary):
    outcome = diary.logs(text)

    assert eaten(diary) == []
    assert question in said(outcome)
    assert replace(diary.conversation, pending=None) == Conversation()


def test_an_unknown_food_is_warned_of_by_its_words(diary, knowledge):
    allergies = knowledge.allergens.allergies_named_in("peanuts")
    diary.profile = replace(diary.profile, allergies=allergies)

    assert "Careful" in said(diary.logs("peanut zorgle"))


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow 2 eggs",
        "today at 8 pm 2 eggs",
        "this evening at 8 2 eggs",
        "I'll have 2 eggs for dinner",
        "i am going to eat 2 eggs",
        "gonna have pizza tonight",
        "voy a cenar 2 huevos",
    ],
)
def test_what_is_not_eaten_yet_is_not_logged(text, diary):
    outcome = diary.logs(text)

    assert outcome.added == ()
    assert "Tell me again once you've had it" in said(outcome)


@pytest.mark.parametrize(
    ("text", "day", "eaten_at"),
    [
        ("2 eggs", MONDAY, datetime(2026, 3, 2, 17, tzinfo=UTC)),
        ("2 eggs at 8", MONDAY, datetime(2026, 3, 2, 13, tzinfo=UTC)),
        ("2 eggs at 12:15", MONDAY, datetime(2026, 3, 2, 17, 15, tzinfo=UTC)),
        ("yesterday I had 2 eggs", SUNDAY, datetime(2026, 3, 1, 17, tzinfo=UTC)),
        ("last night at 1 i had 2 eggs", SUNDAY, datetime(2026, 3, 2, 6, tzinfo=UTC)),
        ("2 eggs on february 20", date(2026, 2, 20), datetime(2026, 2, 20, 17, tzinfo=UTC)),
    ],
)
def test_a_meal_is_put_to_its_day_and_hour(text, day, eaten_at, diary):
    outcome = diary.logs(text)

    [meal] = outcome.added
    assert (meal.day, meal.eaten_at) == (day, eaten_at)


def test_past_midnight_dinner_is_of_the_evening_before(diary):
    diary.at = datetime(2026, 3, 2, 6, tzinfo=UTC)  # 1:00 in New York

    [meal] = diary.logs("2 eggs for dinner").added

    assert (meal.day, meal.eaten_at) == (SUNDAY, datetime(2026, 3, 2, 6, tzinfo=UTC))


def test_the_day_is_that_of_the_zone(diary):
    diary.at = datetime(2026, 3, 2, 16, tzinfo=UTC)
    diary.moves_to("Asia/Tokyo")

    assert [meal.day for meal in diary.logs("2 eggs").added] == [date(2026, 3, 3)]


def test_of_a_day_long_ago_no_sum_is_claimed(diary):
    assert "so far" not in said(diary.logs("2 eggs on february 20"))
    assert "Tuesday in total: 176 kcal" in said(diary.logs("2 eggs last tuesday"))


def test_a_target_is_named_only_where_it_is_the_users_own(diary):
    body = Body(mass_kg=70, height_cm=175, age_years=30, sex=Sex.FEMALE)
    diary.profile = replace(diary.profile, goal=Goal.LOSE_WEIGHT)
    general = said(diary.logs("2 eggs"))

    situation = replace(diary.situation("2 eggs"), profile=_with_body(diary.profile, body))
    own = said(log_meal(situation, diary.knowledge))

    assert general.count(" of ") == 0
    assert "Today so far: 352 kcal of " in own


def _with_body(profile, body):
    return replace(profile, body=body, age_told_on=MONDAY)


def test_what_goes_against_a_diet_is_logged_and_asked_about_once(diary):
    diary.profile = replace(diary.profile, diets=frozenset({"vegan"}))

    first, second = diary.logs("chicken"), diary.logs("2 eggs")

    assert len(eaten(diary)) == 2
    assert "Is that still your diet?" in said(first)
    assert first.conversation.pending.question is Question.DIET_CONFLICT
    assert "Is that still your diet?" not in said(second)


def test_what_goes_with_a_diet_asks_nothing(diary):
    diary.profile = replace(diary.profile, diets=frozenset({"vegan", "halal"}))

    outcome = diary.logs("an apple and a banana")

    assert "Is that still your diet?" not in said(outcome)
    assert outcome.conversation.pending is None


def test_of_a_very_long_meal_the_rest_is_said_to_be_unread(diary):
    assert f"only the first {LONGEST_TEXT}" in said(diary.logs("2 eggs. " * 300))


def test_a_held_meal_is_logged_from_its_own_words(diary):
    outcome = log_meal(diary.situation("yes"), diary.knowledge, "2 eggs")

    assert foods(outcome.added[0].portions) == ["2 egg"]


def test_of_many_foods_eight_are_shown_and_the_rest_summed(diary):
    text = said(diary.logs(", ".join(["1 egg"] * 11)))

    assert text.count("• egg") == 8
    assert "and 3 more: 264 kcal" in text


def test_amounts_are_shown_as_they_were_understood(diary):
    text = said(diary.logs("200 g rice, 2 cups of soup, 3 kiwis, a banana, toast with butter"))

    for line in ("white rice, 200 g", "vegetable soup, 2 cups (490 g)", "kiwi ×3", "banana (126 g)",
                 "butter, 7 g"):  # fmt: skip
        assert f"• {line}" in text


def test_in_spanish_foods_are_called_as_the_user_does(diary):
    diary.language = "es"

    text = said(diary.logs("2 huevos y zorgle"))

    assert "• huevos ×2 (100 g): 176 kcal" in text
    assert "zorgle: unas 180 kcal, estimadas (probable 40-470 kcal)" in text
    assert "Hoy llevas: 356 kcal (1 por estimación)" in text


def test_an_allergy_no_table_groups_is_warned_of_by_its_name(diary):
    diary.profile = replace(diary.profile, allergies=(Allergy("kiwi"),))

    assert "kiwi. You told me to watch for kiwi." in said(diary.logs("3 kiwis"))
