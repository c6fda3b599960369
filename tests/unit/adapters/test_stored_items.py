"""Values as DynamoDB items and back."""

import json
from datetime import UTC, datetime
from decimal import Decimal, DecimalException

import pytest
from boto3.dynamodb.types import TypeSerializer
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.dynamodb import keys
from adapters.dynamodb.items import from_item, instant, to_attribute, to_item
from adapters.dynamodb.reply_items import reply_from, reply_item
from adapters.dynamodb.turn_items import day_from
from domain.identity import MealId
from domain.meals.nutrients import Nutrient, Total
from tests.builders import ANN_ID, TODAY, a_reply

amounts = st.floats(0, 100_000).map(lambda amount: round(amount, 2))
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | amounts | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(plain)
def test_a_value_comes_back_as_it_was_stored(value):
    assert from_item({"value": to_attribute(value)}) == {"value": value}


@settings(max_examples=25)  # coming back as it was is the law, with more
@given(plain)
def test_a_value_is_written_as_the_sdk_of_aws_writes_it(value):
    exact = json.loads(json.dumps(value), parse_float=Decimal)

    assert to_attribute(value) == TypeSerializer().serialize(exact)


@pytest.mark.parametrize("value", [10**38 + 1, 1e127])
def test_a_number_that_would_come_back_changed_is_an_error(value):
    with pytest.raises(DecimalException):
        to_attribute(value)


def test_a_value_of_a_kind_that_is_not_written_here_is_an_error():
    with pytest.raises(TypeError, match="SS is not stored here"):
        from_item({"colours": {"SS": ["red"]}})


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_comes_back_to_the_microsecond(when):
    assert instant(from_item(to_item({"at": when}))["at"]) == when


def test_what_is_not_known_is_left_out():
    assert to_item({"known": 1, "unknown": None}) == {"known": {"N": "1"}}


@pytest.mark.parametrize(
    "value", [{1, 2}, object(), b"bytes", datetime, float("nan"), float("inf")]
)
def test_what_cannot_be_stored_is_an_error_that_does_not_quote_it(value):
    with pytest.raises(TypeError, match="cannot be stored"):
        to_attribute(value)


def test_a_stored_address_that_is_none_is_an_error_that_does_not_quote_it():
    item = reply_item(a_reply()) | {"to": {"S": "12345"}}

    with pytest.raises(ValueError, match="stored to is no address"):
        reply_from(item)


def test_a_nutrient_that_was_added_later_is_uncounted_in_older_meals():
    totals = '{"energy_kcal": [72, 0]}'
    item = keys.day(ANN_ID, TODAY) | {"meal_M1": to_attribute(totals)}

    meal = day_from(item).meals[MealId("M1")]

    assert meal[Nutrient.ENERGY] == Total(72, 0)
    assert meal[Nutrient.CAFFEINE] == Total(0, 1, 72)


def test_what_an_older_meal_did_not_count_may_be_all_of_its_energy():
    totals = '{"energy_kcal": [400, 1], "iron_mg": [2.5, 1], "protein_g": [9, 0]}'
    item = keys.day(ANN_ID, TODAY) | {"meal_M1": to_attribute(totals)}

    day = day_from(item)

    assert day.meals[MealId("M1")][Nutrient.IRON] == Total(2.5, 1, 400)
    assert day.meals[MealId("M1")][Nutrient.PROTEIN] == Total(9, 0)
    assert day.foods == {}
