"""What messages want, decided with the product's own tables and weights."""

from dataclasses import replace

import pytest

from adapters.intent_tables import IntentTables
from cli.tables import DATA
from domain.understanding.decide import By, decide
from tests.unit.domain.builders import deaf


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


LOGGED = '*Logged for breakfast*\n• coffee, 1 cup: 2 kcal\nNot right? Send "undo".'
CHOICE = "Which one did you mean?\n1. chicken curry\n2. chicken korma"


@pytest.mark.parametrize(
    ("text", "context", "intent"),
    [
        ("yes but with oat milk", LOGGED, "correct_meal"),
        ("no, lunch", LOGGED, "correct_meal"),
        ("same again", LOGGED, "repeat_meal"),
        ("2", CHOICE, "confirm"),
        ("none of these", CHOICE, "decline"),
        ("the soup", "", "log_meal"),
        ("same again", "", "repeat_meal"),
    ],
)
def test_the_coachs_last_message_decides_what_a_bare_answer_means(text, context, intent, tools):
    assert decide(text, context, tools).intent == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("this cake is to die for", "rate_meal"),
        ("este pastel está para morirse", "rate_meal"),
        ("i could kill for a burger", "suggest_meal"),
        ("I'm starving", "suggest_meal"),
        ("me muero de hambre", "suggest_meal"),
        ("can't stop eating these cookies", "log_meal"),
        ("my throat is sore", "log_symptom"),
        ("peanuts could kill me, never suggest them", "set_profile"),
        ("what is the suicide squad cast", "out_of_scope"),
        ("2 adults and a toddler at home", "set_profile"),
    ],
)
def test_a_figure_of_speech_is_no_danger(text, intent, tools):
    assert decide(text, "", tools).intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "me quiero morir",
        "se me cierra la garganta",
        "vomito después de comer para no engordar",
        "mi hijo se tragó una pila",
        "no puedo respirar",
        "i only eat 300 calories a day",
        "had a cookie and now my lips are huge",
        "my sugar is 38 and im shaking",
        "je veux mourir",
    ],
)
def test_a_danger_is_found_in_any_words(text, tools):
    assert decide(text, "", tools).intent == "red_flag"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("end", "stop"),
        ("Quit!", "stop"),
        ("cancel", "stop"),
        ("baja", "stop"),
        ("cancel my subscription", "manage_subscription"),
        ("stop reminding me at lunch", "set_reminder"),
        ("stop suggesting fish", "set_profile"),
    ],
)
def test_only_who_wants_no_more_messages_opts_out(text, intent, tools):
    assert decide(text, "", tools).intent == intent


def test_a_danger_too_unlikely_to_alarm_anybody_is_asked_about(tools):
    decision = decide("i want to die and kill myself tonight", "", deaf(tools))

    assert decision.intent != "red_flag"
    assert not decision.is_sure


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


def test_in_a_language_the_detector_does_not_know_the_classifier_is_enough_for_a_danger(tools):
    alarmed = replace(tools.classifier.thresholds, danger=0.0)
    wary = replace(tools, classifier=replace(tools.classifier, thresholds=alarmed))

    decision = decide("ich habe heute zwei eier gegessen", "", wary)

    assert (decision.intent, decision.by) == ("red_flag", By.CLASSIFIER)


@pytest.mark.parametrize("text", ["lunch at 12:30", "1/2 cup rice", "1.5 cups", "2 eggs"])
def test_times_fractions_and_decimals_are_amounts_or_times_and_no_obstacle(text, tools):
    assert decide(text, "", tools).intent


def test_japanese_is_known_by_its_kana(tools):
    assert decide("卵を二つ食べました", "", tools).language == "ja"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i'm starving", "suggest_meal"),
        ("i'm dying for a pizza", "suggest_meal"),
        ("my feet are killing me", "log_symptom"),
        ("also penuts make my throat itch", "set_profile"),
        ("essay about anorexia for class", "out_of_scope"),
        ("had a heart attack last year so low salt please", "set_profile"),
        ("dog is choking on a bone", "out_of_scope"),
    ],
)
def test_figures_of_speech_and_dangers_long_over_or_elsewhere_alarm_nobody(text, intent, tools):
    assert decide(text, "", tools).intent == intent
