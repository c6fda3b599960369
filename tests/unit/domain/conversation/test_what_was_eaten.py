"""What was eaten on a day: its meals one by one, then the total."""

from dataclasses import replace

import pytest

from domain.meals.diary import Day
from tests.unit.domain.builders import Talk, a_user, said

QUESTION = "what did i eat today"


@pytest.fixture
def talk(tables):
    return Talk(tables, a_user())


def test_each_meal_stands_with_its_foods_and_energy_before_the_total(talk):
    talk.log("2 eggs and toast for breakfast")
    talk.log("a banana")

    lines = said(talk.hear(QUESTION)).splitlines()

    assert lines[0].startswith("• egg and toast for breakfast: ")
    assert lines[1].startswith("• banana: ")
    assert lines[2].startswith("*Today so far*")


def test_how_the_day_stands_is_said_without_the_meals(talk):
    talk.log("a banana")

    assert "•" not in said(talk.hear("how am I doing today?"))


def test_a_long_day_and_a_long_meal_are_cut_with_their_rest_counted(talk):
    for _ in range(9):
        talk.log("egg, toast, butter, banana, apple, orange, milk")

    answer = said(talk.hear(QUESTION))

    assert answer.count("• egg, toast, butter, banana, apple and 2 more: ") == 8
    assert "• and 1 more" in answer


@pytest.mark.parametrize(("language", "name"), [("en", "banana"), ("es", "banano")])
def test_a_meal_no_longer_at_hand_is_named_by_the_foods_of_the_diary(language, name, tables):
    talk = Talk(tables, a_user(language=language, has_chosen_language=True))
    talk.log("a banana")
    talk.conversation = replace(talk.conversation, recent=())

    assert f"• {name}: " in said(talk.hear(QUESTION if language == "en" else "¿qué comí hoy?"))


def test_a_meal_logged_before_foods_were_kept_is_a_meal(talk):
    talk.log("a banana")
    talk.conversation = replace(talk.conversation, recent=())
    talk.days = {on: Day(on, day.meals) for on, day in talk.days.items()}

    assert "• a meal: " in said(talk.hear(QUESTION))


def test_who_shall_hear_no_energy_hears_the_foods_alone(tables):
    talk = Talk(tables, a_user(hides_energy=True))
    talk.log("a banana")

    assert said(talk.hear(QUESTION)).splitlines()[0] == "• banana"
