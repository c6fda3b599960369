"""What somebody asks to forget is gone."""

import pytest

from domain.conversation.talk.forgetting import forget
from domain.events import ProfileChanged
from domain.profile.body import Body
from tests.unit.domain.conversation.profile_builders import A_BODY, known_body, said, someone


@pytest.fixture
def person(tables):
    return someone(
        tables, name="Ana", body=A_BODY, dislikes=("olives", "beets"), likes=("pasta", "tofu"),
        budget_usd_week=60.0,
        people=4, diets=frozenset({"vegan"}),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "field", "left"),
    [
        ("forget my weight", "body", known_body(mass_kg=None)),
        ("delete my height", "body", known_body(height_cm=None)),
        ("olvida mi edad", "body", known_body(age_years=None)),
        ("forget my sex", "body", known_body(sex=None)),
        ("please forget my name", "name", ""),
        ("forget my dislikes", "dislikes", ()),
        ("forget that I hate olives", "dislikes", ("beets",)),
        ("forget that I love pasta", "likes", ("tofu",)),
        ("forget my budget", "budget_usd_week", None),
        ("forget my household", "people", None),
        ("forget my diet", "diets", frozenset()),
    ],
)
def test_a_fact_is_forgotten(text, field, left, person):
    outcome = person.tell(text)

    assert getattr(person.profile, field) == left
    assert said(outcome).startswith("Forgotten: ")
    assert outcome.events == (ProfileChanged(),)


def test_several_facts_are_forgotten_at_once(person):
    outcome = person.tell("forget my weight, my height and my age")

    assert person.profile.body == Body(sex=A_BODY.sex)
    assert said(outcome) == "Forgotten: your weight, your height and your age."


def test_that_alone_is_asked_about(person):
    assert "What should I forget?" in said(person.tell("forget that"))


@pytest.mark.parametrize(
    "text", ["forget everything about me", "forget my last meal", "my weight is 80 kg", "hi"]
)
def test_anything_else_is_no_wish_to_forget_a_fact(text, person, tables):
    assert forget(person.situation(text), tables) is None


def test_a_weight_forgotten_is_not_asked_for_again(person):
    person.tell("forget my weight")
    person.conversation = person.conversation.__class__(asked=("body_mass",))

    assert "?" not in said(person.tell("lose weight"))
