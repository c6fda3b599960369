"""What foods and amounts are called in Spanish."""

import pytest

from domain.meals.food_names import FoodNames
from domain.meals.foods import FoodId

EGG, TUNA, POZOLE, BAGEL = map(FoodId, ("egg", "tuna", "pozole", "bagel"))
NAMES = FoodNames(
    words={EGG: ("huevo", "blanquillo"), TUNA: ("atún", "atún en lata", "melón")},
    foreign={EGG: ("egg",), POZOLE: ("pozole",), BAGEL: ("bagel",)},
    units={"slice": ("rebanada", "rebanadas"), "cup": ("taza", "tazas")},
)


@pytest.mark.parametrize(
    ("food", "text", "name"),
    [
        (EGG, "2 huevos", "huevos"),
        (EGG, "un blanquillo", "blanquillo"),
        (EGG, "2 blanquilos", "blanquillo"),
        (TUNA, "una lata de atun", "atún"),
        (TUNA, "atun en lata", "atún en lata"),
        (TUNA, "2 melones", "melones"),
        (POZOLE, "un plato de pozole", "pozole"),
        (EGG, "2 eggs", "eggs"),
    ],
)
def test_a_food_is_called_as_the_user_calls_it_and_spelled_right(food, text, name):
    assert NAMES.name_of(food, text) == name


def test_a_food_the_user_did_not_name_is_called_by_its_shortest_word():
    assert NAMES.name_of(EGG, "") == "huevo"


@pytest.mark.parametrize("food", [BAGEL, FoodId("gone"), None])
def test_a_food_without_a_word_in_the_language_has_no_name(food):
    assert NAMES.name_of(food, "") == ""


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("2 slices", "2 rebanadas"),
        ("1 slice", "1 rebanada"),
        ("½ cup", "½ taza"),
        ("0.3333 cup", "0.3333 taza"),
        ("1½ cups", "1½ tazas"),
        ("200 g", "200 g"),
        ("3", "3"),
        ("", ""),
    ],
)
def test_an_amount_is_said_in_the_language(kept, said):
    assert NAMES.amount(kept) == said
