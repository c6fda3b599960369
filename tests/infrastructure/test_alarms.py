import pytest

LAST_STOPS = {
    "InboundDeadQueue",
    "UnansweredQueue",
    "UnsentQueue",
    "CallbackDeadQueue",
    "AuditDeadQueue",
    "PlanOrdersDeadQueue",
    "UnplannedQueue",
    "UnreadPagesQueue",
    "UndeliveredEventsQueue",
}


@pytest.fixture
def watched(of_type):
    """What is alarmed: (metric, logical id) → (threshold, period)."""
    return {
        (alarm["MetricName"], _resource(alarm["Dimensions"][0]["Value"])): (
            alarm["Threshold"],
            alarm["Period"],
        )
        for alarm in of_type("CloudWatch::Alarm").values()
    }


def _resource(value):
    return value["Ref"] if "Ref" in value else value["Fn::GetAtt"][0]


def test_one_message_in_a_dead_letter_queue_is_an_alarm(watched):
    metric = "ApproximateNumberOfMessagesVisible"

    assert {q for m, q in watched if m == metric} == LAST_STOPS
    assert {watched[metric, queue] for queue in LAST_STOPS} == {(0, 60)}


def test_every_queue_that_something_redrives_to_is_alarmed(queues):
    targets = {
        q["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        for q in queues.values()
        if "RedrivePolicy" in q
    }

    assert targets | {"UndeliveredEventsQueue"} == LAST_STOPS


def test_a_user_who_waits_a_minute_is_an_alarm(watched):
    assert watched["ApproximateAgeOfOldestMessage", "InboundQueue"] == (60, 60)
    assert watched["ApproximateAgeOfOldestMessage", "OutboundQueue"] == (60, 60)


def test_a_webhook_that_fails_or_is_slow_is_an_alarm(watched):
    assert watched["5xx", "HttpApi"] == (0, 60)
    assert watched["Duration", "ReceiveFunction"][0] < 15_000


def test_errors_and_throttles_of_every_function_are_alarms(watched, functions):
    for function in functions:
        assert watched["Errors", function] == (0, 60)
        assert watched["Throttles", function] == (0, 60)


def test_every_alarm_is_heard_on_the_topic(of_type):
    alarms = of_type("CloudWatch::Alarm").values()

    assert all(alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}] for alarm in alarms)
    assert all(alarm["AlarmDescription"] for alarm in alarms)


@pytest.mark.parametrize("ended", ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"])
def test_a_weekly_plan_that_ends_without_an_answer_is_an_alarm(watched, ended):
    assert watched[ended, "WeeklyPlanStateMachine"] == (0, 60)
