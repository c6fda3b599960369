"""The question of an order in, a status out; what was asked and answered stays in the store."""

import pytest
from pydantic import ValidationError

from adapters.in_memory.advice_store import InMemoryAdviceStore
from adapters.in_memory.clock import FixedClock
from domain.errors import PermanentError
from domain.plans.advice import AdviceQuestion
from handlers import advise
from services.adviser.advise_order import OrderAdviser
from services.adviser.plans import PlanAdviser
from tests.builders import ANN_ID, NOON
from tests.cooking import advised
from tests.planned import ORDER_ID, STARTS

TASK = {"task": "advise", "user_id": ANN_ID, "order_id": ORDER_ID, "attempt": 0}


@pytest.fixture
def store(monkeypatch):
    store = InMemoryAdviceStore()
    monkeypatch.setattr(
        advise,
        "order_adviser",
        lambda: OrderAdviser(PlanAdviser(advised()), store, FixedClock(NOON)),
    )
    return store


def test_a_question_is_answered_with_a_status_and_nothing_of_its_words(store, context, logged):
    store.keep_question(ANN_ID, ORDER_ID, AdviceQuestion(STARTS, "nothing slimy"))

    done = advise.handler(TASK, context)

    assert done == {
        "user_id": ANN_ID,
        "order_id": ORDER_ID,
        "attempt": 0,
        "status": "advised",
    }
    assert store.answers[ANN_ID, ORDER_ID].why == "no_model"
    assert "slimy" not in logged()


def test_a_question_that_is_not_there_fails(store, context):
    with pytest.raises(PermanentError):
        advise.handler(TASK, context)


def test_what_is_no_task_is_refused(store, context):
    with pytest.raises(ValidationError):
        advise.handler(TASK | {"task": "dance"}, context)
