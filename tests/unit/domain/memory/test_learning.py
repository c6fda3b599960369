"""What a corrected meal teaches, what it does not, and how that is taken back."""

from dataclasses import replace

import pytest

from domain.meals.diary import Portion
from domain.meals.reading import read_meal
from domain.memory.learning import Lesson, find_lesson, learn, unlearn
from domain.memory.memory import Kind, Label, Memory, Remembered


@pytest.fixture
def lesson(tables):
    def of(before, after):
        return find_lesson(portions(before, tables), portions(after, tables), tables.foods)

    return of


def portions(text, tables):
    reading = read_meal(text, tables.foods)
    return reading.portions + tuple(Portion.unknown(part.text) for part in reading.unread)


@pytest.mark.parametrize(
    ("before", "after", "words", "is_sure"),
    [
        ("toast with cheese", "toast, cottage cheese", "cheese", True),
        ("2 cups of milk", "2 cups of oat milk", "milk", True),
        ("coffee with milk", "black coffee, oat milk", "coffee with milk", True),
        ("chips", "french fries", "chips", True),
        ("blorb", "2 crackers", "blorb", True),
        ("2 blorbs", "2 crackers", "blorbs", True),
        ("apple", "banana", "apple", False),
        ("2 eggs and a banana", "2 eggs and an apple", "banana", False),
    ],
)
def test_words_that_were_taken_for_another_food_mean_that_one(
    lesson, before, after, words, is_sure
):
    found = lesson(before, after)

    assert (found.words, found.is_sure) == (words, is_sure)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2 eggs", "3 eggs"),
        ("2 eggs and toast", "2 eggs"),
        ("2 eggs", "2 eggs and toast"),
        ("2 eggs and toast", "rice and beans"),
        ("2 eggs", "blorb"),
        ("blorb " + "x" * 60, "rice"),
        ("2 g", "rice"),
    ],
)
def test_another_amount_or_another_meal_teaches_nothing(lesson, before, after):
    assert lesson(before, after) is None


def test_words_that_told_two_foods_teach_nothing_of_one(tables):
    one, other = portions("2 eggs", tables)[0], portions("rice", tables)[0]
    shared = [Portion.unknown("strange stew"), Portion.unknown("strange stew", "other")]
    rice = portions("rice", tables)

    assert find_lesson((*shared, one), (one, *rice), tables.foods) is None
    assert find_lesson((shared[0], one), (one, other), tables.foods).words == "strange stew"


def test_words_that_told_two_foods_of_which_one_stays_teach_nothing(tables):
    banana, rice, apple = (portions(name, tables)[0] for name in ("banana", "rice", "apple"))
    shared = tuple(replace(each, text="mixed plate") for each in (banana, rice))

    assert find_lesson(shared, (rice, apple), tables.foods) is None


def a_lesson(words, text, tables, *, is_sure=True):
    return Lesson(words, None, portions(text, tables), is_sure)


def test_a_corrected_correction_is_about_the_words_that_were_typed_first(tables):
    first = learn(a_lesson("milk", "oat milk", tables), Memory(), tables.foods)
    [oat] = portions("oat milk", tables)
    second = Lesson("oat milk", oat.food_id, portions("soy milk", tables), is_sure=False)

    assert second.after((first.entry,)).words == "milk"
    assert second.after(()) == second


def test_a_lesson_is_remembered(tables):
    learned = learn(a_lesson("milk", "oat milk", tables), Memory(), tables.foods)

    assert learned.entry.kind is Kind.WORDS
    assert learned.memory.find("milk") == learned.entry


def test_a_doubtful_lesson_is_sure_when_it_is_taught_again(tables):
    doubtful = a_lesson("apple", "banana", tables, is_sure=False)
    once = learn(doubtful, Memory(), tables.foods)

    twice = learn(doubtful, once.memory, tables.foods)

    assert (once.entry.is_sure, twice.entry.is_sure) == (False, True)


def test_another_doubtful_lesson_is_as_doubtful(tables):
    first = learn(a_lesson("apple", "banana", tables, is_sure=False), Memory(), tables.foods)
    pear = a_lesson("apple", "pear", tables, is_sure=False)

    assert not learn(pear, first.memory, tables.foods).entry.is_sure


def test_words_that_mean_again_what_the_table_says_are_forgotten(tables):
    memory = learn(a_lesson("milk", "oat milk", tables), Memory(), tables.foods).memory

    back = learn(a_lesson("milk", "milk", tables), memory, tables.foods)

    assert back.entry is None
    assert back.memory.find("milk") is None
    assert learn(a_lesson("milk", "milk", tables), Memory(), tables.foods).memory == Memory()


def test_a_food_of_ones_own_keeps_its_name(tables):
    memory, _ = Memory().keep(Remembered(Kind.LABEL, "milk", label=Label(())))

    assert learn(a_lesson("milk", "oat milk", tables), memory, tables.foods).memory == memory


def test_a_lesson_is_taken_back_and_no_other(tables):
    oat, rice = a_lesson("milk", "oat milk", tables), a_lesson("milk", "rice", tables)
    memory = learn(oat, Memory(), tables.foods).memory

    assert unlearn(rice, memory) == memory
    assert unlearn(a_lesson("tea", "rice", tables), memory) == memory
    assert unlearn(oat, memory).find("milk") is None
