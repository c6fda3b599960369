"""The adviser on the stack: its own environment, tables and rows, with the double of Bedrock."""

import urllib3

from local.stack import LocalStack
from tests.integration.stack_support import aws_client

TASK = {
    "task": "recipes",
    "user_id": "01KAGVTM80ANNANNANNANNANNA",
    "tier": "standard",
    "starts_on": "2026-11-23",
    "profile": {"allergies": ["tree nuts, milk"], "diet": "vegetarian"},
    "meal": "dinner",
    "minutes_max": 40,
}


def advise(stack: LocalStack, request_id, **changes):
    return stack.functions["advise"].invoke(TASK | {"request_id": request_id} | changes)


def fail(stack: LocalStack, mode):
    order = {"service": "bedrock", "mode": mode, "count": 2}
    return urllib3.request("POST", f"{stack.url}/_local/faults", json=order).status


def test_recipes_are_invented_once_and_then_known(stack: LocalStack):
    stack.bedrock.calls.clear()

    first = advise(stack, "SM1")
    again = advise(stack, "SM2", user_id="01KAGVTM80BOBBOBBOBBOBBOBB")

    assert (first["by"], first["is_invented"]) == ("model", True)
    assert again["by"] in {"container", "shared"}
    assert again["recipes"] == first["recipes"]
    assert len(stack.bedrock.calls) == 1


def test_when_the_model_fails_the_house_cooks(stack: LocalStack):
    assert fail(stack, "hidden_allergen") == 200

    advice = advise(stack, "SM3", meal="lunch")

    assert (advice["why"], advice["is_invented"]) == ("unusable", False)
    assert len(advice["recipes"]) == 1


def test_what_was_asked_and_held_is_settled_in_the_users_own_rows(stack: LocalStack):
    advise(stack, "SM4", meal="breakfast", user_id="01KAGVTM80CYDCYDCYDCYDCYDC")

    rows = rows_of(stack, "01KAGVTM80CYDCYDCYDCYDCYDC")
    assert [row for row in rows if row.startswith("HOLD#")] == []
    assert [row for row in rows if row.startswith("COST#")] != []


def rows_of(stack: LocalStack, user_id):
    found = aws_client("dynamodb", stack.aws_endpoint_url).query(
        TableName="platewise-local-coach",
        KeyConditionExpression="pk = :user",
        ExpressionAttributeValues={":user": {"S": f"USER#{user_id}"}},
    )
    return [item["sk"]["S"] for item in found["Items"]]
