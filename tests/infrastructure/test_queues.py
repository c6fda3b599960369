CONSUMED = {
    "InboundQueue": "ConverseFunction",
    "InboundDeadQueue": "ApologiseFunction",
    "OutboundQueue": "SendFunction",
    "CallbackQueue": "DeliveryFunction",
    "AuditQueue": "AuditFunction",
    "PlanOrdersQueue": "StarterFunction",
    "PlanOrdersDeadQueue": "AnswerFunction",
    "RecipePagesQueue": "FetchFunction",
}
DEAD_LETTERS = {
    "InboundQueue": ("InboundDeadQueue", 10),
    "InboundDeadQueue": ("UnansweredQueue", 100),
    "OutboundQueue": ("UnsentQueue", 100),
    "CallbackQueue": ("CallbackDeadQueue", 20),
    "AuditQueue": ("AuditDeadQueue", 20),
    "PlanOrdersQueue": ("PlanOrdersDeadQueue", 8),
    "PlanOrdersDeadQueue": ("UnplannedQueue", 100),
    "RecipePagesQueue": ("UnreadPagesQueue", 8),
}
DAY_S = 86_400


def test_every_queue_has_the_consumer_it_was_made_for(mappings):
    wired = {
        m["EventSourceArn"]["Fn::GetAtt"][0]: m["FunctionName"]["Ref"] for m in mappings.values()
    }

    assert wired == CONSUMED


def test_a_consumer_takes_one_record_at_a_time_and_reports_failures(mappings):
    assert {m["BatchSize"] for m in mappings.values()} == {1}
    assert [m["FunctionResponseTypes"] for m in mappings.values()] == [
        ["ReportBatchItemFailures"]
    ] * len(CONSUMED)


def test_a_record_stays_invisible_for_six_times_its_consumers_timeout(queues, functions):
    for queue, function in CONSUMED.items():
        assert queues[queue]["VisibilityTimeout"] == 6 * functions[function]["Timeout"]


def test_what_cannot_be_consumed_goes_to_its_dead_letter_queue(queues):
    redrive = {
        logical_id: (
            queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0],
            queue["RedrivePolicy"]["maxReceiveCount"],
        )
        for logical_id, queue in queues.items()
        if "RedrivePolicy" in queue
    }

    assert redrive == DEAD_LETTERS


def test_a_dead_letter_queue_takes_from_the_queue_before_it_alone(queues):
    for source, (target, _) in DEAD_LETTERS.items():
        allowed = queues[target]["RedriveAllowPolicy"]

        assert allowed["redrivePermission"] == "byQueue"
        assert [arn["Fn::Sub"].split(":")[-1] for arn in allowed["sourceQueueArns"]] == [
            queues[source]["QueueName"]["Fn::Sub"]
        ]


def test_dead_letters_are_kept_fourteen_days_and_the_rest_four(queues):
    last_stops = {target for target, _ in DEAD_LETTERS.values()} | {"UndeliveredEventsQueue"}

    for logical_id, queue in queues.items():
        days = 14 if logical_id in last_stops else 4
        assert queue["MessageRetentionPeriod"] == days * DAY_S


def test_every_queue_is_encrypted(queues):
    assert all(queue["SqsManagedSseEnabled"] is True for queue in queues.values())


def test_fifo_queues_have_high_throughput_per_group(queues):
    fifo = [queue for queue in queues.values() if queue.get("FifoQueue")]

    assert len(fifo) == 5
    for queue in fifo:
        assert queue["QueueName"]["Fn::Sub"].endswith(".fifo")
        assert queue["DeduplicationScope"] == "messageGroup"
        assert queue["FifoThroughputLimit"] == "perMessageGroupId"
        assert "ContentBasedDeduplication" not in queue


def test_a_fifo_queue_redrives_to_a_fifo_queue(queues):
    for source, (target, _) in DEAD_LETTERS.items():
        assert queues[source].get("FifoQueue") == queues[target].get("FifoQueue")
