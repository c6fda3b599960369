"""Danger told in words of no phrase, and talk that only sounds like it."""

import csv
from dataclasses import replace

import pytest

from domain.safety.red_flags import Danger, find_danger
from domain.understanding.danger_detector import SPOKEN
from domain.understanding.danger_signs import danger_words, find_signs
from domain.understanding.decide import By, decide, find_red_flag
from domain.understanding.features import Lexicon
from tests.unit.domain.conftest import DATA

NOTHING_KNOWN = Lexicon({}, {}, ())

with (DATA / "intents/labelled/danger_training.csv").open(encoding="utf-8", newline="") as file:
    LEARNED = list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("i found a rope and wrote letters to the kids, tonight is the night", Danger.SELF_HARM),
        ("escribí cartas para mis hijos y tengo las pastillas en la mano", Danger.SELF_HARM),
        ("ive been skipping my insulin so i get thin before the wedding", Danger.EATING_DISORDER),
        ("me pongo menos insulina para adelgazar", Danger.EATING_DISORDER),
        ("tongue feels too big for my mouth since the satay, im wheezing", Danger.ANAPHYLAXIS),
        ("la lengua no me cabe en la boca, comí cacahuate", Danger.ANAPHYLAXIS),
        ("picked mushrooms in the woods and we cant stop vomiting", Danger.EMERGENCY),
        ("comimos hongos del monte y no paramos de vomitar", Danger.EMERGENCY),
    ],
)
def test_a_danger_no_phrase_tells_is_heard_as_what_it_is(text, danger, tables):
    tools = tables.tools

    heard = find_red_flag(text, tools)

    assert heard is not None
    assert heard.danger is danger


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize("note", [danger.value for danger in Danger])
@pytest.mark.parametrize("language", ["en", "es"])
def test_of_what_was_learned_nearly_all_is_heard_as_what_it_is(note, language, tables):
    told = [row for row in LEARNED if row["note"] == note and row["language"] == language]

    decisions = [decide(row["text"], "", tables.tools) for row in told]

    assert len(told) >= 18
    assert all(decision.intent == "red_flag" for decision in decisions)
    assert sum(decision.danger == note for decision in decisions) >= 0.9 * len(told)


@pytest.mark.parametrize(
    "text",
    [
        "what is anaphylaxis",
        "does travel insurance cover anaphylaxis",
        "vi una película de una chica con bulimia",
        "qué es la anafilaxia",
    ],
)
def test_a_danger_that_is_only_talked_about_is_none(text, tables):
    named = find_danger(text, tables.tools.red_flags)

    decision = decide(text, "", tables.tools)

    assert named
    assert decision.intent != "red_flag"


@pytest.mark.parametrize("text", ["suicde", "anaphilaxis", "im bulimic", "tengo anorexia", "911"])
def test_a_danger_that_is_named_and_nothing_else_is_heard(text, tables):
    assert decide(f"{text} help", "", tables.tools).intent == "red_flag"


def test_a_danger_that_may_be_any_is_heard_without_naming_one(tables):
    tools = tables.tools
    limits = replace(tools.detector.thresholds, told=1.1)
    vague = replace(tools, red_flags=(), detector=replace(tools.detector, thresholds=limits))

    heard = find_red_flag("i have the pills ready and wrote my goodbye letters", vague)

    assert heard is not None
    assert (heard.danger, heard.by) == (None, By.CLASSIFIER)


def test_numbers_count_by_their_unit_and_size():
    words = danger_words([("unit:kcal", ["kcal"]), ("plan", ["meal plan"])])

    signs = find_signs("a meal plan of 300 kcal, not 1,800", words, NOTHING_KNOWN)

    assert {"kind plan", "kind kcal<=500", "plan>kcal<=500", "kind <=more"} <= set(signs)


@pytest.mark.parametrize("text", ["", "\u00b2", "\u0663 eggs", "9" * 400, "\U0001f480", "a" * 5000])
def test_no_text_is_too_odd_for_the_detector(text, tables):
    suspicion = tables.tools.detector.suspect(text)

    assert 0 <= suspicion.chance <= 1
    assert suspicion.danger in Danger


def test_the_detector_speaks_what_the_coach_speaks(tables):
    assert set(tables.languages) <= SPOKEN
