"""The composition root of the small product."""

import os
from functools import cache
from pathlib import Path

import boto3
from adapters.stores import Bus, Ledger, OffsetClock
from services.work import Worker


@cache
def worker() -> Worker:
    """Return the use case, built once."""
    return Worker(
        ledger=Ledger(boto3.client("dynamodb"), os.environ["TABLE"]),
        bus=Bus(boto3.client("events"), os.environ["BUS"]),
        clock=OffsetClock(Path(os.environ["CLOCK_OFFSET_FILE"])),
    )


@cache
def ledger() -> Ledger:
    """Return the port alone."""
    return Ledger(boto3.client("dynamodb"), os.environ["TABLE"])
