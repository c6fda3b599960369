"""A repeated text is answered from a cache, and always as if it had been read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.memory.kept_readings import KeptReadings, read_named, read_told
from domain.memory.memory import Kind, Label, Memory, Part, Remembered
from domain.memory.own_table import table_of


def a_table(kcal=100.0):
    names = ("milk", "oat milk", "banana", "rice")
    foods = [
        Food(FoodId(n), n, "", {Nutrient.ENERGY: kcal + len(n)}, {"cup": 200.0}, "cup")
        for n in names
    ]
    return FoodTable({food.food_id: food for food in foods}, {})


TABLES = (a_table(), a_table(200.0))
KEPT = KeptReadings(most=16)
"""One cache for all examples: what one user was answered must never be another's answer."""


def memory_of(taught):
    memory = Memory()
    for kind, name, kcal in taught:
        food = FoodId("oat milk" if kcal % 2 else "banana")
        label = Label(((Nutrient.ENERGY, float(kcal)),)) if kind is Kind.LABEL else None
        parts = () if label else (Part(food, food, 50.0), Part("rice", FoodId("rice"), 30.0))
        memory, _ = memory.keep(Remembered(kind, name, label=label, parts=parts))
    return memory


TAUGHT = st.lists(
    st.tuples(
        st.sampled_from([Kind.LABEL, Kind.DISH, Kind.WORDS]),
        st.sampled_from(["milk", "shake", "oat milk"]),
        st.integers(1, 4),
    ),
    max_size=3,
)
TEXTS = st.lists(
    st.sampled_from(["milk", "2", "shake", "oat milk", "and", "banana", "wombat"]), max_size=4
)


@settings(max_examples=60)
@given(TAUGHT, TEXTS, st.sampled_from(TABLES))
def test_an_answer_from_the_cache_is_the_one_reading_gives(taught, words, base):
    text, table = " ".join(words), table_of(memory_of(taught), base)

    for _ in range(2):
        assert KEPT.named(text, table) == read_named(text, table)
        assert KEPT.told(text, table) == read_told(text, table)


def test_a_repeated_text_is_not_read_again():
    kept = KeptReadings()

    assert kept.named("milk", TABLES[0]) is kept.named("milk", TABLES[0])


def test_two_users_who_taught_the_same_share_an_answer():
    kept, taught = KeptReadings(), [(Kind.LABEL, "shake", 2)]
    one, other = (table_of(memory_of(taught), TABLES[0]) for _ in range(2))

    assert kept.told("shake", one) is kept.told("shake", other)


@pytest.mark.parametrize(
    "other",
    [
        TABLES[1],
        table_of(memory_of([(Kind.LABEL, "milk", 2)]), TABLES[0]),
        table_of(memory_of([(Kind.LABEL, "shake", 2)]), TABLES[0]),
    ],
)
def test_another_table_or_memory_is_read_anew(other):
    kept = KeptReadings()

    assert kept.named("milk", TABLES[0]) is not kept.named("milk", other)


def test_the_two_ways_to_read_are_kept_apart():
    kept = KeptReadings()

    assert kept.named("milk", TABLES[0]) is not kept.told("milk", TABLES[0])


def test_the_answer_unused_longest_gives_way():
    kept = KeptReadings(most=1)
    first = kept.named("milk", TABLES[0])
    kept.named("rice", TABLES[0])

    assert kept.named("milk", TABLES[0]) is not first


def test_a_long_text_is_not_kept():
    kept, text = KeptReadings(), "milk " * 100

    assert kept.named(text, TABLES[0]) is not kept.named(text, TABLES[0])
