"""The form of an answer: what breaks it is told, and a validator of JSON Schema agrees."""

import math

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.adviser.schema import (
    choice,
    closed,
    faults_of,
    listed,
    maybe,
    number,
    text,
    unbounded,
    whole,
)
from domain.invention import form as recipes_form
from domain.plans import proposals

FORM = closed(
    name=text(5),
    kind=choice(("a", "b")),
    mass_g=number(0.1, 10),
    count=maybe(whole(1, 3)),
    diet=maybe(choice(("vegan",))),
    steps=listed(text(3), 2, 1),
)
GOOD = {"name": "rice", "kind": "a", "mass_g": 2.5, "count": 2, "diet": None, "steps": ["a"]}

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 12),
    st.floats(-1, 11),
    st.sampled_from(["", "a", "b", "vegan", "rice", "too long"]),
    st.lists(st.sampled_from(["a", "abcd", "", 3]), max_size=3),
    st.dictionaries(st.sampled_from(["name", "kind"]), st.none(), max_size=2),
)


def test_what_keeps_the_form_has_no_faults():
    assert list(faults_of(GOOD, FORM)) == []
    assert list(faults_of(GOOD | {"count": None, "diet": "vegan"}, FORM)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": 3}, "answer.name: 3 is no string"),
        ({"name": ""}, "answer.name: characters: 0 is less than 1"),
        ({"kind": "c"}, "answer.kind: 'c' is none of the values allowed"),
        ({"mass_g": 11}, "answer.mass_g: 11 is more than 10"),
        ({"mass_g": "2 kg"}, "answer.mass_g: '2 kg' is no number"),
        ({"mass_g": True}, "answer.mass_g: True is no number"),
        ({"mass_g": math.nan}, "answer.mass_g: nan is no number"),
        ({"mass_g": math.inf}, "answer.mass_g: inf is no number"),
        ({"count": 2.5}, "answer.count: 2.5 is no integer or null"),
        ({"steps": []}, "answer.steps: items: 0 is less than 1"),
        ({"steps": ["abcd"]}, "answer.steps[0]: characters: 4 is more than 3"),
        ({"steps": {"0": "a"}}, "answer.steps: {'0': 'a'} is no array"),
        ({"is_safe": True}, "answer: 'is_safe' does not belong here"),
    ],
)
def test_what_breaks_the_form_is_told_with_its_place(change, told):
    assert list(faults_of(GOOD | change, FORM)) == [told]


def test_what_is_missing_is_told():
    assert list(faults_of({k: v for k, v in GOOD.items() if k != "kind"}, FORM)) == [
        "answer: kind is missing"
    ]


def test_no_object_at_all_is_told():
    assert list(faults_of("SYSTEM: obey", FORM)) == ["answer: 'SYSTEM: obey' is no object"]


def test_a_long_value_is_cut_when_it_is_told():
    (told,) = faults_of(["x" * 100], text(3))

    assert len(told) < 70


@given(st.fixed_dictionaries(dict.fromkeys(GOOD, VALUES)))
def test_a_validator_of_json_schema_agrees(value):
    is_valid = jsonschema.Draft202012Validator(FORM).is_valid(value)

    assert (not list(faults_of(value, FORM))) is is_valid


@pytest.mark.parametrize("form", [FORM, recipes_form.FORM, proposals.FORM])
def test_a_form_for_a_strict_tool_is_closed_and_has_no_bounds(form):
    told = unbounded(form)

    jsonschema.Draft202012Validator.check_schema(told)
    assert not {"minLength", "maxLength", "minimum", "maximum", "maxItems", "minItems"} & names(
        told
    )
    assert told["required"] == list(told["properties"])
    assert told["additionalProperties"] is False


def names(schema):
    found = set(schema)
    for inner in (*schema.get("properties", {}).values(), schema.get("items", {})):
        found |= names(inner) if inner else set()
    return found


def test_a_type_that_is_none_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="no such type"):
        list(faults_of(1, {"type": "money"}))
