"""Consumers of the small product's queues."""

import json
import sys
from typing import Any

from runtime.bootstrap import ledger, worker


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Work through a batch; report what failed."""
    failures = []
    for record in event["Records"]:
        sys.stdout.write(f"worked {json.dumps(record)}\n")
        if not worker().run(json.loads(record["body"])):
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}


def count(event: dict[str, Any], context: Any) -> None:
    """Count events."""
    for record in event["Records"]:
        ledger().add("event:" + json.loads(record["body"])["detail"]["name"])
