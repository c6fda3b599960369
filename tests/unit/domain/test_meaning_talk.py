"""How an intake stands: one nutrient, several, or those furthest from their aim."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.conversation.talk.days import ask_week
from domain.meals.nutrients import Nutrient
from domain.profile.body import Body, Sex
from domain.profile.targets import Caution
from domain.understanding.intents import Intent
from tests.unit.domain.builders import TODAY, Talk, a_user, said

A_WOMAN = Body(sex=Sex.FEMALE, age_years=30)


@pytest.fixture
def eater(talk):
    """A talk with a woman of 30 who ate twice today."""
    talk.profile = replace(talk.profile, body=A_WOMAN)
    talk.log("2 eggs and toast with butter")
    talk.log("rice with chicken and broccoli")
    return talk


def of_today(talk, nutrient):
    (day,) = talk.days.values()
    return day.totals[nutrient].amount


def test_a_nutrient_is_told_against_the_aim_of_the_life_stage(eater):
    iron = of_today(eater, Nutrient.IRON)

    outcome = eater.hear("how's my iron today?")

    assert outcome.intent is Intent.ASK_DAY
    assert f"iron: {iron:.2g} mg, {iron / 18 * 100:.0f} % of the 18 mg aimed for" in said(outcome)
    assert "adults in general" not in said(outcome)


def test_who_told_no_age_hears_whose_aims_these_are(talk):
    talk.log("2 eggs")

    assert "adults in general" in said(talk.hear("how's my iron today?"))
    assert "adults in general" not in said(talk.hear("how's my sodium today?"))


def test_a_maximum_is_told_as_one(eater):
    sodium = of_today(eater, Nutrient.SODIUM)

    reply = said(eater.hear("how's my sodium?"))

    assert f"sodium: {sodium:,.0f} mg; up to 2,300 mg a day is the advice" in reply


def test_several_nutrients_are_told_line_by_line(eater):
    reply = said(eater.hear("am I getting enough calcium and vitamin D?"))

    assert "• calcium: " in reply
    assert "• vitamin D: " in reply


@pytest.mark.parametrize(
    "text", ["what am I low in?", "which vitamins am i missing", "am i low in anything"]
)
def test_what_is_furthest_from_its_aim_is_told_of_three(eater, text):
    reply = said(eater.hear(text))

    shares = [
        int(line.split(" % of")[0].split()[-1]) for line in reply.splitlines() if " % of" in line
    ]

    assert len(shares) == 3
    assert shares == sorted(shares)
    assert shares[-1] < 100


def test_a_week_is_told_a_day_on_average(eater):
    iron = of_today(eater, Nutrient.IRON)
    eater.at += timedelta(days=1)
    eater.log("1 apple")

    outcome = eater.hear("how's my iron this week?")

    assert outcome.intent is Intent.ASK_WEEK
    assert "*A day on average* (2 with meals)" in said(outcome)
    total = iron + eater.days[TODAY + timedelta(days=1)].totals[Nutrient.IRON].amount
    assert f"• iron: {total / 2:.2g} mg" in said(outcome)


def test_an_earlier_day_is_told_by_its_name(eater):
    eater.at += timedelta(days=1)

    assert said(eater.hear("how was my iron yesterday?")).startswith("*Monday*\n• iron: ")
    assert "Nothing logged for today" in said(eater.hear("how's my iron today?"))
    assert "in total" in said(eater.hear("how was my iron last friday?"))


def test_a_week_without_meals_says_so(talk):
    assert "nothing of the last seven days" in said(talk.hear("how's my iron this week?"))


def test_what_could_not_be_counted_makes_it_at_least(talk):
    talk.log("2 eggs, toast and 500 bananas")

    reply = said(talk.hear("how's my iron and sodium today?"))

    assert "iron: at least " in reply
    assert "sodium: at least " in reply
    assert "1 not counted" in reply


def test_an_estimate_that_is_much_of_a_day_leaves_its_minerals_untold(talk):
    talk.log("2 eggs, toast and a zorgle")

    reply = said(talk.hear("how's my iron and protein today?"))

    assert "iron: I can't say" in reply
    assert "protein: I can't say" in reply
    assert "1 estimated" in reply


def test_beside_a_small_estimate_what_is_known_is_the_least_there_is(talk):
    talk.log("6 eggs, 4 toast, 300 g white rice and a tbsp of zorgle")

    assert "protein: at least 4" in said(talk.hear("how's my protein today?"))


def test_a_nutrient_the_foods_do_not_tell_is_not_made_up(talk):
    talk.log("500 g steak")

    reply = said(talk.hear("how's my added sugar today?"))

    assert "added sugar: I can't say" in reply


def test_what_is_unknown_stands_beside_what_is_lowest(talk):
    talk.log("500 g steak")

    assert "Not enough is known of: added sugar." in said(talk.hear("what am I low in?"))


def test_a_day_that_reached_every_aim_says_so(talk, tables):
    references = replace(tables.nutrition.references, amounts=())
    talk.knowledge = replace(tables, nutrition=replace(tables.nutrition, references=references))
    talk.log("800 g lentils")

    reply = said(talk.hear("what am I low in?"))

    assert "has reached its aim" in reply


def test_kidneys_are_given_an_amount_and_no_aim(tables):
    talk = Talk(tables, a_user(cautions=frozenset({Caution.KIDNEY_DISEASE})))
    talk.log("300 g potatoes")

    reply = said(talk.hear("how's my potassium today?"))

    assert "for your doctor to say" in reply
    assert "aimed for" not in reply
    assert "potassium" not in said(talk.hear("what am I low in?"))


def test_a_nutrient_without_an_aim_is_told_plainly(eater):
    caffeine = said(eater.hear("how much caffeine did I have today?"))

    assert "• caffeine: 0 mg" in caffeine


def test_energy_is_told_with_the_day(eater):
    assert "kcal" in said(eater.hear("how many calories and protein today?"))


def test_a_spanish_question_is_answered_in_spanish(eater):
    eater.profile = replace(eater.profile, language="es", has_chosen_language=True)

    reply = said(eater.hear("¿cómo voy de hierro?"))

    assert reply.startswith("*Hoy hasta ahora*\n• hierro: ")


def test_a_week_known_to_be_meant_is_told_of_the_nutrient_named(eater, tables):
    outcome = ask_week(eater.situation("iron"), tables)

    assert said(outcome).startswith("*A day on average* (1 with meals)\n• iron: ")
