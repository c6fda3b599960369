"""Which messages ask about the sender's own intake, and which do not."""

import pytest

from domain.meals.nutrients import Nutrient
from domain.nutrition.intake_questions import IntakeQuestion, find_intake_question, nutrients_named

IRON, CALCIUM, SODIUM = Nutrient.IRON, Nutrient.CALCIUM, Nutrient.SODIUM


@pytest.mark.parametrize(
    ("text", "nutrients", "is_of_week"),
    [
        ("how's my iron today", (IRON,), False),
        ("how is my sodium?", (SODIUM,), False),
        ("am i getting enough calcium", (CALCIUM,), False),
        ("do I get enough iron and calcium?", (IRON, CALCIUM), False),
        ("am i low in iron?", (IRON,), False),
        ("how much fiber did i have today", (Nutrient.FIBER,), False),
        ("how much saturated fat have I had", (Nutrient.SATURATED_FAT,), False),
        ("is my potassium ok", (Nutrient.POTASSIUM,), False),
        ("how's my iron this week", (IRON,), True),
        ("¿cómo voy de hierro?", (IRON,), False),
        ("cuánta fibra llevo hoy", (Nutrient.FIBER,), False),
        ("¿cómo va mi calcio esta semana?", (CALCIUM,), True),
        ("what am i low in", (), False),
        ("what nutrients am i missing", (), False),
        ("which vitamins am I lacking this week?", (), True),
        ("am i low on anything", (), False),
        ("is there anything i am missing", (), False),
        ("¿qué me falta hoy?", (), False),
        ("¿en qué ando bajo esta semana?", (), True),
        ("¿de qué nutrientes estoy corto?", (), False),
    ],
)
def test_a_question_about_ones_own_intake_is_found(tables, text, nutrients, is_of_week):
    found = find_intake_question(text, tables.nutrient_words)

    assert found == IntakeQuestion(nutrients, is_of_week)


@pytest.mark.parametrize(
    "text",
    [
        "how am i doing today",
        "how many calories and protein do i have left",
        "what meal am i missing",
        "iron in spinach?",
        "what has more protein, eggs or yogurt?",
        "i'm low in iron",
        "my iron is low",
        "20 g protein",
        "cuánto pesa un huevo",
        "",
    ],
)
def test_anything_else_is_not(tables, text):
    assert find_intake_question(text, tables.nutrient_words) is None


def test_where_the_day_is_known_to_be_meant_the_nutrient_is_enough(tables):
    words = tables.nutrient_words

    assert find_intake_question("iron?", words) is None
    assert find_intake_question("iron?", words, is_of_intake=True).nutrients == (IRON,)


def test_the_longest_name_of_a_nutrient_counts(tables):
    named = nutrients_named("vitamin b12, added sugar and fat", tables.nutrient_words)

    assert named == (Nutrient.VITAMIN_B12, Nutrient.ADDED_SUGAR, Nutrient.FAT)
    assert nutrients_named("iron", {}) == ()
