"""Food that is drawn is read as the words it stands for, where it stands for food."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.emoji import EmojiWords
from domain.meals.reading import read_meal


@pytest.fixture(scope="module")
def emoji(tables):
    return tables.emoji


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("🍕", "slice of pizza"),
        ("🍕🍕", "2 slices of pizza"),
        ("🍕 🍕 🍺", "2 slices of pizza, beer"),
        ("3 🍕", "3 slices of pizza"),
        ("3🍕", "3 slices of pizza"),
        ("🍕 x 2", "2 slices of pizza"),
        ("1 🍕", "slice of pizza"),
        ("half a 🍕", "half a slice of pizza"),
        ("lunch: 🥗🥤", "lunch: salad, soda"),
        ("had 🍕 for lunch", "had slice of pizza for lunch"),
        ("coffee and 🥐", "coffee and croissant"),
        ("☕\ufe0f", "cup of coffee"),
        ("allergic to 🥜🦐", "allergic to peanuts, shrimp"),
    ],
)
def test_a_drawn_food_is_read_as_its_words(emoji, text, spelled):
    assert emoji.spelled_out(text) == spelled


@pytest.mark.parametrize("text", ["latte ☕", "☕ latte", "pizza 🍕🍕", "happy birthday 🎂"])
def test_beside_other_words_it_only_adorns(emoji, text):
    kept = emoji.spelled_out(text)

    assert kept == text.translate(dict.fromkeys(map(ord, "☕🍕🎂"))).strip()


@pytest.mark.parametrize("text", ["", "2 eggs", "yum 😋", "piñata", "at 8"])
def test_a_text_without_drawn_food_stays_as_it_is(emoji, text):
    assert emoji.spelled_out(text) == text


def test_an_hour_is_no_amount(emoji):
    assert "8 slices" not in emoji.spelled_out("at 8 🍕")


def test_without_a_table_nothing_is_drawn():
    assert EmojiWords().spelled_out("🍕") == "🍕"


def test_every_drawn_food_is_one_food_of_the_table_alone_and_in_number(tables, emoji):
    amiss = [
        said
        for one, several in emoji.in_words.values()
        for said in (one, f"2 {several}")
        if len(read_meal(said, tables.foods).portions) != 1 or read_meal(said, tables.foods).unread
    ]

    assert amiss == []


@given(st.text(alphabet="🍕🍺☕\ufe0f 2x,ab\n", max_size=30))
def test_whatever_is_drawn_can_be_read(tables, text):
    assert isinstance(tables.emoji.spelled_out(text), str)
