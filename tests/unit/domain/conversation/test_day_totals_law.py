"""Whatever is logged, corrected, removed, undone or repeated, a day is the sum of what is left."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.conversation.state import REMEMBERED_EDITS
from domain.meals.diary import Day
from domain.meals.nutrients import Nutrient
from tests.unit.domain.conversation.builders import Diary

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

FOODS = ["2 eggs", "toast with butter", "a coffee", "a glass of milk", "zorgle and 3 kiwis"]
WHENS = ["", " yesterday", " last night", " at 8", " for brunch", " on friday", " for dinner"]
LOGS = [food + when for food in FOODS for when in WHENS] + ["tomorrow 2 eggs", "zorgle"]
CORRECTIONS = [
    "make it 3", "no butter", "remove it", "it was oat milk", "and a banana", "half of that",
    "double it", "that was yesterday", "it was at 8", "it was dinner, not lunch", "half of it",
    "that was on friday",
    "the toast was 2 slices", "yes but with oat milk", "the zorgle was lentil soup", "blah blah",
    "delete breakfast", "that was this morning", "3 eggs, not 2", "sin mantequilla",
]  # fmt: skip
REPEATS = [
    "same again", "same as yesterday", "same breakfast as yesterday", "my usual lunch",
    "the same for dinner", "same as friday", "same again but with a coffee", "same without toast",
]  # fmt: skip
ZONES = ["America/New_York", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu", "Europe/Madrid"]

STEPS = st.one_of(
    st.tuples(st.just("logs"), st.sampled_from(LOGS)),
    st.tuples(st.just("corrects"), st.sampled_from(CORRECTIONS)),
    st.tuples(st.just("repeats"), st.sampled_from(REPEATS)),
    st.tuples(st.just("undoes"), st.sampled_from(["undo", "undo the last two"])),
    st.tuples(st.just("moves_to"), st.sampled_from(ZONES)),
    st.tuples(st.just("waits"), st.integers(1, 30)),
)


def take(diary, steps):
    for verb, what in steps:
        if verb == "waits":
            diary.waits(hours=what)
        else:
            getattr(diary, verb)(what)
        yield


def portions_on(diary, on):
    return [p for meal in diary.meals.values() if meal.day == on for p in meal.portions]


def assert_days_are_the_sums_of_their_meals(diary):
    for on in diary.days.keys() | {meal.day for meal in diary.meals.values()}:
        totals, portions = diary.days[on].totals, portions_on(diary, on)
        for nutrient in Nutrient:
            known = [p.nutrients[nutrient] for p in portions if nutrient in p.nutrients]
            assert totals[nutrient].amount == pytest.approx(sum(known), abs=0.005)
            assert totals[nutrient].uncounted == len(portions) - len(known)


@settings(max_examples=150)
@given(st.lists(STEPS, max_size=25))
def test_the_days_are_always_the_sums_of_the_surviving_meals(knowledge, steps):
    diary = Diary(knowledge)

    for _ in take(diary, steps):
        assert_days_are_the_sums_of_their_meals(diary)


@settings(max_examples=150)
@given(st.lists(STEPS, max_size=REMEMBERED_EDITS))
def test_undoing_everything_leaves_an_empty_diary(knowledge, steps):
    diary = Diary(knowledge)
    list(take(diary, steps))

    for _ in range(len(diary.conversation.edits)):
        diary.undoes()

    assert diary.meals == {}
    assert [day for day in diary.days.values() if day.meals] == []
    assert (diary.conversation.recent, diary.conversation.edits) == ((), ())


@settings(max_examples=100)
@given(st.lists(STEPS, max_size=15), STEPS)
def test_undo_takes_back_exactly_the_last_edit(knowledge, steps, last):
    diary = Diary(knowledge)
    list(take(diary, steps))
    before, edits = dict(diary.meals), diary.conversation.edits
    list(take(diary, [last]))

    if len(diary.conversation.edits) > len(edits):
        diary.undoes()
        assert diary.meals == before


@settings(max_examples=100)
@given(st.lists(STEPS, max_size=40))
def test_no_meal_is_ever_put_ahead_of_today(knowledge, steps):
    diary = Diary(knowledge)

    for _ in take(diary, [step for step in steps if step[0] != "moves_to"]):
        today = diary.situation("").today
        assert all(meal.day <= today for meal in diary.meals.values())
        assert all(meal.eaten_at <= diary.at + timedelta(hours=1) for meal in diary.meals.values())


def test_a_day_nothing_is_left_of_is_empty_and_not_gone(knowledge):
    diary = Diary(knowledge)
    diary.logs("2 eggs")
    diary.undoes()

    assert list(diary.days.values()) == [Day(diary.situation("").today)]
