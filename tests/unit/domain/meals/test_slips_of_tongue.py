"""What is taken back in the same breath was not eaten."""

import pytest

from domain.meals.slips_of_tongue import without_slips


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("two slices of pizza and a beer no wait two beers",
         "two slices of pizza and two beers"),
        ("had a coke no wait a diet coke", "had a diet coke"),
        ("2 slices of pizza no wait 3", "3 slices of pizza"),
        ("a bowl of rice no sorry 2 cups", "2 cups rice"),
        ("pizza, i mean 2 slices", "2 slices pizza"),
        ("had 2 digo 3 huevos", "had 3 huevos"),
        ("2 huevos, no espera, 3 y un cafe", "3 huevos y un cafe"),
        ("comi dos tacos perdón no tres tacos y agua", "comi tres tacos y agua"),
        ("i had a salad scratch that i had a burger", "i had a burger"),
        ("dos cervezas no, perdón, tres", "tres cervezas"),
    ],
)  # fmt: skip
def test_what_took_its_place_was_eaten(text, meant, tables):
    assert without_slips(text, tables.foods) == meant


@pytest.mark.parametrize(
    "text",
    ["pizza i mean it was great", "I mean pizza", "no wait", "zorble no wait a burger", "2 eggs",
     "pizza no wait", "a good day i mean pizza"],
)  # fmt: skip
def test_words_that_take_no_food_back_change_nothing(text, tables):
    assert without_slips(text, tables.foods) == text
