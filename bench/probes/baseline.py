"""The least that a function with a queue and a log can be: what the handlers are compared with."""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger

logger = Logger()


def handler(event: dict[str, Any], _context: object) -> None:
    """Build a client, send one message, write one line."""
    boto3.client("sqs").send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody=event["body"])
    logger.info("sent")
