import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.vocabulary import (
    canonical_words,
    is_one_slip,
    misspelling_of,
    singular,
    spellings_of,
    tokens,
)

letters = st.text("abcd", min_size=5, max_size=8)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("egg", "eggs"), ("tomato", "tomatoes"), ("loaf", "loaves"), ("berry", "berries"),
        ("peach", "peaches"), ("glass", "glasses"), ("cookie", "cookies"), ("pie", "pies"),
        ("half", "halves"), ("limón".replace("ó", "o"), "limones"),
    ],
)  # fmt: skip
def test_singular_and_plural_are_one_form(one, many):
    assert singular(one) == singular(many)


@pytest.mark.parametrize("word", ["gas", "hummus", "swiss", "asparagus", "oat"])
def test_what_only_looks_plural_stays(word):
    assert singular(word) == word


def test_what_belongs_to_someone_is_named_without_them():
    assert singular("mom's") == "mom"


def test_a_text_falls_into_numbers_words_and_punctuation():
    found = [token.plain for token in tokens("2 eggs, 1/2 cup & 3-4 fries × 2\n½")]

    assert found == ["2", "eggs", ",", "1/2", "cup", "and", "3-4", "fries", "x", "2", "\n", "½"]


def test_tokens_know_where_they_stand():
    text = "two  Eggs"

    assert [text.replace("  ", " ")[t.start : t.end] for t in tokens(text)] == ["two", "Eggs"]


def test_phrases_are_compared_without_punctuation():
    assert canonical_words("Mac & Cheeses, (large)") == ("mac", "and", "cheese", "large")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("brocoli", "broccoli"), ("bananna", "banana"), ("yoghurt", "yogurt"), ("piazz", None),
     ("chikcen", "chicken"), ("checken", "chicken"), ("zucchini", None)],
)  # fmt: skip
def test_one_slip_is_forgiven(typed, meant):
    spellings = spellings_of({"broccoli", "banana", "yogurt", "chicken", "rice", "pizzas"})

    assert misspelling_of(typed, spellings) == meant


@pytest.mark.parametrize("typed", ["ric", "rics", "egg5x", "", "x" * 31])
def test_short_odd_and_endless_words_are_left_alone(typed):
    assert misspelling_of(typed, spellings_of({"rice", "eggs", "x" * 30})) is None


def test_a_slip_from_two_words_is_no_guess():
    assert misspelling_of("barts", spellings_of({"darts", "parts"})) is None


def lacks_one(word):
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


@given(letters, st.sets(letters, max_size=6))
def test_the_index_finds_what_a_look_at_every_word_finds(typed, known):
    close = [word for word in known if is_one_slip(typed, word)]
    if not close and len(typed) >= 8:  # in a long word one letter missing and one too many
        close = [word for word in known if len(word) >= 8 and lacks_one(typed) & lacks_one(word)]

    found = misspelling_of(typed, spellings_of(known))

    assert found == (close[0] if len(close) == 1 else None)


@given(letters, letters)
def test_a_slip_goes_both_ways(a, b):
    assert is_one_slip(a, b) == is_one_slip(b, a)


@pytest.mark.parametrize(
    ("a", "b", "is_slip"),
    [("rice", "rice", False), ("rice", "rices", True), ("rice", "ricest", False),
     ("rice", "irce", True), ("rice", "mice", True), ("rice", "mace", False), ("a", "", True)],
)  # fmt: skip
def test_a_slip_is_one_letter_missing_added_changed_or_swapped(a, b, is_slip):
    assert is_one_slip(a, b) is is_slip
