"""Where help is: the right number for the country somebody writes from, in their language."""

import csv

import pytest

from domain.conversation.talk.danger import point_to_help
from domain.events import RedFlagRaised
from domain.profile.places import UNKNOWN_COUNTRY
from domain.profile.targets import Caution
from domain.safety.red_flags import Danger
from domain.understanding.intents import Intent
from tests.unit.domain.conftest import DATA
from tests.unit.domain.conversation.profile_builders import said, someone

EMERGENCY_NUMBERS = {
    "+12125550100": "911",  # US, FCC 911 rules
    "+14165550100": "911",  # Canada, CRTC 9-1-1
    "+525512345678": "911",  # Mexico, gob.mx/911
    "+5491112345678": "911",  # Argentina, argentina.gob.ar
    "+5511912345678": "192",  # Brazil, SAMU, gov.br/saude
    "+56912345678": "131",  # Chile, SAMU, minsal.cl
    "+573001234567": "123",  # Colombia, Línea 123
    "+442071838750": "999",  # United Kingdom, gov.uk
    "+353851234567": "112",  # Ireland, 112.ie
    "+34612345678": "112",  # Spain, 112.es
    "+351912345678": "112",  # Portugal, 112.pt
    "+33612345678": "112",  # France, EU decision 91/396/EEC
    "+4915112345678": "112",  # Germany, EU decision 91/396/EEC
    "+393123456789": "112",  # Italy, 112.gov.it
    "+31612345678": "112",  # Netherlands, 112.nl
    "+4712345678": "113",  # Norway, ambulance, helsenorge.no
    "+61412345678": "000",  # Australia, triplezero.gov.au
    "+64211234567": "111",  # New Zealand, police.govt.nz
    "+819012345678": "119",  # Japan, ambulance, fdma.go.jp
    "+821012345678": "119",  # South Korea, 119.go.kr
    "+6581234567": "995",  # Singapore, ambulance, scdf.gov.sg
    "+919812345678": "112",  # India, 112.gov.in
    "+97250123456": "101",  # Israel, Magen David Adom, mda.org.il
    "+971501234567": "998",  # United Arab Emirates, ambulance, u.ae
    "+254712345678": "999",  # Kenya, National Police Service
}
"""Numbers somebody may write from and whom to call there, put together apart from the table."""

with (DATA / "places" / "countries.csv").open(encoding="utf-8", newline="") as file:
    COUNTRIES = list(csv.DictReader(file))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("danger", list(Danger))
@pytest.mark.parametrize(("number", "emergency"), EMERGENCY_NUMBERS.items())
def test_help_is_a_call_away_everywhere(number, emergency, danger, language, tables):
    person = someone(tables, language=language)
    person.number = number

    outcome = point_to_help(danger, person.situation("help me"), person.speaking())

    assert emergency in said(outcome)
    assert outcome.may_follow_opt_out
    assert outcome.events == (RedFlagRaised(danger),)
    assert outcome.intent is Intent.RED_FLAG


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row["calling_code"])
def test_every_country_of_the_table_is_said_with_its_lines(row, language, tables):
    person = someone(tables, language=language)
    person.number = f"+{row['calling_code']}5550100"

    outcome = point_to_help(Danger.SELF_HARM, person.situation(""), person.speaking())

    assert row["emergency_number"] in said(outcome)
    assert row["crisis_line"] in said(outcome)
    assert row["source"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "local emergency number"), ("es", "emergencias de tu zona")]
)
def test_where_the_country_is_unknown_help_is_named_in_general(language, words, tables):
    person = someone(tables, language=language)
    person.number = "+99912345"

    outcome = point_to_help(Danger.SELF_HARM, person.situation(""), person.speaking())

    assert words in said(outcome)
    assert UNKNOWN_COUNTRY.crisis_line == ""


def test_who_tells_of_an_eating_disorder_gets_no_weight_loss_target_from_then_on(tables):
    person = someone(tables)

    person.take("", lambda s, k: point_to_help(Danger.EATING_DISORDER, s, k))
    person.take("", lambda s, k: point_to_help(Danger.SELF_HARM, s, k))

    assert person.profile.cautions == {Caution.EATING_DISORDER}
