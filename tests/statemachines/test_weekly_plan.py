"""Every way through the weekly plan's state machine, executed: each ends in an answer."""

import copy

import pytest
from scripted_tasks import HANGS, failing

from local.template import translate
from tests.conftest import ROOT

SPENT = failing("RetryableError")
BROKEN = failing("PermanentError")
WONDERING_S = 8
KILLED = failing("Runtime.ExitError")


def test_a_week_is_drafted_verified_and_answered(execute):
    ended = execute(draft=["drafted"], verify=["verified"])

    assert ended.status == "SUCCEEDED"
    assert ended.done == ["read", "draft", "verify", "answer"]


def test_a_week_that_takes_longer_is_told_so_once_and_searched_on(execute):
    ended = execute(draft=["unfinished", "drafted"], verify=["verified"])

    assert ended.done == ["read", "draft", "longer", "draft", "verify", "answer"]


def test_a_progress_line_that_fails_keeps_nobody_from_the_plan(execute):
    ended = execute(draft=["unfinished", "drafted"], longer=[BROKEN], verify=["verified"])

    assert ended.done == ["read", "draft", "longer", "draft", "verify", "answer"]


def test_a_draft_the_gate_refuses_is_drafted_anew(execute):
    ended = execute(draft=["drafted"], verify=["refused", "verified"])

    assert ended.done == ["read", "draft", "verify", "draft", "verify", "answer"]


def test_what_is_refused_again_and_again_never_leaves_and_the_user_hears_of_it(execute):
    ended = execute(draft=["drafted"], verify=["refused"])

    assert ended.status == "SUCCEEDED"
    assert ended.done == ["read", *["draft", "verify"] * 3, "refuse"]


PLANNED = {"draft": ["drafted"], "verify": ["verified"]}


def test_what_an_order_asks_of_a_model_is_asked_before_it_is_drafted(execute):
    ended = execute(read=["asks"], **PLANNED)

    assert ended.done == ["read", "advise", "draft", "verify", "answer"]


@pytest.mark.parametrize("failure", [SPENT, BROKEN, KILLED], ids=["spent", "broken", "killed"])
@pytest.mark.parametrize("task", ["read", "advise"])
def test_a_plan_is_made_without_advice_where_there_is_none_to_be_had(execute, task, failure):
    ended = execute(**{"read": ["asks"], task: [failure]}, **PLANNED)

    assert ended.status == "SUCCEEDED"
    assert ended.done[-3:] == ["draft", "verify", "answer"]


@pytest.mark.parametrize("task", ["read", "advise"])
def test_a_question_that_failed_once_is_asked_again(execute, task):
    told = {"read": ["asks"], "advise": ["advised"]}
    told[task] = [SPENT, *told[task]]

    ended = execute(**told, **PLANNED)

    assert ended.waited_s == [1.0]
    assert ended.done[-4:] == ["advise", "draft", "verify", "answer"]


@pytest.fixture
def hasty(definition):
    changed = copy.deepcopy(definition)
    changed["States"]["Advise"]["TimeoutSeconds"] = 1
    return changed


def test_a_model_that_keeps_everybody_waiting_is_waited_for_after_a_line(execute, hasty):
    ended = execute(hasty, read=["asks"], advise=[HANGS, "advised"], **PLANNED)

    assert ended.done == ["read", "advise", "longer", "advise", "draft", "verify", "answer"]


def test_a_model_that_never_answers_is_planned_without(execute, hasty):
    told = {"read": ["asks"], "advise": [HANGS, BROKEN], "longer": [BROKEN]}

    ended = execute(hasty, **told, **PLANNED)

    assert ended.done == ["read", "advise", "longer", "advise", "draft", "verify", "answer"]


@pytest.mark.parametrize("status", ["unwanted", "answered"])
def test_nothing_is_said_where_nobody_waits_any_more(execute, status):
    assert execute(read=[status]).done == ["read"]
    assert execute(draft=[status]).done == ["read", "draft"]
    assert execute(draft=["drafted"], verify=[status]).done == ["read", "draft", "verify"]


@pytest.mark.parametrize("task", ["draft", "verify", "answer"])
def test_what_may_succeed_later_is_tried_again_after_growing_pauses(execute, task):
    told = {"draft": ["drafted"], "verify": ["verified"], "answer": ["answered"]}
    told[task] = [SPENT, SPENT, *told[task]]

    ended = execute(**told)

    assert ended.status == "SUCCEEDED"
    assert ended.done[-1] == "answer"
    assert ended.waited_s == [1.0, 2.0]


@pytest.mark.parametrize("task", ["draft", "verify", "answer"])
@pytest.mark.parametrize("failure", [SPENT, BROKEN, KILLED], ids=["spent", "broken", "killed"])
def test_whatever_fails_for_good_is_apologised_for(execute, task, failure):
    told = {"draft": ["drafted"], "verify": ["verified"], task: [failure]}

    ended = execute(**told)

    assert ended.status == "SUCCEEDED"
    assert ended.done[-1] == "apologise"


def test_a_refusal_that_cannot_be_told_is_apologised_for(execute):
    ended = execute(draft=["drafted"], verify=["refused"], refuse=[BROKEN])

    assert ended.done[-2:] == ["refuse", "apologise"]


def test_a_worker_that_is_killed_twice_gets_a_third_chance(execute):
    ended = execute(draft=[KILLED, KILLED, "drafted"], verify=["verified"])

    assert ended.done == ["read", "draft", "draft", "draft", "verify", "answer"]


def test_a_task_that_never_ends_is_given_up_and_apologised_for(execute, definition):
    hasty = copy.deepcopy(definition)
    hasty["States"]["Draft"] |= {"TimeoutSeconds": 1, "Retry": []}

    ended = execute(hasty, draft=[HANGS])

    assert ended.done == ["read", "draft", "apologise"]


def test_an_apology_is_tried_for_minutes_and_then_raises_an_alarm(execute):
    late = execute(draft=[BROKEN], apologise=[BROKEN] * 8 + ["answered"])
    never = execute(draft=[BROKEN], apologise=[BROKEN])

    assert late.status == "SUCCEEDED"
    assert sum(late.waited_s) > 300
    assert never.status == "FAILED"


def test_every_task_has_a_timeout_retries_and_somewhere_to_go(definition):
    tasks = {n: s for n, s in definition["States"].items() if s["Type"] == "Task"}

    asking = {"Read", "Advise", "SayAsking", "AwaitAdvice"}
    planning = {"Draft", "SayLonger", "Verify", "Answer", "Refuse", "Apologise"}
    assert set(tasks) == asking | planning
    for task in tasks.values():
        assert task["TimeoutSeconds"] > 0
        assert task["Retry"]
        assert task["Catch"][-1]["ErrorEquals"] == ["States.ALL"]


def test_a_task_outlives_its_function_but_for_the_one_that_is_asked_twice(definition):
    resources = translate(ROOT / "template.yaml")["Resources"]

    for name, state in definition["States"].items():
        if state["Type"] == "Task" and name != "Advise":
            arn = state["Parameters"]["FunctionName"]
            function = resources[arn.strip("${}").removesuffix("Arn")]
            assert state["TimeoutSeconds"] > function["Properties"]["Timeout"], name
    assert definition["States"]["Advise"]["TimeoutSeconds"] <= WONDERING_S


def test_nothing_of_what_was_asked_goes_through_the_state_machine(definition):
    for state in definition["States"].values():
        if state["Type"] == "Task":
            assert set(state["Parameters"]["Payload"]) == {
                "task",
                "user_id.$",
                "order_id.$",
                "attempt.$",
            }
