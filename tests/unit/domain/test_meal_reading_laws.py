"""Whatever anybody types, reading it ends soon and weighs nothing absurd."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.meals.reading import LARGEST_PORTION_G, read_meal

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

pieces = st.one_of(
    st.sampled_from(
        [
            "egg",
            "2",
            "1/2",
            "½",
            "a",
            "half",
            "dozen",
            "cup",
            "oz",
            "of",
            "the",
            "with",
            "and",
            ",",
            "(",
            ")",
            "x",
            "-",
            "rice",
            "milk",
            "-3",
            "1e99",
            "9" * 400,
            "1/0",
            "at",
            "8",
            "am",
            "peanut",
            "butter",
            "blorp",
            "\n",
            "🍕",
            "\uff13",
            "medium",
            "large",
            "fl",
            ":",
        ]
    ),
    st.text(max_size=6),
)
sentences = st.lists(pieces, max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(sentences, st.text(max_size=200)))
def test_reading_never_raises_and_weighs_nothing_absurd(tables, text):
    reading = read_meal(text, tables.foods)

    for portion in reading.portions:
        assert 0 <= portion.mass_g <= LARGEST_PORTION_G
        assert all(math.isfinite(n) and n >= 0 for n in portion.nutrients.values())


@settings(max_examples=30, deadline=None)
@given(pieces)
def test_what_is_read_does_not_depend_on_what_was_read_before(tables, piece):
    assert read_meal(piece, tables.foods) == read_meal(piece, tables.foods)


@pytest.mark.parametrize(
    "text",
    ["blorp " * 1666, "1 " * 5000, "egg " * 2500, "a " * 5000, "half " * 2000, "the " * 2500,
     "x" * 10_000, "1/" * 5000, "1-" * 5000, "i " * 5000, "2 12 oz " * 1250, "cup of " * 1400,
     "🍕" * 10_000, "e\u0301" * 5000, "," * 10_000, "a'" * 5000, "eggs x " * 1400],
    ids=lambda text: text[:8].strip(),
)  # fmt: skip
def test_ten_thousand_hostile_characters_are_read_to_the_end(text, tables):
    reading = read_meal(text, tables.foods)

    assert all(portion.mass_g and portion.mass_g > 0 for portion in reading.portions)


def test_the_same_food_three_hundred_times_is_three_hundred_portions(tables):
    assert len(read_meal("egg, " * 300, tables.foods).portions) == 300
