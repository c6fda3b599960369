"""Bedrock's errors and responses: each means something, none passes for an answer."""

import pytest
from botocore.exceptions import (
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from botocore.parsers import ResponseParserError

from adapters.bedrock.failures import translated
from adapters.bedrock.requests import answer_of, converse_request, size_bytes, usage_of
from domain.adviser.spending import Usage
from domain.errors import PermanentError
from services.adviser.ports import ModelUnavailableError
from tests.unit.services.adviser_parts import QUESTION

USAGE = {"inputTokens": 1, "outputTokens": 2, "totalTokens": 3}
GOOD = {
    "output": {
        "message": {"content": [{"toolUse": {"name": "propose", "input": {"name": "rice"}}}]}
    },
    "stopReason": "tool_use",
    "usage": USAGE,
}


def test_the_filled_form_is_the_answer():
    answer = answer_of(GOOD, "propose")

    assert (answer.content, answer.usage) == ({"name": "rice"}, Usage(1, 2))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"stopReason": "max_tokens"}, "the form was not finished: max_tokens"),
        (
            {"output": {"message": {"content": [{"text": "hi"}]}}},
            "the form was not filled: tool_use",
        ),
        ({"output": {}}, "the form was not filled: tool_use"),
        ({"output": None, "stopReason": "end_turn"}, "the form was not filled: end_turn"),
        (
            {"output": {"message": {"content": ["?", {"toolUse": {"name": "other"}}]}}},
            "the form was not filled: tool_use",
        ),
        (
            {"output": {"message": {"content": [{"toolUse": {"name": "propose", "input": "x"}}]}}},
            "the form was not filled: tool_use",
        ),
    ],
)
def test_anything_else_is_none(changes, why):
    answer = answer_of(GOOD | changes, "propose")

    assert (answer.content, answer.why_none) == (None, why)


@pytest.mark.parametrize(
    "told", [None, "many", {"inputTokens": "1"}, {"inputTokens": -1, "outputTokens": 2}]
)
def test_a_usage_that_cannot_be_is_none(told):
    assert usage_of(told) is None


def test_cached_tokens_are_told_apart():
    told = USAGE | {"cacheReadInputTokens": 5, "cacheWriteInputTokens": 7}

    assert usage_of(told) == Usage(1, 2, 5, 7)


def test_an_objection_is_the_result_of_the_models_own_tool_use():
    mending = QUESTION.mending({"name": "poison"}, ("is poison",))

    _, used, told = converse_request(mending, "m", 100)["messages"]

    assert used["content"][0]["toolUse"]["input"] == {"name": "poison"}
    assert told["content"][0]["toolResult"]["status"] == "error"
    assert "- is poison" in told["content"][0]["toolResult"]["content"][0]["text"]
    assert size_bytes(converse_request(mending, "m", 100)) > size_bytes(
        converse_request(QUESTION, "m", 100)
    )


@pytest.mark.parametrize(
    ("error", "may_cost"),
    [
        (ConnectTimeoutError(endpoint_url="x"), False),
        (EndpointConnectionError(endpoint_url="x"), False),
        (ReadTimeoutError(endpoint_url="x"), True),
        (ResponseParserError("cut"), True),
    ],
)
def test_a_call_that_never_left_costs_nothing_and_one_that_broke_off_may(error, may_cost):
    with pytest.raises(ModelUnavailableError) as raised, translated():
        raise error

    assert raised.value.may_cost is may_cost


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("AccessDeniedException", PermanentError),
        ("ValidationException", PermanentError),
        ("ThrottlingException", ModelUnavailableError),
        ("ModelErrorException", ModelUnavailableError),
    ],
)
def test_refusals_are_ours_to_mend_or_pass_by_themselves(aws_client, code, kind):
    error = aws_client("bedrock-runtime").exceptions.ClientError(
        {"Error": {"Code": code}}, "Converse"
    )

    with pytest.raises(kind), translated():
        raise error
