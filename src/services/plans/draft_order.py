"""Use case: draft the week of an order, and keep the draft."""

from dataclasses import dataclass, field, replace

from domain.conversation.order_turn import OrderSnapshot
from domain.plans.advice import Advice, heard_in
from domain.plans.changes import DishNotServedError, NoSuchMealError
from domain.plans.conflict import Conflict
from domain.plans.drafted import (
    DraftStatus,
    Novelty,
    Numbers,
    WeekDraft,
    days_of,
    exceeded,
    proven_of,
    standing_of,
)
from domain.plans.inventions import NEW_TASTE, serving_new, serving_own, stand_in, tasting
from domain.plans.ordering import Room
from domain.plans.plan import Plan
from domain.plans.request import UnreadableRequestError
from domain.plans.shopping import shopping_list
from domain.plans.verify import Proof
from domain.plans.week import PlannedWeek
from domain.recipes.kept import is_invented, kept_recipe
from services.plans.order_ports import OrderStore
from services.plans.order_readings import Readings
from services.plans.orders import OrderRef, Step, wanted
from services.plans.plan_week import PlanWeek, Status, WeekPlanned, WeekPlanner
from services.plans.ports import Effort, WeekSolver

MINUTES, NO_RECIPES = "cooking time", "the recipes there are"
"""What the solver calls short time, and that no choice of dishes is left."""

_LONGER = (1.25, 1.5, 2.0, 3.0)  # times the minutes asked
_BOUND_ALONE = Effort(steps=1, steps_without_plan=1, seconds_max=3.0)
"""Proofs without a search; each is short, for all of them share the function's time."""


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
        snapshot = wanted(self.orders, ref)
        if isinstance(snapshot, Step):
            return snapshot
        order = snapshot.placed.order
        draft = replace(self, readings=self.readings.having(snapshot)).drafted(snapshot, ref)
        if draft.status is DraftStatus.UNDECIDED and not (ref.attempt or order.is_of_dish):
            return Step.UNFINISHED
        self.orders.keep_draft(snapshot.placed, ref.user_id, draft)
        return Step.DRAFTED

    def drafted(self, snapshot: OrderSnapshot, ref: OrderRef) -> WeekDraft:
        """Return a draft with what a model made of the words, without where that is no week.

        A later attempt is made without: nobody shall wait for a week that words made impossible.
        """
        order, advice = snapshot.placed.order, snapshot.advice or Advice()
        if order.is_of_dish:
            return _told(self._dish(snapshot), snapshot, is_used=True)
        wants_new = order.invention is not None and bool(advice.recipes)
        wants = wants_new or bool(order.serves)
        if not ref.attempt and (wants or advice.filled is not None):
            asked = snapshot if advice.filled is None else snapshot.advised(advice.filled)
            draft = self._draft(asked, self.effort, serves_new=wants)
            if draft.status in {DraftStatus.PLANNED, DraftStatus.UNDECIDED}:
                return _told(draft, snapshot, is_used=True)
        effort = self.longer if ref.attempt else self.effort
        plan = self._changed if order.is_change else self._draft
        return _told(plan(snapshot, effort), snapshot, is_used=False)

    def _changed(self, snapshot: OrderSnapshot, effort: Effort) -> WeekDraft:
        """Change as little of a week as can be: the meal, else its day, else what is to come."""
        each = replace(
            effort, steps_without_plan=effort.steps, seconds_max=effort.seconds_max / len(Room)
        )
        drafts = (self._draft(snapshot, each, room=room) for room in Room)
        narrowest = next(drafts)
        if narrowest.status not in {DraftStatus.INFEASIBLE, DraftStatus.UNDECIDED}:
            return narrowest
        return next((d for d in drafts if d.status is DraftStatus.PLANNED), narrowest)

    def _dish(self, snapshot: OrderSnapshot) -> WeekDraft:
        """Return the dish that was invented, if it may be served, else the nearest of the house."""
        invention = snapshot.placed.order.invention
        try:
            menu = self.readings.command(snapshot, self.effort).menu
        except UnreadableRequestError as error:
            return WeekDraft(DraftStatus.UNCLEAR, unclear=str(error))
        new = () if snapshot.advice is None else snapshot.advice.recipes
        found = next((each.recipe_id for each in new if each.recipe_id in menu.as_written), "")
        if not found and invention is not None:
            found = stand_in(invention, menu.as_written.values(), menu.recipes)
        return WeekDraft(DraftStatus.DISH if found else DraftStatus.UNDECIDED, dish_id=found)

    def _draft(
        self,
        snapshot: OrderSnapshot,
        effort: Effort,
        *,
        serves_new: bool = False,
        room: Room = Room.MEAL,
    ) -> WeekDraft:
        try:
            command = self.readings.command(snapshot, effort, room)
            command = self._with_new(snapshot, command, serves_new=serves_new)
        except UnreadableRequestError as error:
            return WeekDraft(DraftStatus.UNCLEAR, unclear=str(error))
        except DishNotServedError as error:
            return WeekDraft(DraftStatus.NO_DISH, dish_id=str(error))
        except NoSuchMealError:
            return WeekDraft(DraftStatus.NO_MEAL)
        planned = WeekPlanner(self.readings.foods, self.solver).run(command)
        if planned.status is Status.INFEASIBLE:
            return self._contradictory(snapshot, planned)
        if planned.status is Status.VERIFIED and planned.proof is not None:
            return self._planned(snapshot, command, planned, planned.proof)
        over = () if planned.proof is None else exceeded(planned.proof)
        return WeekDraft(DraftStatus.UNDECIDED, exceeds=over)

    def _with_new(
        self, snapshot: OrderSnapshot, command: PlanWeek, *, serves_new: bool
    ) -> PlanWeek:
        """Return a command that likes what was invented, and serves it where that was asked for.

        So it does with recipes of the user's own that were asked for.
        """
        order, new = snapshot.placed.order, snapshot.advice.recipes if snapshot.advice else ()
        if not new and not order.serves:
            return command
        wishes = tasting(command.wishes, (each.recipe_id for each in new), NEW_TASTE)
        if not serves_new:
            return replace(command, wishes=wishes)
        dishes = command.menu.dishes
        dish = dishes.get(new[0].recipe_id) if new else None
        if order.invention is not None and dish is not None:
            wishes = serving_new(wishes, order.invention, dish) or wishes
        return replace(command, wishes=serving_own(wishes, order.serves, dishes))

    def _planned(
        self, snapshot: OrderSnapshot, command: PlanWeek, planned: WeekPlanned, proof: Proof
    ) -> WeekDraft:
        order, tables, foods = snapshot.placed.order, self.readings.tables, self.readings.foods
        changed = snapshot.week if order.is_change else None
        plan, menu = planned.plan or Plan(()), planned.menu or command.menu
        served = {meal.dish_id: menu.recipes[meal.dish_id] for _, meal in plan.meals()}
        kept = {each.recipe_id: each for each in self.readings.kept if each.recipe_id in served}
        swapped = [kept_recipe(each) for each in served.values() if each.swapped]
        said = tuple(allergy.said for allergy in snapshot.profile.allergies or ())
        pantry, shelves = command.wishes.pantry, tables.book.shelves
        items = shopping_list(plan, menu.dishes, foods, menu.offers, pantry, shelves)
        week = PlannedWeek(
            order_id=order.order_id,
            asked=changed.asked if changed else order.asked,
            days=days_of(plan, command.wishes, Numbers(menu.dishes, menu.recipes, foods)),
            cost_usd=items.cost_usd,
            standing=standing_of(command.wishes, changed.standing if changed else None),
            proven=proven_of(proof, said, planned.points, planned.bound),
            recipes=tuple({**{each.recipe_id: each for each in swapped}, **kept}.values()),
        )
        return WeekDraft(DraftStatus.PLANNED, week, items)

    def _contradictory(self, snapshot: OrderSnapshot, planned: WeekPlanned) -> WeekDraft:
        """Name the conflict; where time is short, how much of it would be enough."""
        conflict = planned.conflict or Conflict(())
        ways = [(each.wish, each.share) for each in conflict.relaxations if each.wish != MINUTES]
        wishes = conflict.wishes
        if snapshot.placed.order.is_change:
            return WeekDraft(DraftStatus.INFEASIBLE, conflict=wishes)
        share = self._share_of_time(snapshot)
        if share is not None:
            wishes = tuple(dict.fromkeys((MINUTES, *(w for w in wishes if w != NO_RECIPES))))
            ways.append((MINUTES, share))
        ways.sort(key=lambda way: (way[1], way[0]))
        return WeekDraft(DraftStatus.INFEASIBLE, conflict=wishes, relaxations=tuple(ways))

    def _share_of_time(self, snapshot: OrderSnapshot) -> float | None:
        """Return by which share dishes must be let take longer for a week to exist.

        None where time is not short, or no time is enough.
        """
        asked = snapshot.placed.order.asked
        for longer in _LONGER if asked.minutes_weekday or asked.minutes_weekend else ():
            looser = replace(
                asked,
                minutes_weekday=_stretched(asked.minutes_weekday, longer),
                minutes_weekend=_stretched(asked.minutes_weekend, longer),
            )
            order = replace(snapshot.placed.order, asked=looser)
            placed = replace(snapshot.placed, order=order)
            command = self.readings.command(replace(snapshot, placed=placed), _BOUND_ALONE)
            menu = command.menu
            draft = self.solver.solve(
                command.wishes, menu.selection.dishes, menu.offers, command.effort
            )
            if draft.conflict is None:
                return longer - 1
        return None


def _told(draft: WeekDraft, snapshot: OrderSnapshot, *, is_used: bool) -> WeekDraft:
    """Return a draft with how words were used, and what came of the wish for a new dish."""
    order, advice = snapshot.placed.order, snapshot.advice
    heard = heard_in(order, snapshot.profile, advice, is_used=is_used)
    proposed = () if advice is None else advice.recipes
    has_new = is_invented(draft.dish_id) or (
        draft.week is not None and any(meal.is_new for _, meal in draft.week.meals())
    )
    novelty = Novelty.NOT_ASKED
    if proposed and has_new:
        novelty = Novelty.SERVED
    elif order.invention is not None:
        novelty = Novelty.LEFT_OUT if proposed else Novelty.NONE
    return replace(draft, heard=heard, novelty=novelty)


def _stretched(minutes: int | None, times: float) -> int | None:
    return None if minutes is None else round(minutes * times)
