"""Answers to what the coach asked, as long as the question stands."""

import pytest

from domain.conversation.answers import answer_pending, says_no, says_yes
from domain.conversation.state import QUESTION_STANDS, Conversation, Pending, Question
from domain.events import ProfileChanged
from domain.profile.body import Body, Sex
from tests.unit.domain.builders import NOON
from tests.unit.domain.conversation.profile_builders import said, someone


@pytest.fixture
def asked(tables):
    """A person who was asked a question just now."""

    def ask(question, *choices, **known):
        person = someone(tables, **known)
        person.conversation = Conversation(
            pending=Pending(question, NOON + QUESTION_STANDS, choices)
        )
        return person

    return ask


def test_nothing_is_answered_where_nothing_was_asked(tables):
    person = someone(tables)

    assert answer_pending(person.situation("yes"), tables) is None


def test_a_question_of_another_part_of_the_coach_is_left_to_it(asked):
    person = asked(Question.WHICH_INTENT, "log_meal", "undo")

    assert person.answer("2") is None


@pytest.mark.parametrize("text", ["yes", "Yes please", "sí", "ok", "yes, remove it", "claro"])
def test_a_yes_is_a_yes(text):
    assert says_yes(text)
    assert not says_no(text)


@pytest.mark.parametrize("text", ["no", "No thanks", "don't", "no, keep it", "never mind"])
def test_a_no_is_a_no(text):
    assert says_no(text)
    assert not says_yes(text)


@pytest.mark.parametrize("text", ["ok 2 eggs", "no butter", "yes but with milk", "", "please"])
def test_more_than_a_yes_or_no_is_neither(text):
    assert not says_no(text)
    assert not says_yes(text)


@pytest.mark.parametrize(
    ("text", "words", "diets"),
    [("yes", "stays as it is", {"vegan"}), ("no", "taken that diet out", set())],
)
def test_a_diet_stays_or_goes(text, words, diets, asked):
    person = asked(Question.DIET_CONFLICT, "vegan", diets=frozenset({"vegan"}))

    outcome = person.answer(text)

    assert words in said(outcome)
    assert person.profile.diets == diets
    assert person.conversation.pending is None
    assert outcome.events == ((ProfileChanged(),) if text == "no" else ())


def test_a_diet_question_stays_open_for_anything_else(asked):
    person = asked(Question.DIET_CONFLICT, "vegan")

    assert person.answer("2 eggs") is None
    assert person.conversation.pending is not None


@pytest.mark.parametrize(
    ("question", "text", "body"),
    [
        (Question.BODY_MASS, "82", Body(mass_kg=82.0)),
        (Question.BODY_MASS, "about 82", Body(mass_kg=82.0)),
        (Question.BODY_MASS, "I'm 82", Body(mass_kg=82.0)),
        (Question.BODY_MASS, "82,5 kg", Body(mass_kg=82.5)),
        (Question.BODY_MASS, "180 lb", Body(mass_kg=81.65)),
        (Question.BODY_HEIGHT, "178", Body(height_cm=178.0)),
        (Question.BODY_HEIGHT, "1.78", Body(height_cm=178.0)),
        (Question.BODY_HEIGHT, "5'10", Body(height_cm=177.8)),
        (Question.BODY_HEIGHT, "mido 178", Body(height_cm=178.0)),
        (Question.BODY_AGE, "34", Body(age_years=34)),
        (Question.BODY_AGE, "I'm 34", Body(age_years=34)),
        (Question.BODY_AGE, "tengo 34 años", Body(age_years=34)),
        (Question.BODY_SEX, "f", Body(sex=Sex.FEMALE)),
        (Question.BODY_SEX, "I'm a man", Body(sex=Sex.MALE)),
        (Question.BODY_SEX, "H", Body(sex=Sex.MALE)),
        (Question.BODY_SEX, "mujer", Body(sex=Sex.FEMALE)),
    ],
)
def test_a_body_question_is_answered_in_few_words(question, text, body, asked):
    person = asked(question)

    person.answer(text)

    assert person.profile.body == body


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (Question.BODY_MASS, "2 eggs"),
        (Question.BODY_MASS, "2 kg of potatoes"),
        (Question.BODY_MASS, "I'm 34"),
        (Question.BODY_HEIGHT, "12 inch pizza"),
        (Question.BODY_HEIGHT, "2 eggs"),
        (Question.BODY_HEIGHT, "I'm 34"),
        (Question.BODY_AGE, "2 eggs"),
        (Question.BODY_AGE, "how old are you"),
        (Question.BODY_SEX, "girl scout cookies"),
        (Question.BODY_SEX, "2 eggs"),
    ],
)
def test_what_is_plainly_something_else_leaves_the_question_open(question, text, asked):
    person = asked(question)

    assert person.answer(text) is None
    assert person.profile.body == Body()
    assert person.conversation.pending.question is question


def test_an_answer_that_tells_more_is_kept_whole(asked):
    person = asked(Question.BODY_MASS)

    person.answer("82 kg, 178 cm, 34, male")

    assert person.profile.body == Body(82.0, 178.0, 34, Sex.MALE)
    assert person.conversation.pending is None


@pytest.mark.parametrize("text", ["8", "800", "8 kg", "I weigh 800 kg"])
def test_an_answer_that_cannot_be_is_asked_again(text, asked):
    person = asked(Question.BODY_MASS, uses_pounds=False)

    outcome = person.answer(text)

    assert "kg or lb" in said(outcome)
    assert person.profile.body == Body()
    assert person.conversation.pending.question is Question.BODY_MASS


def test_a_number_answers_in_pounds_where_pounds_are_spoken(asked):
    person = asked(Question.BODY_MASS, uses_pounds=True)

    person.answer("180")

    assert person.profile.body.mass_kg == 81.65


@pytest.mark.parametrize(
    ("unit", "mass_kg", "uses_pounds"),
    [("lb", 81.65, True), ("in pounds", 81.65, True), ("kilos", 180.0, False)],
)
def test_a_large_number_without_a_unit_is_asked_for_it(unit, mass_kg, uses_pounds, asked):
    person = asked(Question.BODY_MASS)

    outcome = person.answer("180")
    person.answer(unit)

    assert said(outcome) == "Is 180 in kg or lb?"
    assert person.profile.body.mass_kg == mass_kg
    assert person.profile.uses_pounds is uses_pounds


def test_a_unit_alone_answers_nothing_where_no_number_was_told(asked):
    person = asked(Question.BODY_MASS)

    assert person.answer("lb") is None


def test_a_meal_in_between_leaves_the_question_to_be_answered(tables):
    person = someone(tables)
    person.tell("lose weight")

    between = person.answer("2 eggs")
    person.answer("82")

    assert between is None
    assert person.profile.body.mass_kg == 82.0


def test_an_expired_question_takes_no_answer(asked):
    person = asked(Question.BODY_AGE)
    person.wait(hours=12)

    assert person.answer("34") is None


@pytest.mark.parametrize(
    "text", ["no", "not telling", "I'd rather not say", "skip", "none of your business", "luego"]
)
def test_who_would_rather_not_tell_is_left_in_peace(text, asked):
    person = asked(Question.BODY_MASS)

    outcome = person.answer(text)

    assert said(outcome) == "That's fine. You can tell me any time."
    assert outcome.conversation.pending is None
