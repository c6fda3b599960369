"""What is said of foods: the table's numbers, and "not known" where it has none."""

from dataclasses import replace

import pytest

from domain.conversation.talk.foods import ask_nutrition
from domain.meals.foods import FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from tests.unit.domain.conversation.builders import Diary, said


def answer(text, knowledge, language="en"):
    diary = Diary(knowledge, language=language)
    outcome = diary.does(ask_nutrition, text)
    assert (outcome.added, diary.meals) == ((), {})
    return said(outcome)


def not_knowing(knowledge, food_id, nutrient):
    """The same tables, without one number of one food."""
    food = knowledge.foods.foods[FoodId(food_id)]
    known = {name: amount for name, amount in food.per_100_g.items() if name is not nutrient}
    foods = {**knowledge.foods.foods, food.food_id: replace(food, per_100_g=known)}
    table = FoodTable(foods, knowledge.foods.aliases, knowledge.foods.harmless_words)
    return replace(knowledge, foods=table)


def test_one_nutrient_of_a_food_is_told_with_its_amount_and_source(knowledge):
    text = answer("how much protein in 2 eggs?", knowledge)

    assert text.splitlines()[0] == "egg ×2 (100 g): protein 12 g"
    assert text.splitlines()[1].startswith("Source: FNDDS")


def test_without_a_nutrient_energy_and_macros_are_told(knowledge):
    text = answer("what's in a banana?", knowledge)

    assert "kcal, protein 0.93 g, carbs 29 g and fat" in text


def test_small_amounts_keep_two_digits_and_micrograms_are_mcg(knowledge):
    assert "vitamin D 2.4 mcg" in answer("how much vitamin d in 2 eggs?", knowledge)
    assert "fibre 0 g" in answer("how much fiber in 2 eggs?", knowledge)


def test_a_nutrient_the_table_lacks_is_not_known_and_never_zero(knowledge):
    text = answer("how much iron in 2 eggs?", not_knowing(knowledge, "egg", Nutrient.IRON))

    assert text.splitlines()[0] == "egg ×2 (100 g): iron not known"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("what has more protein, 2 eggs or a banana?", "More protein: *egg*."),
        ("which has less sugar, a banana or 2 eggs?", "Less sugar: *egg*."),
        ("what has more protein, 2 eggs or 2 eggs?", "About the same."),
    ],
)
def test_of_two_foods_the_one_asked_for_is_named(text, verdict, knowledge):
    assert verdict in answer(text, knowledge)


def test_where_an_amount_is_not_known_nobody_wins(knowledge):
    text = answer(
        "what has more iron, 2 eggs or a banana?", not_knowing(knowledge, "egg", Nutrient.IRON)
    )

    assert "iron not known" in text
    assert "More" not in text
    assert "About the same" not in text


def test_in_spanish_foods_are_called_as_the_user_does(knowledge):
    text = answer("¿qué tiene más proteína, 2 huevos o un plátano?", knowledge, "es")

    assert "huevos ×2 (100 g): proteína 12 g" in text
    assert "Más proteína: *huevos*." in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("how much protein in zorgle?", 'I don\'t know "zorgle" yet'),
        ("how much protein in 500 eggs?", "sounds like a slip"),
        ("how are you?", "I don't know that food yet"),
    ],
)
def test_of_what_is_no_food_nothing_is_made_up(text, words, knowledge):
    assert words in answer(text, knowledge)


def test_what_was_not_read_is_said_beside_what_was(knowledge):
    text = answer("how much protein in 2 eggs and zorgle?", knowledge)

    assert "protein 12 g" in text
    assert 'I don\'t know "zorgle" yet' in text
