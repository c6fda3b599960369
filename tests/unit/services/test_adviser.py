"""A model is asked once, within the budget, while it answers; nothing unjudged is handed out."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from domain.errors import PermanentError, RetryableError
from services.adviser.ask import (
    FAILURE_LIFE,
    LEASE,
    LONGEST_WAIT,
    REMEMBERED,
    Answered,
    Level,
    Why,
)
from services.adviser.ports import KeptAnswer, ModelUnavailableError
from tests.unit.services.adviser_parts import (
    ANN,
    BAD,
    BOB,
    COST,
    GOOD,
    MOST,
    NONE,
    QUESTION,
    TIERS,
    a_scene,
    judge,
)

UNBILLED = ModelUnavailableError("ThrottlingException", may_cost=False)
MAYBE_BILLED = ModelUnavailableError("ReadTimeoutError", may_cost=True)
KEY, TAGS = QUESTION.key("m"), QUESTION.tags("m")


def ask(adviser, asker=ANN, question=QUESTION):
    return adviser.answer(question, asker, judge)


def test_the_first_time_the_model_is_asked_and_paid_what_it_cost():
    scene = a_scene()

    answered = ask(scene.container())

    assert answered == Answered(Level.MODEL, {"name": "rice"})
    assert scene.spent() == COST
    assert scene.ledger.costs == [("ANN", "invent_recipes", COST)]


def test_the_same_container_knows_it_the_second_time():
    scene = a_scene()
    container = scene.container()
    ask(container)

    assert ask(container, BOB).level is Level.CONTAINER
    assert len(scene.model.asked) == 1
    assert scene.spent(BOB) == 0


def test_another_container_finds_it_among_what_all_share_and_then_knows_it():
    scene = a_scene()
    ask(scene.container())
    other = scene.container()

    assert [ask(other).level, ask(other).level] == [Level.SHARED, Level.CONTAINER]
    assert len(scene.model.asked) == 1


def test_a_container_believes_itself_for_some_minutes_only():
    scene = a_scene()
    container = scene.container()
    ask(container)
    scene.clock.advance(REMEMBERED)

    assert ask(container).level is Level.SHARED


def test_an_answer_serves_each_tier_as_long_as_the_tier_takes_it():
    scene = a_scene()
    ask(scene.container())
    scene.clock.advance(timedelta(days=4))

    assert ask(scene.container(), ANN).level is Level.SHARED
    assert ask(scene.container(), BOB).level is Level.MODEL


def test_an_answer_that_is_no_longer_good_is_not_served_but_asked_for_anew():
    scene = a_scene()
    poisoned = KeptAnswer({"name": "poison"}, scene.clock.now())
    scene.shared.keep(KEY, poisoned, TAGS, scene.clock.now() + timedelta(days=1))

    answered = ask(scene.container())

    assert answered == Answered(Level.MODEL, {"name": "rice"})


def test_answers_are_taken_back_by_tag():
    scene = a_scene()
    ask(scene.container())

    scene.shared.invalidate("tables:t1", scene.clock.now())

    assert ask(scene.container()).level is Level.MODEL


def test_another_safety_profile_or_table_gets_no_answer_of_others():
    scene = a_scene()
    container = scene.container()
    ask(container)

    others = [replace(QUESTION, safety=("kind nut",)), replace(QUESTION, tables="t2")]

    assert [ask(container, question=each).level for each in others] == [Level.MODEL, Level.MODEL]


@pytest.mark.parametrize("first", [BAD, NONE])
def test_a_bad_answer_is_mended_once_with_what_is_wrong_with_it(first):
    scene = a_scene(first, GOOD)

    answered = ask(scene.container())

    assert answered.level is Level.MODEL
    objection = scene.model.asked[1].objection
    assert objection.faults == (("is poison",) if first is BAD else ("the form was not filled",))
    assert scene.spent() == 2 * COST
    assert len(set(scene.model.held)) == 2


@pytest.mark.parametrize("bad", [BAD, NONE])
def test_two_bad_answers_are_none_and_are_not_paid_for_again_soon(bad):
    scene = a_scene(bad)

    answered = ask(scene.container())
    again = ask(scene.container())

    assert (answered.level, answered.why, answered.content) == (Level.NONE, Why.UNUSABLE, None)
    assert again.why is Why.UNUSABLE
    assert len(scene.model.asked) == 2

    scene.clock.advance(FAILURE_LIFE)
    ask(scene.container())
    assert len(scene.model.asked) == 4


@pytest.mark.parametrize(("error", "spent"), [(UNBILLED, 0), (MAYBE_BILLED, MOST)])
def test_a_model_that_fails_is_no_answer_and_costs_what_it_may_have_cost(error, spent):
    scene = a_scene(error)

    answered = ask(scene.container())

    assert (answered.level, answered.why) == (Level.NONE, Why.UNAVAILABLE)
    assert scene.spent() == spent
    assert len(scene.model.asked) == 1


def test_after_a_failure_the_next_one_may_try():
    scene = a_scene(UNBILLED, GOOD)
    ask(scene.container())

    assert ask(scene.container()).level is Level.MODEL


def test_a_model_that_keeps_failing_is_left_alone_and_nothing_is_reserved_for_it():
    scene = a_scene(UNBILLED)
    container = scene.container()
    for _ in range(5):
        ask(container)

    assert len(scene.model.asked) == 3

    scene.clock.advance(timedelta(seconds=30))
    scene.model.says = [GOOD]
    assert ask(container).level is Level.MODEL


def test_a_request_that_is_wrong_is_ours_to_mend_and_costs_nothing():
    scene = a_scene(PermanentError("model refused: AccessDeniedException"))

    answered = ask(scene.container())

    assert answered.why is Why.MISCONFIGURED
    assert scene.spent() == 0


def test_a_usage_nobody_told_is_taken_to_be_the_most():
    scene = a_scene(replace(GOOD, usage=None))

    ask(scene.container())

    assert scene.spent() == MOST


def test_what_nobody_foresaw_is_paid_at_the_most_and_gives_the_lease_back():
    scene = a_scene(ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        ask(scene.container())

    assert scene.spent() == MOST
    assert scene.shared.look(KEY, TAGS, scene.clock.now()).is_in_flight is False


def test_when_the_budget_is_spent_the_model_is_not_called():
    scene = a_scene()
    poor = {"free": replace(TIERS["free"], month_uusd=MOST - 1)}

    answered = ask(scene.container(tiers=poor))

    assert answered.why is Why.BUDGET
    assert scene.model.asked == []


def test_a_budget_that_allows_one_call_allows_no_mending():
    scene = a_scene(BAD)
    poor = {"free": replace(TIERS["free"], month_uusd=MOST)}

    answered = ask(scene.container(tiers=poor))

    assert answered.why is Why.BUDGET
    assert len(scene.model.asked) == 1


def test_a_new_month_is_a_new_budget():
    scene = a_scene()
    poor = {"free": replace(TIERS["free"], month_uusd=MOST)}
    ask(scene.container(tiers=poor))
    scene.clock.advance(timedelta(days=31))

    assert ask(scene.container(tiers=poor)).level is Level.MODEL


def test_an_identical_request_waits_for_the_one_in_flight():
    scene = a_scene()
    scene.shared.claim(KEY, "other", scene.clock.now(), LEASE)

    def answer_in_time(seconds):
        scene.wait(seconds)
        if len(scene.pauses) == 3:
            now = scene.clock.now()
            kept = KeptAnswer({"name": "rice"}, now)
            scene.shared.keep(KEY, kept, TAGS, now + timedelta(days=1))

    answered = ask(replace(scene.container(), pause=answer_in_time))

    assert answered == Answered(Level.FLIGHT, {"name": "rice"})
    assert scene.model.asked == []


def test_it_waits_half_a_minute_at_most():
    scene = a_scene()
    scene.shared.claim(KEY, "other", scene.clock.now(), LEASE)

    answered = ask(scene.container())

    assert answered.why is Why.IN_FLIGHT
    assert LONGEST_WAIT.total_seconds() - 1 <= sum(scene.pauses) <= LONGEST_WAIT.total_seconds()
    assert scene.model.asked == []


def test_it_does_not_ask_again_what_just_failed_for_another():
    scene = a_scene()
    scene.shared.claim(KEY, "other", scene.clock.now(), LEASE)

    def fail(seconds):
        scene.wait(seconds)
        scene.shared.release(KEY, "other")

    answered = ask(replace(scene.container(), pause=fail))

    assert answered.why is Why.IN_FLIGHT
    assert scene.model.asked == []


def test_a_lease_whose_holder_died_is_taken_over():
    scene = a_scene()
    scene.shared.claim(KEY, "dead", scene.clock.now(), LEASE)
    scene.clock.advance(LEASE)

    assert ask(scene.container()).level is Level.MODEL


def test_an_answer_that_came_between_look_and_claim_is_not_paid_for_twice():
    scene = a_scene()
    other = scene.container()

    @dataclass
    class Late:
        """Another container answers just before the lease is ours."""

        def claim(self, *args):
            ask(other, BOB)
            return scene.shared.claim(*args)

        def __getattr__(self, name):
            return getattr(scene.shared, name)

    answered = ask(scene.container(shared=Late()))

    assert answered.level is Level.SHARED
    assert len(scene.model.asked) == 1


class Down:
    """A store that answers nothing, or nothing from some call on."""

    def __init__(self, real, *failing):
        self.real, self.failing = real, failing

    def __getattr__(self, name):
        if name in self.failing:
            return self.fail
        return getattr(self.real, name)

    def fail(self, *args):
        raise RetryableError("store: down")


@pytest.mark.parametrize("operation", ["look", "claim"])
def test_without_the_shared_store_the_model_is_not_asked(operation):
    scene = a_scene()

    answered = ask(scene.container(shared=Down(scene.shared, operation)))

    assert answered.why is Why.STORE
    assert scene.model.asked == []


def test_without_the_ledger_the_model_is_not_asked():
    scene = a_scene()

    answered = ask(scene.container(ledger=Down(scene.ledger, "reserve")))

    assert answered.why is Why.STORE
    assert scene.model.asked == []


@pytest.mark.parametrize(
    ("part", "operation"), [("shared", "keep"), ("shared", "release"), ("ledger", "settle")]
)
def test_what_is_paid_for_is_handed_out_though_it_could_not_be_written_down(part, operation):
    scene = a_scene()

    answered = ask(scene.container(**{part: Down(getattr(scene, part), operation)}))

    assert answered == Answered(Level.MODEL, {"name": "rice"})
    assert scene.spent() == (MOST if operation == "settle" else COST)
