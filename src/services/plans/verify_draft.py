"""Use case: verify a draft against the user as they are now."""

from dataclasses import dataclass

from domain.conversation.order_turn import OrderSnapshot
from domain.errors import PermanentError
from domain.plans.changes import NoSuchMealError
from domain.plans.drafted import DraftStatus
from domain.plans.ordering import Room
from domain.plans.request import UnreadableRequestError
from domain.plans.verify import Evidence, verify
from domain.plans.week import PlannedWeek
from services.plans.order_ports import OrderStore
from services.plans.order_readings import Readings
from services.plans.orders import OrderRef, Step, wanted
from services.plans.ports import Effort


@dataclass(frozen=True)
class DraftVerifier:
    """Verifies a draft against the user as they are now: what changed since then counts."""

    readings: Readings
    orders: OrderStore

    def run(self, ref: OrderRef) -> Step:
        """Say whether a draft may leave.

        Raises:
            PermanentError: There is no such order, or no draft of it.
            RetryableError: The store is unavailable.
        """
        snapshot = wanted(self.orders, ref)
        if isinstance(snapshot, Step):
            return snapshot
        if snapshot.draft is None:
            raise PermanentError("no draft to verify")
        draft = snapshot.draft
        week, heard = draft.week, draft.heard
        if heard is not None and heard.filled is not None:
            snapshot = snapshot.advised(heard.filled)
        if draft.status is DraftStatus.DISH:
            may_leave = self._may_serve(snapshot, draft.dish_id)
        else:
            may_leave = week is None or self._holds(snapshot, week)
        return Step.VERIFIED if may_leave else Step.REFUSED

    def _may_serve(self, snapshot: OrderSnapshot, dish_id: str) -> bool:
        """Whether one dish alone keeps to allergies, diets and dislikes as they are now."""
        readings = self.readings.having(snapshot)
        try:
            menu = readings.command(snapshot, Effort()).menu
        except UnreadableRequestError:
            return False
        return dish_id in menu.as_written

    def _holds(self, snapshot: OrderSnapshot, week: PlannedWeek) -> bool:
        """Whether a week keeps all limits; of a changed one more than the meal may have changed."""
        rooms = Room if snapshot.placed.order.is_change else (Room.MEAL,)
        return any(self._fits(snapshot, week, room) for room in rooms)

    def _fits(self, snapshot: OrderSnapshot, week: PlannedWeek, room: Room) -> bool:
        readings = self.readings.having(snapshot, week)
        try:
            command = readings.command(snapshot, Effort(), room)
        except (UnreadableRequestError, NoSuchMealError):
            return False
        menu = command.menu
        evidence = Evidence(menu.dishes, readings.foods, menu.offers, menu.is_safe)
        return verify(week.plan(), command.wishes, evidence).holds
