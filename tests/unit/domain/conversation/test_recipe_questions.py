"""What is asked right after a recipe: for more people, how long it takes, with another food."""

from dataclasses import replace

import pytest

from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent
from tests.unit.domain.builders import names, said


@pytest.fixture
def cooking(talk):
    talk.hear("2 eggs")
    talk.hear("recipe for masoor dal with rice")
    return talk


@pytest.mark.parametrize(
    ("texts", "servings"),
    [
        (["make it for 6"], "6 servings"),
        (["for 2", "double it"], "4 servings"),
        (["for 3 people", "half it"], "1½ servings"),
        (["for one", "half", "half"], "¼ serving"),
        (["for 2", "el doble"], "4 servings"),
    ],
)
def test_a_recipe_is_told_again_for_as_many(texts, servings, cooking):
    outcomes = [cooking.hear(text) for text in texts]

    assert outcomes[-1].intent is Intent.RECIPE
    assert outcomes[-1].added == ()
    assert f", {servings}," in said(
        outcomes[-1]
    ) or f", {servings.replace('serving', 'raci')}" in said(outcomes[-1])


def test_foods_the_book_lets_stand_in_are_named(cooking):
    reply = said(cooking.hear("what can i use instead of rice"))

    assert reply == (
        "In this dish quinoa, couscous, bulgur or millet may take the place of long-grain white"
        " rice, gram for gram."
    )
    assert said(cooking.hear("can i use couscous")) == reply


def test_foods_that_are_avoided_do_not_stand_in(cooking):
    wheat = Allergy("wheat", frozenset({"wheat"}))
    cooking.profile = replace(cooking.profile, allergies=(wheat,))

    assert "In this dish quinoa or millet" in said(cooking.hear("i'm out of rice"))


def test_foods_that_a_diet_leaves_out_do_not_stand_in(cooking):
    cooking.profile = replace(cooking.profile, diets=frozenset({"halal"}))
    cooking.hear("recipe for turkey chili with beans")

    reply = said(cooking.hear("i don't have turkey"))

    assert "ground chicken" in reply
    assert "pork" not in reply


def test_who_has_an_allergy_nobody_knows_hears_of_no_other_food(cooking):
    cooking.profile = replace(cooking.profile, allergies=(Allergy("grobnik"),))

    assert "with another food" in said(cooking.hear("i'm out of rice"))


def test_how_long_it_takes_is_said(cooking):
    assert "min in all" in said(cooking.hear("how long does it take?"))


@pytest.mark.parametrize(
    "text", ["can i use chicken instead", "i dont have lentils", "what can i use instead of onions"]
)
def test_another_food_in_it_is_not_worked_out_and_that_is_said(text, cooking):
    assert "with another food" in said(cooking.hear(text))


@pytest.mark.parametrize(
    "text", ["can i have 2 tacos", "double it and tell me about the weather now"]
)
def test_other_words_are_something_else(text, cooking):
    assert "with another food" not in said(cooking.hear(text))


def test_after_a_meal_double_is_of_the_meal(cooking):
    cooking.hear("a banana")

    assert names(cooking.hear("double it")) == ("banana",)
