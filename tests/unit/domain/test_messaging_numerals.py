import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.messaging.numerals import in_digits, without_marks


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("two hundred grams of chicken", "200 grams of chicken"),
        ("a hundred grams of rice", "100 grams of rice"),
        ("a couple hundred calories", "200 calories"),
        ("a couple of hundred grams", "200 grams"),
        ("an eighty calorie apple", "an 80 calorie apple"), ("a twenty pack", "a 20 pack"),
        ("Twenty-five almonds", "25 almonds"), ("twenty almonds", "20 almonds"),
        ("two hundred and fifty calories", "250 calories"), ("twelve hundred kcal", "1200 kcal"),
        ("two thousand five hundred calories", "2500 calories"),
        ("one hundred and one", "101"), ("a thousand calories", "1000 calories"),
        ("five hundred calories and six eggs", "500 calories and six eggs"),
        ("siete huevos y diez uvas", "7 huevos y 10 uvas"), ("ochenta calorías", "80 calorías"),
        ("ciento veinte gramos", "120 gramos"), ("treinta y cinco uvas", "35 uvas"),
        ("doscientas cincuenta calorías", "250 calorías"), ("mil doscientas kcal", "1200 kcal"),
        ("mil calorías", "1000 calorías"), ("dos mil pasos", "2000 pasos"),
        ("veintidós almendras", "22 almendras"), ("once almendras", "11 almendras"),
        ("quince g de queso", "15 g de queso"),
    ],
)  # fmt: skip
def test_numbers_in_words_are_read_in_both_languages(text, read):
    assert in_digits(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "2 eggs and toast", "two eggs", "dos huevos y una manzana", "half a dozen eggs",
        "once a week", "quince paste", "thousand island dressing", "hundred grand bar",
        "siete mares", "mil gracias", "mil hojas", "ten thirty", "fifty fifty",
        "nineteen ninety five", "two hundred hundred", "a thousand thousand", "couple of eggs",
        "someone-eighty",
    ],
)  # fmt: skip
def test_names_articles_and_times_stay_as_they_are(text):
    assert in_digits(text) == text


@given(st.text(max_size=60))
def test_reading_numbers_twice_changes_nothing_more(text):
    once = in_digits(text)

    assert in_digits(once) == once


def test_a_number_is_one_word_and_its_unit_another():
    assert without_marks("1,200 kcal, 1.500 cal, 80kcal, 1.5 kg") == (
        "1200 kcal, 1500 cal, 80 kcal, 1.5 kg"
    )
