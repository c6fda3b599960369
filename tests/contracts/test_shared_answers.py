"""SharedAnswers: kept until they expire or are taken back; a lease has one holder."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from services.adviser.ports import KeptAnswer, Seen
from tests.builders import NOON

LATER = NOON + timedelta(minutes=1)
DAY = timedelta(days=1)
LEASE = timedelta(seconds=60)
TAGS = ("kind:invent_recipes", "tables:t1")
RICE = KeptAnswer({"recipes": [{"name": "arroz con piña", "mass_g": 2.5, "minutes": 5}]}, NOON)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_what_was_never_kept_is_not_there(answers):
    assert answers.look("k", TAGS, NOON) == Seen(None, is_in_flight=False)


def test_an_answer_comes_back_as_it_was_kept(answers):
    answers.keep("k", RICE, TAGS, NOON + DAY)

    assert answers.look("k", TAGS, LATER) == Seen(RICE, is_in_flight=False)


def test_that_there_is_no_answer_is_kept_as_well(answers):
    answers.keep("k", KeptAnswer(None, NOON), TAGS, NOON + DAY)

    assert answers.look("k", TAGS, LATER).answer == KeptAnswer(None, NOON)


def test_a_later_answer_takes_the_place_of_an_earlier_one(answers):
    answers.keep("k", KeptAnswer(None, NOON), TAGS, NOON + DAY)
    answers.keep("k", RICE, TAGS, NOON + DAY)

    assert answers.look("k", TAGS, LATER).answer == RICE


def test_an_answer_that_expired_is_as_good_as_none(answers):
    answers.keep("k", RICE, TAGS, NOON + DAY)

    assert answers.look("k", TAGS, NOON + DAY).answer is None


@pytest.mark.parametrize("tag", TAGS)
def test_answers_are_taken_back_by_any_of_their_tags(answers, tag):
    answers.keep("k", RICE, TAGS, NOON + DAY)

    answers.invalidate(tag, LATER)

    assert answers.look("k", TAGS, LATER).answer is None


def test_a_tag_takes_back_only_what_was_stored_before(answers):
    answers.invalidate(TAGS[0], NOON - DAY)
    answers.keep("k", RICE, TAGS, NOON + DAY)

    assert answers.look("k", TAGS, LATER).answer == RICE


def test_a_tag_takes_back_nothing_that_does_not_carry_it(answers):
    answers.keep("k", RICE, TAGS, NOON + DAY)

    answers.invalidate("tables:t2", LATER)

    assert answers.look("k", TAGS, LATER).answer == RICE


def test_a_lease_has_one_holder_and_is_seen_by_others(answers):
    assert answers.claim("k", "a", NOON, LEASE) is True
    assert answers.claim("k", "b", NOON, LEASE) is False
    assert answers.claim("k", "a", NOON, LEASE) is False
    assert answers.look("k", TAGS, NOON).is_in_flight is True


def test_a_lease_on_one_key_is_none_on_another(answers):
    answers.claim("k", "a", NOON, LEASE)

    assert answers.claim("l", "b", NOON, LEASE) is True


def test_a_lease_given_back_can_be_taken_again(answers):
    answers.claim("k", "a", NOON, LEASE)
    answers.release("k", "a")

    assert answers.look("k", TAGS, NOON).is_in_flight is False
    assert answers.claim("k", "b", NOON, LEASE) is True


def test_nobody_gives_back_the_lease_of_another(answers):
    answers.claim("k", "a b", NOON, LEASE)
    answers.release("k", "b")

    assert answers.look("k", TAGS, NOON).is_in_flight is True


def test_a_lease_that_ran_out_can_be_taken_and_not_be_given_back_by_who_had_it(answers):
    answers.claim("k", "dead", NOON, LEASE)

    assert answers.look("k", TAGS, NOON + LEASE).is_in_flight is False
    assert answers.claim("k", "b", NOON + LEASE, LEASE) is True

    answers.release("k", "dead")
    assert answers.look("k", TAGS, NOON + LEASE).is_in_flight is True


def test_giving_back_what_nobody_holds_does_nothing(answers):
    answers.release("k", "a")

    assert answers.look("k", TAGS, NOON).is_in_flight is False


def test_of_twenty_who_claim_at_once_one_wins(answers):
    with ThreadPoolExecutor(20) as threads:
        won = list(threads.map(lambda n: answers.claim("k", f"o{n}", NOON, LEASE), range(20)))

    assert won.count(True) == 1
