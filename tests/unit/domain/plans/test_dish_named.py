"""Which dish a sentence wants in place of a planned one, and where."""

from datetime import date, timedelta

import pytest

from domain.messaging.text import words
from domain.plans.change_words import ToldChanges
from domain.plans.dish_named import DishName, find_dish_named, placed_at
from domain.plans.order import Change, ChangeKind
from domain.recipes.recipe import Slot
from tests.planned import a_day, a_meal, a_week

KNOWN = (
    DishName("own-1", "grandma's stew", is_own=True),
    DishName("own-2", "breakfast burrito", is_own=True),
    DishName("chili", "Turkey chili with beans"),
    DishName("chili", "Chili de pavo con frijoles"),
    DishName("beef", "Beef and barley stew"),
    DishName("beef", "Guiso de res con cebada"),
    DishName("tacos", "Fish tacos"),
    DishName("curry", "Fish curry"),
)
COMMON = frozenset(
    words(
        "the a my for on to put please swap tuesday tuesday's dinner lunch cena martes la el mi"
        " with con por something algo"
    )
)
MONDAY = date(2026, 11, 23)
WEEK = a_week(
    *(
        a_day(
            MONDAY + timedelta(days=n),
            a_meal(Slot.BREAKFAST, "oats"),
            a_meal(Slot.LUNCH, "soup"),
            a_meal(Slot.DINNER, "dal"),
        )
        for n in range(7)
    )
)


@pytest.fixture
def found(knowledge):
    return lambda text: find_dish_named(text, KNOWN, COMMON, knowledge.foods)


@pytest.mark.parametrize(
    ("text", "dishes"),
    [
        ("swap Tuesday for my stew", ("own-1",)),
        ("swap tuesday's dinner for grandma's stew", ("own-1",)),
        ("swap tuesday's dinner with the stew, please", ("own-1",)),
        ("swap tuesday's dinner for beef stew", ("beef",)),
        ("replace tuesday with chili", ("chili",)),
        ("change tuesday's dinner to the turkey chili", ("chili",)),
        ("swap my dinner for tuesday with fish tacos", ("tacos",)),
        ("put grandma's stew on tuesday", ("own-1",)),
        ("can we have chili on tuesday instead of the dal", ("chili",)),
        ("swap tuesday's dinner for something with fish", ("tacos", "curry")),
        ("cambia la cena del martes por el guiso de res", ("beef",)),
        ("cambia el martes por grandma's stew", ("own-1",)),
        ("pon el chili de pavo el martes", ("chili",)),
    ],
)
def test_a_dish_is_found_by_its_name_or_words_of_it_ones_own_first(text, dishes, found):
    assert found(text).dish_ids == dishes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("swap tuesday's dinner for my chili", "chili"),
        ("swap tuesday's dinner for pizza", "pizza"),
        ("cambia la cena del martes por mi sopa", "sopa"),
        ("put my gumbo on tuesday", "gumbo"),
    ],
)
def test_a_dish_nobody_has_a_recipe_for_is_named_all_the_same(text, words, found):
    named = found(text)

    assert (named.words, named.dish_ids) == (words, ())


@pytest.mark.parametrize(
    "text",
    [
        "swap tuesday's dinner", "swap tuesday's dinner for something lighter",
        "swap tuesday's dinner for something with a grobnik", "swap tuesday for wednesday",
        "cambia la cena del martes por algo de mi pizza", "had chili for dinner on tuesday",
        "put the kettle on", "have chili on tuesday", "swap tuesday's dinner for",
    ],
)  # fmt: skip
def test_a_sentence_may_name_no_dish(text, found):
    assert found(text) is None


def swap(day, slot, dish_id):
    return Change(ChangeKind.SWAP, (MONDAY + timedelta(days=day),), (slot,), dish_id=dish_id)


@pytest.mark.parametrize(
    ("text", "slots", "changes"),
    [
        ("swap tuesday for my stew", {Slot.LUNCH, Slot.DINNER}, [(1, Slot.DINNER)]),
        ("swap tuesday's lunch for my stew", {Slot.LUNCH, Slot.DINNER}, [(1, Slot.LUNCH)]),
        ("swap tuesday's dinner for my breakfast burrito", {Slot.BREAKFAST}, [(1, Slot.DINNER)]),
        ("swap tuesday for my breakfast burrito", {Slot.BREAKFAST}, [(1, Slot.BREAKFAST)]),
        ("put my stew on tuesday", {Slot.DINNER}, [(1, Slot.DINNER)]),
        (
            "swap monday and tuesday's lunch for my stew",
            {Slot.DINNER},
            [(0, Slot.LUNCH), (1, Slot.LUNCH)],
        ),
    ],
)
def test_it_is_served_where_the_sentence_says_else_as_it_is_eaten(text, slots, changes, found):
    named = found(text)

    told = placed_at(named.rest, "own", slots, MONDAY, WEEK)

    assert told == ToldChanges(tuple(swap(*each, "own") for each in changes))


def test_a_day_without_such_a_meal_is_told():
    told = placed_at("swap tuesday's snack", "own", {Slot.DINNER}, MONDAY, WEEK)

    assert told == ToldChanges(names_no_meal=True)
