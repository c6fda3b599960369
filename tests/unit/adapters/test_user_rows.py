"""Profiles, conversations and weights as rows: whatever is in them comes back."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from adapters.dynamodb import keys
from adapters.dynamodb.items import from_item
from adapters.dynamodb.turn_items import transaction
from adapters.dynamodb.user_rows import (
    conversation_from,
    conversation_row,
    profile_from,
    profile_row,
)
from domain.conversation.outcome import WeightEntry
from domain.conversation.state import (
    Conversation,
    Edit,
    PastTurn,
    Pending,
    RememberedMeal,
    RememberedPortion,
)
from domain.identity import MealId, MessageSid
from domain.profile.body import Body
from domain.profile.goal import Goal
from domain.profile.profile import Profile
from domain.safety.allergens import Allergy
from tests.builders import ANN_ID, ANN_KEY, NOON, a_first_turn

instants = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive
amounts = st.floats(0.01, 100_000).map(lambda amount: round(amount, 2))
bodies = st.builds(Body, mass_kg=st.none() | amounts, height_cm=st.none() | amounts)
profiles = st.builds(
    Profile,
    created_at=instants,
    consented_at=st.none() | instants,
    opted_out_at=st.none() | instants,
    body=bodies,
    budget_usd_week=st.none() | amounts,
)
portions = st.builds(RememberedPortion, mass_g=st.none() | amounts)
meals = st.builds(
    RememberedMeal, eaten_at=instants, portions=st.lists(portions, max_size=3).map(tuple)
)
conversations = st.builds(
    Conversation,
    version=st.integers(0, 10**6),
    recent=st.lists(meals, max_size=3).map(tuple),
    edits=st.lists(st.builds(Edit, before=st.none() | meals), max_size=2).map(tuple),
    pending=st.none() | st.builds(Pending, expires_at=instants),
    turns=st.lists(st.builds(PastTurn, at=instants), max_size=3).map(tuple),
    earlier_turns=st.integers(0, 10**6),
    hour_started_at=st.none() | instants,
    turns_in_hour=st.integers(0, 10**6),
)


@given(profiles)
def test_a_profile_comes_back_as_it_was_stored(profile):
    row = keys.profile(ANN_ID) | profile_row(profile)

    assert profile_from(row) == profile


@given(conversations)
def test_a_conversation_comes_back_as_it_was_stored(conversation):
    row = keys.conversation(ANN_ID) | conversation_row(conversation)

    assert conversation_from(row) == conversation


def test_a_profile_of_before_there_was_more_to_know_is_read():
    row = {
        "user_id": {"S": ANN_ID},
        "phone_key": {"S": ANN_KEY},
        "zone": {"S": "UTC"},
        "created_at": {"S": "2026-11-20T12:00:00+00:00"},
    }

    assert profile_from(row) == Profile(ANN_ID, ANN_KEY, "UTC", NOON)


def test_a_row_of_the_first_form_names_its_meals_and_lets_them_be_taken_back():
    meal = {
        "meal_id": {"S": "M1"},
        "day": {"S": "2026-11-20"},
        "summary": {"S": "2 egg"},
        "energy_kcal": {"N": "176"},
    }
    row = keys.conversation(ANN_ID) | {
        "version": {"N": "7"},
        "held_text": {"S": ""},
        "recent": {"L": [{"M": meal}]},
    }

    conversation = conversation_from(row)

    [remembered] = conversation.recent
    assert conversation.version == 7
    assert (remembered.day, remembered.summary()) == (date(2026, 11, 20), "2 egg")
    assert conversation.edits == (Edit(MealId("M1"), None),)


def test_a_profile_of_the_first_form_keeps_its_allergies_and_goal():
    allergy = {"said": {"S": "nuts"}, "allergens": {"L": [{"S": "peanut"}, {"S": "tree_nut"}]}}
    row = {
        "user_id": {"S": ANN_ID},
        "phone_key": {"S": ANN_KEY},
        "zone": {"S": "UTC"},
        "created_at": {"S": "2026-11-20T12:00:00+00:00"},
        "consented_at": {"S": "2026-11-20T12:00:00+00:00"},
        "allergies": {"L": [{"M": allergy}]},
        "goal": {"S": "lose_weight"},
    }

    profile = profile_from(row)

    assert profile.allergies == (Allergy("nuts", frozenset({"peanut", "tree_nut"})),)
    assert (profile.goal, profile.consented_at) == (Goal.LOSE_WEIGHT, NOON)


def test_the_version_conditions_touch_is_an_attribute_of_its_own():
    assert conversation_row(Conversation(version=7))["version"] == {"N": "7"}


def test_a_weight_lies_among_the_users_own_rows_by_its_day():
    weight = WeightEntry(MessageSid("SM1"), date(2026, 11, 19), 80.5)

    actions = transaction("Coach", a_first_turn(weights=(weight,)))

    items = [action["Put"]["Item"] for action in actions if "Put" in action]
    [row] = [from_item(item) for item in items if "WEIGHT" in item["sk"]["S"]]
    assert row["pk"] == f"USER#{ANN_ID}"
    assert (row["sk"], row["mass_kg"]) == ("LOG#2026-11-19#WEIGHT#SM1", 80.5)


def test_a_turn_without_a_weight_writes_none():
    actions = transaction("Coach", a_first_turn())

    assert not [put for put in actions if "WEIGHT" in str(put)]
