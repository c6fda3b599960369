"""Where help is: the right number for the country somebody writes from, in their language."""

import csv

import pytest

from domain.conversation.harmless import is_harmless
from domain.conversation.talk.danger import point_to_help
from domain.events import RedFlagRaised
from domain.profile.places import UNKNOWN_COUNTRY
from domain.profile.targets import Caution
from domain.safety.red_flags import Danger
from domain.understanding.intents import Intent
from tests.unit.domain.conftest import DATA
from tests.unit.domain.conversation.profile_builders import said, someone

with (DATA / "places" / "countries.csv").open(encoding="utf-8", newline="") as file:
    COUNTRIES = list(csv.DictReader(file))


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row["calling_code"])
def test_every_country_of_the_table_is_said_with_its_lines(row, language, tables):
    person = someone(tables, language=language, zone=row["zone"])
    person.number = f"+{row['calling_code']}5550100"

    outcome = point_to_help(Danger.SELF_HARM, person.situation(""), person.speaking())

    assert row["emergency_number"] in said(outcome)
    assert row["crisis_line"] in said(outcome)
    assert outcome.events == (RedFlagRaised(Danger.SELF_HARM),)
    assert row["source"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "local emergency number"), ("es", "emergencias de tu zona")]
)
def test_where_the_country_is_unknown_help_is_named_in_general(language, words, tables):
    person = someone(tables, language=language, zone="UTC")
    person.number = "+99912345"

    outcome = point_to_help(Danger.SELF_HARM, person.situation(""), person.speaking())

    assert words in said(outcome)
    assert UNKNOWN_COUNTRY.crisis_line == ""


def test_who_tells_of_an_eating_disorder_gets_no_weight_loss_target_from_then_on(tables):
    person = someone(tables)

    person.take("", lambda s, k: point_to_help(Danger.EATING_DISORDER, s, k))
    person.take("", lambda s, k: point_to_help(Danger.SELF_HARM, s, k))

    assert person.profile.cautions == {Caution.EATING_DISORDER}


@pytest.mark.parametrize(
    ("text", "is_danger"),
    [
        ("ate an apple with 80 calories", False),
        ("only had an apple today, 80 calories", True),
        ("had an apple, 80 calories, and threw it up", True),
        ("i only eat 80 calories a day", True),
    ],
)
def test_the_energy_of_a_food_is_judged_by_what_else_is_said(text, is_danger, talk):
    outcome = talk.hear(text)

    assert (outcome.intent is Intent.RED_FLAG) is is_danger
    assert bool(outcome.added) is not is_danger


def test_an_energy_of_the_meal_just_told_is_no_danger(talk):
    talk.hear("2 eggs and toast")

    assert "*300 kcal*" in said(talk.hear("no that is 300 cals"))


def test_what_plainly_tells_of_a_danger_is_not_harmless(talk):
    situation = talk.situation("i only eat 80 calories a day")

    assert not is_harmless(situation, talk.knowledge)
