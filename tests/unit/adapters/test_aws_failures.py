"""What AWS's errors mean: every one of them is translated at the edge."""

import pytest
from botocore.exceptions import ConnectTimeoutError
from botocore.stub import Stubber

from adapters.dynamodb.audit_store import DynamoAuditStore
from adapters.dynamodb.reply_store import DynamoReplyStore
from adapters.dynamodb.turn_store import DynamoTurnStore
from domain.errors import PermanentError, RetryableError
from domain.identity import MessageSid, PhoneKey
from services.audit.ports import AuditedEvent
from tests.builders import (
    ANN_ID,
    ANN_KEY,
    NOON,
    TODAY,
    a_first_turn,
    a_lease,
    a_reply,
)

PASSING = [
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "RequestLimitExceeded",
    "InternalServerError",
    "TransactionInProgressException",
]
OURS = ["ValidationException", "ResourceNotFoundException", "AccessDeniedException"]


@pytest.fixture
def client(aws_client):
    return aws_client("dynamodb")


@pytest.fixture
def stub(client):
    with Stubber(client) as stubbed:
        yield stubbed


@pytest.fixture
def turns(client):
    return DynamoTurnStore(client, "Coach")


@pytest.fixture
def replies(client):
    return DynamoReplyStore(client, "Coach")


def load(turns):
    return turns.load(ANN_KEY, MessageSid("SM1"), TODAY)


@pytest.mark.parametrize("code", PASSING)
def test_a_throttled_or_failing_table_may_answer_later(stub, turns, code):
    stub.add_client_error("batch_get_item", code)

    with pytest.raises(RetryableError, match=code):
        load(turns)


@pytest.mark.parametrize("code", OURS)
def test_a_request_that_is_wrong_is_not_repeated(stub, turns, code):
    stub.add_client_error("batch_get_item", code)

    with pytest.raises(PermanentError, match=code):
        load(turns)


class OutOfReach:
    def batch_get_item(self, **_):
        raise ConnectTimeoutError(endpoint_url="https://dynamodb.example")


def test_a_table_out_of_reach_may_be_in_reach_later():
    with pytest.raises(RetryableError, match="ConnectTimeoutError"):
        load(DynamoTurnStore(OutOfReach(), "Coach"))


@pytest.mark.parametrize("code", PASSING)
def test_a_turn_that_could_not_be_committed_comes_again(stub, turns, code):
    stub.add_client_error("transact_write_items", code)

    with pytest.raises(RetryableError):
        turns.commit(a_first_turn())


@pytest.mark.parametrize("code", ["TransactionConflict", "ThrottlingError"])
def test_a_turn_in_the_way_of_another_comes_again_soon(stub, turns, code):
    stub.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": code}, {"Code": "None"}]},
    )

    with pytest.raises(RetryableError, match=code) as error:
        turns.commit(a_first_turn())

    assert error.value.retry_after_s == 1.0


def test_rows_left_unprocessed_are_asked_for_again(stub, turns):
    key = {"pk": {"S": f"PHONE#{ANN_KEY}"}, "sk": {"S": "USER"}}
    left = {"Coach": {"Keys": [key], "ConsistentRead": True}}
    stub.add_response("batch_get_item", {"Responses": {}, "UnprocessedKeys": left})
    stub.add_response("batch_get_item", {"Responses": {"Coach": []}})

    assert load(turns).profile is None
    stub.assert_no_pending_responses()


def test_rows_that_stay_unprocessed_are_worth_another_try(stub, turns, replies):
    left = {"Coach": {"Keys": [{"pk": {"S": "p"}, "sk": {"S": "s"}}]}}
    for _ in range(4):
        stub.add_response("batch_get_item", {"Responses": {}, "UnprocessedKeys": left})

    with pytest.raises(RetryableError):
        load(turns)
    with pytest.raises(RetryableError):
        replies.find(ANN_ID, a_reply().reply_id)


def test_of_many_users_only_so_many_are_remembered(stub, turns, monkeypatch):
    monkeypatch.setattr("adapters.dynamodb.turn_store._REMEMBERED_USERS", 1)
    for key in ("a", "b", "a"):
        row = {"pk": {"S": f"PHONE#{key}"}, "sk": {"S": "USER"}, "user_id": {"S": key}}
        stub.add_response("batch_get_item", {"Responses": {"Coach": [row]}})
        stub.add_response("batch_get_item", {"Responses": {}})

    for key in ("a", "b", "a"):
        turns.load(PhoneKey(key), MessageSid("SM1"), TODAY)

    stub.assert_no_pending_responses()


def test_a_known_user_costs_one_read(stub, turns):
    row = {"pk": {"S": f"PHONE#{ANN_KEY}"}, "sk": {"S": "USER"}, "user_id": {"S": ANN_ID}}
    stub.add_response("batch_get_item", {"Responses": {"Coach": [row]}})
    stub.add_response("batch_get_item", {"Responses": {}})
    load(turns)

    stub.add_response("batch_get_item", {"Responses": {"Coach": [row]}})
    load(turns)

    stub.assert_no_pending_responses()


@pytest.mark.parametrize("code", PASSING)
def test_a_reply_that_could_not_be_claimed_comes_again(stub, replies, code):
    stub.add_client_error("update_item", code)

    with pytest.raises(RetryableError, match=code):
        replies.claim(a_reply(), "one", a_lease())


def test_sids_that_could_not_be_listed_are_not_taken_for_none(stub, replies):
    stub.add_client_error("query", "ThrottlingException")

    with pytest.raises(RetryableError):
        replies.list_sids(ANN_ID, NOON)


def test_an_event_that_could_not_be_counted_comes_again(stub, client):
    reasons = [{"Code": "None"}, {"Code": "TransactionConflict"}]
    stub.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": reasons},
    )

    with pytest.raises(RetryableError):
        DynamoAuditStore(client, "Coach").count_once(AuditedEvent("E1", "MealLogged", TODAY))
