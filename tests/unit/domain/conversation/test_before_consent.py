"""What is told before the user agrees: held, and gone where they do not."""

import pytest

from domain.profile.targets import Reason
from tests.unit.domain.builders import Talk, a_newcomer


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        ("hi, I'm 8 weeks pregnant", Reason.NO_DEFICIT_PREGNANT),
        ("hola, estoy embarazada", Reason.NO_DEFICIT_PREGNANT),
        ("im 15", Reason.NO_DEFICIT_MINOR),
    ],
)
def test_what_is_told_before_consent_holds_once_it_is_given(tables, first, reason):
    talk = Talk(tables, a_newcomer(), is_new=True)

    for text in (first, "who are you?", "2 eggs", "yes", "none", "lose weight"):
        talk.hear(text)

    assert talk.situation("").targets.reason is reason
    assert talk.conversation.held_caution == ""


@pytest.mark.parametrize("refusal", ["no", "STOP"])
def test_who_declines_leaves_nothing_of_it_behind(tables, refusal):
    talk = Talk(tables, a_newcomer(), is_new=True)
    talk.hear("hi, I'm pregnant")

    talk.hear(refusal)

    assert talk.conversation.held_caution == ""
    assert talk.profile.cautions == frozenset()
