"""What breaking a wish costs the search: dearer while it is broken, cheaper while it is not."""

import numpy as np

from adapters.planning.arrays import Arrays, Floats
from adapters.planning.state import Week

DEARER, CHEAPER = 1.6, 0.9
FIRST = 300.0
"""Points for being outside a limit by the whole of it."""

UNEAGER = 0.3
"""How much points count while there is no plan: first of all a week has to fit."""

LEAST, MOST = 0.15, 50.0
"""How far a price may fall and rise, of the first one."""

A_MINUTE, A_REPETITION, A_CROWD = 1 / 60, 0.05, 0.05
"""A minute too much, a repetition and a cooking too many, as shares of a limit."""


class Tariff:
    """Prices of all limits; those of goals, money, time and taste never change.

    Shape:
        `weekly` (E, L), `energy` and `protein` (E, D) are per unit of the amount.
    """

    def __init__(self, arrays: Arrays) -> None:
        """Begin with the same price for every limit."""
        wishes, weights, limits = arrays.wishes, arrays.wishes.weights, arrays.limits
        sizes = arrays.groups.sizes
        self.arrays = arrays
        self.people = float(sizes.sum())
        self.budget = np.inf if wishes.budget_usd is None else wishes.budget_usd - wishes.spent_usd
        self.has_time_limit = bool(np.isfinite(arrays.minutes_max).any())
        goals = weights.of_a_goal_missed * sizes[:, None] / self.people / limits.scale
        self._goals = np.where(limits.is_goal & np.isfinite(limits.bound), goals, 0.0)
        self._hard = ~limits.is_goal & np.isfinite(limits.bound)
        self._of_week = np.ones(limits.bound.shape)
        self._of_energy = np.ones(arrays.energy_target.shape)
        self._of_protein = np.ones(arrays.protein_target.shape)
        self._of_budget = self._of_late = self._of_variety = self._of_repeated = 1.0
        self._of_use_up = 1.0
        self.eagerness = UNEAGER
        self._write()

    def _write(self) -> None:
        a = self.arrays
        weights = a.wishes.weights
        self.distaste = self.eagerness * weights.of_a_disliked_meal
        self.dollar = self.eagerness * weights.of_a_dollar / self.people
        self.weekly = self.eagerness * self._goals + np.where(
            self._hard, FIRST * self._of_week / a.limits.scale, 0.0
        )
        self.energy = FIRST * self._of_energy / np.maximum(a.energy_target, 1e-9)
        self.protein = FIRST * self._of_protein / np.maximum(a.protein_target, 1e-9)
        self.over_budget = FIRST * self._of_budget / max(self.budget, 1.0)
        self.late = FIRST * A_MINUTE * self._of_late
        self.variety = FIRST * A_CROWD * self._of_variety
        self.repeated = FIRST * A_REPETITION * self._of_repeated
        self.use_up = FIRST * self._of_use_up

    def money(self, cost_usd: Floats) -> Floats:
        """Return the points of what is bought."""
        points: Floats = self.dollar * cost_usd
        if np.isfinite(self.budget):
            points += self.over_budget * np.maximum(cost_usd - self.budget, 0.0)
        return points

    def constant(self, week: Week) -> float:
        """Return the points of the taste and time of what stands."""
        return self.distaste * week.distaste + self.eagerness * week.toil

    def count_points(self) -> None:
        """Count points in full from now on."""
        self.eagerness = 1.0
        self._write()

    def adapt(self, broken: "Broken") -> None:
        """Make what is broken dearer, and what is kept cheaper."""
        self._of_week = _adapted(self._of_week, broken.weekly)
        self._of_energy = _adapted(self._of_energy, broken.energy)
        self._of_protein = _adapted(self._of_protein, broken.protein)
        self._of_budget = float(_adapted(np.array(self._of_budget), np.array(broken.budget)))
        self._of_late = float(_adapted(np.array(self._of_late), np.array(broken.late)))
        self._of_variety = float(_adapted(np.array(self._of_variety), np.array(broken.variety)))
        self._of_repeated = float(_adapted(np.array(self._of_repeated), np.array(broken.repeated)))
        self._of_use_up = float(_adapted(np.array(self._of_use_up), np.array(broken.use_up)))
        self._write()


class Broken:
    """By how much each limit of a week is broken; amounts as shares of the limit."""

    def __init__(self, week: Week, bands: tuple[Floats, Floats, Floats, Floats]) -> None:
        """Look at a week; `bands` are the least and most energy, then protein, of each day."""
        a = week.arrays
        energy_low, energy_high, protein_low, protein_high = bands
        over = np.maximum(week.signed - a.limits.bound, 0.0) / a.limits.scale
        self.weekly = np.where(a.limits.is_goal, 0.0, over)
        self.goals = np.where(a.limits.is_goal, over, 0.0)
        self.energy = _outside(week.energy, energy_low, energy_high, a.energy_target)
        self.protein = _outside(week.protein, protein_low, protein_high, a.protein_target)
        self.cost_usd = week.cost_usd()
        budget = a.wishes.budget_usd
        self.budget = 0.0 if budget is None else max(self.cost_usd - budget, 0.0) / max(budget, 1.0)
        self.late = float(np.maximum(week.minutes - a.minutes_max, 0.0).sum()) * A_MINUTE
        self.variety = float(np.maximum(week.counts - week.most_of_kind, 0).sum()) * A_CROWD
        self.repeated = week.repeated * A_REPETITION
        self.use_up = float(week.unused().sum())

    @property
    def total(self) -> float:
        """Return all breaches together; a week without any is a plan."""
        return float(
            self.weekly.sum()
            + self.energy.sum()
            + self.protein.sum()
            + self.budget
            + self.late
            + self.variety
            + self.repeated
            + self.use_up
        )


def points_of(week: Week, broken: Broken) -> float:
    """Return the points of a week, its breaches aside."""
    weights, sizes = week.arrays.wishes.weights, week.arrays.groups.sizes
    people = sizes.sum()
    missed = float((broken.goals.sum(axis=1) * sizes).sum() / people)
    return (
        weights.of_a_dollar * broken.cost_usd / float(people)
        + weights.of_a_disliked_meal * week.distaste
        + week.toil
        + weights.of_a_goal_missed * missed
    )


def _outside(amount: Floats, low: Floats, high: Floats, target: Floats) -> Floats:
    far = np.maximum(np.maximum(low - amount, amount - high), 0.0)
    share: Floats = far / np.maximum(target, 1e-9)
    return share


def _adapted(prices: Floats, broken: Floats) -> Floats:
    after: Floats = prices * np.where(broken > 0, DEARER, CHEAPER)
    return np.clip(after, LEAST, MOST)
