"""Danger is answered before anything else, with the number that is right where somebody is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.conversation.limits import MOST_TURNS_AN_HOUR
from domain.messaging.address import Channel
from domain.profile.places import country_of
from domain.profile.targets import Caution
from domain.safety.red_flags import Danger
from domain.understanding.intents import Intent
from tests.unit.domain.builders import NOON, Talk, a_newcomer, a_user, said

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

COUNTRIES = {
    "US": ("+12125550100", {"911"}),  # FCC, 911 rules
    "CA": ("+14165550100", {"911"}),  # CRTC, 9-1-1
    "MX": ("+525512345678", {"911"}),  # gob.mx, 911 since 2017
    "GB": ("+442071838750", {"999", "112"}),  # gov.uk
    "IE": ("+353851234567", {"112", "999"}),  # 112.ie
    "ES": ("+34612345678", {"112"}),  # 112.es
    "DE": ("+4915112345678", {"112"}),  # bbk.bund.de
    "FR": ("+33612345678", {"112", "15"}),  # service-public.fr: 15 is the SAMU
    "IT": ("+393123456789", {"112", "118"}),  # 112.gov.it
    "PT": ("+351912345678", {"112"}),  # 112.pt
    "NL": ("+31612345678", {"112"}),  # 112.nl
    "NO": ("+4712345678", {"113"}),  # helsenorge.no: ambulance
    "IN": ("+919812345678", {"112", "108"}),  # 112.gov.in
    "AU": ("+61412345678", {"000"}),  # triplezero.gov.au
    "NZ": ("+64211234567", {"111"}),  # govt.nz
    "BR": ("+5511912345678", {"192"}),  # gov.br: SAMU
    "AR": ("+5491112345678", {"107", "911"}),  # argentina.gob.ar
    "CO": ("+573001234567", {"123"}),  # Línea 123
    "CL": ("+56912345678", {"131"}),  # minsal.cl: SAMU
    "PE": ("+51912345678", {"106"}),  # gob.pe: SAMU; 105 is the police
    "EC": ("+593991234567", {"911"}),  # ecu911.gob.ec
    "DO": ("+18095550100", {"911"}),  # 911.gob.do
    "JP": ("+819012345678", {"119"}),  # fdma.go.jp: ambulance
    "KR": ("+821012345678", {"119"}),  # nfa.go.kr: ambulance
    "CN": ("+8613812345678", {"120"}),  # nhc.gov.cn: ambulance
    "SG": ("+6581234567", {"995"}),  # scdf.gov.sg: ambulance
    "PH": ("+639171234567", {"911"}),  # e911.gov.ph
    "ZA": ("+27821234567", {"112", "10177"}),  # gov.za
    "NG": ("+2348031234567", {"112"}),  # ncc.gov.ng
    "GH": ("+233241234567", {"112"}),  # nca.org.gh
    "KE": ("+254712345678", {"999", "112"}),  # National Police Service
    "EG": ("+201001234567", {"123"}),  # mohp.gov.eg: ambulance
    "IL": ("+972501234567", {"101"}),  # mda.org.il: ambulance
    "AE": ("+971501234567", {"998", "999"}),  # u.ae: ambulance
}
"""A number of each country and whom to call there, put together apart from the table."""

DANGERS = {
    (Danger.ANAPHYLAXIS, "en"): "my throat is closing up",
    (Danger.ANAPHYLAXIS, "es"): "se me cierra la garganta",
    (Danger.EMERGENCY, "en"): "chest pain and my arm feels numb",
    (Danger.EMERGENCY, "es"): "me duele el pecho y no siento el brazo",
    (Danger.SELF_HARM, "en"): "i dont want to live anymore",
    (Danger.SELF_HARM, "es"): "ya no quiero vivir",
    (Danger.EATING_DISORDER, "en"): "i've been making myself throw up after meals",
    (Danger.EATING_DISORDER, "es"): "me provoco el vomito despues de comer",
}
BEGINS = {
    (Danger.ANAPHYLAXIS, "en"): "*This sounds like a severe allergic reaction.",
    (Danger.ANAPHYLAXIS, "es"): "*Esto suena a una alergia grave.",
    (Danger.EMERGENCY, "en"): "*This sounds like an emergency.",
    (Danger.EMERGENCY, "es"): "*Esto suena a una emergencia.",
    (Danger.SELF_HARM, "en"): "I'm really sorry you're feeling this way.",
    (Danger.SELF_HARM, "es"): "Siento mucho que lo estés pasando tan mal.",
    (Danger.EATING_DISORDER, "en"): "Thank you for telling me.",
    (Danger.EATING_DISORDER, "es"): "Gracias por contarme esto.",
}
every_danger = pytest.mark.parametrize(("danger", "language"), list(DANGERS))


def someone_from(number, tables, language="en", **known):
    zone = country_of(number, tables.countries).zone
    profile = a_user(zone=zone, language=language, has_chosen_language=True, **known)
    return Talk(tables, profile, number=number)


def numbers_in(text):
    """The runs of digits of a text, as somebody dials them."""
    return set("".join(c if c.isdigit() else " " for c in text).split())


@every_danger
@pytest.mark.parametrize("country", COUNTRIES)
def test_every_danger_gets_the_number_of_the_country(country, danger, language, tables):
    number, emergency = COUNTRIES[country]
    talk = someone_from(number, tables, language)

    outcome = talk.hear(DANGERS[danger, language])

    assert outcome.intent is Intent.RED_FLAG
    assert said(outcome).startswith(BEGINS[danger, language])
    assert numbers_in(said(outcome)) & emergency


def test_there_are_at_least_twenty_countries_and_the_table_has_each(tables):
    codes = {country.code for country in tables.countries.values()} | {"CA"}

    assert len(COUNTRIES) >= 20
    assert COUNTRIES.keys() <= codes


@every_danger
def test_danger_comes_before_the_meal_in_the_same_message(danger, language, tables):
    talk = someone_from("+12125550100", tables, language)

    outcome = talk.hear(f"2 eggs and toast. {DANGERS[danger, language]}")

    assert said(outcome).startswith(BEGINS[danger, language])
    assert outcome.added == ()


def test_danger_is_the_first_thing_a_newcomer_is_answered(tables):
    talk = Talk(tables, a_newcomer(), is_new=True)

    assert said(talk.hear("my throat is closing up")).startswith("*This sounds like a severe")


@pytest.mark.parametrize("sent", [("hi",), ("hi", "yes"), ("hi", "yes", "none")])
def test_danger_is_answered_before_the_first_questions_go_on(sent, tables):
    talk = Talk(tables, a_newcomer(), is_new=True)
    for text in sent:
        talk.hear(text)

    assert said(talk.hear("chest pain and my arm feels numb")).startswith("*This sounds like an")


def test_danger_is_answered_to_someone_who_opted_out_and_may_be_sent(tables):
    talk = someone_from("+442071838750", tables)
    talk.hear("STOP")

    outcome = talk.hear("i dont want to live anymore")

    assert "999" in said(outcome)
    assert outcome.may_follow_opt_out


def test_danger_is_answered_in_a_flood(tables):
    talk = someone_from("+442071838750", tables)
    flood = {"turns_in_hour": MOST_TURNS_AN_HOUR, "is_limited": True, "hour_started_at": NOON}
    talk.conversation = replace(talk.conversation, **flood)

    assert "999" in said(talk.hear("my throat is closing up"))


def test_danger_is_answered_while_a_question_is_open(tables):
    talk = someone_from("+442071838750", tables)
    talk.hear("what's my calorie target?")

    assert "999" in said(talk.hear("my throat is closing up"))


def test_on_sms_the_number_is_said_as_well(tables):
    talk = someone_from("+442071838750", tables)
    talk.channel = Channel.SMS

    assert "999" in said(talk.hear("my throat is closing up"))


@pytest.mark.parametrize(
    ("told", "emergency"),
    [("I'm in tokyo now", "119"), ("I'm in london", "999"), ("I'm in chicago", "911")],
)
def test_who_travels_gets_the_number_of_the_place_they_told(told, emergency, tables):
    talk = someone_from("+34612345678", tables)
    talk.hear(told)
    talk.at += timedelta(hours=1)

    assert emergency in said(talk.hear("my throat is closing up"))


def test_after_an_eating_disorder_or_thoughts_of_self_harm_nothing_aims_at_less(tables):
    for danger in (Danger.EATING_DISORDER, Danger.SELF_HARM):
        talk = someone_from("+12125550100", tables)
        talk.hear(DANGERS[danger, "en"])

        assert Caution.EATING_DISORDER in talk.profile.cautions
        assert talk.profile.hides_energy
