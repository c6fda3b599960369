"""An order narrowed by what a model made of its words, and how that is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from domain.conversation.talk.heard_words import heard_lines
from domain.plans.advice import Advice, Heard, advised_order, heard_in
from domain.plans.order import Asked, Change, ChangeKind
from domain.recipes.diets import Diet
from domain.recipes.recipe import Kitchen, Slot
from tests.builders import a_settled_profile
from tests.planned import STARTS, an_order
from tests.unit.domain.plans.test_proposals import FORMS, NOTHING, a_day

UNREAD = "nothing slimy, grandma visits"
ORDER = replace(an_order(), unread=UNREAD)
FULL = NOTHING | {
    "diets": ["vegan"],
    "allergies": ["sesame"],
    "dislikes": ["okra", "mushroom"],
    "likes": ["salmon"],
    "pans": "one",
    "kitchens": ["indian", "east asian"],
    "budget_usd_week": 40,
    "minutes_weekday": 15,
    "minutes_weekend": 30,
    "days": [a_day(), a_day(kind="eat_out", what="", meals=["dinner"])],
    "unplaced": "grandma visits",
}


def test_an_order_takes_up_what_words_came_to():
    order = advised_order(replace(ORDER, asked=Asked()), a_settled_profile(), FULL)

    friday = next(on for n in range(7) if (on := STARTS + timedelta(days=n)).weekday() == 4)
    assert order.asked == Asked(
        diets=frozenset({Diet.VEGAN}),
        budget_usd=40,
        minutes_weekday=15,
        minutes_weekend=30,
        kitchens=frozenset({Kitchen.INDIAN, Kitchen.EAST_ASIAN}),
        without=("okra", "mushroom"),
        kept_away=("sesame",),
        likes=("salmon",),
        is_one_pan=True,
    )
    assert order.changes[-2:] == (
        Change(ChangeKind.REFUSE, (friday,), what="fish"),
        Change(ChangeKind.EAT_OUT, (friday,), (Slot.DINNER,)),
    )


@pytest.mark.no_cover  # other tests reach all of it
@given(FORMS)
def test_no_answer_of_a_model_ever_loosens_an_order(filled):
    profile = a_settled_profile(budget_usd_week=50.0)
    before = replace(ORDER, asked=replace(ORDER.asked, budget_usd=None))

    after = advised_order(before, profile, filled).asked

    assert after.budget_usd <= 50.0
    assert after.minutes_weekday <= before.asked.minutes_weekday
    assert after.minutes_weekend <= before.asked.minutes_weekend
    assert after.diets >= before.asked.diets
    assert set(after.without) >= set(before.asked.without)
    assert after.people == before.asked.people


@pytest.mark.parametrize(
    ("unread", "advice", "is_used", "heard"),
    [
        ("", Advice(FULL), True, None),
        (UNREAD, None, False, Heard(unused=UNREAD)),
        (UNREAD, Advice(why="budget"), False, Heard(unused=UNREAD)),
        (UNREAD, Advice(FULL), True, Heard(FULL, "grandma visits")),
        (UNREAD, Advice(FULL), False, Heard(unused=UNREAD, is_dropped=True)),
    ],
)
def test_words_were_used_or_not(unread, advice, is_used, heard):
    order = replace(ORDER, asked=Asked(), unread=unread)

    assert heard_in(order, a_settled_profile(), advice, is_used=is_used) == heard


def test_limits_no_smaller_than_those_that_stood_are_not_told():
    profile = a_settled_profile(budget_usd_week=30.0)
    order = replace(ORDER, asked=Asked(minutes_weekday=20, minutes_weekend=20))

    heard = heard_in(order, profile, Advice(FULL), is_used=True)

    assert heard.filled == FULL | {"budget_usd_week": None, "minutes_weekend": None}


def test_what_was_understood_is_said_in_our_words_and_the_rest_is_quoted(knowledge):
    lines = heard_lines(Heard(FULL, "grandma visits"), knowledge.foods, knowledge.texts)

    assert lines == [
        (
            "From your own words I took: vegan, nothing with sesame, no okra and mushroom,"
            " more salmon, Indian and East Asian dishes, $40 at most, 15 minutes at most on"
            " weekdays, 30 minutes at most at weekends, little to wash up, no fish on Friday,"
            " on Friday you eat out: dinner."
        ),
        "Should sesame be an allergy, tell me so: then I watch for it always, not only this week.",
        "I planned without these words, which I could not use: grandma visits.",
    ]


def test_it_is_said_in_the_users_language(knowledge):
    texts = knowledge.in_language("es").texts
    filled = NOTHING | {"dislikes": ["mushroom", "grobnik"]}

    lines = heard_lines(Heard(filled), knowledge.foods, texts)

    assert lines == ["De tus palabras entendí: sin seta y grobnik."]


def test_nothing_is_said_where_there_were_no_words_or_nothing_was_meant(knowledge):
    assert heard_lines(None, knowledge.foods, knowledge.texts) == []
    assert heard_lines(Heard(NOTHING), knowledge.foods, knowledge.texts) == []


def test_words_no_week_can_keep_are_said_to_be_left_out(knowledge):
    heard = Heard(unused="only *caviar*", is_dropped=True)

    (line,) = heard_lines(heard, knowledge.foods, knowledge.texts)

    assert line.endswith("so I planned without them: only caviar.")


@pytest.mark.parametrize("diet", list(Diet))
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_diet_and_kitchen_can_be_said(knowledge, diet, language):
    texts = knowledge.in_language(language).texts
    filled = NOTHING | {"diets": [diet.value], "kitchens": [each.value for each in Kitchen]}

    assert heard_lines(Heard(filled), knowledge.foods, texts)
