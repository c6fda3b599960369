"""An order for a week with where its answer goes."""

from dataclasses import dataclass
from datetime import datetime

from domain.messaging.address import Address
from domain.plans.order import PlanOrder


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order as it is kept.

    `to` is who ordered, `sender` the number they wrote to; `placed_at` is when.
    """

    order: PlanOrder
    to: Address
    sender: Address
    placed_at: datetime
    window_closes_at: datetime | None
