"""What comes in that is no meal told in words: each is answered as what it is, and kept nowhere."""

import pytest

from domain.messaging.inbound import Attachment, Media
from tests.unit.domain.builders import Talk, a_message, a_user, names, said


def a_file(content_type):
    return {"media": (Media("https://api.twilio.com/media/ME1", content_type),)}


KINDS = [
    (a_file("image/jpeg"), Attachment.PHOTO),
    (a_file("image/webp"), Attachment.STICKER),
    (a_file("audio/ogg; codecs=opus"), Attachment.VOICE),
    (a_file("text/vcard"), Attachment.CONTACT),
    (a_file("text/x-vcard"), Attachment.CONTACT),
    (a_file("application/pdf"), Attachment.FILE),
    (a_file("video/mp4"), Attachment.FILE),
    (a_file(""), Attachment.FILE),
]
SAID = {
    Attachment.PHOTO: "can't read photos",
    Attachment.VOICE: "can't read photos or voice notes",
    Attachment.STICKER: "can't read stickers",
    Attachment.CONTACT: "kept nothing of that one",
    Attachment.LOCATION: "kept nothing of that place",
    Attachment.FILE: "can't open files",
}


@pytest.mark.parametrize(("sent", "kind"), KINDS)
def test_a_file_is_known_by_its_type(sent, kind):
    assert a_message("", **sent).attachment is kind


def test_of_several_files_the_photo_counts():
    media = (*a_file("text/vcard")["media"], *a_file("image/png")["media"])

    assert a_message("", media=media).attachment is Attachment.PHOTO


def test_words_alone_bring_nothing():
    assert a_message("2 eggs").attachment is None


@pytest.mark.parametrize(("sent", "kind"), [*KINDS, ({"has_location": True}, Attachment.LOCATION)])
def test_what_is_sent_without_words_is_answered_as_what_it_is(talk, sent, kind):
    outcome = talk.hear("", **sent)

    assert SAID[kind] in said(outcome)
    assert outcome.added == ()


@pytest.mark.parametrize("sent", [a_file("image/webp"), {"has_location": True}])
def test_among_the_first_questions_the_open_one_is_put_again(first_talk, sent):
    first_talk.hear("hi")
    first_talk.hear("yes")

    outcome = first_talk.hear("", **sent)

    assert said(outcome).startswith("I can only read words for now.")
    assert outcome.draft.buttons == ("None",)
    assert first_talk.profile.allergies is None


def test_a_sticker_as_the_first_message_is_welcomed(first_talk):
    assert "I'm Platewise" in said(first_talk.hear("", **a_file("image/webp")))


@pytest.mark.parametrize("text", ["😀😀", "...", "?!", "🎉"])
def test_signs_alone_are_asked_for_words(talk, text):
    outcome = talk.hear(text)

    assert "in a few words" in said(outcome)
    assert outcome.added == ()


@pytest.mark.parametrize(
    "text", ["\u202e2 eggs\u202c", "2 \u0435ggs", "\uff12 eggs", "2\u200b eggs"]
)
def test_letters_in_disguise_are_read_as_what_they_show(talk, text):
    assert names(talk.hear(text)) == ("egg",)


@pytest.mark.parametrize(
    "text",
    [
        "FWD: Doctors hate this trick http://spam.example/win lose 30 lbs in 3 days!!!",
        "https://www.example.com/best-banana-bread",
        "Congratulations! You won a $1000 gift card. Reply YES: https://bit.example/x",
    ],
)
def test_forwarded_spam_and_links_are_no_meal(talk, text):
    outcome = talk.hear(text)

    assert outcome.added == ()
    assert outcome.profile == talk.profile


@pytest.mark.parametrize(
    "text",
    ["500 eggs", "-2 apples", "0 apples", "1e9 g of rice", "1/0 cup rice", "9" * 40 + " eggs"],
)
def test_an_amount_nobody_eats_is_asked_about(talk, text):
    outcome = talk.hear(text)

    assert "sounds like a slip" in said(outcome)
    assert outcome.added == ()


@pytest.mark.parametrize("text", ["steak tomorrow", "i'll have ramen at 7pm", "pizza next friday"])
def test_what_is_not_eaten_yet_is_not_logged(talk, text):
    assert talk.hear(text).added == ()


@pytest.mark.parametrize("text", ["i weigh 8 kg", "i weigh 800 kg"])
def test_a_weight_nobody_has_is_asked_again(talk, text):
    outcome = talk.hear(text)

    assert "doesn't look right" in said(outcome)
    assert outcome.weights == ()
    assert talk.profile.body.mass_kg is None


def test_an_allergy_to_everything_is_asked_about_and_the_answer_kept(talk):
    asked = talk.hear("im allergic to everything")
    told = talk.hear("peanuts and soy")

    assert "Which foods must you avoid?" in said(asked)
    assert [each.said for each in talk.profile.allergies] == ["peanut", "soy"]
    assert told.added == ()


@pytest.mark.parametrize("text", ["2 eggs", "had peanuts", "never mind"])
def test_what_does_not_answer_which_allergy_is_something_else(talk, text):
    talk.hear("im allergic to everything")

    talk.hear(text)

    assert talk.profile.allergies == ()


@pytest.mark.parametrize("text", ["my son ate 2 cookies", "my dog had chicken"])
def test_a_meal_of_someone_else_is_not_logged(talk, text):
    outcome = talk.hear(text)

    assert outcome.added == ()
    assert "only your own meals" in said(outcome)


def test_a_vegan_who_eats_chicken_is_asked_once(tables):
    talk = Talk(tables, a_user(diets=frozenset({"vegan"})))

    first, second = talk.hear("chicken breast"), talk.hear("cheese pizza")

    assert "Is that still your diet?" in said(first)
    assert "Is that still your diet?" not in said(second)
    assert first.added
    assert second.added


def test_an_amount_alone_is_asked_of_what(talk):
    assert "of what food?" in said(talk.hear("1 cup"))


def test_an_amount_answers_the_question_about_a_unit_nobody_knows(talk):
    talk.hear("3 glorps of rice")

    assert names(talk.hear("1 cup")) == ("white rice",)


def test_the_same_meal_told_twice_explains_nothing(talk):
    first = talk.hear("blorp and 1 kiwi").added[0]

    talk.hear("blorp and 1 kiwi")

    assert talk.days[first.day].meals[first.meal_id] == talk.days[first.day].totals


def test_a_food_nobody_knows_is_explained_by_its_name(talk):
    talk.hear("2 eggs and a blorbsnack")

    outcome = talk.hear("the blorbsnack was 2 crackers with cheese")

    assert names(outcome) == ("egg", "saltine crackers", "cheddar cheese")


@pytest.mark.parametrize("text", ["can i eat pesto?", "what about pesto?"])
def test_an_allergy_is_warned_of_where_a_food_is_only_asked_about(talk, text):
    talk.hear("im allergic to peanuts")

    assert "⚠️ *Careful:* pesto" in said(talk.hear(text))


def test_what_may_be_eaten_in_pregnancy_is_for_the_midwife(talk):
    talk.hear("i'm pregnant")

    assert "midwife" in said(talk.hear("can i eat sushi?"))


def test_protein_with_kidney_disease_is_for_the_doctor_alone(talk):
    talk.hear("i have kidney disease")

    answer = said(talk.hear("how much protein should i eat"))

    assert "your doctor" in answer
    assert "kcal" not in answer
    assert "weigh" not in answer


@pytest.mark.parametrize("told", ["i have type 1 diabetes", "i'm pregnant"])
def test_a_condition_brings_no_question_of_weight(talk, told):
    assert "weigh" not in said(talk.hear(told))


def test_in_kilojoules_an_aim_is_round(talk):
    talk.hear("2 eggs")
    talk.hear("show me kilojoules")

    assert "of about 8,400 kJ" in said(talk.hear("how am i doing"))


def test_who_is_well_again_before_consent_is_answered_as_such(first_talk):
    first_talk.hear("hi")
    first_talk.hear("i want to kill myself")

    assert said(first_talk.hear("im ok now")).startswith("Thank you for writing back")


def test_who_is_hungry_and_says_what_they_had_is_logged(talk):
    assert names(talk.hear("me muero de hambre, comí 3 tacos de pollo")) == ("chicken taco",)
