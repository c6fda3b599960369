"""Questions about a food are answered with what it has and whether it is safe."""

import pytest

from domain.conversation.talk.food_questions import answer_food_question
from domain.profile.targets import Caution
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent
from tests.unit.domain.builders import Talk, a_user, said

NUTS = Allergy("nuts", frozenset({"peanut", "tree_nut"}))
MILK = Allergy("milk", frozenset({"milk"}))


def told_of_nuts(tables, **known):
    return Talk(tables, a_user(NUTS, **known))


@pytest.mark.parametrize("before", ["2 eggs and toast", "hi", "what should i have for dinner"])
def test_what_about_a_food_is_answered_whatever_was_said_before(before, talk):
    talk.hear(before)

    outcome = talk.hear("what about pesto?")

    assert said(outcome).startswith("pesto, 1 tbsp (16 g): 93 kcal and protein 1.4 g")
    assert outcome.intent is Intent.ASK_NUTRITION


@pytest.mark.parametrize(
    "text",
    ["what about pesto?", "pesto?", "is pesto ok for him", "es seguro el pesto para mi hijo"],
)
def test_an_allergen_in_it_is_said_first(text, tables):
    answer = said(told_of_nuts(tables).hear(text))

    assert answer.startswith("\u26a0\ufe0f")
    assert "pesto" in answer.partition("\n")[0]
    assert "93 kcal" in answer


def test_of_a_food_only_the_gate_knows_the_danger_alone_is_said(tables):
    answer = said(told_of_nuts(tables).hear("can my son have a bakewell tart"))

    assert "bakewell tart can contain tree nuts" in answer
    assert "kcal" not in answer


def test_that_nothing_known_speaks_against_it_is_said_with_care(tables):
    answer = said(told_of_nuts(tables).hear("what about hummus"))

    assert answer.startswith("As far as I know there is no nuts in hummus.")
    assert "146 kcal" in answer


def test_each_allergy_has_its_answer(tables):
    talk = Talk(tables, a_user(NUTS, MILK, Allergy("zorble")))

    answer = said(talk.hear("what about tahini?"))

    assert "I can't check tahini for zorble" in answer
    assert "there is no nuts or milk in tahini" in answer


def test_what_a_food_holds_is_told_to_who_asks_without_an_allergy(talk):
    assert "Allergens I found: milk, peanut and tree nuts." in said(talk.hear("is pesto safe?"))
    assert "Allergens" not in said(talk.hear("is an apple safe?"))


def test_a_name_alone_is_asked_about_where_nothing_is_to_be_watched_for(talk):
    assert "which of these" in said(talk.hear("chicken?"))


def test_who_hides_energy_hears_none(tables):
    answer = said(told_of_nuts(tables, hides_energy=True).hear("what about an apple"))

    assert "kcal" not in answer
    assert "protein" in answer


@pytest.mark.parametrize(
    "text", ["is zorbleworst ok?", "protein?", "is chocolate ok for my dog", "what about dinner"]
)
def test_what_is_no_food_for_people_is_not_answered_so(text, talk):
    assert "Source" not in said(talk.hear(text))


def test_a_long_message_is_no_short_question(tables):
    long = Talk(tables, a_user()).situation(f"what about pesto {'and pesto ' * 20}")

    assert answer_food_question(long, tables) is None


def test_a_nutrient_alone_is_asked_of_the_day(tables):
    assert "Nothing logged" in said(told_of_nuts(tables).hear("protein?"))


def test_a_food_with_a_slip_in_it_is_known(talk):
    assert said(talk.hear("what about an avocdo?")).startswith("avocado")


def test_what_babies_may_eat_is_for_their_doctor(tables):
    answer = said(told_of_nuts(tables).hear("can my baby eat peanut butter?"))

    assert "peanut butter can contain peanut" in answer
    assert "pediatrician" in answer


def test_what_a_pregnant_woman_may_eat_is_for_her_doctor(tables):
    expecting = Talk(tables, a_user(cautions=frozenset({Caution.PREGNANT})))

    assert "midwife or doctor" in said(expecting.hear("can i eat brie?"))


# ---- what a food holds
@pytest.mark.parametrize(
    "text",
    ["is there peanut in pad thai", "does pad thai have nuts?", "el pad thai tiene cacahuate?"],
)
def test_who_watches_for_it_is_warned_once(text, tables):
    answer = said(told_of_nuts(tables).hear(text))

    assert answer.count("\n") == 0
    assert "pad thai" in answer
    assert answer.startswith("\u26a0\ufe0f")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("does bread have gluten", "There can be gluten in bread."),
        ("is there fish in oatmeal?", "As far as I know there is no fish in oatmeal."),
        ("does a bakewell tart have milk", "in a bakewell tart"),
    ],
)
def test_who_asks_of_an_allergen_hears_of_that(text, answer, talk):
    assert answer in said(talk.hear(text))


@pytest.mark.parametrize(
    "text", ["does tofu have protein", "does zorble have nuts", "is there fish in the plan"]
)
def test_no_allergen_or_no_food_is_another_question(text, talk):
    assert "As far as I know" not in said(talk.hear(text))


def test_of_an_own_food_nobody_can_tell(tables):
    talk = Talk(tables, a_user())
    talk.hear("my shake is 200 kcal")

    assert "can't check" in said(talk.hear("does my shake have milk?"))


# ---- what is no answer and no household
def test_a_question_is_no_answer_to_what_a_food_is(talk):
    talk.hear("had a zorble")

    assert "*Changed*" not in said(talk.hear("es sano el queso?"))
    assert "*Changed*" not in said(talk.hear("what about cheese?"))


@pytest.mark.parametrize("text", ["is this ok for my wife", "comi lo mismo que mi esposo"])
def test_who_is_named_in_talk_of_food_is_not_put_at_the_table(text, talk):
    assert talk.hear(text).profile.people is None


def test_a_question_of_what_was_eaten_sets_no_goal(talk):
    talk.hear("2 eggs")

    outcome = talk.hear("was that healthy")

    assert outcome.intent is Intent.SCORE_FOOD
    assert outcome.profile.goal is talk.situation("").profile.goal
    assert "Noted" not in said(outcome)


@pytest.mark.parametrize("text", ["i ate", "comi", "ya comi"])
def test_who_says_no_more_than_that_they_ate_is_in_no_danger(text, talk):
    assert talk.hear(text).intent is Intent.LOG_MEAL
