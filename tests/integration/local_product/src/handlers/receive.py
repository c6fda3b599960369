"""The HTTP function of the small product."""

import base64
import json
import os
from functools import cache
from typing import Any

import boto3


@cache
def _queues() -> Any:
    return boto3.client("sqs")


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Put work into the queue, or show the event."""
    if event["rawPath"].startswith("/echo/"):
        if event["rawPath"] == "/echo/crash":
            raise RuntimeError("as ordered")
        shown = {
            "event": event,
            "environment": dict(os.environ),
            "function": context.function_name,
            "left_ms": context.get_remaining_time_in_millis(),
        }
        return {
            "statusCode": 201,
            "headers": {"content-type": "application/json"},
            "cookies": ["a=b"],
            "body": json.dumps(shown),
        }
    body = event["body"]
    text = base64.b64decode(body).decode() if event["isBase64Encoded"] else body
    order = json.loads(text)
    if "group" in order:
        _queues().send_message(
            QueueUrl=os.environ["WORK_QUEUE_URL"],
            MessageBody=text,
            MessageGroupId=order["group"],
            MessageDeduplicationId=order.get("id", order["name"]),
        )
    else:
        _queues().send_message(QueueUrl=os.environ["PLAIN_QUEUE_URL"], MessageBody=text)
    return {"statusCode": 200, "body": ""}
