"""Editing the shopping list in the chat: more things at once, off again, bought, what it costs."""

from dataclasses import replace

import pytest

from domain.conversation.state import PastTurn
from domain.conversation.talk.list_words import ListEdit, read_list_edits
from domain.conversation.talk.shopping import shopping_list
from domain.plans.shopping import Item, ShoppingList
from domain.plans.week import KeptList
from domain.understanding.intents import Intent
from tests.planned import a_week
from tests.unit.domain.builders import TODAY, said

OAT_MILK = Item("oat milk", "drinks", "milk-oat", 240.0, 946.0, 1, 3.5)
EGGS = Item("raw egg", "dairy and eggs", "egg-raw", 300.0, 300.0, 0, 1.5)
BUTTER = Item("butter", "dairy and eggs", "butter", 20.0, 20.0, 0, 0.2)
PEANUT_BUTTER = Item("peanut butter", "nuts and snacks", "peanut-butter", 20.0, 20.0, 0, 0.2)


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        ("add bananas and remove the oat milk", [("bananas", True), ("oat milk", False)]),
        ("add milk, eggs & some bread", [("milk", True), ("eggs", True), ("bread", True)]),
        ("i need 2 lbs chicken", [("2 lbs chicken", True)]),
        ("take off the onions pls", [("onions", False)]),
        ("got the eggs", [("eggs", False)]),
        ("add mac and cheese", [("mac and cheese", True)]),
        ("put milk back on my shopping list", [("milk", True)]),
        ("quita el ajo y agrega plátanos", [("ajo", False), ("platanos", True)]),
        ("add milk, please", [("milk", True)]),
        ("add milk, eggs, please", [("milk", True), ("eggs", True)]),
        ("add", []),
        ("what do i need", []),
        ("add something that i forgot to tell you yesterday evening", []),
    ],
)
def test_a_sentence_tells_what_to_add_and_what_to_take_off(text, edits, talk):
    assert read_list_edits(text, talk.knowledge.foods) == tuple(ListEdit(*each) for each in edits)


@pytest.fixture
def shopper(talk):
    items = (OAT_MILK, EGGS, BUTTER, PEANUT_BUTTER)
    talk.week, talk.kept_list = a_week(), KeptList(TODAY, ShoppingList(items))
    turns = (PastTurn(talk.at, Intent.SHOPPING_LIST.value),)
    talk.conversation = replace(talk.conversation, turns=turns)
    return talk


def test_two_edits_of_one_message_are_made_and_said(shopper):
    outcome = shopper.hear("add bananas and remove the oat milk")

    assert "Added: bananas" in said(outcome)
    assert "Crossed out: oat milk" in said(outcome)
    assert shopper.kept_list.added == ("bananas",)
    assert shopper.kept_list.had == ("oat milk",)


def test_more_of_what_is_on_the_list_is_more_of_that_line(shopper):
    shopper.hear("add eggs")

    assert [item.needed_g for item in shopper.kept_list.items.items if "egg" in item.name] == [
        350.0
    ]


def test_butter_at_home_leaves_the_peanut_butter_on_the_list(shopper):
    outcome = shopper.hear("i dont need butter")

    assert "Crossed out: butter. " in said(outcome)


@pytest.mark.parametrize("text", ["got the eggs", "bought eggs"])
def test_what_was_bought_is_crossed_out_and_not_eaten(text, shopper):
    outcome = shopper.hear(text)

    assert outcome.added == ()
    assert "Crossed out: egg" in said(outcome)


def test_soap_is_written_down_without_a_price_and_a_reminder_is_not(shopper):
    assert "Added: toilet paper, without a price" in said(shopper.hear("add toilet paper"))
    assert shopper.hear("add a reminder").kept_list is None


def test_a_food_that_is_not_on_the_list_is_said_not_to_be(shopper):
    assert "onions is not on your list" in said(shopper.hear("remove onions"))


def test_right_after_a_meal_a_food_is_added_to_the_meal(shopper):
    shopper.hear("had 2 eggs")

    assert shopper.hear("add milk").kept_list is None


def test_after_a_plan_what_is_added_goes_to_the_list_and_what_is_not_wanted_from_the_week(shopper):
    turns = (PastTurn(shopper.at, Intent.PLAN_WEEK.value),)
    shopper.conversation = replace(shopper.conversation, turns=turns)

    assert "Added: milk" in said(shopper.hear("add milk"))


@pytest.mark.parametrize(
    "text", ["how much is it all", "whats the total", "is that in dollars?", "cuánto cuesta todo"]
)
def test_what_it_all_costs_is_said(text, shopper):
    assert "$5.40" in said(shopper.hear(text))


def test_what_it_costs_is_asked_after_a_recipe_as_well(shopper):
    turns = (PastTurn(shopper.at, Intent.RECIPE.value),)
    shopper.conversation = replace(shopper.conversation, turns=turns)

    assert "$5.40" in said(shopper.hear("cost?"))


def test_what_the_coach_costs_is_another_question(shopper):
    shopper.hear("2 eggs")

    assert "$5.40" not in said(shopper.hear("how much does it cost"))


def test_without_a_plan_there_is_no_list(talk):
    assert "There is no plan yet" in said(talk.hear("shopping list"))


def test_what_is_taken_for_a_wish_of_the_list_edits_it_wherever_it_is_said(shopper):
    outcome = shopping_list(shopper.situation("add milk"), shopper.knowledge)

    assert outcome.kept_list.added == ("milk",)
