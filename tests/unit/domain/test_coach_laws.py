"""Whatever is said to the coach, and by whom, the answer is whole, bounded and free of holes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.conversation.wording import LONGEST_REPLY, LONGEST_WITH_BUTTONS
from domain.messaging.address import Channel
from domain.safety.allergens import Allergy
from tests.unit.domain.builders import NOON, Talk, a_newcomer, a_user, said

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

WATCHING = tuple(Allergy(a, frozenset({a})) for a in ("milk", "egg", "tree_nut", "gluten", "fish"))
PEOPLE = [
    a_newcomer(),
    a_newcomer(consented_at=NOON),
    a_newcomer(consented_at=NOON, allergies=()),
    a_user(*WATCHING),
    a_user(opted_out_at=NOON),
]
phrases = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        ["2 eggs", "pesto pasta", "{text}", "%s", "yes", "no", "none", "stop", "start", "undo",
         "my day", "allergic to milk", "blorp", "500 eggs", "lose weight", "I want to die", "🍕",
         "\u202e", "1/0 cup rice", "pizza, " * 60, "x" * 3000, "yesterday", "help", "*_~`"]
    ),
)  # fmt: skip


def is_whole(draft):
    longest = LONGEST_WITH_BUTTONS if draft.buttons else LONGEST_REPLY
    return 0 < len(draft.text) <= longest and not re.search(r"[{}]", draft.text)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(PEOPLE), st.sampled_from(Channel), st.lists(phrases, min_size=1, max_size=5))
def test_every_answer_is_whole_and_within_what_its_channel_takes(tables, who, channel, texts):
    talk = Talk(tables, who, channel)

    for text in texts:
        draft = talk.hear(text).draft

        assert draft is None or is_whole(draft)


@pytest.mark.parametrize("who", [PEOPLE[0], PEOPLE[3]], ids=["new", "known"])
@pytest.mark.parametrize(
    "text",
    ["blorp " * 1666, "1 " * 5000, "egg " * 2500, "pesto, " * 1400, "my throat is " * 800,
     "i want to " * 1000, "\ufdfa" * 10_000, "peanut " * 1400, "{" * 10_000],
    ids=lambda text: text[:8].strip(),
)  # fmt: skip
def test_ten_thousand_characters_get_one_bounded_answer(who, text, tables):
    outcome = Talk(tables, who).hear(text)

    assert is_whole(outcome.draft)


def test_danger_in_a_very_long_message_is_still_heard(talk):
    assert "911" in said(talk.hear("blorp " * 600 + "I can't breathe"))


def test_the_same_message_in_the_same_situation_gets_the_same_answer(tables):
    first, again = (Talk(tables, a_user(*WATCHING)).hear("pesto and 2 eggs") for _ in range(2))

    assert first == again
