"""What a food of one's own may be called."""

import pytest

from domain.meals.foods import FoodTable
from domain.memory.names import NameFault, find_fault, is_said_of_food

TABLE = FoodTable({}, {}, harmless_words=frozenset({"nice"}))


@pytest.mark.parametrize(
    "name",
    ["shake", "Power Bowl", "mac and cheese", "milk", "breakfast burrito", "7up", "protein bar"],
)
def test_a_name_of_food_can_be_one(name):
    assert find_fault(name, TABLE, is_command=False) is None


@pytest.mark.parametrize(
    "name",
    ["goal", "daily protein goal", "lunch", "dinner today", "calories", "tdee", "son's lunch"],
)
def test_what_is_said_of_the_user_is_said_of_no_food(name):
    assert not is_said_of_food(name)
    assert find_fault(name, TABLE, is_command=False) is NameFault.NO_FOOD


@pytest.mark.parametrize("name", ["x" * 41, "a b c d e f g", "z" * 10_000])
def test_a_sentence_is_no_name(name):
    assert find_fault(name, TABLE, is_command=False) is NameFault.TOO_LONG


@pytest.mark.parametrize(
    "name", ["2", "cup", "two grams", "nice", "and", "½", "big, red", "a: b", "!!"]
)
def test_what_would_never_be_read_as_a_food_cannot_be_one(name):
    assert find_fault(name, TABLE, is_command=False) in {NameFault.RESERVED, NameFault.NO_FOOD}


def test_a_word_the_coach_obeys_cannot_be_a_name():
    assert find_fault("shake", TABLE, is_command=True) is NameFault.RESERVED
