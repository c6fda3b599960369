"""Bus → starter; state machine → plan, answer; dead orders → answer."""

import pytest

from adapters.in_memory.order_store import InMemoryOrderStore
from domain.conversation.state import Conversation
from domain.errors import RetryableError
from domain.plans.order import Asked, Planning
from handlers import answer, plan, starter
from services.plans.answer_order import OrderAnswerer
from services.plans.draft_order import WeekDrafter
from services.plans.order_readings import Readings
from services.plans.read_order import OrderReader
from services.plans.start_planning import PlanningStarter
from services.plans.verify_draft import DraftVerifier
from tests.builders import ANN_ID, a_first_turn, a_settled_profile
from tests.cooking import SMALL, SOLVER
from tests.planned import ORDER_ID, a_placed, an_order

DONE = {"batchItemFailures": []}
ORDERED = {
    "source": "platewise.plans",
    "detail-type": "PlanOrdered",
    "detail": {"event_id": "e", "user_id": ANN_ID, "order_id": ORDER_ID},
}


class Begun:
    """Remembers what was begun; fails as often as told."""

    def __init__(self):
        self.orders, self.failures = [], 0

    def start(self, user_id, order_id):
        if self.failures:
            self.failures -= 1
            raise RetryableError("workflow: throttled")
        self.orders.append((user_id, order_id))


@pytest.fixture
def begun():
    return Begun()


@pytest.fixture(autouse=True)
def wired(monkeypatch, knowledge, turns, relay, source, begun):
    orders = InMemoryOrderStore(turns)
    readings = Readings(knowledge, knowledge.cookbook)
    drafter = WeekDrafter(readings, orders, SOLVER, SMALL, SMALL)
    monkeypatch.setattr(starter, "planning_starter", lambda: PlanningStarter(begun))
    monkeypatch.setattr(plan, "order_reader", lambda: OrderReader(readings, orders, orders.advice))
    monkeypatch.setattr(plan, "week_drafter", lambda: drafter)
    monkeypatch.setattr(plan, "draft_verifier", lambda: DraftVerifier(readings, orders))
    monkeypatch.setattr(answer, "order_answerer", lambda: OrderAnswerer(knowledge, orders, relay))
    for module in (starter, answer):
        monkeypatch.setattr(module, "source_queue", lambda: source)
    turns.commit(
        a_first_turn(
            profile=a_settled_profile(),
            conversation=Conversation(version=1, planning=Planning(ORDER_ID)),
            order=a_placed(an_order(asked=Asked(), changes=())),
            replies=(),
            events=(),
        )
    )


def a_task(task, attempt=0):
    return {"task": task, "user_id": ANN_ID, "order_id": ORDER_ID, "attempt": attempt}


def test_an_order_on_the_bus_is_begun_under_its_name(sqs_event, context, begun):
    assert starter.handler(sqs_event(ORDERED), context) == DONE
    assert begun.orders == [(ANN_ID, ORDER_ID)]


def test_an_order_that_cannot_be_begun_now_comes_again(sqs_event, context, begun):
    begun.failures = 1

    assert starter.handler(sqs_event(ORDERED), context) != DONE
    assert starter.handler(sqs_event(ORDERED), context) == DONE


def test_an_event_nobody_can_read_is_parked(sqs_event, context, source):
    assert starter.handler(sqs_event({"detail": {}}), context) == DONE
    assert len(source.parked) == 1


def test_the_tasks_hand_on_ids_numbers_and_a_status(context, relay):
    read = plan.handler(a_task("read"), context)
    drafted = plan.handler({**read, "task": "draft"}, context)
    verified = plan.handler({**drafted, "task": "verify"}, context)
    answered = answer.handler({**verified, "task": "answer"}, context)

    assert (read["status"], read["attempt"]) == ("read", 0)
    assert drafted == {
        "user_id": ANN_ID,
        "order_id": ORDER_ID,
        "attempt": 1,
        "status": "drafted",
    }
    assert (verified["status"], verified["attempt"]) == ("verified", 1)
    assert answered["status"] == "answered"
    assert len(relay.relayed) == 1


@pytest.mark.parametrize("task", ["longer", "refuse", "apologise"])
def test_every_other_task_says_one_thing(context, relay, task):
    assert answer.handler(a_task(task), context)["status"] == "answered"
    assert len(relay.relayed[0].replies) == 1


def test_an_order_that_was_never_begun_is_apologised_for(sqs_event, context, relay, logged):
    assert answer.handler(sqs_event(ORDERED), context) == DONE
    assert len(relay.relayed[0].replies) == 1
    assert "apologised" in logged()


def test_a_task_nobody_knows_fails(context):
    with pytest.raises(ValueError, match="task"):
        plan.handler(a_task("dream"), context)
