"""The fate of every queue record, by what its work raised."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from adapters.in_memory.queues import InMemorySourceQueue
from adapters.in_memory.refusals import Refusals
from domain.errors import AlreadyRecordedError, PermanentError, RetryableError, UserFacingError
from runtime.consume import consume, pause_s


class Number(BaseModel):
    number: int


@dataclass
class Work:
    """Raises what it is told to raise, by the record's body."""

    errors: dict[str, Exception] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    def __call__(self, record):
        if record.body in self.errors:
            raise self.errors[record.body]
        if record.body.startswith("{"):
            Number.model_validate_json(record.body)
        self.done.append(record.body)


def an_event(*bodies, attempt=1):
    return {
        "Records": [
            {
                "messageId": f"id of {body}",
                "receiptHandle": f"receipt of {body}",
                "body": body,
                "attributes": {"ApproximateReceiveCount": str(attempt), "MessageGroupId": "ann"},
                "eventSource": "aws:sqs",
            }
            for body in bodies
        ]
    }


def failed(answer):
    return [each["itemIdentifier"] for each in answer["batchItemFailures"]]


@pytest.fixture
def source():
    return InMemorySourceQueue()


def test_work_that_is_done_is_acknowledged(source):
    work = Work()

    answer = consume(an_event("a", "b"), work, source)

    assert failed(answer) == []
    assert work.done == ["a", "b"]
    assert (source.postponed, source.parked) == ([], [])


def test_what_may_succeed_later_comes_again_when_the_error_says(source):
    work = Work({"a": RetryableError("down", retry_after_s=15)})

    answer = consume(an_event("a"), work, source)

    assert failed(answer) == ["id of a"]
    assert source.postponed == [("receipt of a", 15)]


def test_at_once_is_a_time_too(source):
    consume(an_event("a"), Work({"a": RetryableError("again", retry_after_s=0)}), source)

    assert source.postponed == [("receipt of a", 0)]


@pytest.mark.parametrize(("attempt", "longest"), [(1, 2), (2, 4), (5, 32), (9, 300), (60, 300)])
def test_an_error_that_names_no_time_waits_longer_each_time(source, attempt, longest):
    consume(an_event("a", attempt=attempt), Work({"a": RetryableError("down")}), source)

    ((_, seconds),) = source.postponed
    assert longest * 0.75 <= seconds <= longest


@pytest.mark.parametrize("body", ["{", "{}", '{"number": "x"}'])
def test_a_record_that_cannot_be_read_is_parked_and_done(source, body):
    answer = consume(an_event(body), Work(), source)

    assert failed(answer) == []
    assert source.parked == [body]


def test_work_that_can_never_succeed_is_parked_and_done(source):
    answer = consume(an_event("a"), Work({"a": PermanentError("no")}), source)

    assert failed(answer) == []
    assert source.parked == ["a"]


@pytest.mark.parametrize(
    "error",
    [ValueError("bug"), KeyError("bug"), UserFacingError("odd"), AlreadyRecordedError("odd")],
)
@pytest.mark.parametrize(("attempt", "seconds"), [(1, 1), (3, 3), (9, 5)])
def test_the_unforeseen_comes_again_quickly_until_the_queue_gives_up(
    source, error, attempt, seconds
):
    answer = consume(an_event("a", attempt=attempt), Work({"a": error}), source)

    assert failed(answer) == ["id of a"]
    assert source.postponed == [("receipt of a", seconds)]
    assert source.parked == []


def test_a_malformed_record_holds_up_nobody_else(source):
    work = Work({"b": RetryableError("down", 1), "d": ValueError("bug")})

    answer = consume(an_event("a", "{", "b", "c", "d", "e"), work, source)

    assert work.done == ["a", "c", "e"]
    assert failed(answer) == ["id of b", "id of d"]
    assert source.parked == ["{"]


def test_a_record_that_could_not_be_postponed_comes_again_by_itself(source):
    source.postpone_refusals = Refusals(1)

    answer = consume(an_event("a"), Work({"a": RetryableError("down")}), source)

    assert failed(answer) == ["id of a"]


def test_a_record_that_could_not_be_parked_is_not_lost(source):
    source.park_refusals = Refusals(1)

    answer = consume(an_event("{"), Work(), source)

    assert failed(answer) == ["id of {"]
    assert source.parked == []


def test_each_try_of_a_record_has_a_name_of_its_own(source):
    owners = []

    consume(an_event("a", attempt=1), lambda record: owners.append(record.owner), source)
    consume(an_event("a", attempt=2), lambda record: owners.append(record.owner), source)

    assert owners == ["id of a:1", "id of a:2"]


def test_a_queue_without_groups_has_none(source):
    event = an_event("a")
    del event["Records"][0]["attributes"]["MessageGroupId"]
    groups = []

    consume(event, lambda record: groups.append(record.group), source)

    assert groups == [""]


def test_nothing_of_a_message_is_logged(source, logged):
    said = "tres huevos fritos +14155550101"
    errors = [PermanentError(said), ValueError(said), UserFacingError(said)]
    work = Work({str(number): error for number, error in enumerate(errors)})
    event = an_event("0", "1", "2", "{")
    event["Records"][3]["body"] = f'{{"number": "{said}"}}'

    consume(event, work, source)

    assert logged().count("parked") == 2
    assert logged().count("unforeseen") == 2
    assert "huevos" not in logged()
    assert "+1415" not in logged()


@given(st.integers(1, 1000), st.floats(1, 3600), st.integers(0, 10**6))
def test_a_pause_is_never_longer_than_its_cap_nor_shorter_than_three_quarters_of_it(
    attempt, longest, spread
):
    full = min(2.0**attempt, longest)

    assert full * 0.75 <= pause_s(attempt, longest, spread) <= full


def test_records_that_failed_together_do_not_come_again_together():
    assert len({pause_s(9, 300, spread) for spread in range(100)}) == 100
