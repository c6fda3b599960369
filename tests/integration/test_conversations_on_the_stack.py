"""Every scripted talk through the local stack, all of them at once."""

import pytest
from talks_on_stack import TalksOnStack, talks_of

from bench.path.people import product
from tests.conversations.expected import check, check_day
from tests.conversations.script import list_scripts, read_script
from tests.cooking import STEPS

SCRIPTS = [read_script(file) for file in list_scripts()]


@pytest.fixture(scope="module")
def answers():
    """What was answered in each talk, by its name."""
    talks = talks_of(SCRIPTS)
    found = {talk.script.name: [] for talk in talks}
    with product(parameters={"PlanSteps": str(STEPS), "PlanSeconds": "25"}) as stack:
        for answered in TalksOnStack.of(stack).hold(talks):
            found[answered.talk.script.name].append(answered)
    return found


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_the_talk_goes_over_webhook_queues_and_workers_as_it_is_written(script, answers):
    assert answers[script.name]

    for answered in answers[script.name]:
        for line in answered.exchange.lines:
            if line.kind == "day":
                check_day(script, line, answered.today)
            else:
                check(script, line, answered.said)
