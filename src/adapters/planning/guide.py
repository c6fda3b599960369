"""What the weekly programme knows of dishes, for the search to look in likely places first."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from adapters.planning.arrays import SLOTS, Arrays, Floats, Ints
from adapters.planning.few_dishes import costs_of_meals
from adapters.planning.highs import Optimum
from adapters.planning.weekly_model import Programme

CONSIDERED = 100
"""Dishes of each position a search may choose from, at first."""

LOTS = 10
"""How much more often the dish taken most gladly is drawn than one nobody wants."""

A_LOT = 1.0
"""Points by which a dish has to be dearer to be drawn e times less often."""


@dataclass(frozen=True)
class Guide:
    """What the programme says of each dish.

    Shape:
        `wanted` (M, R) meals it takes of a dish at a position; `dearness` (M, R) points it costs to
        take one more (its reduced cost, infinite where the programme has no say); `worth` (S, R)
        points a quarter more of a dish costs, for one eater.
    """

    arrays: Arrays
    wanted: Floats
    dearness: Floats
    worth: Floats

    @classmethod
    def blind(cls, arrays: Arrays) -> "Guide":
        """Return a guide for which all dishes are alike."""
        shape = arrays.pools.shape
        return cls(arrays, np.ones(shape), np.zeros(shape), np.zeros((len(SLOTS), shape[1])))

    @cached_property
    def likely(self) -> list[Ints]:
        """Return the dishes of each position worth considering first, as often as to be drawn."""
        pools = []
        for m, offered in enumerate(self.every_dish):
            gladly = np.argsort(self.dearness[m, offered], kind="stable")
            pools.append(self._lots(m, np.sort(offered[gladly[:CONSIDERED]])))
        return pools

    @property
    def every_dish(self) -> list[Ints]:
        """Return the dishes that may stand at each position."""
        return [np.flatnonzero(pool) for pool in self.arrays.pools]

    def _lots(self, m: int, pool: Ints) -> Ints:
        """Return the dishes of a position, each as many times as it should be drawn."""
        dearness = self.dearness[m, pool]
        least = dearness.min(initial=np.inf)
        if not np.isfinite(least):
            return pool
        lots = np.rint(LOTS * np.exp((least - dearness) / A_LOT))
        return np.repeat(pool, np.maximum(1, lots).astype(np.int64))


def guide_of(arrays: Arrays, programme: Programme, optimum: Optimum) -> Guide:
    """Return what a solved programme knows."""
    layout, periods = programme.layout, programme.periods
    shape = (int(periods[-1]) + 1, len(SLOTS), len(arrays.dishes))

    def of_positions(values: Floats, otherwise: float) -> Floats:
        of_uses = np.full(shape, otherwise)
        of_uses[layout.period, layout.slot, layout.dish] = values[: layout.uses]
        return np.array(
            [of_uses[periods[p.day], SLOTS.index(p.slot)] for p in arrays.positions]
        ).reshape(len(arrays.positions), len(arrays.dishes))

    return Guide(
        arrays,
        wanted=of_positions(optimum.values, 0.0),
        dearness=of_positions(costs_of_meals(arrays, programme, optimum), np.inf),
        worth=_worth(programme, optimum, shape),
    )


def _worth(programme: Programme, optimum: Optimum, shape: tuple[int, int, int]) -> Floats:
    """Return what a quarter more of a dish costs at a slot, over the periods in the mean (S, R)."""
    layout = programme.layout
    cost, uses = np.zeros(shape[1:]), np.zeros(shape[1:])
    for bloc in range(layout.blocs):
        np.add.at(cost, (layout.slot, layout.dish), optimum.reduced[layout.more(bloc)])
        np.add.at(uses, (layout.slot, layout.dish), 1.0)
    return cost / np.maximum(uses, 1.0)
