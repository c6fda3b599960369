import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.recipes.written import (
    MOST_INGREDIENTS,
    find_recipe,
    minutes_in,
    servings_in,
    written_recipe,
)

WITH_HEADINGS = """\
Grandma's lentil soup
Serves 6

## Ingredients
* 1 cup lentils
• salt

Directions:
1. Simmer the lentils.
2) Salt them.
"""

WITHOUT_HEADINGS = """\
Sopa de lentejas (para 4)
- 1 taza de lentejas
½ cebolla
una zanahoria
1. Hervir las lentejas.
Servir caliente con pan.
"""


def test_headings_tell_ingredients_from_steps():
    soup = written_recipe(WITH_HEADINGS)

    assert (soup.name, soup.servings) == ("Grandma's lentil soup", 6)
    assert soup.ingredient_lines == ("1 cup lentils", "salt")
    assert soup.steps == ("Simmer the lentils.", "Salt them.")


def test_without_headings_lines_that_begin_with_an_amount_are_ingredients():
    soup = written_recipe(WITHOUT_HEADINGS)

    assert (soup.name, soup.servings) == ("Sopa de lentejas", 4)
    assert soup.ingredient_lines == ("1 taza de lentejas", "½ cebolla", "una zanahoria")
    assert soup.steps == ("Hervir las lentejas.", "Servir caliente con pan.")


def test_the_name_stands_first_and_is_optional():
    assert written_recipe("Toast\n1 slice bread").name == "Toast"
    assert written_recipe("Serves 2\n1 slice bread").name == ""
    assert written_recipe("1 slice bread").name == ""


def test_a_long_sentence_is_no_ingredient():
    sentence = "2 of us " + "stir and " * 20

    assert written_recipe(f"Soup\n1 onion\n{sentence}").steps == (sentence.strip(),)


@pytest.mark.parametrize(
    ("text", "servings"),
    [
        ("Serves 4", 4),
        ("Yield: 6", 6),
        ("makes about 12", 12),
        ("4 servings", 4),
        ("para 3 personas", 3),
        ("rinde 8 porciones", 8),
        ("serves 0", None),
        ("the service was good", None),
        ("", None),
    ],
)
def test_servings_are_read_where_they_are_told(text, servings):
    assert servings_in(text) == servings


def test_a_recipe_of_any_length_is_read_in_part():
    endless = written_recipe("\n".join(["Ingredients", *["1 egg"] * 500]))

    assert len(endless.ingredient_lines) == MOST_INGREDIENTS


RUNNING = "my recipe for stew: 1 cup lentils, 2 carrots, diced, salt. Serves 4. Simmer 20 min."


def test_a_recipe_in_running_text_is_told_apart_at_its_commas_and_stops():
    stew = written_recipe(RUNNING)

    assert (stew.name, stew.servings, stew.minutes) == ("stew", 4, 30)
    assert stew.ingredient_lines == ("1 cup lentils", "2 carrots, diced", "salt")
    assert stew.steps == ("Simmer 20 min.",)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Total time: 45 min", 45),
        ("Ready in 1 hour", 60),
        ("listo en 20 minutos", 20),
        ("Simmer 20 minutes. Rest 5 min.", 35),
        ("Ready in 999 hours", None),
        ("Prep: 15 min | Cook: 1 hour | Serves: 8\nBake 60 minutes", 75),
        ("Mix.", None),
    ],
)
def test_how_long_it_takes_is_told_or_follows_from_the_steps(text, minutes):
    assert minutes_in(text) == minutes


@pytest.mark.parametrize(
    ("text", "ingredients"),
    [
        (WITH_HEADINGS, 2),
        (RUNNING, 3),
        ("save this recipe please:\n2 eggs\n1 slice toast", 2),
        ("mi receta de sopa: 1 taza de arroz, 2 tazas de agua", 2),
        ("recipe for 4 people: 2 eggs, 1 onion", 2),
        ("Toast\n2 eggs\n1 slice bread\n1 tsp butter\n1. Fry.", 3),
        ("Toast\n2 eggs\n1 slice bread\n1 tsp butter\nFry.\nServes 2", 3),
    ],
)
def test_a_message_that_tells_a_recipe_is_known(text, ingredients):
    lines = find_recipe(f"Recipe:\n{text}" if text == WITH_HEADINGS else text).ingredient_lines

    assert len(lines) == ingredients


@pytest.mark.parametrize(
    "text",
    [
        "recipe for Thursday",
        "save this recipe",
        "my recipe for toast: 1 slice bread",
        "Breakfast:\n- 2 eggs\n- 1 toast",
        "Lunch was\n1 burger\n2 fries\n1 cola",
        "2 eggs and toast",
    ],
)
def test_a_meal_and_a_question_are_no_recipes(text):
    assert find_recipe(text) is None


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading(text):
    soup = written_recipe(text)

    assert len(soup.ingredient_lines) <= MOST_INGREDIENTS
    assert soup.servings is None or soup.servings > 0
