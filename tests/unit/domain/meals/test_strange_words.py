"""A single word that belongs to no talk may be a food nobody knows."""

import pytest

from domain.meals.strange_words import is_strange_word


@pytest.mark.parametrize("text", ["zorble", "Gribblefruit", "bobotie!", "chawanmushi", "fesenjan"])
def test_a_word_of_no_other_talk_may_be_a_food(text, tables):
    assert is_strange_word(text, tables.foods)


@pytest.mark.parametrize(
    "text",
    [
        "hmm", "lol", "asdf", "qwerty", "hjkl", "jajaja", "xoxoxo", "aaaargh", "sdfsdf", "blah",
        "brb", "undoo", "stopp", "testing", "banana", "zorble?", "zorble pie", "z0rble", "",
    ],
)  # fmt: skip
def test_laughter_keys_slips_and_talk_are_no_food(text, tables):
    assert not is_strange_word(text, tables.foods)
