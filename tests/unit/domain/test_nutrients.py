import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.nutrients import Nutrient, Total, combined, scaled, total

amounts = st.integers(0, 500_000).map(lambda hundredths: hundredths / 100)
some_nutrients = st.dictionaries(st.sampled_from(Nutrient), amounts)
many = st.lists(some_nutrients, max_size=8)


@pytest.mark.no_cover  # many runs of what the examples below reach
@given(many, many)
def test_the_total_of_two_meals_is_the_sum_of_their_totals(first, second):
    assert total([*first, *second]) == combined([total(first), total(second)])


@pytest.mark.no_cover  # many runs of what the examples below reach
@given(many, st.randoms())
def test_the_order_of_the_foods_makes_no_difference(portions, shuffle):
    mixed = list(portions)
    shuffle.shuffle(mixed)

    assert total(mixed) == total(portions)


@pytest.mark.no_cover  # many runs of what the examples below reach
@given(many)
def test_every_food_is_counted_or_said_not_to_be(portions):
    totals = total(portions)

    for nutrient in Nutrient:
        known = sum(nutrient in portion for portion in portions)
        assert totals[nutrient].uncounted == len(portions) - known


@pytest.mark.no_cover  # many runs of what the examples below reach
@given(some_nutrients, st.floats(0, 5000), st.floats(0, 5000))
def test_more_of_a_food_is_never_less_of_a_nutrient(per_100_g, mass_g, other_g):
    less, more = sorted((mass_g, other_g))

    for nutrient in per_100_g:
        assert scaled(per_100_g, less)[nutrient] <= scaled(per_100_g, more)[nutrient]


def test_a_portion_is_rounded_once_energy_and_sodium_to_one():
    per_100_g = {Nutrient.ENERGY: 143.4, Nutrient.SODIUM: 12.4, Nutrient.PROTEIN: 12.567}

    portion = scaled(per_100_g, 50)

    assert portion == {Nutrient.ENERGY: 72, Nutrient.SODIUM: 6, Nutrient.PROTEIN: 6.28}


def test_unknown_is_not_zero():
    totals = total([{Nutrient.ENERGY: 100.0}, {}])

    assert totals[Nutrient.ENERGY] == Total(100.0, uncounted=1)
    assert totals[Nutrient.IRON] == Total(0.0, uncounted=2, uncounted_kcal=100.0)


def test_nothing_eaten_is_nothing_and_everything_is_counted():
    assert total([])[Nutrient.ENERGY] == combined([])[Nutrient.ENERGY] == Total(0.0, 0)


@pytest.mark.parametrize("cents", [1, 10, 33])
def test_sums_do_not_drift(cents):
    totals = combined([total([{Nutrient.FAT: cents / 100}])] * 1000)

    assert totals[Nutrient.FAT].amount == pytest.approx(cents * 10, abs=1e-9)
