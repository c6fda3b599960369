"""What cooks measure with: pinches, bunches, "to taste"."""

import pytest

from domain.recipes.measures import Measure, Measures

MEASURES = Measures(
    {
        "pinch": Measure(mass_g=0.4),
        "bunch": Measure(mass_g=60.0),
        "manojo": Measure(mass_g=60.0),
        "diente": Measure("clove"),
        "to taste": Measure(),
        "al gusto": Measure(),
    }
)


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("a pinch of salt", "0.4 g salt"),
        ("2 pinches salt", "0.8 g salt"),
        ("1/2 bunch of parsley", "30 g parsley"),
        ("1-2 bunches parsley", "90 g parsley"),
        ("a generous bunch parsley", "60 g parsley"),
        ("bunch of parsley", "60 g parsley"),
        ("1/0 bunch of parsley", "60 g parsley"),
        ("un manojo de perejil", "60 g perejil"),
        ("2 dientes de ajo", "2 clove ajo"),
        ("diente de ajo", "1 clove ajo"),
        ("salt to taste", "salt"),
        ("salt, to taste", "salt"),
        ("pepper (to taste)", "pepper"),
        ("sal al gusto", "sal"),
        ("2 carrots", "2 carrots"),
        ("juice of 1 lemon", "45 g lemon juice"),
        ("juice of half a lime", "15 g lime juice"),
        ("zumo de 2 limones", "90 g jugo de limon"),
        ("zest of 1 orange", "4 g orange"),
        ("ralladura de media naranja", "2 g naranja"),
    ],
)
def test_a_line_is_said_in_measures_the_table_knows(line, plain):
    assert MEASURES.plainly(line) == plain


def test_without_measures_a_line_stays_as_it_is():
    assert Measures().plainly(" a  pinch of salt ") == "a pinch of salt"
