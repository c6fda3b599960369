"""Energy needs against worked examples and the laws of the equation."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.profile.body import Activity, Body, Sex
from domain.profile.energy_needs import find_maintenance_energy_kcal, find_resting_energy_kcal

A_MAN = Body(80, 180, 30, Sex.MALE)

bodies = st.builds(
    Body,
    st.floats(40, 200),
    st.floats(140, 210),
    st.integers(19, 77),
    st.sampled_from(Sex),
    st.sampled_from(Activity) | st.none(),
)


def test_a_man_of_80_kg_180_cm_and_30_years_rests_at_1780_kcal():
    assert find_resting_energy_kcal(A_MAN) == 1780


def test_a_woman_of_60_kg_165_cm_and_30_years_rests_at_1320_kcal():
    assert find_resting_energy_kcal(Body(60, 165, 30, Sex.FEMALE)) == 1320.25


@pytest.mark.parametrize("missing", ["mass_kg", "height_cm", "age_years", "sex"])
def test_nothing_is_estimated_while_anything_is_unknown(missing):
    body = replace(A_MAN, **{missing: None})

    assert find_resting_energy_kcal(body) is None
    assert find_maintenance_energy_kcal(body) is None


@pytest.mark.parametrize(("age", "is_known"), [(18, False), (19, True), (78, True), (79, False)])
def test_only_studied_ages_are_estimated(age, is_known):
    assert (find_resting_energy_kcal(replace(A_MAN, age_years=age)) is not None) is is_known


@pytest.mark.parametrize(
    ("activity", "kcal"),
    [
        (Activity.SEDENTARY, 2136),
        (Activity.LIGHT, 2447.5),
        (Activity.MODERATE, 2759),
        (Activity.ACTIVE, 3070.5),
        (Activity.VERY_ACTIVE, 3382),
        (None, 2447.5),
    ],
)
def test_moving_more_needs_more(activity, kcal):
    body = replace(A_MAN, activity=activity)

    assert find_maintenance_energy_kcal(body) == pytest.approx(kcal)


@given(bodies)
def test_resting_energy_falls_by_five_kcal_a_year(body):
    older = replace(body, age_years=body.age_years + 1)

    fall = find_resting_energy_kcal(body) - find_resting_energy_kcal(older)

    assert fall == pytest.approx(5)


@given(bodies, st.floats(0.1, 50), st.floats(0.1, 30))
def test_resting_energy_rises_with_mass_and_height(body, mass_kg, height_cm):
    heavier = replace(body, mass_kg=body.mass_kg + mass_kg)
    taller = replace(body, height_cm=body.height_cm + height_cm)

    assert find_resting_energy_kcal(heavier) > find_resting_energy_kcal(body)
    assert find_resting_energy_kcal(taller) > find_resting_energy_kcal(body)


def test_bmi_is_unknown_until_mass_and_height_are_known():
    assert A_MAN.bmi == pytest.approx(24.69, abs=0.01)
    assert Body(mass_kg=80).bmi is None
    assert Body(height_cm=180).bmi is None
