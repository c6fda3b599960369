from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.identity import phone_key, ulid

instants = st.integers(0, 32_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))


@given(instants, st.text())
def test_the_same_message_always_makes_the_same_id(instant, seed):
    assert ulid(instant, seed) == ulid(instant, seed)


@given(instants, st.text(), st.text())
def test_ids_sort_by_time(instant, seed, other):
    later = instant + timedelta(milliseconds=2)

    assert ulid(instant, seed) < ulid(later, other)


@given(instants, st.text())
def test_an_id_is_26_characters_of_crockford(instant, seed):
    made = ulid(instant, seed)

    assert len(made) == 26
    assert not set(made) - set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_the_time_stands_in_the_first_ten_characters_as_the_specification_says():
    instant = datetime.fromtimestamp(1469918176.385, UTC)  # Source: github.com/ulid/spec, README

    assert ulid(instant, "any").startswith("01ARYZ6S4")


def test_ids_of_one_instant_differ_by_what_they_are_for():
    instant = datetime(2026, 3, 2, tzinfo=UTC)

    assert ulid(instant, "meal:SM1") != ulid(instant, "reply:SM1")


def test_a_phone_key_needs_the_secret_and_says_nothing_of_the_number():
    key = phone_key("+12125550100", b"secret")

    assert key == phone_key("+12125550100", b"secret")
    assert key != phone_key("+12125550100", b"other")
    assert "2125550100" not in key
    assert len(key) == 64
