"""What the coach says to everything that is no meal, and to what is hardly a message."""

import pytest

from domain.conversation.talk.meals import LONGEST_TEXT
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent
from tests.unit.domain.builders import A_PHOTO, Talk, a_user, names, said


@pytest.mark.parametrize(
    ("text", "intent", "words"),
    [
        ("hi", Intent.GREET, "What did you eat?"),
        ("thanks!", Intent.THANKS, "welcome"),
        ("help", Intent.HELP, "in your own words"),
        ("yes", Intent.CONFIRM, "What did you eat?"),
        ("no", Intent.DECLINE, "What did you eat?"),
        ("how am I doing today?", Intent.ASK_DAY, "Nothing logged"),
        ("undo", Intent.UNDO, "nothing left to undo"),
        ("I'm allergic to zork", Intent.SET_PROFILE, "I don't know zork"),
        ("write me a poem about the sea and the wind", Intent.OUT_OF_SCOPE, "I only do food"),
        ("is it raining?", Intent.OUT_OF_SCOPE, "I only do food"),
    ],
)
def test_each_intent_has_its_answer(text, intent, words, talk):
    outcome = talk.hear(text)

    assert outcome.intent is intent
    assert words in said(outcome)


@pytest.mark.parametrize("text", ["", "   ", "\u202e\u200b\u2066", "\x00\x07", "\ufeff"])
def test_a_message_without_anything_visible_is_called_empty(text, talk):
    assert "was empty" in said(talk.hear(text))


@pytest.mark.parametrize("text", ["😀", "🎉🎉", "🍕🍔🥗 " * 100, "...", "?!", "- - -"])
def test_emoji_and_marks_alone_are_no_meal(text, talk):
    outcome = talk.hear(text)

    assert outcome.added == ()
    assert "in a few words what you ate" in said(outcome)


@pytest.mark.parametrize("text", ["👍🏽", "👌", "🙏🙏", "❤️"])
def test_a_sign_that_all_is_well_is_taken_as_one(text, talk):
    outcome = talk.hear(text)

    assert outcome.added == ()
    assert said(outcome).startswith("All right.")


def test_a_photo_alone_is_told_that_it_cannot_be_read(talk):
    assert "can't read photos" in said(talk.hear("", media=(A_PHOTO,)))


def test_a_photo_with_words_is_read_by_its_words(talk):
    outcome = talk.hear("2 eggs", media=(A_PHOTO,))

    assert names(outcome) == ("egg",)
    assert "your words only" in said(outcome)
    assert outcome.draft.buttons == ("Undo", "My day")


@pytest.mark.parametrize("text", ["-2 apples", "500 eggs", "1e9 g rice", "1/0 cup rice", "0 eggs"])
def test_an_absurd_amount_is_asked_about_and_not_logged(text, talk):
    outcome = talk.log(text)

    assert outcome.added == ()
    assert said(outcome) == f'"{text}" sounds like a slip. How much was it really?'


@pytest.mark.parametrize(
    ("text", "mass_g"),
    [("½ cup white rice", 79), ("1½ cups white rice", 237), ("1 ½ cups white rice", 237),
     ("\uff12\uff10\uff10 g white rice", 200), ("1/2 cup white rice", 79)],
)  # fmt: skip
def test_fractions_and_full_width_digits_are_numbers(text, mass_g, talk):
    portion = talk.hear(text).added[0].portions[0]

    assert round(portion.mass_g) == mass_g


def test_a_cyrillic_letter_in_a_food_is_forgiven_as_a_slip(talk):
    assert names(talk.hear("\u0430pple")) == ("apple",)


def test_a_word_all_of_lookalikes_is_an_unknown_food(talk):
    outcome = talk.log("\u0440\u0456\u0441\u0435")

    assert outcome.added[0].portions[0].estimate is not None
    assert "I don't know" in said(outcome)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("{zork} stew", '"zork stew"'),
        ("*zork* _blax_ ~glim~ stew", '"zork blax glim stew"'),
        ("100%s zork", "zork"),
        ('"zork" stew', '"zork stew"'),
        ("%s{0} zork", "%s0 zork"),
    ],
)
def test_marks_in_an_unknown_food_neither_format_nor_fill(text, quoted, talk):
    reply = said(talk.log(text)).replace("*Logged*", "").replace("kcal*", "").replace("\n*", "")

    assert quoted in reply
    assert not set("{}*_~") & set(reply)


def test_a_link_is_not_given_back(talk):
    outcome = talk.hear("https://evil.example/a?b={x}")

    assert outcome.added == ()
    assert "evil.example" not in said(outcome)


def test_a_long_unknown_food_is_quoted_in_short(talk):
    reply = said(talk.log("I ate " + "zork" * 50))

    assert "…" in reply
    assert max(map(len, reply.splitlines())) < 200


@pytest.mark.no_cover  # other tests reach all of it
def test_of_a_very_long_meal_the_end_is_said_to_be_unread(talk):
    outcome = talk.hear("2 eggs. " * 1250)

    assert f"only the first {LONGEST_TEXT:,}".replace(",", "") in said(outcome)
    assert len(said(outcome)) <= 1600


def test_an_allergy_told_later_joins_those_told_before(tables):
    talk = Talk(tables, a_user(Allergy("kiwi")))

    outcome = talk.hear("I'm allergic to peanuts")
    talk.hear("I'm allergic to peanuts")

    assert "kiwi and peanut" in said(outcome)
    assert [allergy.said for allergy in talk.profile.allergies] == ["kiwi", "peanut"]
