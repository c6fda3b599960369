"""Intakes against aims: shares, what is known of them, what is furthest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.nutrients import Nutrient, Total, combined, total
from domain.nutrition.intake import (
    Aim,
    coverage,
    find_energy_share,
    list_aims,
    list_lowest,
    standing,
)
from domain.nutrition.references import LifeStage, References
from domain.profile.body import Body, Sex
from domain.profile.targets import Caution, daily_targets
from tests.unit.domain.nutrition.stored import REFERENCES

IRON = Aim(Nutrient.IRON, 18, is_maximum=False, source="")
SODIUM = Aim(Nutrient.SODIUM, 2300, is_maximum=True, source="")
AMOUNTS = st.floats(0, 500).map(lambda amount: round(amount, 2))
FOODS = st.lists(
    st.fixed_dictionaries({Nutrient.ENERGY: AMOUNTS}, optional={Nutrient.IRON: AMOUNTS}),
    max_size=6,
)


def aims(*cautions):
    targets = daily_targets(Body(), None, frozenset(cautions))
    return {
        aim.nutrient: aim
        for aim in list_aims(targets, LifeStage(30, Sex.FEMALE), frozenset(cautions), REFERENCES)
    }


def test_a_day_aims_at_fibre_protein_vitamins_minerals_and_maxima():
    found = aims()

    assert len(found) == 25
    assert found[Nutrient.FIBER].amount == 28
    assert found[Nutrient.IRON].amount == 18
    assert found[Nutrient.SATURATED_FAT] == Aim(
        Nutrient.SATURATED_FAT,
        22,
        is_maximum=True,
        source="Dietary Guidelines for Americans 2020-2025",
    )
    assert {each for each, aim in found.items() if aim.is_maximum} == {
        Nutrient.SODIUM, Nutrient.ADDED_SUGAR, Nutrient.SATURATED_FAT,
    }  # fmt: skip


def test_kidneys_are_never_asked_more_protein_or_potassium_of():
    found = aims(Caution.KIDNEY_DISEASE)

    assert not {Nutrient.PROTEIN, Nutrient.POTASSIUM, Nutrient.PHOSPHORUS} & set(found)
    assert found[Nutrient.SODIUM].is_maximum


def test_a_share_is_told_where_most_of_the_energy_is_known():
    most = total([{Nutrient.ENERGY: 800, Nutrient.IRON: 9}, {Nutrient.ENERGY: 200}])
    little = total([{Nutrient.ENERGY: 200, Nutrient.IRON: 9}, {Nutrient.ENERGY: 800}])

    told, untold = standing(most, IRON), standing(little, IRON)

    assert (told.share, told.is_complete) == (0.5, False)
    assert untold.share is None


def test_nothing_eaten_is_known_and_a_food_without_any_number_is_not():
    assert coverage(total([]), Nutrient.IRON) == 1
    assert coverage(total([{}]), Nutrient.IRON) == 0
    assert standing(total([{}]), IRON).share is None


def test_several_days_are_told_a_day():
    week = total([{Nutrient.ENERGY: 4000, Nutrient.IRON: 18}])

    assert standing(week, IRON, days=2).share == 0.5


@given(FOODS, AMOUNTS)
def test_more_of_a_nutrient_never_lowers_its_share(foods, more):
    known = [food for food in foods if Nutrient.IRON in food]
    richer = [*known, {Nutrient.ENERGY: 0.0, Nutrient.IRON: more}]

    assert standing(total(richer), IRON).share >= standing(total(known), IRON).share


@pytest.mark.no_cover  # other tests reach all of it
@given(FOODS, FOODS)
def test_the_amounts_of_meals_add_up_to_those_of_the_day(one, other):
    together = standing(total([*one, *other]), IRON)
    apart = standing(combined([total(one), total(other)]), IRON)

    assert together.amount == pytest.approx(apart.amount, abs=0.02)
    assert together.is_complete == apart.is_complete


@given(FOODS)
def test_a_share_is_never_told_of_what_is_mostly_unknown(foods):
    totals = total(foods)

    found = standing(totals, IRON)

    assert 0 <= coverage(totals, Nutrient.IRON) <= 1
    assert (found.share is None) == (coverage(totals, Nutrient.IRON) < 0.8)


def test_the_lowest_are_those_furthest_from_what_is_to_be_reached():
    calcium = Aim(Nutrient.CALCIUM, 1000, is_maximum=False, source="")
    zinc = Aim(Nutrient.ZINC, 8, is_maximum=False, source="")
    totals = total(
        [{Nutrient.ENERGY: 900, Nutrient.IRON: 9, Nutrient.CALCIUM: 100, Nutrient.SODIUM: 20,
          Nutrient.ZINC: 8}]
    )  # fmt: skip

    found = list_lowest(standing(totals, aim) for aim in (IRON, SODIUM, calcium, zinc))

    assert [each.aim.nutrient for each in found] == [Nutrient.CALCIUM, Nutrient.IRON]


def test_a_macronutrient_gives_a_share_of_energy_only_where_both_are_known():
    known = total([{Nutrient.ENERGY: 200, Nutrient.PROTEIN: 10}])
    open_ = total([{Nutrient.ENERGY: 200, Nutrient.PROTEIN: 10}, {}])

    assert find_energy_share(known, Nutrient.PROTEIN) == 0.2
    assert find_energy_share(open_, Nutrient.PROTEIN) is None
    assert find_energy_share(total([]), Nutrient.PROTEIN) is None


def test_energy_that_is_not_counted_adds_up():
    assert Total(1, 1, 50) + Total(2, 1, 25) == Total(3, 2, 75)


def test_nothing_is_aimed_for_where_the_table_has_no_row_for_a_life_stage():
    of_children = tuple(each for each in REFERENCES.amounts if each.below_years <= 9)
    targets = daily_targets(Body(), None, frozenset())

    found = list_aims(targets, LifeStage(30), frozenset(), References(of_children))

    assert [aim.nutrient for aim in found if not aim.is_maximum] == [
        Nutrient.PROTEIN,
        Nutrient.FIBER,
    ]
