"""What a message wants of the memory, in both languages; everything else is left alone."""

import pytest

from domain.memory.statements import (
    LONGEST_STATEMENT,
    Saved,
    asks_for_list,
    asks_for_usual,
    names_all,
    read_forgotten,
    read_saved,
    read_told,
    usual_slot,
)


@pytest.fixture
def told(tables):
    return lambda text: read_told(text, tables.foods, tables.nutrient_words)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my shake is 30 g protein, 220 kcal", "shake"),
        ("My Huel Black has 400 kcal.", "Huel Black"),
        ("my protein bar has 190 calories, 20g protein, 7 carbs", "protein bar"),
        ("remember my shake: 220 kcal", "shake"),
        ("please remember that the power shake is 220 kcal", "power shake"),
        ("my shake = 220 kcal", "shake"),
        ("my shake (350 ml) is 220 kcal", "shake"),
        ("a scoop of my whey is 120 kcal", "whey"),
        ("100 g of my stew is 90 kcal", "stew"),
        ("mi batido tiene 220 kcal", "batido"),
        ("Mi tazón verde son 300 kcal", "tazón verde"),
        ("guarda que mi batido es 220 kcal", "batido"),
    ],
)
def test_a_food_is_told_by_its_label(told, text, name):
    found = told(text)

    assert found.name == name
    assert found.label is not None


@pytest.mark.parametrize(
    ("text", "mass_g", "portion_g", "unit"),
    [
        ("my shake (350 ml) is 220 kcal", 350, 350, ""),
        ("a scoop of my whey is 120 kcal", None, None, "scoop"),
        ("100 g of my stew is 90 kcal", 100, None, ""),
    ],
)
def test_a_size_told_before_the_numbers_belongs_to_them(told, text, mass_g, portion_g, unit):
    label = told(text).label

    assert (label.mass_g, label.portion_g, label.unit) == (mass_g, portion_g, unit)


@pytest.mark.parametrize(
    ("text", "foods", "servings"),
    [
        ("my overnight oats are 50 g oats, 200 ml milk, a banana", 3, 1),
        ("my chili is 500 g beef, 2 cups beans, 1 onion, makes 4", 3, 4),
        ("my chili is 500 g beef and 1 onion (serves 4 people)", 2, 4),
        ("my chili is 500 g beef, 1 onion, makes 0", 0, 0),
        ("mi bol es yogur y un plátano", 2, 1),
        ("mi guiso lleva 500 g de carne y una cebolla, rinde 4 porciones", 2, 4),
    ],
)
def test_a_dish_is_told_by_its_parts(told, text, foods, servings):
    found = told(text)

    assert (
        (len(found.reading.portions), found.servings) == (foods, servings) if foods else not found
    )


def test_a_usual_meal_is_told_by_its_foods(told):
    assert told("my usual breakfast is oatmeal and coffee").slot == "breakfast"


@pytest.mark.parametrize(
    "text",
    [
        "2 eggs",
        "my dog is hungry",
        "my shake was great",
        "my shake is blorb and banana",
        "the shake is 220 kcal",
        "my  is 220 kcal",
        "my shake is",
        "my " + "x" * LONGEST_STATEMENT + " is 220 kcal",
    ],
)
def test_what_tells_no_food_of_ones_own_is_left_alone(told, text):
    assert told(text) is None


def test_letters_that_fold_into_two_are_kept_as_they_compare(told):
    assert told("my Straße shake is 220 kcal").name == "strasse shake"


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        ("save this as power bowl", Saved("power bowl", "this")),
        ("Please save that as my Power Bowl.", Saved("Power Bowl", "that")),
        ("save as power bowl", Saved("power bowl")),
        ("call this power bowl", Saved("power bowl")),
        ("save yesterday's lunch as big salad", Saved("big salad", "yesterday's lunch")),
        ("save this as my usual breakfast", Saved("usual breakfast", "this", "breakfast")),
        ("save this as my usual", Saved("usual", "this", "")),
        ("guarda esto como tazón verde", Saved("tazón verde", "esto")),
        (
            "guarda esto como mi desayuno de siempre",
            Saved("desayuno de siempre", "esto", "breakfast"),
        ),
        ("ponle a eso", None),
        ("2 eggs", None),
    ],
)
def test_a_meal_is_saved_under_a_name(text, saved):
    assert read_saved(text) == saved


@pytest.mark.parametrize(
    ("text", "forgotten"),
    [
        ("forget my shake", ("shake", True)),
        ("forget that milk is oat milk", ("milk", True)),
        ("forget that", ("that", True)),
        ("delete my power bowl", ("power bowl", True)),
        ("remove the toast", ("toast", False)),
        ("olvida mi batido", ("batido", True)),
        ("borra el pan", ("pan", False)),
        ("2 eggs", None),
    ],
)
def test_a_thing_is_forgotten_by_its_name(text, forgotten):
    assert read_forgotten(text) == forgotten


@pytest.mark.parametrize("name", ["foods", "all my foods", "own recipes", "mis alimentos"])
def test_all_of_them_can_be_meant(name):
    assert names_all(name)


def test_one_food_is_not_all_of_them():
    assert not names_all("shake")


@pytest.mark.parametrize(
    "text",
    [
        "what foods of mine do you know",
        "What are my foods?",
        "my foods",
        "show my recipes",
        "which foods do you remember?",
        "qué alimentos míos conoces",
        "mis alimentos",
        "¿cuáles son mis recetas?",
    ],
)
def test_the_list_can_be_asked_for(text):
    assert asks_for_list(text.strip("¿"))


@pytest.mark.parametrize("text", ["my food was cold", "foods with iron", "recipes with eggs"])
def test_talk_of_food_asks_for_no_list(text):
    assert not asks_for_list(text)


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("what's my usual breakfast?", "breakfast"),
        ("cuál es mi desayuno de siempre", "breakfast"),
        ("what is my usual", ""),
        ("what is my goal", None),
        ("my usual breakfast", None),
        ("what is " + "x" * LONGEST_STATEMENT, None),
    ],
)
def test_the_usual_meal_can_be_asked_after(text, slot):
    assert asks_for_usual(text) == slot


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("usual breakfast", "breakfast"),
        ("the usual", ""),
        ("lo de siempre", ""),
        ("regular lunch", "lunch"),
        ("desayuno habitual", "breakfast"),
        ("la comida de siempre", ""),
        ("regular coffee", None),
        ("shake", None),
    ],
)
def test_a_usual_meal_is_one_of_a_slot(name, slot):
    assert usual_slot(name) == slot
