"""Every scripted talk through the local stack, all of them at once."""

from talks_on_stack import TalksOnStack, talks_of

from bench.path.people import product
from tests.conversations.expected import check, check_day
from tests.conversations.script import list_scripts, read_script
from tests.cooking import STEPS


def test_each_talk_goes_over_webhook_queues_and_workers_as_it_is_written(subtests):
    talks = talks_of([read_script(file) for file in list_scripts()])

    with product(parameters={"PlanSteps": str(STEPS), "PlanSeconds": "25"}) as stack:
        answers = list(TalksOnStack.of(stack).hold(talks))

    for talk in talks:
        with subtests.test(talk.script.name):
            held = [answered for answered in answers if answered.talk is talk]
            assert len(held) == len(talk.exchanges)
            for answered in held:
                check_answered(answered)


def check_answered(answered):
    script = answered.talk.script
    for line in answered.exchange.lines:
        if line.kind == "day":
            check_day(script, line, answered.today)
        else:
            check(script, line, answered.said)
