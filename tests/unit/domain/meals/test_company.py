"""Whose food was told, and with whom it was shared."""

import pytest

from domain.meals.company import own_share


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ("my son ate 2 cookies", ""),
        ("my kid had mac and cheese and i had a salad", "and i had a salad"),
        ("my wife and I had pizza", "I had pizza"),
        ("mi hijo comió galletas y yo comí sopa", "y yo comí sopa"),
        ("had a burger. my dad had fries", "had a burger."),
        ("split a pizza with my husband", "half a pizza"),
        ("shared a plate of fries with a friend", "half a plate of fries"),
        ("compartí una pizza con mi novia", "half a pizza"),
        ("dinner with my mom: pho", "dinner : pho"),
        ("my kid's leftovers, mac and cheese", "mac and cheese"),
        ("2 eggs", "2 eggs"),
        ("coffee with milk", "coffee with milk"),
    ],
)
def test_only_what_the_user_had_is_left(told, own):
    assert own_share(told) == own
