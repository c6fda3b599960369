"""UnknownFoods: every message counts once, one person is one, and few people are nobody."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import AlreadyRecordedError
from domain.identity import UserId
from domain.meals.unknown_food import KEPT_FOR, UnknownFood
from tests.builders import NOON, a_first_turn, a_message, a_profile


def tell(stores, person, *words, number=1):
    """Commit a turn of a new person in which these foods were not known."""
    sid, key = f"SM{person}-{number}", f"{person:064}"
    user_id = UserId(f"USER{person}")
    turn = a_first_turn(a_message(sid, phone_key=key), unknown_foods=words)
    replies = tuple(replace(reply, user_id=user_id) for reply in turn.replies)
    profile = a_profile(user_id=user_id, phone_key=key)
    turn = replace(turn, user_id=user_id, replies=replies, profile=profile, events=())
    stores.turns.commit(turn)
    return turn


def test_a_food_that_enough_people_told_is_listed_with_how_often(stores):
    for person in range(3):
        tell(stores, person, "zorblax stew", "glim")

    assert stores.unknown_foods.list_unknown(NOON) == [
        UnknownFood("glim", 3, 3),
        UnknownFood("zorblax stew", 3, 3),
    ]


def test_a_word_of_too_few_people_is_shown_to_nobody(stores):
    tell(stores, 1, "marisol")
    tell(stores, 2, "marisol")

    assert stores.unknown_foods.list_unknown(NOON) == []
    assert stores.unknown_foods.list_unknown(NOON, 1) == []


def test_a_message_that_comes_again_counts_once(stores):
    turns = [tell(stores, person, "zorblax") for person in range(3)]

    with pytest.raises(AlreadyRecordedError):
        stores.turns.commit(turns[0])

    assert stores.unknown_foods.list_unknown(NOON) == [UnknownFood("zorblax", 3, 3)]


def test_the_most_told_comes_first_and_more_people_can_be_asked_for(stores):
    for person in range(5):
        tell(stores, person, *(("glim", "zorblax") if person < 4 else ("zorblax",)))

    assert [food.people for food in stores.unknown_foods.list_unknown(NOON)] == [5, 4]
    assert [food.words for food in stores.unknown_foods.list_unknown(NOON, 5)] == ["zorblax"]


def test_what_was_told_long_ago_is_forgotten(stores):
    for person in range(3):
        tell(stores, person, "zorblax")

    assert stores.unknown_foods.list_unknown(NOON + KEPT_FOR - timedelta(hours=1))
    assert stores.unknown_foods.list_unknown(NOON + KEPT_FOR) == []


def test_a_person_who_tells_it_again_is_still_one(stores):
    first = tell(stores, 1, "zorblax")
    again = replace(
        first,
        message=a_message("SM1-2", phone_key=first.message.phone_key),
        is_new_user=False,
        based_on=1,
        conversation=replace(first.conversation, version=2),
        replies=(),
    )
    stores.turns.commit(again)
    for person in (2, 3):
        tell(stores, person, "zorblax")

    assert stores.unknown_foods.list_unknown(NOON) == [UnknownFood("zorblax", 3, 4)]


def test_a_count_does_not_say_whose_it_is(moto_stores):
    turn = tell(moto_stores, 1, "zorblax")
    store = moto_stores.unknown_foods

    items = store.client.scan(TableName=store.table)["Items"]

    counts = [json.dumps(item) for item in items if item["pk"]["S"].startswith("UNKNOWN#")]
    assert len(counts) == 1
    assert turn.user_id not in counts[0]
    assert turn.message.phone_key not in counts[0]
