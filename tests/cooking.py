"""The recipes of the house as tests read them, once; and the planner with little to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from adapters.adviser_tables import AdviserTables
from adapters.in_memory.clock import FixedClock
from adapters.in_memory.order_store import InMemoryOrderStore
from adapters.planning.solver import HighsWeekSolver
from adapters.planning.tables import PlanTables
from domain.conversation.outcome import Knowledge
from domain.identity import MessageSid, UserId
from domain.plans.dishes import Dish, Offer
from domain.plans.wishes import Wishes
from services.adviser.advise_order import OrderAdviser
from services.adviser.plans import Advised, PlanAdviser
from services.conversation.ports import Relay
from services.plans.answer_order import OrderAnswerer
from services.plans.draft_order import WeekDrafter
from services.plans.order_readings import Readings
from services.plans.orders import OrderRef, Step
from services.plans.ports import Draft, Effort
from services.plans.read_order import OrderReader
from services.plans.verify_draft import DraftVerifier
from tests.builders import NOON

DATA = Path(__file__).resolve().parent.parent / "data"
STEPS = 100_000
SMALL = Effort(steps=STEPS, steps_without_plan=3 * STEPS, seconds_max=600.0)
LONGER = Effort(steps=STEPS, steps_without_plan=8 * STEPS, seconds_max=600.0)
"""Steps, not seconds: every machine finds the same week, as `runtime.bootstrap.plan` does."""


@dataclass
class RememberingSolver:
    """The real solver; what it found for equal wishes it does not search for again."""

    found: dict[str, Draft] = field(default_factory=dict)

    def solve(
        self,
        wishes: Wishes,
        dishes: Sequence[Dish],
        offers: Mapping[str, Offer],
        effort: Effort,
    ) -> Draft:
        """See WeekSolver.solve."""
        key = repr((wishes, sorted((dish.dish_id, dish.name) for dish in dishes), effort))
        if key not in self.found:
            self.found[key] = HighsWeekSolver().solve(wishes, dishes, offers, effort)
        return self.found[key]


SOLVER = RememberingSolver()


@cache
def tables() -> PlanTables:
    return PlanTables(DATA)


@cache
def advised() -> Advised:
    return AdviserTables(DATA).advised(tables())


def work_on(
    user_id: str,
    order_id: str,
    knowledge: Knowledge,
    orders: InMemoryOrderStore,
    relay: Relay,
    effort: Effort = SMALL,
) -> Step:
    """Do what the state machine does where nothing fails."""
    assert knowledge.cookbook is not None
    ref = OrderRef(UserId(user_id), MessageSid(order_id))
    readings = Readings(knowledge, knowledge.cookbook)
    if OrderReader(readings, orders, orders.advice).run(ref) is Step.ASKS:
        OrderAdviser(PlanAdviser(advised()), orders.advice, FixedClock(NOON)).run(ref)
    drafter = WeekDrafter(readings, orders, SOLVER, effort, LONGER)
    step = drafter.run(ref)
    if step is Step.UNFINISHED:
        step = drafter.run(replace(ref, attempt=1))
    if step is not Step.DRAFTED:
        return step
    verified = DraftVerifier(readings, orders).run(ref)
    return OrderAnswerer(knowledge, orders, relay).answer(
        ref, is_verified=verified is Step.VERIFIED
    )
