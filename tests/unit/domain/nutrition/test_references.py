"""Dietary reference intakes by life stage, from the product's own table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.nutrients import Nutrient
from domain.nutrition.references import Kind, LifeStage, References
from domain.profile.body import Sex
from domain.profile.targets import Caution
from tests.unit.domain.nutrition.stored import REFERENCES

STAGES = st.builds(
    LifeStage,
    st.none() | st.integers(1, 120),
    st.none() | st.sampled_from(Sex),
    st.none() | st.sampled_from([Caution.PREGNANT, Caution.BREASTFEEDING]),
)
EXPECTED = [
    # National Academies, DRI summary tables; some of every kind of step
    (Nutrient.IRON, LifeStage(30, Sex.FEMALE), 18),
    (Nutrient.IRON, LifeStage(30, Sex.MALE), 8),
    (Nutrient.IRON, LifeStage(51, Sex.FEMALE), 8),
    (Nutrient.IRON, LifeStage(30, Sex.FEMALE, Caution.PREGNANT), 27),
    (Nutrient.IRON, LifeStage(30, Sex.FEMALE, Caution.BREASTFEEDING), 9),
    (Nutrient.CALCIUM, LifeStage(16, Sex.MALE), 1300),
    (Nutrient.CALCIUM, LifeStage(51, Sex.FEMALE), 1200),
    (Nutrient.CALCIUM, LifeStage(51, Sex.MALE), 1000),
    (Nutrient.VITAMIN_D, LifeStage(70, Sex.MALE), 15),
    (Nutrient.VITAMIN_D, LifeStage(71, Sex.MALE), 20),
    (Nutrient.POTASSIUM, LifeStage(40, Sex.MALE), 3400),
    (Nutrient.POTASSIUM, LifeStage(40, Sex.FEMALE), 2600),
    (Nutrient.FOLATE, LifeStage(25, Sex.FEMALE, Caution.PREGNANT), 600),
    (Nutrient.MAGNESIUM, LifeStage(30, Sex.MALE), 400),
    (Nutrient.MAGNESIUM, LifeStage(31, Sex.MALE), 420),
    (Nutrient.COPPER, LifeStage(25, Sex.FEMALE), 0.9),
    (Nutrient.SELENIUM, LifeStage(25, Sex.FEMALE, Caution.BREASTFEEDING), 70),
    (Nutrient.PHOSPHORUS, LifeStage(18, Sex.MALE), 1250),
    (Nutrient.CHOLINE, LifeStage(19, Sex.FEMALE), 425),
    (Nutrient.VITAMIN_B12, LifeStage(5, Sex.MALE), 1.2),
]


@pytest.mark.parametrize(("nutrient", "stage", "amount"), EXPECTED)
def test_a_life_stage_needs_what_the_academies_say(nutrient, stage, amount):
    assert REFERENCES.find_recommended(nutrient, stage).amount == amount


def test_there_are_twenty_vitamins_and_minerals():
    assert len(REFERENCES.nutrients) == 20


@given(STAGES, st.sampled_from(REFERENCES.nutrients))
def test_every_life_stage_has_a_need_below_its_upper_level(stage, nutrient):
    need, most = (
        REFERENCES.find_recommended(nutrient, stage),
        REFERENCES.find_upper(nutrient, stage),
    )

    assert need.amount > 0
    assert most is None or most.amount > need.amount


@given(STAGES, st.sampled_from(REFERENCES.nutrients), st.sampled_from(Sex))
def test_who_did_not_tell_their_sex_gets_the_higher_need_and_the_lower_limit(stage, nutrient, sex):
    unknown = LifeStage(stage.age_years, None, stage.state)
    known = LifeStage(stage.age_years, sex, stage.state)

    need, of_sex = (REFERENCES.find_recommended(nutrient, each) for each in (unknown, known))
    most, most_of_sex = (REFERENCES.find_upper(nutrient, each) for each in (unknown, known))

    assert need.amount >= of_sex.amount
    assert most is None or most.amount <= most_of_sex.amount


def test_pregnancy_has_one_need_whatever_sex_or_age_was_told():
    teenager = LifeStage(12, Sex.MALE, Caution.PREGNANT)

    assert REFERENCES.find_recommended(Nutrient.IRON, teenager).amount == 27


def test_the_upper_level_of_supplements_is_not_one_of_food():
    stage = LifeStage(30, Sex.FEMALE)

    assert REFERENCES.find_upper(Nutrient.MAGNESIUM, stage) is None
    assert REFERENCES.find_upper(Nutrient.VITAMIN_A, stage) is None
    assert REFERENCES.find_upper(Nutrient.ZINC, stage).amount == 40


@pytest.mark.parametrize(
    ("age", "lowest", "highest"), [(None, 0.2, 0.35), (2, 0.3, 0.4), (10, 0.25, 0.35)]
)
def test_the_share_of_fat_goes_by_age(age, lowest, highest):
    found = REFERENCES.find_range(Nutrient.FAT, LifeStage(age))

    assert (found.lowest, found.highest) == (lowest, highest)


def test_what_is_not_in_the_table_has_no_reference():
    nothing = References()

    assert nothing.find_recommended(Nutrient.IRON, LifeStage()) is None
    assert nothing.find_range(Nutrient.FAT, LifeStage()) is None


def test_no_two_rows_are_of_the_same_life_stage():
    places = [
        (each.nutrient, each.kind, each.state, sex, age)
        for each in REFERENCES.amounts
        for sex in (Sex if each.sex is None else (each.sex,))
        for age in range(each.from_years, each.below_years)
    ]

    assert len(set(places)) == len(places)
    assert {Kind.RDA, Kind.AI, Kind.UL} == {each.kind for each in REFERENCES.amounts}
