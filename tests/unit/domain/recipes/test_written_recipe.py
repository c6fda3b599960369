import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.recipes.written import MOST_INGREDIENTS, servings_in, written_recipe

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


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading(text):
    soup = written_recipe(text)

    assert len(soup.ingredient_lines) <= MOST_INGREDIENTS
    assert soup.servings is None or soup.servings > 0
