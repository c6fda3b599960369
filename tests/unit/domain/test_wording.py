import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.conversation.wording import ReplyTexts, listed, quoted, shape
from domain.messaging.address import Channel
from domain.messaging.reply import Draft


def test_a_sentence_is_filled_with_its_values():
    texts = ReplyTexts({"greet": "Hi {name}, {count} meals"})

    assert texts.say("greet", name="{name}", count=2) == "Hi {name}, 2 meals"


@pytest.mark.parametrize(("key", "values"), [("greet", {}), ("gone", {"name": "Ann"})])
def test_a_missing_value_or_sentence_is_an_error_and_no_hole(key, values):
    with pytest.raises(KeyError):
        ReplyTexts({"greet": "Hi {name}"}).say(key, **values)


def test_whatsapp_gets_emphasis_and_buttons_and_no_empty_lines():
    draft = shape(["*Logged*", "", "• egg ½"], Channel.WHATSAPP, ("Undo",))

    assert draft == Draft("*Logged*\n• egg ½", ("Undo",))


def test_sms_gets_plain_characters_and_its_choices_in_words():
    lines = ["*Logged*", "• egg ×2 · ½ cup", "⚠️ *Careful:*"]

    draft = shape(lines, Channel.SMS, ("Undo", "My day"))

    assert draft == Draft("Logged\n- egg x2, 1/2 cup\n! Careful:\nReply: Undo / My day")


def test_what_is_too_long_for_buttons_goes_without_them():
    assert shape(["x" * 1025], Channel.WHATSAPP, ("Undo",)) == Draft("x" * 1025)
    assert shape(["x" * 1024], Channel.WHATSAPP, ("Undo",)).buttons == ("Undo",)


def test_what_is_too_long_is_cut_at_a_line():
    draft = shape(["x" * 1000, "y" * 500, "z" * 500], Channel.WHATSAPP)

    assert draft.text == "x" * 1000 + "\n" + "y" * 500


def test_a_single_endless_line_is_cut_where_it_must_be():
    assert len(shape(["x" * 2000], Channel.WHATSAPP).text) == 1600


@given(st.lists(st.text(max_size=900), max_size=5), st.sampled_from(Channel))
def test_no_draft_is_longer_than_its_channel_takes(lines, channel):
    draft = shape(lines, channel, ("Lose weight", "Build muscle", "Eat healthier"))

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
