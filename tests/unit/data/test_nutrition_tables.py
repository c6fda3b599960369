"""The tables of nutrition: sources, texts, and the names they use."""

import csv
import re
from pathlib import Path
from string import Formatter

import pytest

from adapters.tables import CsvTables
from domain.nutrition.conditions import Membership
from domain.nutrition.rules import REMEMBERED_ADVICE, Tone
from scripts.reply_texts_page import read_texts

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

ROOT = Path(__file__).parents[3]
TABLES = CsvTables(ROOT / "data").knowledge()
RULES = TABLES.nutrition.rules
SOURCES = (ROOT / "docs" / "nutrition-sources.md").read_text(encoding="utf-8")
ENGLISH = read_texts("en")

FOODS_SAID = {
    "apple": "apple", "banana": "banana", "strawberry": "berries", "rice-brown": "brown rice",
    "oatmeal": "oats", "bread-whole-wheat": "whole-wheat bread", "carrot": "carrots",
    "tomato": "tomatoes", "salad-greens": "green salad", "beans-black": "beans", "pear": "pear",
    "tofu": "tofu", "lentil": "lentils", "olive-oil": "olive oil", "avocado": "avocado",
    "bell-pepper": "bell pepper", "orange": "orange", "spinach": "spinach", "kale": "kale",
    "milk-soy": "soy drink", "yogurt": "yogurt", "milk": "milk", "cheese-cheddar": "cheese",
    "potato-baked": "potatoes", "beans-white": "beans", "pumpkin-seed": "pumpkin seeds",
    "almond": "almonds", "salmon": "salmon", "sardine": "sardines", "trout": "trout",
    "flax-seed": "flax", "chia-seed": "chia", "walnut": "walnuts", "chickpea": "chickpeas",
    "kefir": "kefir", "sauerkraut": "sauerkraut", "egg": "egg", "water": "water",
    "lemon-juice": "lemon", "cod": "cod", "shrimp": "shrimp",
}  # fmt: skip
SAID_OTHERWISE = {
    ("breakfast_protein", "walnut"): "nuts",
    ("saturated_fat_day", "walnut"): "nuts",
    ("saturated_fat_day", "salmon"): "fish",
}


def rows(name):
    with (ROOT / "data" / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def said(rule):
    return ENGLISH[f"advice_{rule.rule_id}"].casefold()


def test_the_seven_first_rules_and_more_than_twenty_others_stand_in_the_table():
    first = {"fruit", "whole_grains", "vegetables", "sodium_meal", "fiber_meal", "protein_low",
             "protein_high", "fat_low", "fat_high", "macro_split", "ask_drink"}  # fmt: skip
    ids = [rule.rule_id for rule in RULES]

    assert first <= set(ids)
    assert len(ids) - len(first) >= 20
    assert len(set(ids)) == len(ids) <= REMEMBERED_ADVICE


@pytest.mark.parametrize("name", ["rules", "food_classes", "dri", "amdr"])
def test_every_source_stands_in_the_list_of_sources(name):
    of_academies = re.compile(r"National Academies, Dietary Reference Intakes \d{4}")
    sources = {row["source"] for row in rows(f"nutrition/{name}.csv")}
    listed = {match[0] if (match := of_academies.match(each)) else each for each in sources}

    assert [each for each in listed if f"| {each} |" not in SOURCES] == []


def test_every_rule_has_a_text_and_every_text_a_rule():
    texts = {key.removeprefix("advice_") for key in ENGLISH if key.startswith("advice_")}

    assert texts == {rule.rule_id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_a_text_is_filled_by_its_rule(rule):
    wanted = {name for _, name, _, _ in Formatter().parse(said(rule)) if name}

    assert wanted == {name for name, _ in rule.values}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_food_of_the_gate_stands_in_the_text(rule):
    words = [SAID_OTHERWISE.get((rule.rule_id, food), FOODS_SAID[food]) for food in rule.foods]

    assert [each for each in words if each not in said(rule)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_a_text_that_offers_a_food_has_it_pass_the_gate(rule):
    may_carry = {
        "milk": ("milk", "cheese", "yogurt", "kefir"), "egg": ("egg",), "soy": ("tofu", "soy"),
        "fish": ("salmon", "sardines", "trout", "cod"), "tree_nut": ("walnuts", "almonds"),
        "wheat": ("whole-wheat",),
    }  # fmt: skip
    gated = set().union(*(TABLES.foods.foods[food].allergens for food in rule.foods), set())
    named = {
        allergen
        for allergen, words in may_carry.items()
        if any(re.search(rf"\b{word}\b", said(rule)) for word in words)
    }

    assert rule.tone is Tone.SAFETY or named <= gated | UNOFFERED.get(rule.rule_id, set())


UNOFFERED = {
    "processed_meat": {"egg"},
}
"""Allergens in a text whose food is not told by its id."""


def test_what_speaks_of_energy_is_kept_from_who_hides_it():
    speaking = {rule.rule_id for rule in RULES if "energy" in said(rule)}

    assert speaking == {rule.rule_id for rule in RULES if rule.speaks_of_energy}


def test_no_rule_speaks_of_weight():
    everything = " ".join(
        text.casefold()
        for language in ("en", "es")
        for key, text in read_texts(language).items()
        if key.startswith("advice_")
    )

    assert not re.search(
        r"\b(weight|slim|calorie|calories|peso|adelgaz\w*|calor[ií]as?)\b", everything
    )


def test_what_a_meal_has_is_never_asked_the_other_way_round():
    unsure = [
        rule.rule_id
        for rule in RULES
        for test in rule.condition.tests
        if isinstance(test, Membership) and test.name == "meal.has" and not test.is_wanted
    ]

    assert unsure == []


def test_minerals_come_from_the_source_of_their_food():
    sources = {row["food_id"]: row["source"] for row in rows("foods/foods.csv")}

    assert [
        row["food_id"]
        for row in rows("foods/minerals.csv")
        if sources.get(row["food_id"]) != row["source"]
    ] == []


def test_minerals_are_plausible_and_sorted():
    minerals = rows("foods/minerals.csv")
    ids = [row["food_id"] for row in minerals]

    assert ids == sorted(ids)
    assert all(float(row["phosphorus_mg"] or 0) <= 2500 for row in minerals)
    assert all(float(row["copper_mg"] or 0) <= 20 for row in minerals)
    assert all(float(row["selenium_ug"] or 0) <= 2000 for row in minerals)
