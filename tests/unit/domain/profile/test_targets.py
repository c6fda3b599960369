"""Daily targets: what is aimed for, and the limits no goal may break."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.profile.body import Activity, Body, Sex
from domain.profile.energy_needs import find_maintenance_energy_kcal, find_resting_energy_kcal
from domain.profile.goal import Goal
from domain.profile.targets import Caution, Reason, cautions_of, daily_targets

NONE: frozenset[Caution] = frozenset()
A_MAN = Body(80, 180, 30, Sex.MALE, Activity.SEDENTARY)

bodies = st.builds(
    Body,
    st.floats(25, 350) | st.none(),
    st.floats(90, 250) | st.none(),
    st.integers(5, 110) | st.none(),
    st.sampled_from(Sex) | st.none(),
    st.sampled_from(Activity) | st.none(),
)
grown_bodies = st.builds(
    Body,
    st.floats(25, 350),
    st.floats(90, 250),
    st.integers(19, 78),
    st.sampled_from(Sex),
    st.sampled_from(Activity),
)
goals = st.sampled_from(Goal) | st.none()
cautions = st.frozensets(st.sampled_from(Caution))


def test_someone_unknown_gets_the_reference_of_the_population():
    targets = daily_targets(Body(), Goal.LOSE_WEIGHT, NONE)

    assert targets.energy_kcal == 2000
    assert targets.protein_g == 50
    assert targets.fiber_g_min == 28
    assert targets.sodium_mg_max == 2300
    assert targets.added_sugar_g_max == 50
    assert not targets.is_personal
    assert targets.reason is Reason.BODY_UNKNOWN


@pytest.mark.parametrize(
    ("goal", "energy_kcal", "protein_g", "reason"),
    [
        (Goal.EAT_HEALTHIER, 2140, 64, Reason.MAINTENANCE),
        (None, 2140, 64, Reason.MAINTENANCE),
        (Goal.BUILD_MUSCLE, 2440, 128, Reason.SURPLUS),
        (Goal.LOSE_WEIGHT, 1780, 96, Reason.DEFICIT_LIMITED),
    ],
)
def test_a_man_who_sits_all_day(goal, energy_kcal, protein_g, reason):
    targets = daily_targets(A_MAN, goal, NONE)

    assert (targets.energy_kcal, targets.protein_g) == (energy_kcal, protein_g)
    assert targets.reason is reason
    assert targets.is_personal


def test_a_man_who_moves_may_eat_500_kcal_less():
    body = replace(A_MAN, activity=Activity.MODERATE)

    targets = daily_targets(body, Goal.LOSE_WEIGHT, NONE)

    assert targets.energy_kcal == 2260
    assert targets.reason is Reason.DEFICIT


def test_a_small_woman_is_never_sent_below_1200_kcal():
    body = Body(42, 145, 70, Sex.FEMALE, Activity.SEDENTARY)

    targets = daily_targets(body, Goal.LOSE_WEIGHT, NONE)

    assert targets.energy_kcal == 1200
    assert targets.reason is Reason.DEFICIT_LIMITED


def test_a_deficit_is_at_most_a_quarter_of_what_is_needed():
    body = Body(50, 160, 40, Sex.FEMALE, Activity.VERY_ACTIVE)

    targets = daily_targets(body, Goal.LOSE_WEIGHT, NONE)

    assert targets.energy_kcal >= 0.75 * find_maintenance_energy_kcal(body)


@pytest.mark.parametrize("caution", Caution)
def test_a_caution_keeps_the_weight_and_says_why(caution):
    targets = daily_targets(A_MAN, Goal.LOSE_WEIGHT, {caution})

    assert targets.energy_kcal == 2140
    assert targets.reason == f"no_deficit_{caution}"


def test_a_child_is_known_by_age_alone():
    child = Body(40, 150, 12, Sex.FEMALE)

    targets = daily_targets(child, Goal.LOSE_WEIGHT, NONE)

    assert targets.reason is Reason.NO_DEFICIT_MINOR
    assert targets.energy_kcal == 2000
    assert targets.protein_g == 38
    assert targets.sodium_mg_max == 1800
    assert not targets.is_personal


def test_a_child_gets_no_athletes_protein():
    child = Body(40, 150, 16, Sex.MALE)

    targets = daily_targets(child, Goal.BUILD_MUSCLE, NONE)

    assert targets.protein_g == 38


@pytest.mark.parametrize(("age", "sodium_mg"), [(8, 1500), (13, 1800), (14, 2300), (80, 2300)])
def test_children_are_to_eat_less_salt(age, sodium_mg):
    assert daily_targets(Body(age_years=age), None, NONE).sodium_mg_max == sodium_mg


@pytest.mark.parametrize("age", [18, 79])
def test_an_age_that_was_not_studied_gets_the_reference(age):
    targets = daily_targets(replace(A_MAN, age_years=age), Goal.LOSE_WEIGHT, NONE)

    assert targets.energy_kcal == 2000
    assert targets.reason is Reason.AGE_NOT_STUDIED


def test_an_underweight_body_is_known_by_mass_and_height():
    assert cautions_of(Body(mass_kg=45, height_cm=175)) == {Caution.UNDERWEIGHT}
    assert cautions_of(Body(mass_kg=57, height_cm=175)) == NONE


@pytest.mark.parametrize("goal", Goal)
def test_sick_kidneys_get_no_protein_target(goal):
    assert daily_targets(A_MAN, goal, {Caution.KIDNEY_DISEASE}).protein_g is None


@pytest.mark.parametrize(
    ("caution", "protein_g"),
    [(Caution.PREGNANT, 88), (Caution.BREASTFEEDING, 104), (Caution.INSULIN, 64)],
)
def test_protein_without_a_deficit_follows_the_reference_intakes(caution, protein_g):
    assert daily_targets(A_MAN, Goal.LOSE_WEIGHT, {caution}).protein_g == protein_g


def test_protein_is_at_most_a_third_of_the_energy():
    body = Body(200, 160, 30, Sex.FEMALE, Activity.SEDENTARY)

    targets = daily_targets(body, Goal.BUILD_MUSCLE, NONE)

    assert targets.protein_g * 4 <= 0.35 * targets.energy_kcal + 2


@pytest.mark.no_cover  # other tests reach all of it
@given(bodies, goals, cautions.filter(bool))
def test_no_caution_ever_comes_with_a_deficit(body, goal, told):
    targets = daily_targets(body, goal, told)

    needed = find_maintenance_energy_kcal(body)
    assert targets.energy_kcal >= (2000 if needed is None else needed - 1e-3)
    assert targets.reason not in {Reason.DEFICIT, Reason.DEFICIT_LIMITED}


@given(bodies, goals)
def test_no_child_and_no_underweight_body_ever_gets_a_deficit(body, goal):
    is_minor = body.age_years is not None and body.age_years < 18
    is_thin = body.bmi is not None and body.bmi < 18.5

    targets = daily_targets(body, goal, NONE)

    if is_minor or is_thin:
        assert targets.reason not in {Reason.DEFICIT, Reason.DEFICIT_LIMITED}


@given(grown_bodies, goals, cautions)
def test_no_goal_goes_below_the_floors(body, goal, told):
    energy_kcal = daily_targets(body, goal, told).energy_kcal

    assert energy_kcal >= (1200 if body.sex is Sex.FEMALE else 1500)
    assert energy_kcal >= find_resting_energy_kcal(body) - 1e-3
    assert energy_kcal >= 0.75 * find_maintenance_energy_kcal(body) - 1e-3


@given(grown_bodies, st.floats(0, 100), st.floats(0, 50), goals)
def test_more_body_never_means_less_energy(body, mass_kg, height_cm, goal):
    heavier = replace(body, mass_kg=body.mass_kg + mass_kg)
    taller = replace(body, height_cm=body.height_cm + height_cm)
    told = frozenset(Caution) if cautions_of(body) | cautions_of(taller) else NONE

    energy_kcal = daily_targets(body, goal, told).energy_kcal

    assert daily_targets(heavier, goal, told).energy_kcal >= energy_kcal
    assert daily_targets(taller, goal, told).energy_kcal >= energy_kcal
