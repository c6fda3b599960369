"""Ledger: nothing is spent that was not reserved, and nothing reserved is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import RetryableError
from services.adviser.ports import BudgetSpentError, Reservation
from tests.builders import ANN_ID, NOON

CAP = 100
LEASE = timedelta(seconds=60)


def a_reservation(hold_id="H1", most_uusd=60, **changes):
    whole = Reservation(ANN_ID, "2026-11", hold_id, most_uusd, NOON + LEASE)
    return replace(whole, **changes)


def may_reserve(ledger, most_uusd, hold_id="probe", now=NOON, **changes):
    try:
        ledger.reserve(a_reservation(hold_id, most_uusd, **changes), CAP, now)
    except BudgetSpentError:
        return False
    return True


def test_what_fits_into_the_budget_is_reserved(ledger):
    ledger.reserve(a_reservation(most_uusd=60), CAP, NOON)

    assert not may_reserve(ledger, 41)
    assert may_reserve(ledger, 40)


def test_more_than_the_budget_is_never_reserved(ledger):
    with pytest.raises(BudgetSpentError):
        ledger.reserve(a_reservation(most_uusd=101), CAP, NOON)


def test_what_was_not_spent_is_free_again(ledger):
    ledger.reserve(a_reservation(most_uusd=60), CAP, NOON)

    ledger.settle(a_reservation(most_uusd=60), 25, "invent_recipes", NOON)

    assert not may_reserve(ledger, 76)
    assert may_reserve(ledger, 75)


def test_nothing_spent_releases_the_reservation(ledger):
    ledger.reserve(a_reservation(), CAP, NOON)

    ledger.settle(a_reservation(), 0, "invent_recipes", NOON)

    assert may_reserve(ledger, CAP)


def test_more_than_was_reserved_counts_too(ledger):
    ledger.reserve(a_reservation(most_uusd=60), CAP, NOON)

    ledger.settle(a_reservation(most_uusd=60), 90, "invent_recipes", NOON)

    assert not may_reserve(ledger, 11)


@pytest.mark.parametrize(
    "other", [{"period": "2026-12"}, {"user_id": "01KAGVTM80BOBBOBBOBBOBBOBB"}]
)
def test_months_and_users_have_budgets_of_their_own(ledger, other):
    ledger.reserve(a_reservation(most_uusd=100), CAP, NOON)

    assert may_reserve(ledger, 100, **other)


def test_a_hold_that_expired_stands_in_nobodys_way(ledger):
    ledger.reserve(a_reservation("dead", 60), CAP, NOON)

    assert not may_reserve(ledger, 100, "early", NOON + LEASE / 2)
    assert may_reserve(ledger, 100, "late", NOON + LEASE)


def test_what_an_expired_hold_cost_all_the_same_is_committed(ledger):
    late = a_reservation("late", 60)
    ledger.reserve(late, CAP, NOON)
    may_reserve(ledger, 100, "next", NOON + LEASE)
    ledger.settle(a_reservation("next", 100), 0, "invent_recipes", NOON + LEASE)

    ledger.settle(late, 30, "invent_recipes", NOON + LEASE)

    assert not may_reserve(ledger, 71)
    assert may_reserve(ledger, 70)


def test_a_reservation_settled_for_nothing_twice_changes_nothing(ledger):
    ledger.reserve(a_reservation(), CAP, NOON)
    ledger.settle(a_reservation(), 0, "invent_recipes", NOON)
    ledger.settle(a_reservation(), 0, "invent_recipes", NOON)

    assert may_reserve(ledger, CAP)


def test_twenty_at_once_never_pass_the_budget(ledger):
    def reserve(number):
        try:
            ledger.reserve(a_reservation(f"H{number}", 10), CAP, NOON)
        except BudgetSpentError:
            return False
        except RetryableError:  # a transaction of a twin was in the way
            return None
        return True

    with ThreadPoolExecutor(20) as threads:
        reserved = list(threads.map(reserve, range(20)))

    assert 1 <= reserved.count(True) <= 10
    assert not may_reserve(ledger, CAP - 10 * reserved.count(True) + 1)
