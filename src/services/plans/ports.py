"""What planning needs from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from domain.plans.conflict import Conflict
from domain.plans.dishes import Dish, Offer
from domain.plans.plan import Plan
from domain.plans.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a search may do.

    `steps` bound the work and make the result the same on every machine; `seconds_max` is a guard
    for a machine so slow that nobody would wait, and the only thing that lets the clock decide.
    A search that has no plan after its steps goes on to `steps_without_plan`; one that
    `gives_up_early` stops after its first short starts, and proves nothing.
    """

    steps: int = 2_000_000
    steps_without_plan: int = 4_000_000
    seconds_max: float = 20.0
    seed: int = 0
    gives_up_early: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What a solver found.

    `plan` keeps all limits as the solver counts them, `nearest` is the week that breaks them
    least where there is none. `bound` is the least points any plan can have; None with a
    `conflict` is the proof that there is no plan. `trace` holds seconds and points of each
    better plan; `seconds` is what all of it took, by the solver's clock.
    """

    plan: Plan | None = None
    nearest: Plan | None = None
    bound: float | None = None
    conflict: Conflict | None = None
    trace: tuple[tuple[float, float], ...] = ()
    ran_out_of_time: bool = False
    seconds: float = 0.0

    def after(self, first: "Draft") -> "Draft":
        """Return the draft as that of a solver which had made another one first."""
        trace = tuple((first.seconds + at_s, points) for at_s, points in self.trace)
        return replace(self, trace=trace, seconds=first.seconds + self.seconds)


class WeekSolver(Protocol):
    """Finds a week that fits, or proves that there is none.

    Deterministic: equal arguments give equal drafts, the trace's seconds and a search cut off by
    `seconds_max` excepted.
    """

    def solve(
        self,
        wishes: Wishes,
        dishes: Sequence[Dish],
        offers: Mapping[str, Offer],
        effort: Effort,
    ) -> Draft:
        """Return the best week found within the effort."""
        ...
