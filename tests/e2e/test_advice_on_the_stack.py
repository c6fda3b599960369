"""The model's double failing in each of its ways, over the whole stack: there is always a week."""

import itertools
import string

import pytest

from bench.path.people import INTRODUCTION, Person, product
from bench.path.table import CoachTable
from local.doubles.bedrock.faults import FAULT_MODES, REFUSED, SPOILT, WIRE
from tests.cooking import STEPS
from tests.e2e.test_week_on_the_stack import planned_for

PLANNING = {"PlanSteps": str(STEPS), "PlanSeconds": "25"}
ANSWERED = {"no_usage", "slow", "clear"}
LOOSENING = {"hidden_allergen", "spoken_allergen"}  # of recipes; of words they only loosen
NEVER = FAULT_MODES - ANSWERED - LOOSENING
DAYS = {
    "Mon": "monday",
    "Tue": "tuesday",
    "Wed": "wednesday",
    "Thu": "thursday",
    "Fri": "friday",
    "Sat": "saturday",
    "Sun": "sunday",
}
BREAKER_S = 900  # past every pause of the breaker
_letters = itertools.product(string.ascii_lowercase, repeat=2)


@pytest.fixture(scope="module")
def stack():
    with product(parameters=PLANNING, concurrency={"advise": 2, "plan": 2}) as running:
        running.bedrock.warm()
        running.bedrock.slow_s = 9.0  # longer than the first wait
        yield running


@pytest.fixture
def table(stack):
    return CoachTable.of(stack)


def introduced(stack):
    person = Person.new(stack)
    for text in INTRODUCTION:
        person.say(text)
        stack.drain(advance=True)
    person.seen = len(stack.twilio.list_created(person.number))
    return person


@pytest.fixture
def ann(stack):
    """Somebody new, at rest, with a model that was not asked for a while and answers well."""
    stack.clear_faults()
    stack.clock.advance(BREAKER_S)
    stack.bedrock.calls.clear()
    return introduced(stack)


def asking():
    """Return a request whose words nobody asked about before."""
    return f"plan my week, nothing slimy, vibe{''.join(next(_letters))} please"


def costs_of(stack, table, person):
    user = next(
        e["detail"]["user_id"]
        for e in reversed(stack.events())
        if e["detail"].get("order_id") == person.sids[-1]
    )
    return user, table.of_user(user, "COST#"), table.of_user(user, "HOLD#")


def test_what_the_model_understood_shapes_the_week_and_is_said(stack, table, ann):
    ann.say(asking())

    answers = planned_for(stack, ann)

    (week,) = [each for each in answers if "*Your week" in each]
    assert "From your own words I took: no okra and mushroom." in week
    assert "could not use: vibe" in week
    _, costs, holds = costs_of(stack, table, ann)
    assert (len(costs), holds) == (1, [])


@pytest.mark.parametrize("mode", sorted(NEVER))
def test_however_the_model_fails_there_is_a_week_that_says_what_was_not_used(
    stack, table, ann, mode
):
    stack.bedrock.set_fault(mode, 2)
    ann.say(asking())

    answers = planned_for(stack, ann)

    (week,) = [each for each in answers if "*Your week" in each]
    assert "could not use: nothing slimy, vibe" in week
    assert "evil" not in "".join(answers)
    calls = stack.bedrock.calls
    user, _, _ = costs_of(stack, table, ann)
    held = {call.reservation for call in calls}
    assert calls
    assert len(held) == len(calls)
    assert all(each.startswith(f"{ann.sids[-1]}:read_words:") for each in held)
    assert table.of_user(user, "USAGE#")


def test_every_way_to_fail_is_tried():
    assert set(SPOILT) | set(REFUSED) | set(WIRE) | {"clear"} == NEVER | ANSWERED | LOOSENING


@pytest.mark.parametrize("mode", sorted(LOOSENING))
def test_what_would_loosen_a_limit_does_not(stack, ann, mode):
    stack.bedrock.set_fault(mode, 1)
    ann.say(f"{asking()}, under $60, 20 minutes on weekdays")

    (week,) = [each for each in planned_for(stack, ann) if "*Your week" in each]

    assert "From your own words I took: pescatarian, no okra and mushroom, 600" in week
    assert "$2,000" not in week
    assert "on weekdays" not in week


@pytest.mark.parametrize("mode", sorted(ANSWERED))
def test_a_late_answer_is_waited_for_and_used(stack, ann, mode):
    stack.bedrock.set_fault(mode, 1)
    ann.say(asking())

    answers = planned_for(stack, ann)

    assert any("no okra and mushroom" in each for each in answers)
    assert len(stack.bedrock.calls) == 1
    assert len(answers) == (2 if mode == "slow" else 1)  # with a line on the way


@pytest.mark.parametrize("mode", ["clear", "hidden_allergen", "injected", "wrong_units"])
def test_a_new_dinner_is_in_the_week_and_its_recipe_is_told_or_the_house_cooks(stack, ann, mode):
    ann.say("I'm allergic to milk")
    planned_for(stack, ann)
    stack.bedrock.set_fault(mode, 2)
    ann.say(f"plan my week, invent a {''.join(next(_letters))} dinner with chickpeas")

    week = "".join(planned_for(stack, ann))

    is_new = mode == "clear"
    assert "*Your week" in week
    assert ("(new)" in week) is is_new
    assert ("I have no new dish I could answer for" in week) is not is_new
    assert "evil" not in week
    if is_new:
        day = next(line[1:4] for line in week.splitlines() if "(new)" in line)
        ann.say(f"recipe for {DAYS[day]}")
        assert "made up for you by a language model" in "".join(planned_for(stack, ann))


def test_a_dish_alone_is_invented(stack, ann):
    ann.say("invent a lunch with rice")

    assert "made up for you by a language model" in "".join(planned_for(stack, ann))


def test_two_identical_requests_in_flight_are_one_call(stack, ann):
    bob, text = introduced(stack), asking()
    stack.bedrock.set_fault("slow", 1)
    ann.say(text)
    bob.say(text)

    heard = [planned_for(stack, person) for person in (ann, bob)]

    assert len(stack.bedrock.calls) == 1
    assert all("no okra and mushroom" in "".join(each) for each in heard)


def test_without_a_model_there_is_a_week_and_nobody_is_asked():
    with product(parameters=PLANNING | {"BedrockModelArn": ""}) as stack:
        person = introduced(stack)
        person.say(asking())

        answers = planned_for(stack, person)

        assert "could not use: nothing slimy, vibe" in "".join(answers)
        assert stack.bedrock.calls == []
