"""Numbers of a label against each other: 4, 4 and 9 kcal a gram, and what a portion can hold."""

import pytest

from domain.meals.nutrients import Nutrient
from domain.memory.memory import Label
from domain.memory.plausible import Oddity, find_oddity, parts_kcal

NAMES = {
    "kcal": Nutrient.ENERGY,
    "protein": Nutrient.PROTEIN,
    "carbs": Nutrient.CARBOHYDRATE,
    "fat": Nutrient.FAT,
    "fiber": Nutrient.FIBER,
    "alcohol": Nutrient.ALCOHOL,
}


def a_label(mass_g=None, portion_g=None, **told):
    return Label(tuple((NAMES[n], float(v)) for n, v in told.items()), mass_g, portion_g)


@pytest.mark.parametrize(
    "label",
    [
        a_label(kcal=220, protein=30),
        a_label(kcal=220),
        a_label(protein=30),
        a_label(kcal=190, protein=20, carbs=22, fat=8, fiber=15),
        a_label(kcal=0, protein=0, carbs=0, fat=0),
        a_label(mass_g=100, kcal=450, protein=10, carbs=60, fat=15),
        a_label(kcal=150, alcohol=14, carbs=12),
    ],
)
def test_numbers_that_go_together_are_not_odd(label):
    assert find_oddity(label) is None


@pytest.mark.parametrize(
    ("label", "oddity"),
    [
        (a_label(kcal=80, protein=40), Oddity.TOO_LITTLE_ENERGY),
        (a_label(kcal=600, protein=20, carbs=10, fat=5), Oddity.TOO_MUCH_ENERGY),
        (a_label(mass_g=30, protein=24, carbs=10), Oddity.HEAVIER_THAN_ITSELF),
        (a_label(mass_g=30, kcal=400), Oddity.HEAVIER_THAN_ITSELF),
        (a_label(kcal=10_000), Oddity.IMPOSSIBLE),
        (a_label(protein=1e9), Oddity.IMPOSSIBLE),
        (a_label(mass_g=0, kcal=10), Oddity.IMPOSSIBLE),
        (a_label(mass_g=100, portion_g=0, kcal=10), Oddity.IMPOSSIBLE),
    ],
)
def test_numbers_that_do_not_go_together_are_odd(label, oddity):
    assert find_oddity(label) is oddity


def test_the_energy_of_the_parts_is_four_four_and_nine():
    assert parts_kcal(a_label(kcal=1, protein=10, carbs=10, fat=10)) == 170
