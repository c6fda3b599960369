import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.quantities import Quantity, find_number, is_article, unit_named
from domain.meals.quantity_reading import read_quantity
from domain.meals.vocabulary import tokens

UNITS = frozenset({"g", "oz", "cup", "slice", "can", "bowl", "fl_oz", "large", "small", "ml"})


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2", 2), ("2.5", 2.5), ("2,5", 2.5), ("1/2", 0.5), ("3 / 4", 0.75), ("½", 0.5),
        ("⅝", 0.625), ("2-4", 3), ("2 \u2013 3", 2.5), ("a", 1), ("dozen", 12), ("dos", 2),
        ("-2", -2),         ("1e9", 1e9), ("third", 1 / 3),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed, number):
    assert find_number(typed) == pytest.approx(number)


@pytest.mark.parametrize("typed", ["", "egg", "/", "x2", "--2", "nan", "inf", "1.2.3"])
def test_what_is_no_number_is_none(typed):
    assert find_number(typed) is None


def test_a_division_by_zero_is_absurd_and_no_error():
    assert find_number("1/0") == math.inf


@pytest.mark.parametrize("token", ["0/:", "1/x", "3/4/5", "/2"])
def test_half_a_fraction_is_no_number(token):
    assert find_number(token) is None


@given(st.text(max_size=40))
def test_reading_a_number_never_raises(text):
    assert find_number(text) is None or isinstance(find_number(text), float)


def test_only_articles_are_articles():
    assert [word for word in ("a", "an", "un", "una", "one", "uno") if is_article(word)] == [
        "a", "an", "un", "una",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("tablespoons", "tbsp"),
        ("cups", "cup"),
        ("tazas", "cup"),
        ("big", "large"),
        ("zork", "zork"),
    ],
)
def test_a_unit_has_one_name(typed, unit):
    assert unit_named(typed) == unit


def furthest(text):
    """The reading that takes in the most words."""
    return max(read_quantity(tokens(text), 0, UNITS), key=lambda reading: reading[1])[0]


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("2 eggs", 2, ""),
        ("two eggs", 2, ""),
        ("a couple of eggs", 2, ""),
        ("1 1/2 cups", 1.5, "cup"),
        ("one and a half cups", 1.5, "cup"),
        ("half a dozen", 6, ""),
        ("half a cup", 0.5, "cup"),
        ("a half cup", 0.5, "cup"),
        ("two dozen", 24, ""),
        ("200 g", 200, "g"),
        ("2 x 200 g", 400, "g"),
        ("two 12 oz cans", 24, "oz"),
        ("one 12 oz can", 12, "oz"),
        ("8 fl oz", 8, "fl_oz"),
        ("8 fluid ounces", 8, "fl_oz"),
        ("a large bowl", 1, "bowl"),
        ("2 large", 2, "large"),
        ("slices", 1, "slice"),
        ("1 ½ cups", 1.5, "cup"),
        ("dos y media tazas", 2.5, "cup"),
        ("medio dozen", 6, ""),
        ("a 2 cups", 2, "cup"),
        ("3 4 oz", 12, "oz"),
    ],
)
def test_an_amount_is_read_with_its_unit(text, count, unit):
    found = furthest(text)

    assert (found.count, found.unit) == (pytest.approx(count), unit)


def test_where_no_amount_is_said_one_is_assumed():
    assert list(read_quantity(tokens("eggs"), 0, UNITS)) == [(Quantity(is_said=False), 0)]
