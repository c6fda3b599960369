"""Use case: draft the week of an order, and keep the draft."""

from dataclasses import dataclass, field

from domain.conversation.order_turn import OrderSnapshot
from domain.plans.changes import NoSuchMealError
from domain.plans.drafted import (
    DraftStatus,
    Numbers,
    WeekDraft,
    days_of,
    exceeded,
    proven_of,
    standing_of,
)
from domain.plans.plan import Plan
from domain.plans.request import UnreadableRequestError
from domain.plans.shopping import shopping_list
from domain.plans.verify import Proof
from domain.plans.week import PlannedWeek
from services.plans.order_ports import OrderStore
from services.plans.order_readings import Readings
from services.plans.orders import OrderRef, Step, loaded
from services.plans.plan_week import PlanWeek, Status, WeekPlanned, WeekPlanner
from services.plans.ports import Effort, WeekSolver


@dataclass(frozen=True)
class WeekDrafter:
    """Drafts the week of an order; nothing of it is told before it is verified.

    The first attempt is made with `effort`; where neither plan nor proof is found in it the next
    one is made with `longer`.
    """

    readings: Readings
    orders: OrderStore
    solver: WeekSolver
    effort: Effort = field(default_factory=Effort)
    longer: Effort = field(default_factory=Effort)

    def run(self, ref: OrderRef) -> Step:
        """Draft the week and keep the draft.

        Raises:
            PermanentError: There is no such order.
            RetryableError: The store is unavailable.
        """
        snapshot = loaded(self.orders, ref)
        if snapshot.recorded is not None:
            return Step.ANSWERED
        if not snapshot.is_wanted:
            return Step.UNWANTED
        draft = self._draft(snapshot, self.longer if ref.attempt else self.effort)
        if draft.status is DraftStatus.UNDECIDED and not ref.attempt:
            return Step.UNFINISHED
        self.orders.keep_draft(ref.user_id, ref.order_id, draft)
        return Step.DRAFTED

    def _draft(self, snapshot: OrderSnapshot, effort: Effort) -> WeekDraft:
        try:
            command = self.readings.command(snapshot, effort)
        except UnreadableRequestError as error:
            return WeekDraft(DraftStatus.UNCLEAR, unclear=str(error))
        except NoSuchMealError:
            return WeekDraft(DraftStatus.NO_MEAL)
        tables = self.readings.tables
        planner = WeekPlanner(tables.recipes, self.readings.foods, tables.offers, self.solver)
        planned = planner.run(command)
        if planned.status is Status.INFEASIBLE:
            return _contradictory(planned)
        if planned.status is Status.VERIFIED and planned.proof is not None:
            return self._planned(snapshot, command, planned, planned.proof)
        over = () if planned.proof is None else exceeded(planned.proof)
        return WeekDraft(DraftStatus.UNDECIDED, exceeds=over)

    def _planned(
        self, snapshot: OrderSnapshot, command: PlanWeek, planned: WeekPlanned, proof: Proof
    ) -> WeekDraft:
        order, tables, foods = snapshot.placed.order, self.readings.tables, self.readings.foods
        changed = snapshot.week if order.is_change else None
        plan, dishes = planned.plan or Plan(()), planned.dishes or {}
        said = tuple(allergy.said for allergy in snapshot.profile.allergies or ())
        week = PlannedWeek(
            order_id=order.order_id,
            asked=changed.asked if changed else order.asked,
            days=days_of(plan, command.wishes, Numbers(dishes, tables.recipes, foods)),
            cost_usd=round(planned.cost_usd or 0.0, 2),
            standing=standing_of(command.wishes, changed.standing if changed else None),
            proven=proven_of(proof, said, planned.points, planned.bound),
        )
        items = shopping_list(plan, dishes, foods, tables.offers, command.wishes.pantry)
        return WeekDraft(DraftStatus.PLANNED, week, items)


def _contradictory(planned: WeekPlanned) -> WeekDraft:
    conflict = planned.conflict
    if conflict is None:
        return WeekDraft(DraftStatus.INFEASIBLE)
    relaxations = tuple((each.wish, each.share) for each in conflict.relaxations)
    return WeekDraft(DraftStatus.INFEASIBLE, conflict=conflict.wishes, relaxations=relaxations)
