import pytest


@pytest.fixture
def rule(of_type):
    rules = of_type("Events::Rule")
    assert list(rules) == ["AuditRule"]
    return rules["AuditRule"]


def test_the_rule_takes_every_event_of_ours_from_our_bus(rule):
    assert rule["EventBusName"] == {"Ref": "CoachBus"}
    assert rule["EventPattern"] == {"source": [{"prefix": "platewise."}]}


def test_the_rule_puts_a_queue_in_front_of_the_consumer_and_has_a_dead_letter_queue(rule):
    (target,) = rule["Targets"]

    assert target["Arn"] == {"Fn::GetAtt": ["AuditQueue", "Arn"]}
    assert target["DeadLetterConfig"]["Arn"] == {"Fn::GetAtt": ["UndeliveredEventsQueue", "Arn"]}
    assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0


@pytest.mark.parametrize("queue", ["AuditQueue", "UndeliveredEventsQueue"])
def test_only_the_rule_may_write_into_its_queues(of_type, queue):
    policy = of_type("SQS::QueuePolicy")[f"{queue}Policy"]
    (statement,) = policy["PolicyDocument"]["Statement"]

    assert policy["Queues"] == [{"Ref": queue}]
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    assert statement["Action"] == "sqs:SendMessage"
    assert statement["Condition"] == {
        "ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": ["AuditRule", "Arn"]}}
    }


def test_events_can_be_replayed_from_an_archive(of_type):
    archive = of_type("Events::Archive")["CoachArchive"]

    assert archive["SourceArn"] == {"Fn::GetAtt": ["CoachBus", "Arn"]}
    assert archive["RetentionDays"] == {"Ref": "ArchiveDays"}
