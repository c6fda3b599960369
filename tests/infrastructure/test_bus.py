import pytest


@pytest.fixture
def rule(of_type):
    return of_type("Events::Rule")["AuditRule"]


def test_the_rule_takes_every_event_of_ours_from_our_bus(rule):
    assert rule["EventBusName"] == {"Ref": "CoachBus"}
    assert rule["EventPattern"] == {"source": [{"prefix": "platewise."}]}


def test_the_rule_puts_a_queue_in_front_of_the_consumer_and_has_a_dead_letter_queue(rule):
    (target,) = rule["Targets"]

    assert target["Arn"] == {"Fn::GetAtt": ["AuditQueue", "Arn"]}
    assert target["DeadLetterConfig"]["Arn"] == {"Fn::GetAtt": ["UndeliveredEventsQueue", "Arn"]}
    assert target["RetryPolicy"]["MaximumRetryAttempts"] > 0


RULES = {
    "AuditQueue": ["AuditRule"],
    "PlanOrdersQueue": ["PlanOrderedRule"],
    "RecipePagesQueue": ["RecipePageNamedRule"],
    "UndeliveredEventsQueue": ["AuditRule", "PlanOrderedRule", "RecipePageNamedRule"],
}


@pytest.mark.parametrize("queue", RULES)
def test_only_rules_may_write_into_their_queues(of_type, queue):
    policy = of_type("SQS::QueuePolicy")[f"{queue}Policy"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    sources = statement["Condition"]["ArnEquals"]["aws:SourceArn"]

    assert policy["Queues"] == [{"Ref": queue}]
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    assert statement["Action"] == "sqs:SendMessage"
    named = sources if isinstance(sources, list) else [sources]
    assert [each["Fn::GetAtt"][0] for each in named] == RULES[queue]


WORK = {
    "PlanOrderedRule": ("platewise.plans", "PlanOrdered", "PlanOrdersQueue"),
    "RecipePageNamedRule": ("platewise.recipes", "RecipePageNamed", "RecipePagesQueue"),
}


@pytest.mark.parametrize("name", WORK)
def test_what_is_ordered_goes_through_a_queue_to_what_begins_the_work(of_type, name):
    rules = of_type("Events::Rule")
    (target,) = rules[name]["Targets"]
    source, kind, queue = WORK[name]

    assert set(rules) == {"AuditRule", *WORK}
    assert rules[name]["EventPattern"] == {"source": [source], "detail-type": [kind]}
    assert target["Arn"] == {"Fn::GetAtt": [queue, "Arn"]}
    assert target["DeadLetterConfig"]["Arn"] == {"Fn::GetAtt": ["UndeliveredEventsQueue", "Arn"]}


def test_events_can_be_replayed_from_an_archive(of_type):
    archive = of_type("Events::Archive")["CoachArchive"]

    assert archive["SourceArn"] == {"Fn::GetAtt": ["CoachBus", "Arn"]}
    assert archive["RetentionDays"] == {"Ref": "ArchiveDays"}
