"""A recipe for other servings: kitchen measures, and the water of its steps."""

from dataclasses import replace

import pytest

from domain.recipes.scaling import in_kitchen, quarters_text, scaled_step
from domain.recipes.shelves import Shelf
from tests.unit.domain.recipes.recipe_builders import food


def a_food(name, **portions):
    return replace(food(name), portions=portions)


OIL = a_food("oil", tbsp=14.0, cup=224.0, tsp=4.5)
SPICE = a_food("cumin", tsp=2.1)
RAISINS = a_food("raisins", tbsp=10.0)
GARLIC = a_food("garlic", clove=3.0, tsp=5.0)
RICE = a_food("rice", cup=185.0)


def a_shelf(name, one, several, piece_g):
    return Shelf("produce", {"en": name, "es": name}, piece_g, {"en": (one, several)})


EGGS = a_shelf("eggs", "egg", "eggs", 50.0)
CANS = a_shelf("canned rice", "can of rice", "cans of rice", 255.0)


@pytest.mark.parametrize(
    ("of", "mass_g", "measured"),
    [
        (OIL, 112.0, ("½", "cup")),
        (OIL, 28.0, ("2", "tbsp")),
        (OIL, 21.0, ("1½", "tbsp")),
        (OIL, 4.7, ("1", "tsp")),
        (SPICE, 0.1, ("", "pinch")),
        (SPICE, 0.3, ("¼", "tsp")),
        (SPICE, 6.3, ("1", "tbsp")),
        (RAISINS, 5.0, ("1½", "tsp")),
        (RAISINS, 80.0, ("½", "cup")),
        (GARLIC, 1.0, ("¼", "clove")),
        (GARLIC, 9.0, ("3", "clove")),
        (RICE, 60.0, ("", "")),
    ],
)
def test_a_cook_measures_with_spoons_cups_and_cloves(of, mass_g, measured):
    assert in_kitchen(of, mass_g, None) == measured


@pytest.mark.parametrize(
    ("mass_g", "number"), [(1.0, "¼"), (38.0, "¾"), (75.0, "1½"), (160.0, "3"), (190.0, "4")]
)
def test_what_is_bought_by_the_piece_is_counted(mass_g, number):
    assert in_kitchen(RICE, mass_g, EGGS) == (number, "")


def test_a_can_is_no_piece_of_its_food():
    assert in_kitchen(RICE, 255.0, CANS) == ("", "")
    assert in_kitchen(OIL, 14.0, CANS) == ("1", "tbsp")


@pytest.mark.parametrize(
    ("quarters", "text"), [(1, "¼"), (2, "½"), (3, "¾"), (4, "1"), (7, "1¾"), (0, "")]
)
def test_quarters_are_written_as_people_write_them(quarters, text):
    assert quarters_text(quarters) == text


@pytest.mark.parametrize(
    ("step", "factor", "scaled"),
    [
        ("Cook the rice in 2 1/2 cups of water.", 0.25, "Cook the rice in ¾ cup of water."),
        ("Pour in a cup of hot water.", 1.5, "Pour in 1½ cups of hot water."),
        (
            "Add half a cup of water and 2 tbsp of water.",
            0.25,
            "Add 2 tbsp of water and 1 tbsp of water.",
        ),
        ("Simmer in 8 cups of fresh water.", 0.5, "Simmer in 4 cups of fresh water."),
        ("Add 1/3 cup of the kept water.", 3.0, "Add 1 cup of the kept water."),
        ("Stir in 3 cups of simmering water.", 1.0, "Stir in 3 cups of simmering water."),
        ("Shape 8 balls in a cup of flour.", 0.5, "Shape 8 balls in a cup of flour."),
        ("A cup of water goes in.", 0.01, "1 tbsp of water goes in."),
    ],
)
def test_the_water_of_a_step_goes_with_the_servings(step, factor, scaled):
    assert scaled_step(step, factor) == scaled
