"""Questions about the coach itself and about what it knows of the user."""

import pytest

from domain.conversation.state import Question
from domain.profile.body import Body, Sex
from domain.profile.targets import Caution
from tests.unit.domain.builders import Talk, a_newcomer, a_user, names, said

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


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize("text", ["eres un bot?", "quién eres", "venden mis datos?"])
def test_it_is_told_in_spanish_too(text, talk):
    talk.hear("hola, comí dos huevos con frijoles para el desayuno")

    assert "Platewise" in said(talk.hear(text)) or "No se vende nada" in said(talk.hear(text))


@pytest.mark.parametrize("text", ["where is that number from?", "how do you know that", "source?"])
def test_where_the_numbers_come_from_is_told_of_the_latest_meal(text, talk):
    talk.log("2 eggs and toast")

    answer = said(talk.hear(text))

    assert answer.startswith(
        "Where the numbers of your last meal come from:\n"
        "• egg ×2 (100 g): FNDDS 2021-2023 31102000; portion: FNDDS 31102000 1 egg; likely 140-210"
    )
    assert "• toast, 1 slice (25 g): FNDDS" in answer


def test_what_was_weighed_has_no_portion_and_no_range(talk):
    talk.log("200 g white rice, toast with butter")

    _, rice, _, butter = said(talk.hear("where is that from?")).splitlines()

    assert rice == "• white rice, 200 g: FNDDS 2021-2023 56205008"
    assert "portion: what goes on or into another food" in butter


def test_a_food_nobody_knows_has_no_source_but_foods_it_was_judged_by(talk):
    talk.log("2 eggs, gribblefruit and 500 bananas")

    answer = said(talk.hear("where is that from?"))

    assert "• gribblefruit: estimated from 3523 foods like it; likely 40-470 kcal" in answer
    assert "• 500 bananas: not counted, I don't know it" in answer


def test_who_shall_hear_no_energy_hears_the_sources_alone(knowledge):
    talk = Talk(knowledge, a_user(hides_energy=True))
    talk.log("2 eggs, gribblefruit")

    answer = said(talk.hear("where is that from?"))

    assert "portion: FNDDS" in answer
    assert "estimated from" in answer
    assert "kcal" not in answer


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


@pytest.mark.parametrize(
    "text",
    ["how much insulin for a bagel", "should i skip my metformin", "which ibuprofen dose"],
)
def test_medicines_are_left_to_doctors_whatever_food_is_named(text, talk):
    assert "your doctor or pharmacist can" in said(talk.hear(text))


@pytest.mark.parametrize("text", ["ugh i was so bad today", "i feel so guilty", "cheat day lol"])
def test_who_is_hard_on_themselves_hears_kind_words_and_no_verdict(text, talk):
    assert said(talk.hear(text)).startswith("One meal or one day decides nothing")


def test_kind_words_come_after_the_meal_they_are_said_of(talk):
    outcome = talk.hear("2 donuts. i feel so guilty")

    assert names(outcome)[0] == "frosted donut"
    assert "One meal or one day decides nothing" in said(outcome)


def test_kind_words_come_after_a_meal_told_with_its_energy_too(talk):
    outcome = talk.hear("had a cookie, 200 calories, i need to burn it off")

    assert names(outcome) == ("chocolate chip cookie",)
    assert "One meal or one day decides nothing" in said(outcome)


def test_who_hears_no_energy_hears_nothing_of_whose_number_it_is(knowledge):
    talk = Talk(knowledge, a_user(hides_energy=True))

    answer = said(talk.hear("had a cookie, 200 calories"))

    assert "cookie" in answer
    assert "energy" not in answer
    assert "200" not in answer


def test_the_target_of_who_must_be_careful_is_said_with_care(knowledge):
    talk = Talk(knowledge, a_user(cautions=frozenset({Caution.KIDNEY_DISEASE})))

    assert "best settled with your doctor" in said(talk.hear("how much protein should i eat"))


def test_after_a_question_left_open_a_general_day_is_told(talk):
    talk.hear("what's my target")
    talk.hear("rather not")

    assert said(talk.hear("what's my target")).startswith("A general day is about 2,000 kcal")


@pytest.mark.parametrize("text", ["im ok now", "false alarm", "I'm feeling better"])
def test_a_word_after_a_danger_is_answered_with_care(text, talk):
    talk.hear("my throat is closing up")

    assert "get seen by a doctor" in said(talk.hear(text))


def test_the_same_word_at_another_time_is_not(talk):
    assert "get seen by a doctor" not in said(talk.hear("im ok now"))


def test_a_link_somebody_passes_on_is_not_followed(talk):
    assert "I only do food" in said(talk.hear("FWD: lose 30 lbs http://spam.example/win"))
