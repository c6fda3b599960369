"""The adviser on the stack: its own environment, tables and rows, with the double of Bedrock."""

from datetime import date

import pytest
import urllib3

from adapters.dynamodb import keys
from adapters.dynamodb.plan_rows import read_row, row_of
from bench.path.table import CoachTable
from domain.identity import MessageSid, UserId
from domain.plans.advice import Advice, AdviceQuestion
from local.stack import LocalStack

ANN, BOB = UserId("01KAGVTM80ANNANNANNANNANNA"), UserId("01KAGVTM80BOBBOBBOBBOBBOBB")
WORDS = "nothing slimy, grandma visits"


@pytest.fixture
def advise(stack: LocalStack, table: CoachTable):
    def asked(order_id, user_id=ANN, words=WORDS):
        sid = MessageSid(order_id)
        question = row_of(AdviceQuestion(date(2026, 11, 23), words, ("milk",)))
        item = keys.question(user_id, sid) | question
        table.client.put_item(TableName=table.name, Item=item)
        task = {"task": "advise", "user_id": user_id, "order_id": order_id, "attempt": 0}
        done = stack.functions["advise"].invoke(task)
        assert done == {
            "user_id": user_id,
            "order_id": order_id,
            "attempt": 0,
            "status": "advised",
        }
        kept = table.client.get_item(TableName=table.name, Key=keys.advice(user_id, sid))
        return read_row(kept["Item"], Advice)

    return asked


def test_words_are_asked_about_once_and_then_known(stack: LocalStack, table: CoachTable, advise):
    stack.bedrock.calls.clear()

    first, again = advise("SM1"), advise("SM2", BOB)

    assert (first.by, first.filled["dislikes"]) == ("model", ["okra", "mushroom"])
    assert again.by in {"container", "shared"}
    assert again.filled == first.filled
    assert [call.case for call in stack.bedrock.calls] == [{"user_words": WORDS}]
    assert table.of_user(ANN, "HOLD#") == []
    assert len(table.of_user(ANN, "COST#")) == 1
    assert table.of_user(BOB, "COST#") == []


def test_a_model_that_fails_is_no_advice(stack: LocalStack, advise):
    order = {"service": "bedrock", "mode": "injected", "count": 2}
    assert urllib3.request("POST", f"{stack.url}/_local/faults", json=order).status == 200

    advice = advise("SM3", words="nothing slimy, please")

    assert (advice.filled, advice.why) == (None, "unusable")
