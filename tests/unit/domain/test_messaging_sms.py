"""What a text is as an SMS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.messaging.sms import (
    MOST_SEGMENTS,
    folded,
    foreign_characters,
    lines_that_fit,
    segment_count,
)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", 1),
        ("x" * 160, 1),
        ("x" * 161, 2),
        ("x" * 306, 2),
        ("x" * 307, 3),
        ("é" * 160, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("á" * 134, 2),
        ("🍕" * 35, 1),
        ("🍕" * 36, 2),
    ],
)
def test_segments_are_counted_as_carriers_do(text, segments):
    assert segment_count(text) == segments


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("¿Cómo está él, mamá? ¡Ñandú!", "¿Como esta él, mama? ¡Ñandu!"),
        ("egg ×2 · ½ cup …", "egg x2, 1/2 cup ..."),
        ("1½ servings, 2¾ cups", "1 1/2 servings, 2 3/4 cups"),
        ("“a” ‘b’ – c — 5 µg", "\"a\" 'b' - c - 5 ug"),  # noqa: RUF001
        ("12\u202f345 kcal", "12 345 kcal"),
        ("• ⚠️ careful", "- ! careful"),
        ("寿司 ok", "寿司 ok"),
    ],
)
def test_a_text_is_folded_into_the_alphabet_of_sms_as_far_as_letters_go(text, plain):
    assert folded(text) == plain


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
def test_latin_letters_never_cost_a_segment_by_their_accents(text):
    assert not {
        c for c in foreign_characters(folded(text)) if c.isalpha() and c in "áíóúÁÍÓÚâêîôûãõ"
    }


@given(st.lists(st.text(alphabet="abc •⚠", min_size=1, max_size=80), min_size=1, max_size=20))
def test_of_lines_that_do_not_fit_the_first_the_last_and_every_warning_stay(lines):
    kept = lines_that_fit(lines, "Reply 1 Undo.")

    assert kept[0] == lines[0]
    assert kept[-1] == "Reply 1 Undo."
    assert [line for line in kept if line.startswith("⚠")] == [
        line for line in lines if line.startswith("⚠")
    ]
    assert len(kept) == len(lines) + 1 or segment_count(folded("\n".join(lines))) >= MOST_SEGMENTS


def test_lines_that_fit_are_left_alone():
    assert lines_that_fit(["Logged", "• egg", "176 kcal"]) == ["Logged", "• egg", "176 kcal"]
