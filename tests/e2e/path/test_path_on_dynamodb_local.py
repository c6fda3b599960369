"""The path on DynamoDB Local, whose transactions and locks are Amazon's own."""

from bench.path.crowd import TEXTS, crowd, run_crowd
from bench.path.once import Count, send_many_times
from bench.path.people import product

ONE = Count(taken=20, meals=1, replies=1, turns=1, counted=1)


def test_one_message_twenty_times_at_once_and_again_after_a_week_is_answered_once():
    with product("dynamodb") as stack:
        at_once, a_week_later = send_many_times(stack)

    assert at_once == ONE
    assert a_week_later == ONE


def test_two_hundred_people_are_answered_in_order_beside_one_nobody_can_answer():
    with product("dynamodb") as stack:
        *people, poisoned = crowd(stack, 201)
        run = run_crowd(stack, people, poisoned)

    assert run.messages == 1000
    assert run.sent_twice > 50
    assert (run.unanswered, run.out_of_order) == (0, 0)
    assert len(run.poison_answers) == len(TEXTS)
    assert all("something went wrong" in answer for answer in run.poison_answers)
