"""Use case: begin work on an order, once."""

from dataclasses import dataclass
from typing import Protocol

from domain.identity import MessageSid, UserId


class Planning(Protocol):
    """Works on orders, apart from the turn that gave them."""

    def start(self, user_id: UserId, order_id: MessageSid) -> None:
        """Begin work on an order; one that was begun before is left alone.

        Raises:
            RetryableError: It cannot be begun now.
            PermanentError: It can never be.
        """
        ...


@dataclass(frozen=True)
class PlanningStarter:
    """Begins what was ordered."""

    planning: Planning

    def run(self, user_id: UserId, order_id: MessageSid) -> None:
        """Begin work on an order.

        Raises:
            RetryableError: It cannot be begun now.
            PermanentError: It can never be.
        """
        self.planning.start(user_id, order_id)
