"""A failing service is left alone, and tried again by one call at a time."""

from datetime import timedelta

from domain.adviser.breaker import FAILURES_BORNE, LONGEST_PAUSE, SHORTEST_PAUSE, Breaker
from tests.builders import NOON


def after(failures, breaker=None):
    breaker = breaker or Breaker()
    for _ in range(failures):
        breaker = breaker.failed(NOON)
    return breaker


def test_a_few_failures_are_borne():
    assert after(FAILURES_BORNE - 1).lets_through(NOON)


def test_after_some_in_a_row_it_is_left_alone_for_a_while():
    breaker = after(FAILURES_BORNE)

    assert not breaker.lets_through(NOON)
    assert not breaker.lets_through(NOON + SHORTEST_PAUSE - timedelta(seconds=1))
    assert breaker.lets_through(NOON + SHORTEST_PAUSE)


def test_a_success_between_them_begins_the_count_anew():
    breaker = after(FAILURES_BORNE - 1, after(FAILURES_BORNE - 1).succeeded())

    assert breaker.lets_through(NOON)


def test_after_the_pause_only_one_call_is_let_through():
    later = NOON + SHORTEST_PAUSE

    assert not after(FAILURES_BORNE).trying(later).lets_through(later)


def test_a_trial_that_fails_makes_the_pause_longer_up_to_a_most():
    breaker, now = after(FAILURES_BORNE), NOON
    for _ in range(10):
        now += breaker.pause
        breaker = breaker.trying(now).failed(now)

    assert breaker.pause == LONGEST_PAUSE
    assert not breaker.lets_through(now + LONGEST_PAUSE - timedelta(seconds=1))


def test_a_trial_that_succeeds_ends_it():
    breaker = after(FAILURES_BORNE).trying(NOON + SHORTEST_PAUSE).succeeded()

    assert breaker == Breaker()


def test_while_all_is_well_calls_do_not_wait_for_each_other():
    assert Breaker().trying(NOON).lets_through(NOON)
