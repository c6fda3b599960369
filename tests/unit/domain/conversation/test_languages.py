"""Which language a user is answered in."""

import pytest

from domain.conversation.languages import find_unspoken
from domain.understanding.intents import Intent
from tests.unit.domain.builders import NOON, Talk, a_newcomer, a_user, names, said


def test_who_begins_in_spanish_is_answered_in_spanish(first_talk):
    outcome = first_talk.hear("hola")

    assert "Hola, soy Platewise" in said(outcome)
    assert first_talk.profile.language == "es"


def test_spanish_goes_on_where_words_tell_no_language(first_talk):
    for text in ("hola", "acepto", "ninguna", "skip"):
        outcome = first_talk.hear(text)

    assert "Todo listo" in said(outcome)


def test_one_foreign_word_in_a_talk_switches_nothing(talk):
    talk.hear("2 eggs")

    outcome = talk.hear("gracias")

    assert "You're welcome" in said(outcome)


def test_a_few_words_switch_the_language(talk):
    outcome = talk.hear("¿cómo voy hoy con la comida?")

    assert "Hoy todavía no hay nada" in said(outcome)


def test_one_spanish_message_among_english_ones_is_answered_in_spanish_and_no_other(talk):
    for text in ("I had two eggs and toast", "how am I doing today?"):
        talk.hear(text)

    spanish = talk.hear("¿cómo voy hoy con la comida?")
    english = talk.hear("an apple and coffee")

    assert "Hoy llevas" in said(spanish)
    assert "Logged" in said(english)


def test_who_goes_on_in_spanish_stays_in_it(talk):
    talk.hear("I had two eggs and toast")
    for text in ("hoy comí arroz con pollo", "y también una manzana", "¿cómo voy hoy?"):
        outcome = talk.hear(text)

    assert "Hoy llevas" in said(outcome)
    assert talk.conversation.heard == ("en", "es", "es", "es")
    assert "Hoy llevas" in said(talk.hear("banana please"))


def test_a_language_that_was_chosen_stays_until_many_words_tell_another(talk):
    talk.hear("in English please")
    few = talk.hear("hola, una manzana")
    many = talk.hear("hoy comí arroz con pollo y una manzana para la cena")

    assert "Logged" in said(few)
    assert "Anotado" in said(many)


def test_a_choice_of_language_is_kept(talk):
    outcome = talk.hear("en español por favor")

    assert "hablamos español" in said(outcome)
    assert talk.profile.has_chosen_language


def test_a_tapped_button_tells_no_language(tables):
    talk = Talk(tables, a_user(language="es"))
    talk.hear("2 huevos")

    assert "Hoy llevas" in said(talk.hear("", button="How am I doing"))


def test_who_left_is_not_followed_into_another_language(tables):
    talk = Talk(tables, a_user(opted_out_at=NOON))

    talk.hear("hola, ¿cómo estás? yo muy bien")

    assert talk.profile.language == "en"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("j'ai mangé deux oeufs et du pain", "Pour l'instant"),
        ("oi, como você está? eu comi arroz", "Por enquanto"),
        ("ich habe heute zwei eier gegessen", "Ich spreche"),
        ("oggi ho mangiato una mela e anche il pane", "Per ora"),
        ("今日は卵を食べました", "今のところ"),
        ("我今天吃了两个鸡蛋", "我目前"),
        ("मैंने दो अंडे खाए", "मैं अभी"),
        ("أكلت بيضتين اليوم", "أنا لا"),
        ("σήμερα έφαγα δύο αυγά", "I speak English and Spanish so far"),
    ],
)
def test_other_languages_get_one_polite_line_in_their_own_where_it_is_known(talk, text, begins):
    outcome = talk.hear(text)

    assert said(outcome).startswith(begins)
    assert outcome.intent is Intent.OUT_OF_SCOPE


def test_before_consent_another_language_gets_its_line_too(tables):
    newcomer = Talk(tables, a_newcomer(), is_new=True)

    assert said(newcomer.hear("ich habe heute zwei eier gegessen")).startswith("Ich spreche")


def test_foods_that_are_read_are_logged_whatever_the_language(talk):
    assert names(talk.hear("croissant")) == ("croissant",)


@pytest.mark.parametrize("text", ["2 eggs", "gulasch", "no", "hola", "pizza margherita", ""])
def test_what_may_be_a_language_the_coach_speaks_is_not_foreign(tables, text):
    assert find_unspoken(text, tables) == ""
