"""The tone lint and the rewriting of numbers find what they look for."""

import pytest

from tests.conversations.rewrite import rewritten
from tests.conversations.script import FOLDER, read_script
from tests.conversations.talker import Said
from tests.conversations.tone import faults


@pytest.mark.parametrize(
    ("text", "language", "fault"),
    [
        ("You blew it today.", "en", "judging: blew it"),
        ("This cures anything.", "en", "promising: cures"),
        ("Comiste comida chatarra.", "es", "judging: chatarra"),
        ("Is it so? Or not?", "en", "more than one question"),
        ("Great! Super!", "en", "more than one exclamation mark"),
        ("It has {energy}.", "en", "a placeholder is not filled"),
        ("Two  spaces", "en", "stray spaces or empty lines"),
        ("*Not closed", "en", "emphasis is not closed"),
        ("x" * 601, "en", "601 characters, more than 600"),
    ],
)
def test_a_reply_out_of_tone_is_found(text, language, fault):
    assert faults(Said(text), "whatsapp", language) == [fault]


def test_on_sms_segments_and_the_alphabet_are_checked():
    assert faults(Said("a" * 307), "sms", "en") == ["3 segments"]
    assert faults(Said("so far • 2"), "sms", "en") == ["not GSM-7: ['•']"]


def test_words_that_name_food_or_that_a_user_can_type_judge_nobody():
    said = Said('• junk food burger: 400 kcal\nSay for example "no junk".')

    assert faults(said, "whatsapp", "en") == []


def test_only_the_numbers_of_a_talk_are_rewritten(tmp_path, monkeypatch, knowledge):
    text = (FOLDER / "first_morning.txt").read_text(encoding="utf-8")
    spoilt = text.replace("(100 g): 176 kcal", "(99 g): 1 kcal").replace("Removed", "Gone")
    file = tmp_path / "spoilt.txt"
    file.write_text(spoilt, encoding="utf-8")
    monkeypatch.setattr("tests.conversations.script.FOLDER", tmp_path)

    changed, left = rewritten(read_script(file), knowledge)

    assert "coach: egg ×2 (100 g): 176 kcal" in changed.values()
    assert [spoilt.splitlines()[number - 1] for number in left] == ["coach: Gone"]
