"""Short questions about a food, and what only looks like one."""

import pytest

from domain.meals.food_asked import (
    FoodAsked,
    HoldingAsked,
    find_food_asked,
    list_holding_asked,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what about pesto?", "pesto"), ("how bout some coconut", "some coconut"),
        ("ok so what about pad thai", "pad thai"), ("¿qué tal el turrón?", "el turron"),
        ("y que hay de la miel", "la miel"), ("and satay?", "satay"), ("y el pesto?", "el pesto"),
    ],
)  # fmt: skip
def test_a_food_is_asked_about(text, words):
    assert find_food_asked(text) == FoodAsked(words, asks_leave=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("is marzipan ok for him", "marzipan"), ("is pesto safe for my son?", "pesto"),
        ("are walnuts fine to eat", "walnuts"), ("can my son have almond milk", "almond milk"),
        ("can I eat pesto?", "pesto"), ("es seguro el pesto para mi hijo", "el pesto"),
        ("puede comer nutella?", "nutella"), ("puede mi hijo comer turrón", "turron"),
        ("mi hijo puede comer pesto?", "pesto"), ("pad thai ok?", "pad thai"),
    ],
)  # fmt: skip
def test_leave_to_eat_a_food_is_asked(text, words):
    assert find_food_asked(text) == FoodAsked(words, asks_leave=True)


@pytest.mark.parametrize(
    ("text", "what", "food"),
    [
        ("is there peanut in pad thai", "peanut", "pad thai"),
        ("are there any nuts in the cake?", "nuts", "cake"),
        ("does kung pao chicken have peanuts?", "peanuts", "kung pao chicken"),
        ("el mole tiene cacahuate?", "cacahuate", "mole"),
        ("¿tiene huevo la mayonesa?", "huevo", "mayonesa"),
        ("hay leche en el pesto", "leche", "pesto"),
    ],
)
def test_it_is_asked_whether_a_food_holds_something(text, what, food):
    assert HoldingAsked(what, food) in list_holding_asked(text)


@pytest.mark.parametrize("text", ["mi cafe tiene leche", "2 eggs", "is pesto ok", ""])
def test_what_tells_or_asks_otherwise_asks_no_food_what_it_holds(text):
    assert list_holding_asked(text) == ()


def test_a_name_alone_may_ask_or_tell():
    assert find_food_asked("pesto?") == FoodAsked("pesto", asks_leave=False, is_bare=True)
    assert find_food_asked("pesto") is None


@pytest.mark.parametrize("text", ["is honey ok for my baby", "can my 8 month old eat honey"])
def test_what_little_ones_may_eat_is_another_matter(text):
    asked = find_food_asked(text)

    assert asked.asks_leave
    assert asked.is_for_little_one


@pytest.mark.parametrize(
    "text",
    [
        "how about something with chicken", "can i have the recipe for lentil curry",
        "is chocolate ok for my dog", "is pesto healthy", "what about the plan for next week",
        "what about oat milk instead?", "2 eggs and toast", "had pesto", "",
    ],
)  # fmt: skip
def test_wishes_judgements_and_meals_are_no_such_question(text):
    assert find_food_asked(text) is None
