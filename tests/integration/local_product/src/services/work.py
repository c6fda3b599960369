"""The use case of the small product."""

import time
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Worker:
    """Does what a message says."""

    ledger: Any
    bus: Any
    clock: Any
    retries: int = 3

    def run(self, order: dict[str, Any]) -> bool:
        """Do it; return whether it worked."""
        name = str(order["name"])
        if order.get("sleep_s"):
            time.sleep(order["sleep_s"])
        if order.get("crash"):
            raise RuntimeError("as ordered")
        self.ledger.add(name)
        self.bus.publish(name, self.clock.now())
        return not order.get("fail")
