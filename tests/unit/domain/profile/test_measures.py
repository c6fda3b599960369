"""Body data as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.profile.body import Sex
from domain.profile.measures import (
    MassUnit,
    Measure,
    find_age_years,
    find_height_cm,
    find_mass_kg,
    find_sex,
)


@pytest.mark.parametrize(
    ("text", "kg"),
    [
        ("82 kg", 82),
        ("82.4kg this morning", 82.4),
        ("82,5 kg", 82.5),
        ("peso 82 kilos", 82),
        ("181 lbs", 82.1),
        ("I weigh 180 pounds", 81.65),
        ("160 libras", 72.57),
        ("12 stone", 76.2),
        ("12 st 4", 78.02),
        ("11st 4lbs", 71.67),
        ("I want to lose 5 kg, I weigh 82 kg", 82),
        ("lost 3 lbs, now 181 lbs", 82.1),
        ("ate 2 kg of rice and weigh 82 kg", 82),
        ("I weigh \uff18\uff12 kg", 82),
    ],
)
def test_a_mass_is_understood(text, kg):
    assert find_mass_kg(text) == Measure(kg)


@pytest.mark.parametrize(("text", "kg"), [("8 kg", 8), ("I weigh 800 kg", 800), ("1 lb", 0.45)])
def test_a_mass_that_cannot_be_is_kept_for_a_question(text, kg):
    assert find_mass_kg(text) == Measure(kg, is_plausible=False)


@pytest.mark.parametrize(
    "text", ["", "hello", "82", "I want to lose 5 kg", "bajar 10 kilos", "-82 kg", "on the 21st"]
)
def test_no_mass_is_made_up(text):
    assert find_mass_kg(text) is None


def test_a_bare_number_is_a_mass_only_in_a_unit_that_is_known():
    assert find_mass_kg("82", MassUnit.KILOGRAM) == Measure(82)
    assert find_mass_kg("181", MassUnit.POUND) == Measure(82.1)
    assert find_mass_kg("181 lbs", MassUnit.KILOGRAM) == Measure(82.1)


@pytest.mark.parametrize(
    ("text", "cm"),
    [
        ("178 cm", 178),
        ("I'm 178cm", 178),
        ("178", 178),
        ("I'm 178 tall", 178),
        ("mido 170", 170),
        ("1.78", 178),
        ("1,78 m", 178),
        ("1.78m", 178),
        ("1m78", 178),
        ("1 metro 78", 178),
        ("2 m", 200),
        ("mido 1,70", 170),
        ("mido uno setenta", 170),
        ("mido uno con 70", 170),
        ("mido metro sesenta y cinco", 165),
        ("uno ochenta", 180),
        ("mido 1,70 y peso 80", 170),
        ("height: 1.80", 180),
        ("1.80 tall", 180),
        ("1.75, 80kg", 175),
        ("5'10", 177.8),
        ("5\u201910\u201d", 177.8),
        ("5\u203210\u2033", 177.8),
        ("5'10.5", 179.1),
        ("5 ft 10", 177.8),
        ("5 foot 10 in", 177.8),
        ("5 feet 11 inches", 180.3),
        ("5 pies 4 pulgadas", 162.6),
        ("six foot", 182.9),
        ("six foot two", 188),
        ("6 ft 180 lbs", 182.9),
        ("6 ft, 34 years", 182.9),
        ("5 11", 180.3),
        ("70 inches", 177.8),
        ('70"', 177.8),
        ("34 f 5'4 130lbs", 162.6),
    ],
)
def test_a_height_is_understood(text, cm):
    assert find_height_cm(text) == Measure(cm)


@pytest.mark.parametrize(("text", "cm"), [("17 cm", 17), ("3 m", 300), ("9 ft", 274.3)])
def test_a_height_that_cannot_be_is_kept_for_a_question(text, cm):
    assert find_height_cm(text) == Measure(cm, is_plausible=False)


@pytest.mark.parametrize("text", ["", "hello", "1.50 kg", "I'm 1.50 lbs", "12'3", "82 kg", "tall"])
def test_no_height_is_made_up(text):
    assert find_height_cm(text) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("34", 34),
        ("34yo", 34),
        ("i am 16 y/o", 16),
        ("34-year-old", 34),
        ("I'm 34 years old", 34),
        ("I'm 34", 34),
        ("im 34 and female", 34),
        ("i'm 34, 5'4", 34),
        ("tengo 34 años", 34),
        ("tengo 34", 34),
        ("edad: 34", 34),
        ("34/f", 34),
        ("M34 180cm", 34),
        ("12", 12),
    ],
)
def test_an_age_is_understood(text, years):
    assert find_age_years(text) == Measure(years)


@pytest.mark.parametrize(("text", "years"), [("3", 3), ("I'm 150 years old", 150)])
def test_an_age_that_cannot_be_is_kept_for_a_question(text, years):
    assert find_age_years(text) == Measure(years, is_plausible=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tengo 2 hijos",
        "34 years ago",
        "vegan for 10 years",
        "hace 5 años",
        "I'm 178 cm",
        "I'm 82.5 kg",
        "1.78 m 82 kg",
    ],
)
def test_no_age_is_made_up(text):
    assert find_age_years(text) is None


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("female", Sex.FEMALE),
        ("I'm a woman", Sex.FEMALE),
        ("soy mujer", Sex.FEMALE),
        ("F", Sex.FEMALE),
        ("34f", Sex.FEMALE),
        ("f 34", Sex.FEMALE),
        ("male", Sex.MALE),
        ("hombre", Sex.MALE),
        ("m.", Sex.MALE),
        ("34/m", Sex.MALE),
        ("34, m, 80 kg", Sex.MALE),
    ],
)
def test_a_sex_is_understood(text, sex):
    assert find_sex(text) is sex


@pytest.mark.parametrize("text", ["", "non-binary", "1.78 m 82 kg", "a man and a woman", "f off"])
def test_no_sex_is_made_up(text):
    assert find_sex(text) is None


@given(st.integers(26, 349), st.sampled_from(["kg", " kilos", "kgs"]))
def test_every_whole_mass_comes_back(kg, unit):
    assert find_mass_kg(f"I weigh {kg}{unit} now") == Measure(kg)


@given(
    st.integers(4, 7), st.integers(0, 11), st.sampled_from(["{}'{}", "{} ft {}", "{} foot {} in"])
)
def test_every_height_in_feet_comes_back(feet, inches, form):
    assert find_height_cm(form.format(feet, inches)) == Measure(
        round((12 * feet + inches) * 2.54, 1)
    )


@given(st.text())
def test_no_text_breaks_the_reading(text):
    for find in (find_mass_kg, find_height_cm, find_age_years, find_sex):
        find(text)
