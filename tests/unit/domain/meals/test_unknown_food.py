"""What is counted of a food nobody knows holds neither amounts nor who said it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity import UserId
from domain.meals.unknown_food import MOST_A_MESSAGE, mark_of, words_counted
from tests.unit.domain.builders import Talk, a_user


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("200 g glimmerfrond", "glimmerfrond"), ("2 bowls of Zorblax stew", "zorblax stew"),
        ("zorblaxes", "zorblax"), ("monday zorblax", "zorblax"), ("zorblax monday", "zorblax"),
        ("chicken zorblax", "chicken zorblax"), ("guiso de zarambuco", "guiso zarambuco"),
        ("x2 zorblax", "zorblax"), ("zorblax +14155550101", "zorblax"),
        ("brick", ""), ("humble pie", ""), ("500", ""), ("", ""),
        ("zork blim glam frob quux", ""), ("z" * 40, ""),
    ],
)  # fmt: skip
def test_only_the_words_of_the_food_are_counted(text, counted, tables):
    assert words_counted([text], tables.foods) == ((counted,) if counted else ())


def test_what_the_sender_is_called_is_left_out(tables):
    assert words_counted(["zaphod's zorblax"], tables.foods, "Zaphod") == ("zorblax",)


def test_few_foods_are_counted_of_one_message_and_each_once(tables):
    told = ["zorba", "zorba", "zorbe", "zorbi", "zorbo"]

    assert words_counted(told, tables.foods) == ("zorba", "zorbe", "zorbi")
    assert len(words_counted(told, tables.foods)) == MOST_A_MESSAGE


@given(st.text(max_size=60))
def test_nothing_but_a_few_words_of_letters_is_ever_counted(tables, text):
    for words in words_counted([text], tables.foods):
        assert all(word.isalpha() for word in words.split())
        assert len(words.split()) <= 4


def test_people_are_told_apart_for_one_food_and_not_across_foods():
    ann, ben = UserId("01ANN"), UserId("01BEN")

    assert mark_of("zorblax", ann) != mark_of("zorblax", ben)
    assert mark_of("zorblax", ann) != mark_of("glim", ann)
    assert mark_of("zorblax", ann) == mark_of("zorblax", ann)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("had 2 eggs and a blorbsnack", ("blorbsnack",)), ("2 eggs and 500 bananas", ()),
        ("2 eggs", ()), ("had a brick for lunch", ()), ("undo", ()),
    ],
)  # fmt: skip
def test_a_turn_carries_what_it_did_not_know(text, counted, tables):
    assert Talk(tables, a_user()).hear(text).unknown_foods == counted


def test_the_answer_to_the_question_counts_nothing_again(talk):
    talk.hear("had 2 eggs and a blorbsnack")

    assert talk.hear("200 g").unknown_foods == ()
    assert talk.hear("undo").unknown_foods == ()
