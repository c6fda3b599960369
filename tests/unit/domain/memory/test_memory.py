"""A memory: one thing a name, bounded, what was used longest ago leaves first."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.meals.diary import Portion
from domain.meals.foods import FoodId, FoodTable
from domain.memory.memory import (
    MOST_ENTRIES,
    MOST_PARTS,
    Kind,
    Label,
    Memory,
    Part,
    Remembered,
)

LABEL = Label(())


def a_food(name):
    return Remembered(Kind.LABEL, name, label=LABEL)


def a_dish(name, *foods):
    return Remembered(Kind.DISH, name, parts=tuple(Part(f, FoodId(f), 50.0) for f in foods))


def taught(*entries):
    memory = Memory()
    for entry in entries:
        memory, _ = memory.keep(entry)
    return memory


def names(memory):
    return [each.name for each in memory.entries]


def test_a_thing_is_found_by_its_words_in_any_number():
    memory = taught(a_food("protein shake"))

    assert memory.find("Protein Shakes").name == "protein shake"
    assert memory.find("shake") is None


def test_a_name_told_again_is_told_anew_and_what_it_was_is_retired():
    memory = taught(a_food("shake"), a_food("shake"))

    assert [each.number for each in memory.entries] == [2]
    assert [each.number for each in memory.retired] == [1]


def test_the_usual_meal_of_a_slot_is_no_food_of_that_name():
    memory = taught(a_food("breakfast"), Remembered(Kind.USUAL, "breakfast"))

    assert memory.find("breakfast").kind is Kind.LABEL
    assert memory.find("breakfast", is_usual=True).kind is Kind.USUAL


def test_the_entry_unused_longest_leaves_when_there_is_no_room():
    foods = (replace(a_food(f"food {n}"), number=n + 1) for n in range(MOST_ENTRIES))
    full = Memory(tuple(foods), made=MOST_ENTRIES)
    used = full.using(frozenset({1}))

    kept, gone = used.keep(a_food("one more"))

    assert [each.name for each in gone] == ["food 1"]
    assert len(kept.entries) == MOST_ENTRIES
    assert names(kept)[-2:] == ["food 0", "one more"]


def test_large_dishes_make_room_sooner():
    parts = [f"part {n}" for n in range(20)]
    memory = taught(*(a_dish(f"dish {n}", *parts) for n in range(MOST_PARTS // 20)))

    kept, gone = memory.keep(a_dish("one more", *parts))

    assert [each.name for each in gone] == ["dish 0"]
    assert sum(len(each.parts) for each in kept.entries) == MOST_PARTS


def test_what_is_forgotten_is_no_longer_found():
    memory = taught(a_food("shake"), a_food("bar"))

    left = memory.forget(memory.find("shake"))

    assert names(left) == ["bar"]
    assert [each.name for each in left.retired] == ["shake"]


def test_what_is_taken_back_leaves_its_name_to_what_had_it_before():
    first = taught(a_food("shake"), a_food("bar"))
    told_anew, _ = first.keep(a_food("shake"))
    shake = told_anew.find("shake")

    back = told_anew.needed(frozenset()).take_back(shake)

    assert [each.number for each in back.entries] == [2, 1]
    assert [each.number for each in back.retired] == [shake.number]
    assert back.take_back(back.find("bar")).find("bar") is None


def test_what_was_replaced_is_kept_no_longer_than_it_can_be_taken_back():
    told_anew = taught(a_food("shake"), a_food("shake"), a_food("bar"))

    assert told_anew.needed(frozenset()).retired == ()


def test_a_retired_food_stays_while_a_meal_or_a_dish_is_made_of_it():
    memory = taught(a_food("milk"))
    milk = memory.find("milk").food_id
    memory, _ = memory.keep(a_dish("oats", milk))
    memory = memory.forget(memory.find("milk"))

    in_dish = memory.needed(frozenset())
    dish = in_dish.find("oats")
    in_meal = in_dish.forget(dish).needed(frozenset({dish.food_id}))
    in_none = in_meal.needed(frozenset())

    assert [each.name for each in in_dish.retired] == ["milk"]
    assert [each.name for each in in_meal.retired] == ["milk", "oats"]
    assert in_none.retired == ()


def test_a_part_of_a_food_that_left_the_table_is_unknown():
    part = Part("gone", FoodId("gone"), 50.0)

    assert part.portion(FoodTable({}, {})) == Portion.unknown("gone")


def test_a_part_nobody_weighed_is_unknown():
    assert Part("blorb", None, None).portion(FoodTable({}, {})) == Portion.unknown("blorb")


def test_long_words_of_a_part_are_cut():
    part = Part.of(Portion.unknown("x" * 10_000))

    assert len(part.name) == len(part.said) == 60


def test_a_memory_is_empty_until_something_was_taught():
    assert Memory().is_empty
    assert not taught(a_food("shake")).is_empty


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), max_size=30))
def test_no_two_foods_ever_share_an_id(steps):
    memory, ids = Memory(), []
    for name, is_told in steps:
        known = memory.find(name)
        if is_told:
            memory, _ = memory.keep(replace(a_food(name), number=99))
            ids.append(memory.entries[-1].food_id)
        elif known:
            memory = memory.forget(known)

    assert len(set(ids)) == len(ids)
    assert len(names(memory)) == len(set(names(memory)))
