"""Profiles drawn to be hard: allergies, diets, budgets, little time, households of 1 and 4."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from adapters.planning.arrays import arrays_of
from adapters.planning.highs import Solver
from adapters.planning.tables import PlanTables
from adapters.planning.weekly_model import programme_of
from domain.plans.request import PlanRequest, request_of
from domain.plans.selection import select
from domain.plans.wishes import Weights
from services.plans.plan_week import PlanWeek

STARTS_ON = date(2026, 11, 23)
TUNED, FRESH = 20261121, 650381277
"""Seeds of the generator; nothing was tuned on the second, nor any of its profiles looked at.

The fresh profiles of earlier days are spent: of 777000111 it was learned which dishes a search is
let choose from, and what is proved day by day; of 424211090 one was looked at.
"""

DIETS = (
    None, None, None, "vegetarian", "vegetarian", "vegan", "pescatarian", "halal", "kosher-style",
    "gluten-free", "diabetic-friendly",
)  # fmt: skip
ALLERGIES = ("milk", "egg", "peanuts", "tree nuts", "fish", "shellfish", "soy", "wheat", "sesame")
DISLIKES = ("mushrooms", "cilantro", "eggplant", "olives", "tofu", "beef", "pork", "okra")
NORMAL_USD = (55.0, 100.0)
"""A week's budget of 2,000 kcal a day: about USDA's thrifty to its liberal food plan."""

TIGHT = (0.90, 1.30)
"""Budgets as multiples of the least the weekly programme says the household must spend.

That is with dishes as they are written: what other foods in them save makes no budget smaller.
"""


@dataclass(frozen=True)
class Drawn:
    """A profile, its command, and whether its budget is tight."""

    number: int
    profile: Mapping[str, Any]
    command: PlanWeek
    is_tight: bool


class Draws:
    """Profiles, one after another; of equal seeds the same."""

    def __init__(self, seed: int, tables: PlanTables) -> None:
        """Begin anew."""
        self._rng = random.Random(seed)  # noqa: S311  # profiles, not secrecy
        self._tables = tables
        self.again = 0
        """Profiles that were drawn again: no money in the world buys them a plan.

        There a budget would decide nothing.
        """

    def next(self, number: int) -> Drawn:
        """Return the next one for which the weekly programme finds food at some price.

        Every second one has a tight budget.
        """
        is_tight = number % 2 == 1
        while True:
            profile = _profile(self._rng)
            command = _command(profile, self._rng.random(), self._tables)
            least = least_cost_usd(command, self._tables)
            usd, factor = self._rng.uniform(*NORMAL_USD), self._rng.uniform(*TIGHT)
            if least is not None:
                break
            self.again += 1
        people = sum(eater.energy_kcal for eater in command.wishes.eaters) / 2000
        budget = round(least * factor if is_tight else usd * people, 2)
        wishes = replace(command.wishes, budget_usd=budget)
        drawn = {**profile, "budget_usd_week": budget}
        return Drawn(number, drawn, replace(command, wishes=wishes), is_tight)


def _profile(rng: random.Random) -> dict[str, Any]:
    energy = rng.randrange(1600, 2900, 50)
    profile: dict[str, Any] = {
        "allergies": rng.sample(ALLERGIES, rng.choice((0, 1, 1, 2, 3))),
        "diet": rng.choice(DIETS),
        "dislikes": rng.sample(DISLIKES, rng.choice((0, 1, 2))),
        "minutes_weekday": rng.choice((30, 40, 45, 60, 75)),
        "minutes_weekend": rng.choice((60, 90, 120)),
        "seed": rng.randrange(1000),
    }
    if rng.choice((True, False)):
        return {**profile, **_person(rng, energy)}
    others = (rng.randrange(1700, 2300, 50), rng.randrange(1700, 2100, 50), 1500)
    persons = [_person(rng, each) for each in (energy, *others)]
    persons[3]["life_stage"] = "child_4_8"
    return {**profile, "persons": persons}


def _person(rng: random.Random, energy: int) -> dict[str, Any]:
    return {"energy_kcal": energy, "protein_g": round(energy * rng.uniform(0.13, 0.21) / 4)}


def _command(profile: Mapping[str, Any], seed: float, tables: PlanTables) -> PlanWeek:
    """Return the wish for a week; what is liked of one recipe depends on no other's being there."""
    request: PlanRequest = request_of(profile, STARTS_ON)
    command = tables.command(request)
    tastes: dict[str, float] = {
        recipe: round(random.Random(f"{seed} {recipe}").random(), 3)  # noqa: S311  # profiles, not secrecy
        for recipe in sorted(tables.recipes)
    }
    return replace(command, wishes=replace(command.wishes, tastes=tastes))


def least_cost_usd(command: PlanWeek, tables: PlanTables) -> float | None:
    """Return the least the weekly programme can feed the household for; None if it cannot."""
    selection = select(tables.recipes.values(), command.rules)
    slots: Sequence[Any] = command.wishes.days[0].slots
    if selection.conflict(slots):
        return None
    money = Weights(1.0, 0.0, 0.0, 0.0, 0.0)
    wishes = replace(command.wishes, weights=money, budget_usd=None)
    optimum = Solver(programme_of(arrays_of(wishes, selection.dishes, tables.offers))).solve()
    return None if optimum is None else optimum.points * len(wishes.eaters)
