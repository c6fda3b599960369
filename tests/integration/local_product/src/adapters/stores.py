"""The ports of the small product, on AWS."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ledger:
    """Counts what was done in a table."""

    client: Any
    table: str

    def add(self, name: str) -> None:
        """Count one up."""
        self.client.update_item(
            TableName=self.table,
            Key={"pk": {"S": "COUNT"}, "sk": {"S": name}},
            UpdateExpression="ADD n :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )


@dataclass(frozen=True)
class Bus:
    """Publishes on the bus."""

    client: Any
    name: str

    def publish(self, name: str, now: float) -> None:
        """Tell that something was done."""
        entry = {
            "Source": "small.work",
            "DetailType": "Worked",
            "Detail": json.dumps({"name": name, "at": now}),
            "EventBusName": self.name,
        }
        self.client.put_events(Entries=[entry])


@dataclass(frozen=True)
class OffsetClock:
    """Real time plus the local stack's offset."""

    offset_file: Path

    def now(self) -> float:
        """Return seconds since the epoch."""
        return time.time() + float(self.offset_file.read_text())
