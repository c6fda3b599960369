import dataclasses
import math

from domain.meals.foods import Food, FoodId
from domain.meals.reading import Doubt
from domain.meals.resolving.meal_resolver import as_reading
from domain.meals.resolving.questions import FOOD, PORTION, best_question
from domain.meals.resolving.ranges import RangeFinder


def a_food(food_id: FoodId) -> Food:
    return Food(food_id, str(food_id), "a test", {}, {"piece": 1.0}, "piece")


def test_an_item_tells_its_words_its_reason_and_what_else_it_may_be(meals):
    meal = meals.resolve("I had a cup of whole milk with sprinkles")

    item = meal.items[0]
    assert item.text == "I had a cup of whole milk"
    assert item.food_id == "milk-whole"
    assert "whole milk" in item.reason
    assert "portion: 1 cup" in item.reason
    assert item.alternatives[0].mass_g == 244.0
    assert math.isclose(item.alternatives[0].probability, 1.0, abs_tol=0.5)


def test_said_grams_are_the_reason_themselves(meals):
    meal = meals.resolve("a crispy 240g avocado turnip stew")

    assert meal.items[0].mass_g == 240.0
    assert meal.items[0].reason.endswith("grams as said")


def test_words_the_food_does_not_have_are_told(meals):
    meal = meals.resolve("pepperoni milk")

    assert "not in the table: " in meal.items[0].reason


def test_the_range_holds_the_choice(meals):
    meal = meals.resolve("a bottle of cola, an apple and some rice")

    assert all(i.mass_range_g.low <= i.mass_g <= i.mass_range_g.high for i in meal.items)
    assert meal.energy_range_kcal.low < meal.energy_range_kcal.high


def test_many_doubtful_foods_still_have_one_range(meals):
    text = ", ".join(["a bottle of cola", "an apple", "some fries", "a pizza", "a milk"] * 3)

    low, high = meals.resolve(text).energy_range_kcal

    assert 0 < low < high


def test_nothing_eaten_is_nothing_in_doubt(meals):
    meal = meals.resolve("a lovely day")

    assert meal.items == ()
    assert meal.energy_range_kcal == (0.0, 0.0)
    assert meal.question is None


def test_the_question_is_about_the_amount_that_is_least_sure(resolver, index, lexicon):
    items = resolver.items("an egg and a bottle of cola")

    eager = _with_weights(lexicon, {**lexicon.weights, "question_gain": 0.05})

    question = best_question(items, RangeFinder(index, eager))

    assert question is not None
    assert question.about == PORTION
    assert items[question.item].best.food == index.food_ids.index("cola")
    assert {choice.mass_g for choice in question.choices} >= {524.0, 620.0}


def test_two_foods_as_likely_are_asked_about(resolver, index, lexicon):
    items = resolver.items("a cup of stew with vegetables")
    eager = {**lexicon.weights, "question_gain": 0.0, "food_question": 100.0}
    finder = RangeFinder(index, _with_weights(lexicon, eager))

    question = best_question(items, finder)

    assert question is not None
    assert question.about == FOOD


def test_an_answer_that_leaves_the_meal_right_is_not_worth_a_question(resolver, index, lexicon):
    items = resolver.items("a bottle of cola")
    eager = _with_weights(lexicon, {**lexicon.weights, "question_gain": 0.01})
    finder = RangeFinder(index, eager)
    diet = items[0].best._replace(food=index.food_ids.index("cola-diet"))

    asked = best_question(items, finder)
    of_diet = best_question([dataclasses.replace(items[0], candidates=(diet,))], finder)

    assert asked is not None
    assert 0.01 < asked.gain < 1.0
    assert of_diet is None


def test_sure_amounts_are_not_asked_about(meals):
    assert meals.resolve("100 g of rice").question is None


def test_a_resolved_meal_becomes_portions_to_log(meals):
    meal = meals.resolve("two eggs and 70g of yaucarkue")

    reading = as_reading(meal, a_food)

    assert [(p.food_id, p.mass_g, p.amount) for p in reading.portions] == [("egg", 100.0, "100 g")]
    assert [(part.text, part.doubt) for part in reading.unread] == [
        ("70g of yaucarkue", Doubt.UNKNOWN_FOOD)
    ]


def test_a_food_the_table_lost_is_unread(meals):
    reading = as_reading(meals.resolve("two eggs"), lambda _: None)

    assert reading.portions == ()
    assert reading.unread[0].doubt is Doubt.UNKNOWN_FOOD


def test_nobody_eats_a_ton_of_rice(meals):
    reading = as_reading(meals.resolve("1000 kg of rice"), a_food)

    assert reading.portions == ()
    assert reading.unread[0].doubt is Doubt.IMPLAUSIBLE


def test_unknown_energy_counts_as_nothing(index, lexicon):
    finder = RangeFinder(index, lexicon)

    assert finder.amount(index.food_ids.index("human-milk"), 100.0, 0) == 0.0


def _with_weights(lexicon, weights):
    return dataclasses.replace(lexicon, weights=weights)
