"""Use case: read an order for what a model should be asked about it."""

from dataclasses import dataclass

from domain.conversation.order_turn import OrderSnapshot
from domain.plans.advice import AdviceQuestion
from domain.plans.request import UnreadableRequestError
from services.plans.order_ports import AdviceStore, OrderStore
from services.plans.order_readings import Readings
from services.plans.orders import OrderRef, Step, loaded
from services.plans.ports import Effort


@dataclass(frozen=True)
class OrderReader:
    """Reads orders; what a model should be asked is kept for who may ask it, and nothing else.

    Whoever asks a model sees that question alone: not the user, not the order.
    """

    readings: Readings
    orders: OrderStore
    advice: AdviceStore

    def run(self, ref: OrderRef) -> Step:
        """Keep the question an order raises, or say that it raises none.

        Raises:
            PermanentError: There is no such order.
            RetryableError: The store is unavailable.
        """
        snapshot = loaded(self.orders, ref)
        if snapshot.recorded is not None:
            return Step.ANSWERED
        if not snapshot.is_wanted:
            return Step.UNWANTED
        question = self._question(snapshot)
        if question is None:
            return Step.READ
        self.advice.keep_question(ref.user_id, ref.order_id, question)
        return Step.ASKS

    def _question(self, snapshot: OrderSnapshot) -> AdviceQuestion | None:
        order = snapshot.placed.order
        if not order.unread:
            return None
        try:
            rules = self.readings.command(snapshot, Effort()).rules
            allergies = self.readings.cookbook.avoided(snapshot.profile.allergies or ())
        except UnreadableRequestError:
            return None  # drafting says so
        diets = tuple(sorted(filter(None, {rules.diet, *rules.more_diets})))
        return AdviceQuestion(order.starts_on, order.unread, allergies, diets)
