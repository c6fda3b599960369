"""Use case: read an order for what a model should be asked about it."""

from dataclasses import dataclass

from domain.conversation.order_turn import OrderSnapshot
from domain.plans.advice import AdviceQuestion, RecipeAsked
from domain.plans.changes import NoSuchMealError
from domain.plans.inventions import thinnest
from domain.plans.order import PlanOrder
from domain.plans.request import UnreadableRequestError
from services.plans.order_ports import AdviceStore, OrderStore
from services.plans.order_readings import Readings
from services.plans.orders import OrderRef, Step, wanted
from services.plans.plan_week import PlanWeek
from services.plans.ports import Effort

MOST_RECIPES = 3
"""Asked for where the house has too few. Source: own choice, a week is no week of new dishes"""


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
        snapshot = wanted(self.orders, ref)
        if isinstance(snapshot, Step):
            return snapshot
        question = self._question(snapshot)
        if question is None:
            return Step.READ
        self.advice.keep_question(ref.user_id, ref.order_id, question)
        return Step.ASKS

    def _question(self, snapshot: OrderSnapshot) -> AdviceQuestion | None:
        order, readings = snapshot.placed.order, self.readings.having(snapshot)
        try:
            command = readings.command(snapshot, Effort())
            allergies = readings.cookbook.avoided(snapshot.profile.allergies or ())
        except (UnreadableRequestError, NoSuchMealError):
            return None  # drafting says so
        wanted = _wanted(order, command)
        if not order.unread and wanted is None:
            return None
        rules = command.rules
        diets = tuple(sorted(filter(None, {rules.diet, *rules.more_diets})))
        return AdviceQuestion(
            order.starts_on, order.unread, allergies, diets, wanted, rules.dislikes
        )


def _wanted(order: PlanOrder, command: PlanWeek) -> RecipeAsked | None:
    """Return the recipe an order asks for, else one for a meal there are too few dishes for."""
    invention = order.invention
    dishes = command.menu.selection.dishes
    slot = invention.slot if invention else thinnest(command.wishes, dishes)
    if slot is None or (order.is_change and invention is None):
        return None
    limits = [order.asked.minutes_weekday, order.asked.minutes_weekend]
    minutes = min((m for m in limits if m is not None), default=None)
    if invention is None:
        return RecipeAsked(slot, MOST_RECIPES, minutes, order.asked.kitchens)
    return RecipeAsked(slot, 1, minutes, order.asked.kitchens, invention.theme)
