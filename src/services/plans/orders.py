"""What the steps of work on an order share: which order, and how it goes on."""

from dataclasses import dataclass
from enum import StrEnum

from domain.conversation.order_turn import OrderSnapshot
from domain.errors import PermanentError
from domain.identity import MessageSid, UserId
from services.plans.order_ports import OrderStore


@dataclass(frozen=True, slots=True)
class OrderRef:
    """Which order is worked on, and how often it was drafted before."""

    user_id: UserId
    order_id: MessageSid
    attempt: int = 0


class Step(StrEnum):
    """How work on an order goes on; one that `asks` has a question for a model."""

    READ = "read"
    ASKS = "asks"
    ADVISED = "advised"
    DRAFTED = "drafted"
    UNFINISHED = "unfinished"
    VERIFIED = "verified"
    REFUSED = "refused"
    UNWANTED = "unwanted"
    ANSWERED = "answered"


def wanted(orders: OrderStore, ref: OrderRef) -> OrderSnapshot | Step:
    """Return an order that is still to be worked on, else how it stands.

    Raises:
        PermanentError: There is no such order.
        RetryableError: The store is unavailable.
    """
    snapshot = loaded(orders, ref)
    if snapshot.recorded is not None:
        return Step.ANSWERED
    return snapshot if snapshot.is_wanted else Step.UNWANTED


def loaded(orders: OrderStore, ref: OrderRef) -> OrderSnapshot:
    """Return an order with its user.

    Raises:
        PermanentError: There is no such order.
        RetryableError: The store is unavailable.
    """
    snapshot = orders.load(ref.user_id, ref.order_id)
    if snapshot is None:
        raise PermanentError("no such order")
    return snapshot
