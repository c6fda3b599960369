from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.conversation.wording import ReplyTexts, drafted, fitted, listed, quoted
from domain.messaging.address import Channel
from domain.messaging.reply import Draft
from domain.messaging.sms import segment_count


def test_a_sentence_is_filled_with_its_values():
    texts = ReplyTexts({"greet": "Hi {name}, {count} meals"})

    assert texts.say("greet", name="{name}", count=2) == "Hi {name}, 2 meals"


@pytest.mark.parametrize(("key", "values"), [("greet", {}), ("gone", {"name": "Ann"})])
def test_a_missing_value_or_sentence_is_an_error_and_no_hole(key, values):
    with pytest.raises(KeyError):
        ReplyTexts({"greet": "Hi {name}"}).say(key, **values)


TEXTS = ReplyTexts({"reply_by_number": "Reply {choices}."})


def shaped(lines, channel, buttons=()):
    return fitted(drafted(lines, buttons), channel, TEXTS)


def test_whatsapp_gets_emphasis_and_buttons_and_no_empty_lines():
    draft = shaped(["*Logged*", "", "• egg ½"], Channel.WHATSAPP, ("Undo",))

    assert draft == Draft("*Logged*\n• egg ½", ("Undo",))


def test_sms_gets_plain_characters_and_its_choices_in_words():
    lines = ["*Logged*", "• egg ×2 · ½ cup", "⚠️ *Careful:*", "¿Cómo está él?"]

    draft = shaped(lines, Channel.SMS, ("Undo", "My day"))

    assert draft == Draft(
        "Logged\n- egg x2, 1/2 cup\n! Careful:\n¿Como esta él?\nReply 1 Undo, 2 My day."
    )


def test_on_sms_foods_leave_before_the_sum_and_a_warning_never():
    foods = [f"• food number {n}, 1 cup (240 g): 100 kcal" for n in range(8)]
    lines = ["Logged", *foods, "*800 kcal*", "⚠️ *Careful:* milk", "Not right? Just tell me."]

    text = shaped(lines, Channel.SMS, ("Undo", "My day")).text

    assert segment_count(text) == 2
    assert "food number 0" in text
    assert "food number 7" not in text
    assert "800 kcal\n! Careful: milk\nNot right? Just tell me.\nReply 1 Undo, 2 My day." in text


def test_what_is_too_long_for_buttons_goes_without_them():
    assert shaped(["x" * 1025], Channel.WHATSAPP, ("Undo",)) == Draft("x" * 1025)
    assert shaped(["x" * 1024], Channel.WHATSAPP, ("Undo",)).buttons == ("Undo",)


def test_what_is_too_long_is_cut_at_a_line():
    draft = shaped(["x" * 1000, "y" * 500, "z" * 500], Channel.WHATSAPP)

    assert draft.text == "x" * 1000 + "\n" + "y" * 500


def test_a_single_endless_line_is_cut_where_it_must_be():
    assert len(shaped(["x" * 2000], Channel.WHATSAPP).text) == 1600


@given(st.lists(st.text(max_size=900), max_size=5), st.sampled_from(Channel))
def test_no_draft_is_longer_than_its_channel_takes(lines, channel):
    draft = shaped(lines, channel, ("Lose weight", "Build muscle", "Eat healthier"))

    assert len(draft.text) <= (1024 if draft.buttons else 1600)


@given(st.text(), st.integers(2, 80))
def test_a_quote_is_short_and_holds_no_marks(text, longest):
    assert len(quoted(text, longest)) <= longest
    assert not set(quoted(text, longest)) & set('*_~`"{}\n')


@pytest.mark.parametrize(
    ("names", "sentence"), [(("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_names_are_listed_as_a_sentence_does(names, sentence):
    assert listed(names, ReplyTexts({"and": "and"})) == sentence


@pytest.mark.parametrize(("unit", "shown"), [("kcal", "1,235 kcal"), ("kJ", "5,166 kJ")])
def test_an_energy_is_whole_in_the_users_unit_with_its_thousands_apart(unit, shown):
    assert ReplyTexts({}, energy_unit=unit).energy(1234.6) == shown


@pytest.mark.parametrize(
    ("language", "amount", "shown"),
    [("en", 12345, "12,345"), ("es", 12345, "12\u202f345"), ("es", 1234, "1234")],
)
def test_thousands_stand_apart_as_the_language_has_them(language, amount, shown):
    assert ReplyTexts({}, language).whole(amount) == shown


def test_who_shall_hear_no_energy_hears_the_quiet_form_or_nothing():
    texts = ReplyTexts({"a": "{name}: {energy}", "a_quiet": "{name}", "b": "{energy}"})
    quiet = replace(texts, shows_energy=False)

    assert texts.say_energy("a", name="egg", energy="72 kcal") == "egg: 72 kcal"
    assert quiet.say_energy("a", name="egg", energy="72 kcal") == "egg"
    assert quiet.say_energy("b", energy="72 kcal") == ""


@pytest.mark.parametrize(("unit", "said"), [("kcal", "100-250 kcal"), ("kJ", "400-1,000 kJ")])
def test_a_range_is_said_no_more_exactly_than_it_is_known(unit, said):
    assert replace(TEXTS, energy_unit=unit).span(101.0, 249.0) == said
