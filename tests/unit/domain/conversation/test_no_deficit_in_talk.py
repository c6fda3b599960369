"""Through the whole coach: no weight-loss target for whom eating less could harm, in any order.

What is at risk is reckoned here from what was told, apart from what the coach made of it.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.profile.body import Sex
from domain.profile.targets import Caution, Reason
from tests.unit.domain.builders import Talk, a_newcomer, a_user, said

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

ACTIVITY_FACTOR = 1.375  # light, what is assumed of who told nothing
TARGET = re.compile(r"(?:comes to about|queda en alrededor de) ([\d,.\u202f]+) kcal")
DEFICITS = {Reason.DEFICIT, Reason.DEFICIT_LIMITED}

ages = st.integers(10, 80).map(lambda age: (f"I'm {age} years old", {"age": age}))
masses = st.integers(35, 140).map(lambda mass: (f"I weigh {mass} kg", {"mass": mass}))
heights = st.integers(140, 200).map(lambda height: (f"I'm {height} cm tall", {"height": height}))
sexes = st.sampled_from([("I'm a woman", {"sex": Sex.FEMALE}), ("soy hombre", {"sex": Sex.MALE})])
cautions = st.sampled_from(
    [
        ("I'm pregnant", {"pregnant": True}),
        ("estoy embarazada", {"pregnant": True}),
        ("I'm breastfeeding", {"breastfeeding": True}),
        ("i've been making myself throw up after meals", {"eating_disorder": True}),
        ("i dont want to live anymore", {"eating_disorder": True}),
    ]
)
wishes = st.sampled_from(
    [
        ("I want to lose weight", {}),
        ("quiero bajar de peso", {}),
        ("i want to lose 20 kg fast", {}),
        ("my goal weight is 45 kg", {}),
        ("what's my calorie target?", {}),
        ("how many calories should i eat to lose weight", {}),
        ("give me an 800 calorie target", {}),
        ("I want to build muscle", {}),
    ]
)
noise = st.sampled_from(
    [
        (text, {})
        for text in (
            "2 eggs and toast",
            "undo",
            "how am i doing",
            "yes",
            "no",
            "skip",
            "hi",
            "i'd rather not say",
            "make it 3",
            "im allergic to nuts",
            "in spanish please",
            "show me kJ",
            "blorp",
        )
    ]
)
messages = st.lists(
    st.one_of(ages, masses, heights, sexes, cautions, wishes, wishes, noise),
    min_size=1,
    max_size=10,
)


def is_at_risk(told):
    if any(told.get(each) for each in ("pregnant", "breastfeeding", "eating_disorder")):
        return True
    mass, height = told.get("mass"), told.get("height")
    is_thin = bool(mass and height and mass / (height / 100) ** 2 < 18.5)
    return is_thin or (told.get("age") or 99) < 18


def needed_kcal(told):
    """Mifflin-St Jeor, computed apart from the code; None while something is missing."""
    if not all(told.get(each) for each in ("mass", "height", "age", "sex")):
        return None
    constant = 5 if told["sex"] is Sex.MALE else -161
    resting = 10 * told["mass"] + 6.25 * told["height"] - 5 * told["age"] + constant
    return resting * ACTIVITY_FACTOR


def stated_kcal(text):
    return [int(re.sub(r"\D", "", found)) for found in TARGET.findall(text)]


def hold(talk, conversation):
    """Tell everything, and hold every reply and every target to what was told by then."""
    told = {}
    for text, facts in conversation:
        outcome = talk.hear(text)
        told |= facts
        if is_at_risk(told):
            needed = needed_kcal(told)
            kept = talk.situation("").targets
            assert kept.reason not in DEFICITS, text
            assert all(
                needed is None or energy >= needed - 10 for energy in stated_kcal(said(outcome))
            )


@settings(max_examples=120)
@given(messages)
def test_whoever_is_at_risk_gets_no_target_to_lose_weight_in_any_order(tables, conversation):
    hold(Talk(tables, a_user()), conversation)


@settings(max_examples=60)
@given(messages)
def test_neither_does_a_newcomer_who_tells_it_among_the_first_questions(tables, conversation):
    talk = Talk(tables, a_newcomer(), is_new=True)
    talk.hear("hi")
    talk.hear("yes")

    hold(talk, conversation)


@settings(max_examples=40)
@given(messages)
def test_after_an_eating_disorder_no_energy_is_named_until_asked_for(tables, conversation):
    talk = Talk(tables, a_user())
    talk.hear("i've been making myself throw up after meals")

    for text, _ in conversation:
        outcome = talk.hear(text)
        if text == "show me kJ":
            break
        assert not re.search(r"\d ?(?:kcal|kJ)\b", said(outcome)), (text, said(outcome))


@pytest.mark.parametrize("risk", ["im 15", "I'm pregnant", "I weigh 48 kg"])
def test_a_target_to_lose_weight_ends_with_the_message_that_forbids_it(tables, risk):
    talk = Talk(tables, a_user())
    for text in ("i want to lose weight", "80 kg", "180 cm", "30", "female"):
        talk.hear(text)
    before = talk.situation("").targets.reason

    talk.hear(risk)

    assert before in DEFICITS
    assert talk.situation("").targets.reason not in DEFICITS


@pytest.mark.parametrize(
    "answer",
    ["I'm pregnant", "pregnant and allergic to nuts", "none, but i'm pregnant", "estoy embarazada"],
)
def test_a_caution_told_among_the_first_questions_is_heard(tables, answer):
    talk = Talk(tables, a_newcomer(), is_new=True)

    for text in ("hi", "yes", answer, "none", "lose weight"):
        talk.hear(text)

    assert Caution.PREGNANT in talk.profile.cautions
    assert talk.situation("").targets.reason is Reason.NO_DEFICIT_PREGNANT


def test_a_childs_age_beside_an_answer_is_heard_and_not_taken_back_unasked(tables):
    talk = Talk(tables, a_newcomer(), is_new=True)

    for text in ("hi", "yes", "i'm 15 and allergic to nuts", "i'm 25 and want to lose weight"):
        talk.hear(text)

    assert talk.profile.body.age_years == 15


def test_before_consent_nothing_of_it_is_kept(tables):
    talk = Talk(tables, a_newcomer(), is_new=True)

    talk.hear("i'm pregnant")

    assert talk.profile.cautions == frozenset()
