"""What messages want, decided with the product's own tables and weights."""

from dataclasses import replace

import pytest

from adapters.intent_tables import IntentTables
from cli.tables import DATA
from domain.understanding.decide import By, decide


@pytest.fixture(scope="module")
def tools():
    return IntentTables(DATA).tools()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("STOP", "stop"),
        ("Start", "start"),
        ("please stop texting me", "stop"),
        ("my throat is closing after peanuts", "red_flag"),
        ("i want to kill myself", "red_flag"),
    ],
)
def test_reserved_words_dangers_and_opt_outs_are_certain(text, intent, tools):
    decision = decide(text, "", tools)

    assert (decision.intent, decision.by, decision.confidence) == (intent, By.RULES, 1.0)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("had pho for lunch yesterday", "log_meal"),
        ("how much protein in 2 eggs", "ask_nutrition"),
        ("plan my meals for this week", "plan_week"),
        ("82.4 kg this morning", "log_weight"),
        ("who won the game last night", "out_of_scope"),
        ("cómo cocino las lentejas", "recipe"),
    ],
)
def test_free_words_are_decided_by_the_classifier(text, intent, tools):
    assert decide(text, "", tools).intent == intent


def test_the_coachs_last_message_decides_what_a_bare_answer_means(tools):
    logged = "*Logged*\n• coffee, 1 cup (240 g): 2 kcal\nNot right? Send undo."

    assert decide("yes but with oat milk", logged, tools).intent == "correct_meal"


@pytest.mark.parametrize(
    ("text", "language"), [("how am i doing today", "en"), ("¿cómo voy hoy con la comida?", "es")]
)
def test_the_language_of_a_message_is_told(text, language, tools):
    assert decide(text, "", tools).language == language


@pytest.mark.parametrize("text", ["", "🍕", "....", "xyzzy", "1234567890" * 30, "吃了两个鸡蛋"])
def test_no_text_is_too_odd_to_be_decided(text, tools):
    decision = decide(text, "", tools)

    assert 0 <= decision.confidence <= 1
    assert decision.intent


def test_a_phrase_that_is_the_whole_message_is_certain(tools):
    decision = decide("undo", "", tools)

    assert (decision.intent, decision.by) == ("undo", By.RULES)


def test_the_classifier_alone_is_enough_for_a_danger(tools):
    alarmed = replace(tools.classifier.thresholds, danger=0.0)
    wary = replace(tools, classifier=replace(tools.classifier, thresholds=alarmed))

    decision = decide("2 eggs and toast", "", wary)

    assert (decision.intent, decision.by) == ("red_flag", By.CLASSIFIER)


@pytest.mark.parametrize("text", ["lunch at 12:30", "1/2 cup rice", "1.5 cups", "2 eggs"])
def test_times_fractions_and_decimals_are_amounts_or_times_and_no_obstacle(text, tools):
    assert decide(text, "", tools).intent


def test_japanese_is_known_by_its_kana(tools):
    assert decide("卵を二つ食べました", "", tools).language == "ja"
