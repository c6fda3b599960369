"""Meals told in very few words: an energy alone, a word nobody knows, a drink put right."""

import pytest

from domain.understanding.intents import Intent
from tests.unit.domain.builders import Talk, a_user, names, said


def test_a_meal_told_by_its_energy_is_logged_and_marked_as_told(talk):
    outcome = talk.hear("my lunch was 500 kcal")

    assert outcome.intent is Intent.LOG_MEAL
    assert "*Logged for lunch*\n• lunch: 500 kcal, as you told it" in said(outcome)
    assert "protein \u2013 g" in said(outcome)
    assert "estimated" not in said(outcome)
    assert "you told me the energy" in said(talk.hear("where is that number from?"))


def test_a_meal_without_a_name_is_called_a_meal(talk):
    assert "• meal: 500 kcal, as you told it" in said(talk.hear("just had 500 kcal"))


def test_a_meal_logged_under_its_name_is_put_right(talk):
    talk.hear("had pad thai for dinner")

    outcome = talk.hear("my dinner was 600 kcal")

    assert "*Changed for dinner*" in said(outcome)
    assert "*600 kcal*" in said(outcome)
    assert names(outcome) == ("pad thai",)


def test_a_told_energy_takes_another_in_its_place(talk):
    talk.hear("my lunch was 500 kcal")

    outcome = talk.hear("lunch was 700 kcal")

    assert "• lunch: 700 kcal, as you told it" in said(outcome)
    assert len(talk.conversation.recent) == 1


@pytest.mark.parametrize(
    "first",
    ["had an apple for lunch", "2 eggs", "had water for lunch", "4 kg of watermelon for lunch"],
)
def test_what_cannot_be_the_same_meal_is_logged_beside_it(first, talk):
    talk.hear(first)

    outcome = talk.hear("my lunch was 3000 kcal")

    assert "*Logged for lunch*" in said(outcome)


def test_an_energy_still_to_come_is_not_logged(talk):
    assert talk.hear("dinner tomorrow 500 kcal").added == ()


@pytest.mark.parametrize("text", ["i ate 300 kcal today", "i only ate 300 calories today"])
def test_the_energy_of_a_day_is_no_meal(text, talk):
    outcome = talk.hear(text)

    assert outcome.intent is Intent.RED_FLAG
    assert outcome.added == ()


def test_what_was_told_by_its_energy_teaches_no_word(talk):
    talk.hear("my lunch was 500 kcal")

    talk.hear("my lunch was pasta")

    assert talk.memory.entries == ()


@pytest.mark.no_cover  # other tests reach all of it
def test_a_long_text_is_no_told_energy(talk):
    assert "as you told it" not in said(talk.hear("my lunch was 500 kcal " * 100))


# ---- a food with its energy
@pytest.mark.parametrize(
    "text", ["had pizza, 500 kcal", "a 500 calorie pizza", "comí pizza, 500 kcal"]
)
def test_a_food_is_logged_with_the_energy_told_of_it_and_that_is_said(text, talk):
    outcome = talk.hear(text)

    assert "188 g" in said(outcome)
    assert "*500 kcal* · prote" in said(outcome)
    assert "as you told it" in said(outcome) or "la que me dijiste" in said(outcome)
    assert "Likely" not in said(outcome)
    assert talk.conversation.recent[-1].energy_kcal(talk.knowledge.foods) == 500


def test_an_energy_a_food_cannot_have_is_said_not_to_be_taken(talk):
    outcome = talk.hear("had an apple, 3000 kcal")

    assert "apple, 1 medium (200 g): 122 kcal" in said(outcome)
    assert "3,000 kcal is far from what I know of apple" in said(outcome)


def test_a_food_told_before_is_put_right_by_its_energy(talk):
    talk.hear("had pizza and a salad")

    outcome = talk.hear("the pizza was 500 kcal")

    assert "*Changed*" in said(outcome)
    assert "cheese pizza, 188 g: 500 kcal" in said(outcome)
    assert names(outcome) == ("cheese pizza", "garden salad")


@pytest.mark.parametrize(("before", "text"), [("had a salad", "the pizza was 500 kcal"),
    ("had an apple", "the apple was 3000 kcal")])  # fmt: skip
def test_what_cannot_put_the_last_meal_right_is_a_meal_of_its_own(before, text, talk):
    talk.hear(before)

    assert "*Logged*" in said(talk.hear(text))


@pytest.mark.parametrize(
    "text",
    ["is pizza 500 kcal?", "pizza has 500 kcal", "zorble, 400 kcal", "could pizza be 500 kcal"],
)
def test_what_is_asked_or_not_known_is_not_taken_for_an_energy_told(text, talk):
    assert "as you told it" not in said(talk.hear(text))


def test_a_food_of_ones_own_without_energy_is_logged_without(talk):
    talk.hear("my shake is 30 g protein")

    assert "as you told it" not in said(talk.hear("had my shake, 200 kcal"))


def test_who_hides_energy_hears_no_number_that_was_not_taken(tables):
    quiet = Talk(tables, a_user(hides_energy=True))

    assert "kcal" not in said(quiet.hear("had an apple, 3000 kcal"))


def test_a_word_nobody_knows_is_logged_where_a_meal_was_asked_for(talk):
    talk.hear("hi")

    outcome = talk.hear("zorble")

    assert "zorble: about 180 kcal, estimated" in said(outcome)
    assert "I don't know" in said(outcome)


@pytest.mark.parametrize("before", ["2 eggs", "thanks"])
def test_at_any_other_time_it_is_offered_to_be_logged(before, talk):
    talk.hear(before)

    asked = talk.hear("bobotie")
    logged = talk.hear("Log a meal")

    assert asked.added == ()
    assert asked.draft.buttons == ("Log a meal", "Something else")
    assert names(logged) == ("bobotie",)


@pytest.mark.parametrize("word", ["hmm", "lol", "asdf", "jajaja", "qwerty"])
def test_a_stray_word_is_never_logged(word, talk):
    talk.hear("hi")

    assert talk.hear(word).added == ()


def test_in_spanish_one_word_is_offered_as_fewer_words_are_known(knowledge):
    talk = Talk(knowledge, a_user(language="es"), number="+525512345678")
    talk.hear("hola")

    assert talk.hear("trabajando").added == ()


def test_another_milk_in_the_coffee_keeps_the_coffee(talk):
    talk.hear("coffee w milk and toast")

    outcome = talk.hear("no the coffee was with oat milk")

    assert names(outcome) == ("black coffee", "toast", "oat milk")


# ---- several foods with their energy
@pytest.mark.parametrize("text", ["pizza and a salad, 800 kcal", "pizza y una ensalada, 800 kcal"])
def test_a_meal_of_several_foods_has_the_energy_told_of_it_and_that_is_said(text, talk):
    outcome = talk.hear(text)

    assert "*800 kcal* · prote" in said(outcome)
    assert "is your number" in said(outcome) or "es tu número" in said(outcome)
    assert names(outcome) == ("cheese pizza", "garden salad")
    assert talk.conversation.recent[-1].energy_kcal(talk.knowledge.foods) == 800


def test_each_food_has_the_energy_told_at_it(talk):
    outcome = talk.hear("toast 75 calories, an egg 70 calories, coffee")

    assert "• toast, 26 g: 75 kcal\n• egg (40 g): 70 kcal\n• black coffee" in said(outcome)
    assert "as you told it; the rest follows from toast and egg" in said(outcome)


def test_an_energy_a_meal_cannot_have_is_said_not_to_be_taken(talk):
    outcome = talk.hear("coffee and water, 3000 kcal")

    assert "*2 kcal*" in said(outcome)
    assert "3,000 kcal is far from what I know of black coffee and water" in said(outcome)


def test_a_food_nobody_knows_has_the_energy_told_of_it(talk):
    outcome = talk.hear("had zorble, 400 kcal")

    assert "• zorble: 400 kcal, as you told it" in said(outcome)
    assert "as you told it; the rest" not in said(outcome)


def test_a_food_nobody_knows_beside_known_ones_has_its_share_of_the_energy(talk):
    outcome = talk.hear("pizza and zorble, 800 kcal")

    assert names(outcome) == ("cheese pizza", "zorble")
    assert "*800 kcal*" in said(outcome)
    assert "800 kcal in all is your number" in said(outcome)


def test_it_has_the_rest_where_the_amounts_of_the_others_were_said(talk):
    outcome = talk.hear("had zorble and 2 eggs, 400 kcal")

    assert "• egg ×2 (100 g): 176 kcal" in said(outcome)
    assert "• zorble: 224 kcal, as you told it" in said(outcome)


def test_an_energy_no_such_meal_has_leaves_the_unknown_food_an_estimate(talk):
    outcome = talk.hear("pizza and zorble, 20 kcal")

    assert "20 kcal is far from what I know" in said(outcome)
    assert "estimated" in said(outcome)


@pytest.mark.parametrize(
    "text", ["had a zorble and a blorb, 90 cal", "pizza and a zorble and a blorb, 800 kcal"]
)
def test_of_two_foods_nobody_knows_no_energy_is_taken(text, talk):
    assert "as you told it" not in said(talk.hear(text))


def test_two_foods_nobody_knows_have_no_share_of_the_energy_of_the_whole(talk):
    talk.hear("had pizza and a zorble and a blorb")

    assert "as you told it" not in said(talk.hear("that was 900 kcal"))


@pytest.mark.parametrize("text", ["wait 3 tacos", "oops, 3 tacos", "no wait 3 tacos"])
def test_another_amount_after_a_wait_puts_the_meal_right(text, talk):
    talk.hear("2 tacos")

    assert "• beef taco ×3" in said(talk.hear(text))


def test_words_of_other_talk_beside_a_food_are_no_food_with_its_energy(talk):
    assert talk.hear("pizza and walking, 800 kcal").added == ()


@pytest.mark.parametrize("text", ["300 kcal", "the zorble was 300 kcal", "zorble 300 kcal"])
def test_the_energy_of_what_nobody_knows_is_the_answer_to_what_it_is(text, talk):
    talk.hear("pizza and zorble")

    outcome = talk.hear(text)

    assert "• zorble: 300 kcal, as you told it" in said(outcome)
    assert "• cheese pizza, 1 serving (238 g): 633 kcal" in said(outcome)


@pytest.mark.parametrize("text", ["9000 kcal", "is it 300 kcal?", "zorble 300 kcal, pie 200 kcal"])
def test_what_no_food_has_or_is_asked_is_no_such_answer(text, talk):
    talk.hear("pizza and zorble")

    assert "as you told it" not in said(talk.hear(text))


@pytest.mark.parametrize("text", ["that was 900 kcal", "no it was 900 calories", "eran 900 kcal"])
def test_what_was_just_told_is_put_right_by_its_energy(text, talk):
    talk.hear("pizza and a salad")

    outcome = talk.hear(text)

    assert "*900 kcal*" in said(outcome)
    assert names(outcome) == ("cheese pizza", "garden salad")


def test_a_told_meal_is_put_right_so_too(talk):
    talk.hear("my lunch was 500 kcal")

    assert "*450 kcal*" in said(talk.hear("that was 450 kcal"))


def test_no_meal_is_put_right_by_an_energy_it_cannot_have_or_later(talk):
    talk.hear("2 eggs")

    assert "*Changed*" not in said(talk.hear("that was 3900 kcal"))
    talk.hear("thanks")
    assert "*Changed*" not in said(talk.hear("that was 160 kcal"))


def test_several_foods_told_before_are_put_right_together(talk):
    talk.hear("pizza, a salad and a coke")

    outcome = talk.hear("the pizza and the salad were 700 kcal")

    assert "*856 kcal*" in said(outcome)
    assert len(names(outcome)) == 3


def test_numbers_in_words_are_amounts_and_energies(talk):
    assert "chicken breast, 200 g" in said(talk.hear("two hundred grams of chicken"))
    assert "*500 kcal*" in said(talk.hear("had pizza, five hundred calories"))


def test_a_label_is_no_energy_of_several_foods(talk):
    assert "is your number" not in said(talk.hear("protein shake 30 g protein, 160 cals"))


def test_what_is_taken_back_in_the_same_breath_is_not_logged(talk):
    outcome = talk.hear("had pizza and a beer no wait two beers")

    assert names(outcome) == ("cheese pizza", "beer")
    assert "2 cans" in said(outcome)
