"""Nobody whom eating less could harm is ever given less than they need, whatever they say when."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.conversation.outcome import Situation
from domain.conversation.talk.danger import point_to_help
from domain.profile.body import Sex
from domain.safety.red_flags import Danger
from tests.unit.domain.builders import a_message
from tests.unit.domain.conversation.profile_builders import someone

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

ACTIVITY_FACTOR = 1.375  # light, what is assumed of who told nothing
KCAL_STATED = re.compile(r"([\d,]+) kcal")

ages = st.integers(10, 80).map(lambda age: (f"I'm {age} years old", {"age": age}))
masses = st.integers(30, 140).map(lambda mass: (f"I weigh {mass} kg", {"mass": mass}))
heights = st.integers(140, 200).map(lambda height: (f"I'm {height} cm tall", {"height": height}))
sexes = st.sampled_from([("I'm a woman", {"sex": Sex.FEMALE}), ("soy hombre", {"sex": Sex.MALE})])
others = st.sampled_from(
    [
        ("I want to lose weight", {}),
        ("I want to build muscle", {}),
        ("quiero bajar de peso", {}),
        ("I'm pregnant", {"pregnant": True}),
        ("estoy embarazada", {"pregnant": True}),
        ("I'm not pregnant anymore", {"pregnant": False}),
        ("I'm breastfeeding", {"breastfeeding": True}),
        ("I make myself throw up", {"eating_disorder": True}),
        ("forget my weight", {"mass": None}),
        ("forget my age", {"age": None}),
        ("I'm 15 and I weigh 800 kg", {"age": 15}),
        ("blorp", {}),
        ("my goal weight is 45 kg", {}),
    ]
)
whole_bodies = st.tuples(
    st.integers(10, 80),
    st.integers(30, 140),
    st.integers(140, 200),
    st.sampled_from(["female", "male"]),
).map(
    lambda told: (
        f"I'm {told[0]} years old, {told[1]} kg, {told[2]} cm, {told[3]}",
        {
            "age": told[0],
            "mass": told[1],
            "height": told[2],
            "sex": Sex(told[3]),
        },
    )
)
messages = st.lists(
    st.one_of(ages, masses, heights, sexes, others, others, whole_bodies), min_size=1, max_size=9
)


def hear(person, text):
    if text == "I make myself throw up":
        return person.take(text, lambda s, k: point_to_help(Danger.EATING_DISORDER, s, k))
    if text.startswith("I weigh"):
        return person.weigh(text)
    return person.tell(text)


def is_at_risk(told):
    if any(told.get(each) for each in ("pregnant", "breastfeeding", "eating_disorder")):
        return True
    if (told.get("age") or 99) < 18:
        return True
    mass, height = told.get("mass"), told.get("height")
    return bool(mass and height and mass / (height / 100) ** 2 < 18.5)


def maintenance_kcal(told):
    """Mifflin-St Jeor, computed apart from the code; None while something is missing."""
    if not all(told.get(each) for each in ("mass", "height", "age", "sex")):
        return None
    constant = 5 if told["sex"] is Sex.MALE else -161
    resting = 10 * told["mass"] + 6.25 * told["height"] - 5 * told["age"] + constant
    return resting * ACTIVITY_FACTOR


def targets_after(outcome, person):
    """Every energy an outcome states or leads to."""
    text = outcome.draft.text if outcome.draft else ""
    stated = [int(found.replace(",", "")) for found in KCAL_STATED.findall(text)]
    kept = Situation(a_message(), outcome.profile, conversation=outcome.conversation).targets
    return stated, kept


@settings(max_examples=250, deadline=None)
@given(messages)
def test_under_any_order_of_messages_who_is_at_risk_gets_no_deficit(tables, conversation):
    person, told = someone(tables), {}

    for text, facts in conversation:
        outcome = hear(person, text)
        told.update(facts)
        stated, kept = targets_after(outcome, person)

        if is_at_risk(told):
            needed = maintenance_kcal(told)
            assert all(needed is not None and energy >= needed for energy in stated)
            assert needed is None or not kept.is_personal or kept.energy_kcal >= needed
            assert "deficit" not in kept.reason or "no_deficit" in kept.reason


@settings(max_examples=60, deadline=None)
@given(messages)
def test_after_an_eating_disorder_no_energy_is_ever_stated(tables, conversation):
    person = someone(tables)
    hear(person, "I make myself throw up")

    for text, _ in conversation:
        assert not KCAL_STATED.findall(hear(person, text).draft.text)


@pytest.mark.parametrize("last", ["I'm 16 years old", "I'm pregnant", "I weigh 48 kg"])
def test_a_deficit_ends_with_the_message_that_forbids_it(tables, last):
    person = someone(tables)
    before = person.tell("lose weight, I'm 30 years old, 80 kg, 180 cm, female")
    hear(person, last)

    _, kept = targets_after(before, person)
    _, after = targets_after(person.tell("I want to lose weight"), person)

    assert kept.reason == "deficit"
    assert after.reason.startswith("no_deficit")
