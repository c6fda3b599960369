import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.messaging.text import clean, simplify, words


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)

    assert clean(once) == once


@given(st.text())
def test_a_clean_text_holds_no_control_and_no_direction_mark(text):
    kept = clean(text).replace("\n", "").replace("\u200d", "")

    assert not {unicodedata.category(character) for character in kept} & {"Cc", "Cf", "Cs", "Co"}


@given(st.text())
def test_words_are_lower_case_and_bare(text):
    for word in words(text):
        assert word == simplify(word)
        assert " " not in word


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  2 eggs  ", "2 eggs"),
        ("2\u202eeggs\u202c", "2eggs"),
        ("piz\u200bza", "pizza"),
        ("a\x00b\x1bc", "abc"),
        ("eggs\r\ntoast\rmilk", "eggs\ntoast\nmilk"),
        ("eggs\u2028toast", "eggs\ntoast"),
        ("2\u00a0\t eggs", "2 eggs"),
        ("\uff12\uff10\uff10 g", "200 g"),
        ("\u00bd cup", "\u00bd cup"),
        ("I\u2019m", "I'm"),
        ("can\u00b4t", "can't"),
        ("\ud800", ""),
        ("\u3164", ""),
    ],
)
def test_what_is_typed_is_made_safe_to_keep(typed, kept):
    assert clean(typed) == kept


def test_an_emoji_of_several_parts_stays_whole():
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"

    assert clean(family) == family


@pytest.mark.parametrize(
    ("typed", "compared"),
    [("JALAPEÑO", "jalapeno"), ("Crème  Brûlée", "creme brulee"), ("e\u034fgg", "egg")],
)
def test_texts_are_compared_without_case_and_accents(typed, compared):
    assert simplify(typed) == compared


def test_words_keep_their_apostrophes_and_lose_their_punctuation():
    assert words("I'd like_2 eggs, please!") == ("i'd", "like", "2", "eggs", "please")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2 \u0435ggs", "2 eggs"),
        ("I'm \u0430llergic t\u043e \u0440eanuts", "I'm allergic to peanuts"),
        ("2 eggs, \u0441\u043e\u0441\u043e\u0430", "2 eggs, cocoa"),
        ("\u039fats", "Oats"),
    ],
)
def test_letters_that_only_look_latin_become_what_they_look_like(text, kept):
    assert clean(text) == kept


@pytest.mark.parametrize(
    "text", ["\u0441\u043e\u0440", "\u044f \u0441\u044a\u0435\u043b pizza", "10 \u03bcg of B12"]
)
def test_words_in_another_alphabet_stay_in_it(text):
    assert clean(text) == text
