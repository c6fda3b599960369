"""Questions about the coach itself and about what it knows of the user."""

import pytest

from domain.conversation.state import Question
from domain.profile.body import Body, Sex
from domain.profile.targets import Caution
from tests.unit.domain.builders import Talk, a_newcomer, a_user, said

A_BODY = Body(mass_kg=80.0, height_cm=180.0, age_years=30, sex=Sex.MALE)


@pytest.fixture
def talk(knowledge):
    return Talk(knowledge, a_user())


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("are you a bot?", "a program, not a person"),
        ("is this a real person", "a program, not a person"),
        ("am I talking to a robot", "a program, not a person"),
        ("who are you", "a program, not a person"),
        ("are you a doctor", "no doctor"),
        ("do you sell my data", "Nothing is sold"),
        ("who can see my messages", "Nothing is sold"),
        ("is this private?", "Nothing is sold"),
        ("how accurate is this", "every portion is an estimate"),
        ("how do you know that", "every portion is an estimate"),
        ("are you sure?", "every portion is an estimate"),
    ],
)
def test_what_the_coach_is_and_does_is_told_plainly(text, answer, talk):
    assert answer in said(talk.hear(text))


@pytest.mark.parametrize("text", ["eres un bot?", "quién eres", "venden mis datos?"])
def test_it_is_told_in_spanish_too(text, talk):
    talk.hear("hola, comí dos huevos con frijoles para el desayuno")

    assert "Platewise" in said(talk.hear(text)) or "No se vende nada" in said(talk.hear(text))


@pytest.mark.parametrize("text", ["where is that number from?", "how do you know that", "source?"])
def test_where_the_numbers_come_from_is_told_of_the_latest_meal(text, talk):
    talk.log("2 eggs and toast")

    answer = said(talk.hear(text))

    assert answer.startswith("Where the numbers of your last meal come from:\n• egg: FNDDS")
    assert "• toast: FNDDS" in answer


def test_a_food_nobody_knows_has_no_source(talk):
    talk.log("2 eggs, gribblefruit")

    assert "gribblefruit" not in said(talk.hear("where is that from?"))


@pytest.mark.parametrize("text", ["how tall am i", "what's my goal", "qué sabes de mí"])
def test_what_is_known_is_told_when_asked(text, knowledge):
    talk = Talk(knowledge, a_user(body=A_BODY))

    answer = said(talk.hear(text))

    assert "180 cm" in answer


def test_the_target_is_told_once_it_is_personal(knowledge):
    talk = Talk(knowledge, a_user(body=A_BODY))

    assert said(talk.hear("what's my calorie target?")).startswith("Your day comes to about")


def test_a_target_nobody_can_tell_yet_is_worked_towards(talk):
    outcome = talk.hear("how many calories should i eat?")

    assert said(outcome).startswith("What do you weigh?")
    assert outcome.conversation.pending.question is Question.BODY_MASS


def test_who_is_to_hear_no_target_hears_what_is_known(knowledge):
    careful = a_user(cautions=frozenset({Caution.EATING_DISORDER}))

    assert "What I know about you" in said(Talk(knowledge, careful).hear("what's my target"))


def test_a_question_that_names_a_food_is_about_the_food(talk):
    assert "food tables" not in said(talk.hear("2 eggs, are you sure?"))


@pytest.mark.parametrize("text", ["who are you?", "do you sell my data"])
def test_who_asks_before_agreeing_is_answered_and_asked_again(text, knowledge):
    talk = Talk(knowledge, a_newcomer(), is_new=True)

    outcome = talk.hear(text)

    assert "May I keep your meals" in said(outcome)
    assert outcome.draft.buttons == ("Yes",)
    assert outcome.profile.consented_at is None


def test_a_question_about_the_target_before_agreeing_opens_nothing(knowledge):
    talk = Talk(knowledge, a_newcomer(), is_new=True)

    outcome = talk.hear("what's my target")

    assert outcome.conversation.pending is None
    assert "May I keep your meals" in said(outcome)
