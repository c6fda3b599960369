"""How shops show foods: names, aisles, and how many pieces hold a mass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.recipes.shelves import AISLES, NEARLY, Shelf, rank

EGGS = Shelf(
    "dairy and eggs",
    {"en": "eggs", "es": "huevos"},
    50.0,
    {"en": ("egg", "eggs"), "es": ("huevo", "huevos")},
)
RICE = Shelf("bread and grains", {"en": "white rice", "es": ""})


@pytest.mark.parametrize(
    ("mass_g", "said", "dicho"),
    [
        (1.0, "1 egg", "1 huevo"),
        (50.0, "1 egg", "1 huevo"),
        (57.0, "1 egg", "1 huevo"),
        (58.0, "2 eggs", "2 huevos"),
        (465.0, "10 eggs", "10 huevos"),
    ],
)
def test_what_comes_in_pieces_is_counted_up(mass_g, said, dicho):
    assert EGGS.counted(mass_g, "en") == said
    assert EGGS.counted(mass_g, "es") == dicho


@given(st.floats(0.01, 10_000))
def test_the_pieces_hold_the_mass_but_for_a_crumb(mass_g):
    number = int(EGGS.counted(mass_g, "en").split()[0])

    assert (number + NEARLY + 1e-9) * 50 >= mass_g
    assert number == 1 or (number - 1 + NEARLY) * 50 < mass_g


def test_what_is_weighed_is_not_counted():
    assert RICE.counted(500.0, "en") == ""


def test_a_name_nobody_translated_is_the_english_one():
    assert RICE.named("es") == "white rice"
    assert EGGS.named("es") == "huevos"
    assert EGGS.counted(50, "pt") == "1 egg"


def test_what_is_cut_from_a_whole_is_named_by_the_whole():
    sliced = {"en": ("rye bread ({n} slice)", "rye bread ({n} slices)")}
    bread = Shelf("bread and grains", {"en": "rye bread"}, 32.0, sliced)

    assert bread.counted(30.0, "en") == "rye bread (1 slice)"
    assert bread.counted(96.0, "en") == "rye bread (3 slices)"


def test_it_goes_by_all_its_words():
    assert set(EGGS.words()) == {"eggs", "huevos", "egg", "huevo"}


def test_aisles_are_walked_in_their_order_and_unknown_ones_last():
    assert sorted(["zoo", *reversed(AISLES), "art"], key=rank) == [*AISLES, "art", "zoo"]
