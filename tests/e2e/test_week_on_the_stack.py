"""Weeks over the whole local stack: the state machine is really executed, once an order."""

from datetime import timedelta

import pytest

from bench.path.people import INTRODUCTION, Person, product
from local.workers import FaultOrder
from tests.cooking import STEPS

PLANNING = {"PlanSteps": str(STEPS), "PlanSeconds": "25"}


@pytest.fixture(scope="module")
def stack():
    with product(parameters=PLANNING) as running:
        yield running


@pytest.fixture
def ann(stack):
    """Somebody who answered the first questions; at rest and without faults when she begins."""
    stack.clear_faults()
    person = Person.new(stack)
    for text in INTRODUCTION:
        person.say(text)
        stack.drain(advance=True)
    heard(stack, person)
    return person


def heard(stack, person):
    """Return what the person was sent since the last look."""
    created = stack.twilio.list_created(person.number)
    new, person.seen = [m.body for m in created[person.seen :]], len(created)
    return new


def planned_for(stack, person):
    stack.drain(advance=True, timeout_s=120)
    return heard(stack, person)


def names_of(stack, name):
    return [e["detail"]["order_id"] for e in stack.events() if e["detail-type"] == name]


def test_from_the_first_hello_to_a_plan_it_takes_five_messages_and_less_than_two_minutes(stack):
    person, began = Person.new(stack), stack.clock.now()
    for text in (*INTRODUCTION, "plan my week"):
        person.say(text)
        stack.drain(advance=True, timeout_s=120)
        stack.clock.advance(15)

    assert any("*Your week" in each for each in heard(stack, person))
    assert stack.clock.now() - began < timedelta(minutes=2)


def test_an_order_that_comes_twice_is_planned_and_answered_once(stack, ann):
    sid = ann.say("plan my week, vegetarian")
    ann.say("plan my week, vegetarian", sid)

    answers = planned_for(stack, ann)

    assert len([each for each in answers if "*Your week" in each]) == 1
    assert names_of(stack, "WeekPlanned").count(sid) == 1


@pytest.mark.parametrize("name", ["starter", "plan", "answer"])
def test_a_worker_killed_at_any_step_keeps_nobody_from_the_plan(stack, ann, name):
    stack.functions[name].order_faults(FaultOrder(1, "after"), 1)
    ann.say("plan my week")

    answers = planned_for(stack, ann)

    assert len([each for each in answers if "*Your week" in each]) == 1


def test_where_nothing_helps_the_user_hears_an_apology_once(stack, ann):
    stack.functions["plan"].order_faults(FaultOrder(1, "before"), 20)
    ann.say("plan my week")

    answers = planned_for(stack, ann)

    assert len(answers) == 1
    assert "I couldn't make your plan just now" in answers[0]


def test_who_says_stop_meanwhile_gets_no_plan(stack, ann):
    with stack.held():
        ann.say("plan my week")
        ann.say("STOP")

    answers = planned_for(stack, ann)

    assert not any("*Your week" in each for each in answers)


def test_of_two_orders_the_newer_one_is_answered(stack, ann):
    with stack.held():
        ann.say("plan my week")
        ann.say("plan my week, vegan")

    answers = planned_for(stack, ann)

    assert len([each for each in answers if "*Your week" in each]) == 1
