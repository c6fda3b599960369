"""AuditStore: every event counts once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from domain.errors import RetryableError
from services.audit.ports import AuditedEvent
from tests.builders import TODAY


def an_event(event_id="E1", name="MealLogged", occurred_on=TODAY):
    return AuditedEvent(event_id, name, occurred_on)


def test_a_new_event_counts(stores):
    assert stores.audit.count_once(an_event()) is True


def test_the_same_event_counts_once(stores):
    stores.audit.count_once(an_event())

    assert stores.audit.count_once(an_event()) is False


def test_another_event_of_the_same_name_and_day_counts_too(stores):
    stores.audit.count_once(an_event("E1"))

    assert stores.audit.count_once(an_event("E2")) is True


def test_events_of_different_days_do_not_meet(stores):
    stores.audit.count_once(an_event())

    assert stores.audit.count_once(an_event("E2", occurred_on=TODAY - timedelta(days=1))) is True


def test_of_twenty_deliveries_at_once_one_counts(stores):
    def count(event):
        try:
            return stores.audit.count_once(event)
        except RetryableError:  # a transaction of a twin was in the way
            return False

    with ThreadPoolExecutor(20) as threads:
        counted = list(threads.map(count, [an_event()] * 20))

    assert counted.count(True) == 1
    assert stores.audit.count_once(an_event()) is False
