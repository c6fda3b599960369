"""A dish replaced together with the portions of its whole day.

Who shares a dish with somebody of other needs gets other portions of it, and of the day's other
meals. Replacing a dish alone rarely leaves everybody's energy and protein within their bands, so
here each dish comes with the portions of the day that suit it best.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from adapters.planning.arrays import FREE, SLOTS, Floats, Ints
from adapters.planning.moves import Moves, outside
from domain.plans.dishes import CRUMB_G

ENOUGH_OTHERS = 2
"""Other meals of a day whose portions make up for any of the dish."""

_OUT_OF_REACH = 1e9
"""Points of portions nobody may have."""


@dataclass(frozen=True)
class Refits:
    """Dishes for some positions, each with the portions of their days.

    Shape:
        `dish` (C,); `quarters` (C, places, E) of the dish; `others` (n,) further positions of
        these days, and `changes` (C, E, n) of their quarters; `score` (C,) of the week each
        would make.
    """

    dish: Ints
    quarters: Ints
    others: Ints
    changes: Ints
    score: Floats


@dataclass(frozen=True)
class _Day:
    """One day refitted.

    Shape:
        `others` (n,), `quarters` (C, E), `changes` (C, E, n), `points` (C,) of its bands.
    """

    others: Ints
    quarters: Ints
    changes: Ints
    points: Floats


class DayRefits:
    """Scores dishes together with the portions of their days."""

    def __init__(self, moves: Moves) -> None:
        """Take the moves of a search; what never changes is worked out once."""
        self.moves, self.week = moves, moves.week
        self.usd = self.week.grams_of @ (self.week.pack_usd / self.week.pack_g)
        self._steps = {n: _steps_of(n) for n in range(len(SLOTS))}

    def of(self, places: Sequence[int]) -> Refits:
        """Return what could stand at all of these empty positions of different days."""
        week, moves = self.week, self.moves
        pool = moves.pool_of(places)
        price = self._prices()
        days = [self._portioned(m, pool.dishes, price) for m in places]
        quarters = np.stack([day.quarters for day in days], axis=1)
        others = np.concatenate([day.others for day in days])
        changes = np.concatenate([day.changes for day in days], axis=2)
        score = moves.cooking_of(pool, places) + moves.tariff.constant(week)
        score += moves.days_but([week.day[m] for m in places])
        score += np.sum([day.points for day in days], axis=0)
        held = quarters[:, week.held[list(places)]].sum(axis=1)
        score += self._weekly(pool.dishes, held, others, changes)
        score += self._bought(pool.dishes, quarters.sum(axis=1), others, changes)
        return Refits(pool.dishes, quarters, others, changes, score)

    def _portioned(self, m: int, dishes: Ints, price: Floats) -> _Day:
        """Return the portions of a position's day that suit each dish best."""
        week, a = self.week, self.week.arrays
        d, slot = int(week.day[m]), self.moves.slots[m]
        others = np.array(
            [n for n in self.moves.of_day[d] if n != m and week.dish[n] != FREE], dtype=np.int64
        )
        nudges, steps, eaten = *self._steps[len(others)], week.dish[others]
        energy = week.energy[:, d, None] + steps @ a.nutrients[eaten, 0]
        protein = week.protein[:, d, None] + steps @ a.nutrients[eaten, 1]
        target = a.energy_target[:, d, None]
        left = np.where(target > 0, target - energy, 0.0)
        kcal, grams = a.nutrients[dishes, 0], a.nutrients[dishes, 1]
        fits = np.rint(left[:, None, :] / kcal[:, None]) + nudges
        np.maximum(fits, a.low[slot, dishes].T[:, :, None], out=fits)
        np.minimum(fits, a.high[slot, dishes].T[:, :, None], out=fits)
        points = self._outside(d, fits, (energy, kcal), (protein, grams))
        about = points + fits * price[:, dishes, None]
        about += self._steps_cost(others, steps, price[:, eaten])[:, None, :]
        best = about.argmin(axis=2)[:, :, None]
        quarters: Ints = np.take_along_axis(fits, best, 2)[:, :, 0].astype(np.int64).T
        kept: Floats = np.take_along_axis(points, best, 2).sum(axis=(0, 2))
        return _Day(others, quarters, steps[best[:, :, 0].T], kept)

    def _outside(
        self, d: int, fits: Floats, energy: tuple[Floats, Floats], protein: tuple[Floats, Floats]
    ) -> Floats:
        """Return the points of being outside the day's bands (E, C, steps)."""
        moves, points = self.moves, np.zeros(fits.shape)
        for (base, each), low, high, price in (
            (energy, moves.energy_low, moves.energy_high, moves.tariff.energy),
            (protein, moves.protein_low, moves.protein_high, moves.tariff.protein),
        ):
            amount = base[:, None, :] + fits * each[:, None]
            far = outside(amount, low[:, d, None, None], high[:, d, None, None])
            points += far * price[:, d, None, None]
        return points

    def _prices(self) -> Floats:
        """Return about how many points a quarter of each dish costs for each group (E, R)."""
        week, tariff = self.week, self.moves.tariff
        short = (week.signed > week.arrays.limits.bound) * tariff.weekly
        worth: Floats = short @ week.columns.T
        return worth + tariff.dollar * week.sizes[:, None] * self.usd

    def _steps_cost(self, others: Ints, steps: Ints, price: Floats) -> Floats:
        """Return the points of the other portions' changes (E, steps)."""
        a, week = self.week.arrays, self.week
        slots = [self.moves.slots[n] for n in others]
        now = week.quarters[others].T[:, None, :] + steps
        low, high = a.low[slots, week.dish[others]].T, a.high[slots, week.dish[others]].T
        beyond = ((now < low[:, None, :]) | (now > high[:, None, :])).any(axis=2)
        beyond[:, ~steps.any(axis=1)] = False
        cost: Floats = price @ steps.T + _OUT_OF_REACH * beyond
        return cost

    def _weekly(self, dishes: Ints, quarters: Ints, others: Ints, changes: Ints) -> Floats:
        """Return the points of the weekly limits; days that are over do not count (C,)."""
        week, tariff = self.week, self.moves.tariff
        held = others[week.held[others]]
        over = quarters[:, :, None] * week.columns[dishes][:, None, :]
        over += changes[:, :, week.held[others]] @ week.columns[week.dish[held]]
        over += week.signed - week.arrays.limits.bound
        np.maximum(over, 0.0, out=over)
        points: Floats = over.reshape(len(dishes), tariff.weekly.size) @ tariff.weekly.ravel()
        return points

    def _bought(self, dishes: Ints, quarters: Ints, others: Ints, changes: Ints) -> Floats:
        week, tariff = self.week, self.moves.tariff
        grams = week.grams + (quarters @ week.sizes)[:, None] * week.grams_of[dishes]
        grams += np.tensordot(changes, week.sizes, (1, 0)) @ week.grams_of[week.dish[others]]
        points = tariff.money(self._cost(grams))
        if week.must_use.size:
            points += tariff.use_up * week.unused_of(grams).sum(axis=1)
        return points

    def _cost(self, grams: Floats) -> Floats:
        """Return what these grams cost in whole packs (C,)."""
        week = self.week
        short = grams - (week.arrays.pantry_g + CRUMB_G)
        np.maximum(short, 0.0, out=short)
        short /= week.pack_g
        np.ceil(short, out=short)
        cost: Floats = short @ week.pack_usd
        return cost


def _steps_of(others: int) -> tuple[Ints, Ints]:
    """Return the quarters beside those that fit the energy (K,), and changes of others (K, n).

    Where few other meals can give way, the dish itself may have a quarter more or fewer.
    """
    nudged = (0, -1, 1) if others < ENOUGH_OTHERS else (0,)
    steps = np.array(list(itertools.product(nudged, *[(0, -1, 1)] * others)), dtype=np.int64)
    return steps[:, 0], steps[:, 1:]
