"""How far off a meal may be follows from how its amounts were told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.certainty import (
    COUNTED,
    MEASURED,
    SERVED,
    UNSAID,
    energy_range_kcal,
    is_wide,
    shares_told,
)
from domain.meals.diary import EXACT, Portion, Shares
from domain.meals.estimates import kept
from domain.meals.nutrients import Nutrient
from domain.meals.quantities import Quantity
from domain.meals.reading import Doubt, Unread
from domain.meals.sentences import understand


@pytest.mark.parametrize(
    ("quantity", "shares"),
    [
        (Quantity(200, "g"), EXACT), (Quantity(2, "lb"), EXACT), (Quantity(330, "ml"), COUNTED),
        (Quantity(12, "fl_oz"), COUNTED), (Quantity(2), COUNTED), (Quantity(1), MEASURED),
        (Quantity(1, "cup"), MEASURED), (Quantity(2, "tbsp"), MEASURED),
        (Quantity(1, "slice"), SERVED), (Quantity(is_said=False), UNSAID),
    ],
)  # fmt: skip
def test_the_better_an_amount_is_told_the_surer_it_is(quantity, shares):
    assert shares_told(quantity) == shares


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("200 g rice", EXACT), ("2 eggs", COUNTED), ("rice", UNSAID),
        ("a bagel", MEASURED), ("ate a bagel", MEASURED), ("i had rice", UNSAID),
        ("ok so we got 150 g rice at that diner downtown", EXACT),
    ],
)  # fmt: skip
def test_what_is_read_knows_how_sure_it_is(text, shares, tables):
    assert understand(text, tables.foods).portions[0].shares == shares


def a_portion(energy_kcal, shares=EXACT):
    return Portion("x", "x", None, 100.0, "", {Nutrient.ENERGY: energy_kcal}, shares=shares)


def test_what_was_weighed_has_no_range():
    assert energy_range_kcal([a_portion(200.0), a_portion(100.0)]) == (300.0, 300.0)


def test_a_meal_with_something_uncounted_has_none():
    assert energy_range_kcal([a_portion(200.0), Portion.unknown("500 bananas")]) is None


def test_an_estimate_brings_its_own_range(tables):
    zorblax = kept(Unread("zorblax", Doubt.UNKNOWN_FOOD), "zorblax", tables.foods)

    assert energy_range_kcal([zorblax, a_portion(100.0)]) == pytest.approx(
        (zorblax.estimate.least_kcal + 100, zorblax.estimate.most_kcal + 100)
    )


ENERGIES = st.floats(0.0, 2000.0)
TOLD = st.sampled_from([EXACT, COUNTED, MEASURED, SERVED, UNSAID, Shares(0.0, 3.0)])
PORTIONS = st.lists(st.builds(a_portion, ENERGIES, TOLD), max_size=9)


@given(PORTIONS)
def test_a_range_holds_what_is_told_and_is_no_wider_than_all_errors_together(portions):
    energy_kcal = sum(portion.nutrients[Nutrient.ENERGY] for portion in portions)

    least, most = energy_range_kcal(portions)

    widest = sum(p.nutrients[Nutrient.ENERGY] * (p.shares.most - 1) for p in portions)
    assert 0 <= least <= energy_kcal + 1e-6
    assert energy_kcal - 1e-6 <= most <= energy_kcal + widest + 1e-6


@pytest.mark.parametrize(
    ("least", "most", "energy", "wide"),
    [(140, 210, 176, False), (100, 530, 292, True), (20, 90, 50, False), (900, 1300, 1100, False)],
)
def test_only_a_wide_range_is_worth_hearing(least, most, energy, wide):
    assert is_wide(least, most, energy) is wide
