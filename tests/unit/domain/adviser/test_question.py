"""The key of an answer holds everything that decides it."""

from dataclasses import replace

import pytest

from domain.adviser.question import Prompt, Question
from domain.adviser.schema import closed, text

PROMPT = Prompt("invent_recipes", "cook", "propose", "proposes", closed(name=text(3)))
QUESTION = Question(PROMPT, '{"meal": "dinner"}', ("kind milk", "kind egg"), "t1")


@pytest.mark.parametrize(
    "other",
    [
        replace(QUESTION, said='{"meal": "lunch"}'),
        replace(QUESTION, safety=("kind milk",)),
        replace(QUESTION, safety=("kind milk", "kind egg", "diet vegan")),
        replace(QUESTION, tables="t2"),
        replace(QUESTION, prompt=replace(PROMPT, kind="read_words")),
        replace(QUESTION, prompt=replace(PROMPT, instructions="cook well")),
        replace(QUESTION, prompt=replace(PROMPT, form=closed(name=text(4)))),
    ],
)
def test_whatever_decides_an_answer_changes_its_key(other):
    assert other.key("m") != QUESTION.key("m")


def test_another_model_has_another_key():
    assert QUESTION.key("m") != QUESTION.key("n")


def test_the_order_in_which_allergies_are_told_changes_no_key():
    assert replace(QUESTION, safety=("kind egg", "kind milk", "kind egg")).key("m") == QUESTION.key(
        "m"
    )


def test_an_answer_can_be_taken_back_by_kind_model_and_tables():
    assert QUESTION.tags("m") == ("kind:invent_recipes", "model:m", "tables:t1")


def test_mending_an_answer_is_the_same_case():
    mending = QUESTION.mending({"name": "rice"}, ("too short",))

    assert mending.objection.faults == ("too short",)
    assert mending.key("m") == QUESTION.key("m")
