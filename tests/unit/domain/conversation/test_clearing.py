"""Taking out all meals of a day: asked once, done on a yes, and no meal is lost for good."""

from datetime import timedelta

import pytest

from domain.conversation.talk.clearing import asks_to_clear
from domain.understanding.intents import Intent
from tests.unit.domain.builders import TODAY, Talk, a_user, said


@pytest.mark.parametrize(
    "text",
    [
        "delete everything i ate today",
        "please clear today",
        "remove all my meals",
        "start today over",
        "delete everything",
        "wipe yesterday",
        "borra todo lo que comí hoy",
    ],
)
def test_a_wish_to_clear_a_day_is_heard(text):
    assert asks_to_clear(text)


@pytest.mark.parametrize(
    "text",
    [
        "delete all my data",
        "delete my account",
        "delete my last meal",
        "cancel everything",
        "remove the eggs",
        "start over",
        "start today",
        "what did i eat today",
    ],
)
def test_a_person_a_food_or_the_last_meal_is_another_wish(text):
    assert not asks_to_clear(text)


@pytest.fixture
def eaten(talk):
    talk.log("2 eggs")
    talk.log("a banana")
    return talk


def test_it_is_asked_once_and_done_on_a_yes(eaten):
    asked = eaten.hear("delete everything i ate today")
    done = eaten.hear("yes")

    assert "Shall I take out all that is logged for today" in said(asked)
    assert asked.draft.buttons == ("Yes", "No")
    assert "nothing is logged for today now" in said(done)
    assert not eaten.days[TODAY].meals
    assert len(done.events) == 2


def test_every_meal_can_be_brought_back(eaten):
    eaten.hear("clear today")
    eaten.hear("yes")

    eaten.hear("undo")
    eaten.hear("undo")

    assert len(eaten.days[TODAY].meals) == 2


@pytest.mark.parametrize("answer", ["no", "a coffee", "i'm 34"])
def test_anything_but_a_yes_leaves_all_as_it_is(answer, eaten):
    eaten.hear("clear today")

    eaten.hear(answer)
    eaten.hear("yes")

    assert len(eaten.days[TODAY].meals) >= 2


def test_a_yes_to_something_told_in_between_takes_nothing_out(eaten):
    eaten.hear("clear today")
    eaten.hear("i'm allergic to sesame")

    eaten.hear("yes")

    assert len(eaten.days[TODAY].meals) == 2


def test_meals_nobody_remembers_any_more_go_too(eaten):
    eaten.conversation = Talk(eaten.knowledge, a_user()).conversation

    eaten.hear("clear today")
    eaten.hear("yes")

    assert not eaten.days[TODAY].meals


def test_an_earlier_day_is_named_and_today_stays(eaten):
    eaten.log("yesterday i had toast")

    asked = eaten.hear("delete everything from yesterday")
    eaten.hear("yes")

    assert "for Sunday" in said(asked)
    assert not eaten.days[TODAY - timedelta(days=1)].meals
    assert eaten.days[TODAY].meals


def test_a_day_with_nothing_on_it_is_said_to_be_so(talk):
    assert "Nothing logged for today yet" in said(talk.hear("clear today"))


def test_of_a_person_without_meals_everything_may_be_the_person(talk):
    assert talk.hear("delete everything").intent is Intent.DELETE_DATA


def test_who_hears_no_energy_is_asked_without_it(tables):
    talk = Talk(tables, a_user(hides_energy=True))
    talk.log("2 eggs")

    assert "kcal" not in said(talk.hear("clear today"))
