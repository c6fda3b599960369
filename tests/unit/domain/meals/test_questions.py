"""Questions about what is in foods, asked the way people ask."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.tables import CsvTables
from domain.meals.diary import Portion
from domain.meals.foods import FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.questions import Comparison, NutritionQuestion, compare, find_question

TABLES = CsvTables(Path(__file__).parents[4] / "data")
FOODS = TABLES.foods()
WORDS = TABLES.nutrient_words()


def ask(text):
    return find_question(text, FOODS, WORDS)


def a_portion(name="egg", **nutrients):
    known = {Nutrient[key.upper()]: value for key, value in nutrients.items()}
    return Portion(name, name, None, 100.0, "", known)


def a_comparison(*portions, is_least_wanted=False):
    return NutritionQuestion(
        (Nutrient.PROTEIN,), portions, is_comparison=True, is_least_wanted=is_least_wanted
    )


@pytest.mark.parametrize(
    ("text", "nutrient", "food", "mass_g"),
    [
        ("how much protein in 2 eggs", "protein_g", "egg", 100),
        ("calories in a big mac", "energy_kcal", "big mac", None),
        ("calories big mac", "energy_kcal", "big mac", None),
        ("banana calories", "energy_kcal", "banana", None),
        ("kcal banana", "energy_kcal", "banana", None),
        ("is there iron in spinach", "iron_mg", "spinach", None),
        ("is spinach high in iron", "iron_mg", "spinach", None),
        ("carbs of 1 cup rice", "carbohydrate_g", "white rice", 158),
        ("how many carbs 200 grams rice", "carbohydrate_g", "white rice", 200),
        ("1 cup rice carbs?", "carbohydrate_g", "white rice", 158),
        ("how many calories does an avocado have", "energy_kcal", "avocado", None),
        ("how much vit c is in 2 kiwis", "vitamin_c_mg", "kiwi", None),
        ("does beer have alcohol", "alcohol_g", "beer", None),
        ("what's the protein content of tofu", "protein_g", "tofu", None),
        ("how much salt in soy sauce", "sodium_mg", "soy sauce", None),
        ("how many grams of sugar in a coke", "sugar_g", "coke", None),
        ("sugar in coke", "sugar_g", "coke", None),
        ("calories in 1 tsp of sugar", "energy_kcal", "sugar", None),
        ("calories in 5 grams of sugar", "energy_kcal", "sugar", 5),
        ("calories in sugar", "energy_kcal", "sugar", None),
        ("calories in a sugar", "energy_kcal", "sugar", None),
        ("how much sugar in coffee with sugar", "sugar_g", "coffee with sugar", None),
        ("¿cuántas calorías tiene un plátano?", "energy_kcal", "banana", None),
        ("cuanta fibra hay en una manzana", "fiber_g", "apple", None),
    ],
)
def test_a_nutrient_of_a_food_is_asked(text, nutrient, food, mass_g):
    question = ask(text)

    assert question.nutrients == (Nutrient(nutrient),)
    assert [portion.name for portion in question.portions] == [food]
    assert mass_g in {None, question.portions[0].mass_g}
    assert not question.unread
    assert not question.is_comparison


def test_several_nutrients_of_several_foods_are_asked():
    question = ask("how much protein and fat in 2 eggs and toast")

    assert question.nutrients == (Nutrient.PROTEIN, Nutrient.FAT)
    assert [portion.name for portion in question.portions] == ["egg", "toast"]


@pytest.mark.parametrize(
    "text",
    [
        "what's in a banana",
        "macros in a banana",
        "nutrition facts for banana",
        "que tiene un plátano",
    ],
)
def test_where_no_nutrient_is_named_energy_and_macronutrients_are_meant(text):
    question = ask(text)

    assert question.nutrients == (
        Nutrient.ENERGY,
        Nutrient.PROTEIN,
        Nutrient.CARBOHYDRATE,
        Nutrient.FAT,
    )
    assert [portion.name for portion in question.portions] == ["banana"]


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("what has more protein, eggs or greek yogurt", ["egg", "greek yogurt"]),
        ("eggs or greek yogurt, which has more protein", ["egg", "greek yogurt"]),
        ("do eggs have more protein than greek yogurt", ["egg", "greek yogurt"]),
        ("eggs vs tofu protein?", ["egg", "tofu"]),
        ("which has the most protein: eggs, tofu and lentils", ["egg", "tofu", "lentils"]),
        ("¿qué tiene más proteína, el huevo o el yogur griego?", ["egg", "greek yogurt"]),
    ],
)
def test_foods_are_set_against_each_other(text, foods):
    question = ask(text)

    assert question.nutrients == (Nutrient.PROTEIN,)
    assert [portion.name for portion in question.portions] == foods
    assert question.is_comparison
    assert not question.is_least_wanted


@pytest.mark.parametrize(
    "text", ["which has fewer calories, beer or tea", "que tiene menos calorias, cerveza o té"]
)
def test_the_least_may_be_wanted(text):
    assert ask(text).is_least_wanted


def test_a_food_nobody_knows_is_kept_to_be_asked_about():
    question = ask("how much protein in zorgle")

    assert question.portions == ()
    assert [part.text for part in question.unread] == ["zorgle"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hi",
        "2 eggs",
        "log 2 eggs",
        "2 eggs and a protein shake",
        "coffee with sugar",
        "coffee milk sugar",
        "rice, beans and salt",
        "had eggs with salt",
        "2 eggs 20 g protein",
        "2 eggs 20 g carbs",
        "log 300 calories of almonds",
        "is my bar 20 g protein?",
        "protein bar",
        "low fat milk",
        "how much is premium",
        "what should I eat",
        "how much protein should I eat",
        "how many calories have I eaten today",
        "how many calories left",
        "how many calories in my daily goal",
        "what is a low carb dinner",
        "I want a low carb dinner",
        "calories",
    ],
)
def test_nothing_else_is_taken_for_a_question_about_food(text):
    assert ask(text) is None


def test_the_larger_amount_wins():
    egg, yogurt = a_portion("egg", protein=6), a_portion("yogurt", protein=15)

    answer = compare(a_comparison(egg, yogurt))

    assert answer == Comparison(Nutrient.PROTEIN, (6, 15), yogurt, is_tie=False, ratio=2.5)


def test_the_smaller_amount_wins_where_the_least_is_wanted():
    egg, yogurt = a_portion("egg", protein=6), a_portion("yogurt", protein=15)

    answer = compare(a_comparison(egg, yogurt, is_least_wanted=True))

    assert answer.winner == egg
    assert answer.ratio == 2.5


def test_amounts_within_five_percent_are_a_tie():
    answer = compare(a_comparison(a_portion(protein=9.5), a_portion(protein=10)))

    assert answer.is_tie
    assert answer.winner is None


def test_two_foods_without_any_are_a_tie_with_no_ratio():
    answer = compare(a_comparison(a_portion(protein=0), a_portion(protein=0)))

    assert answer == Comparison(Nutrient.PROTEIN, (0, 0), None, is_tie=True, ratio=None)


def test_an_unknown_amount_is_not_zero_and_nobody_wins():
    answer = compare(a_comparison(a_portion(protein=6), a_portion()))

    assert answer == Comparison(Nutrient.PROTEIN, (6, None))


def test_one_food_alone_is_no_contest():
    assert compare(a_comparison(a_portion(protein=6))).winner is None


amounts = st.none() | st.floats(0, 1000)


@given(st.lists(amounts, max_size=5), st.booleans())
def test_a_winner_has_an_extreme_amount_that_is_known(told, is_least_wanted):
    portions = [
        a_portion(str(n), **({} if a is None else {"protein": a})) for n, a in enumerate(told)
    ]

    answer = compare(a_comparison(*portions, is_least_wanted=is_least_wanted))

    if answer.winner is not None:
        amount = answer.winner.nutrients[Nutrient.PROTEIN]
        assert None not in told
        assert amount == (min(told) if is_least_wanted else max(told))
        assert not answer.is_tie


@given(st.text())
def test_no_text_breaks_the_reading(text):
    find_question(text, FOODS, WORDS)


def test_without_tables_nothing_is_understood():
    assert find_question("how much protein in 2 eggs", FoodTable({}, {}), {}) is None
