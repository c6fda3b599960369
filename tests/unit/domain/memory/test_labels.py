"""Labels as people type them: what is told is kept in the nutrient's unit, the rest is unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.nutrients import Nutrient
from domain.memory.labels import read_label
from domain.memory.memory import Label

ENERGY, PROTEIN, CARBS, FAT = (
    Nutrient.ENERGY,
    Nutrient.PROTEIN,
    Nutrient.CARBOHYDRATE,
    Nutrient.FAT,
)
WORDS = {
    "kcal": ENERGY,
    "calory": ENERGY,
    "caloria": ENERGY,
    "energy": ENERGY,
    "protein": PROTEIN,
    "proteina": PROTEIN,
    "carb": CARBS,
    "hidratos de carbono": CARBS,
    "fat": FAT,
    "sodium": Nutrient.SODIUM,
    "vitamin b12": Nutrient.VITAMIN_B12,
}


def label(text):
    return read_label(text, WORDS)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("30 g protein, 220 kcal", ((PROTEIN, 30), (ENERGY, 220))),
        ("190 calories, 20g protein, 7 carbs", ((ENERGY, 190), (PROTEIN, 20), (CARBS, 7))),
        ("220 kcal y 30 g de proteína", ((ENERGY, 220), (PROTEIN, 30))),
        ("protein: 30 g, calories 220", ((PROTEIN, 30), (ENERGY, 220))),
        ("hidratos de carbono 12,5 g", ((CARBS, 12.5),)),
        ("1,200 kcal", ((ENERGY, 1200),)),
        ("about 200 cal with no carbs and zero fat", ((ENERGY, 200), (CARBS, 0), (FAT, 0))),
        ("0.5 g sodium", ((Nutrient.SODIUM, 500),)),
        ("300 mg sodium", ((Nutrient.SODIUM, 300),)),
        ("2 mcg vitamin b12", ((Nutrient.VITAMIN_B12, 2),)),
        ("1 mg vitamin b12", ((Nutrient.VITAMIN_B12, 1000),)),
        ("1e9 kcal", ((ENERGY, 1e9),)),
    ],
)
def test_each_number_is_kept_in_its_nutrients_own_unit(text, amounts):
    assert label(text) == Label(amounts)


def test_kilojoules_become_kilocalories():
    assert dict(label("920 kJ").nutrients)[ENERGY] == pytest.approx(219.9, abs=0.1)
    assert dict(label("energy 920 kJ").nutrients)[ENERGY] == pytest.approx(219.9, abs=0.1)


@pytest.mark.parametrize(
    ("text", "mass_g", "portion_g", "unit"),
    [
        ("450 kcal per 100 g", 100, None, ""),
        ("per 100 ml 60 kcal", 100, None, ""),
        ("350 ml, 220 kcal", 350, 350, ""),
        ("120 kcal per scoop (30 g)", 30, 30, "scoop"),
        ("160 kcal per 40 g bar", 40, 40, "bar"),
        ("190 calorías por barrita", None, None, "bar"),
        ("190 kcal per serving", None, None, ""),
        ("190 kcal each", None, None, ""),
        ("400 kcal per 100 g, a bar is 40 g", 100, 40, "bar"),
        ("400 kcal cada 100 g, una porción pesa 30 g", 100, 30, ""),
    ],
)
def test_what_the_numbers_are_told_for_is_kept(text, mass_g, portion_g, unit):
    found = label(text)

    assert (found.mass_g, found.portion_g, found.unit) == (mass_g, portion_g, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "220",
        "2 eggs",
        "50 g oats, 200 ml milk, a banana",
        "30 g",
        "protein",
        "protein g 30",
        "no idea",
        "per 5 kcal",
        "kcal 200 of happiness",
        "400 kcal per 100 g, a bar is heavy",
        "30 g 40 g",
        "a bar is 40 g, 200 kcal",
    ],
)
def test_what_is_no_label_is_none(text):
    assert label(text) is None


@given(
    st.dictionaries(
        st.sampled_from(["kcal", "protein", "fat", "sodium"]), st.integers(0, 999), min_size=1
    )
)
def test_a_nutrient_that_is_not_told_is_never_in_the_label(told):
    text = ", ".join(f"{amount} {name}" for name, amount in told.items())

    found = label(text)

    assert dict(found.nutrients) == {WORDS[name]: amount for name, amount in told.items()}
