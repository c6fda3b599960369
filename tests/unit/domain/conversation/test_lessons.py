"""Corrections in the talk: right the next time, said, taken back, and for this user only."""

import pytest

from domain.memory.memory import MOST_ENTRIES, Kind, Memory, Remembered
from tests.unit.domain.builders import Talk, a_user, names, said


@pytest.fixture
def talk(knowledge):
    return Talk(knowledge, a_user())


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("meal", "correction", "foods"),
    [
        ("coffee with milk", "no, it was oat milk", ("black coffee", "oat milk")),
        ("toast with cheese", "that's cottage cheese, not cheese", ("toast", "cottage cheese")),
        ("latte", "no, that was oat milk", ("oat milk latte",)),
        ("chips", "no, I meant fries", ("french fries",)),
        ("café con leche", "no, era leche de avena", ("black coffee", "oat milk")),
    ],
)
def test_a_wrong_food_corrected_once_is_right_the_next_time(
    talk, knowledge, meal, correction, foods
):
    talk.hear(meal)
    corrected = talk.hear(correction)

    assert names(corrected) == foods
    assert names(talk.hear(meal)) == foods
    assert names(Talk(knowledge, a_user()).hear(meal)) != foods


def test_undo_takes_a_lesson_back_with_its_correction(talk):
    talk.hear("toast with cheese")
    talk.hear("that's cottage cheese, not cheese")

    talk.hear("undo")

    assert names(talk.hear("toast with cheese")) == ("toast", "cheddar cheese")


def test_undo_of_a_meal_takes_no_lesson_back(talk):
    talk.hear("toast with cheese")
    talk.hear("that's cottage cheese, not cheese")
    talk.hear("toast with cheese")

    talk.hear("undo")

    assert names(talk.hear("toast with cheese")) == ("toast", "cottage cheese")


def test_forget_that_takes_the_lesson_back_and_leaves_the_meal(talk):
    talk.hear("toast with cheese")
    talk.hear("that's cottage cheese, not cheese")

    outcome = talk.hear("forget that")

    assert "cheese" in said(outcome)
    assert outcome.removed == ()
    assert talk.memory.entries == ()


def test_a_slip_of_the_user_is_learned_only_when_they_say_so(talk):
    talk.hear("apple")
    asked = talk.hear("no, it was a banana")
    again = talk.hear("apple")
    talk.hear("no, it was a banana")

    assert "every time" in said(asked)
    assert names(again) == ("apple",)
    assert names(talk.hear("apple")) == ("banana",)


def test_always_makes_a_doubtful_lesson_sure(talk):
    talk.hear("apple")
    talk.hear("no, it was a banana")

    assert "I'll remember" in said(talk.hear("always"))
    assert names(talk.hear("apple")) == ("banana",)


def test_always_after_anything_else_is_heard_as_itself(talk):
    talk.hear("apple")

    talk.hear("always")

    assert talk.memory == Memory()


def test_words_that_mean_again_what_they_meant_are_no_longer_remembered(talk):
    talk.hear("toast with cheese")
    talk.hear("that's cottage cheese, not cheese")
    talk.hear("no, it was cheddar cheese")

    assert names(talk.hear("toast with cheese")) == ("toast", "cheddar cheese")


def test_what_an_unknown_food_turned_out_to_be_is_remembered(talk):
    talk.log("zorp")
    talk.hear("it was 2 crackers")

    outcome = talk.hear("had 2 zorps for lunch")

    assert [(p.name, p.mass_g) for p in outcome.added[0].portions] == [("saltine crackers", 12)]


def test_another_meal_told_as_a_correction_teaches_nothing(talk):
    talk.hear("2 tacos for dinner")

    talk.hear("my dinner was pizza")

    assert talk.memory == Memory()


def test_a_lesson_that_needs_room_says_what_left(talk):
    talk.hear("toast with cheese")
    zorps = (Remembered(Kind.WORDS, f"zorp {n}", n + 1) for n in range(MOST_ENTRIES))
    talk.memory = Memory(tuple(zorps), made=MOST_ENTRIES)

    assert 'let go of "zorp 0"' in said(talk.hear("that's cottage cheese, not cheese"))


def test_words_that_were_used_are_the_last_to_leave(talk):
    talk.hear("toast with cheese")
    talk.hear("that's cottage cheese, not cheese")
    talk.hear("my zorp is 220 kcal, 30 g protein")

    talk.hear("toast with cheese")

    assert [each.name for each in talk.memory.entries] == ["zorp", "cheese"]
