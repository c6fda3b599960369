"""Hands a week's arrays to the search in C (`week.c`) and takes back what it found.

`python -m scripts.build_kernel` compiles it, `make install` does so; shapes stand in `week.h`.
"""

import ctypes as c
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from adapters.planning.arrays import SLOTS, Arrays, Floats, Ints, energy_bands, protein_bands
from adapters.planning.kitchen import kinds_of
from domain.plans.dishes import CRUMB_G

LIBRARY = Path(__file__).with_name("week.so")
MOST_MEALS, MOST_GROUPS = 64, 32
NEVER = 1e9
_BEYOND = 1e30
"""Stands for infinity: no product with it is undefined."""

_DRAWS = 4096

_INT, _FLOAT, _FLAG = c.POINTER(c.c_int32), c.POINTER(c.c_double), c.POINTER(c.c_uint8)


class TooLargeError(ValueError):
    """The week has more meals, or more kinds of eaters, than can be searched."""


class _Problem(c.Structure):
    """`Problem` of week.h, field by field."""

    _fields_ = (
        *((name, c.c_int32) for name in ("meals", "days", "dishes", "groups", "limits", "foods")),
        *((name, c.c_int32) for name in ("width", "kinds", "needed", "meals_of_a_cooking")),
        *((name, _INT) for name in ("day", "slot", "is_free", "is_held", "pool_start", "pool")),
        ("may", _FLAG),
        *((name, _FLOAT) for name in ("energy", "protein", "columns", "time", "toil", "distaste")),
        *((name, _INT) for name in ("keeps", "gap", "kind", "food")),
        ("grams", _FLOAT),
        *((name, _INT) for name in ("low", "high")),
        ("worth", _FLOAT),
        *((name, _FLOAT) for name in ("sizes", "bound", "scale")),
        ("is_goal", _INT),
        *((name, _FLOAT) for name in ("energy_low", "energy_high", "energy_target")),
        *((name, _FLOAT) for name in ("protein_low", "protein_high", "protein_target")),
        ("minutes_max", _FLOAT),
        ("kind_most", _INT),
        *((name, _FLOAT) for name in ("at_home", "pack_g", "pack_usd", "usd_per_g")),
        ("needed_food", _INT),
        ("needed_g", _FLOAT),
        *((name, c.c_double) for name in ("budget", "people", "dollar", "disliked")),
        *((name, c.c_double) for name in ("goal_missed", "leftover")),
        ("exponential", _FLOAT),
    )


class _Schedule(c.Structure):
    """`Schedule` of week.h."""

    _fields_ = (
        ("shares", _INT),
        ("share_of", c.c_int32),
        ("period", c.c_int32),
        ("dearer", c.c_double),
        ("cheaper", c.c_double),
    )


@dataclass(frozen=True)
class Found:
    """A week: dishes (M,), quarters (M, E); points of a plan, or by how much it breaks limits."""

    dish: Ints
    quarters: Ints
    value: float


@cache
def _library() -> c.CDLL:
    found = c.CDLL(str(LIBRARY))
    week = c.c_void_p
    found.week_new.restype = week
    found.week_new.argtypes = [c.POINTER(_Problem), c.c_uint64, c.c_double, c.c_double]
    found.week_load.argtypes = [week, _INT, _INT]
    found.week_run.argtypes = [week, c.POINTER(_Schedule), c.c_int64, c.c_double, c.c_double]
    for name in ("week_best", "week_nearest"):
        getattr(found, name).restype = c.c_double
        getattr(found, name).argtypes = [week, _INT, _INT]
    found.week_free.argtypes = [week]
    for name in ("week_load", "week_run", "week_free"):
        getattr(found, name).restype = None
    return found


class _Memory:
    """Keeps what C points to alive."""

    def __init__(self) -> None:
        self.kept: list[NDArray[Any]] = []

    def ints(self, values: Any) -> Any:
        return self._held(np.ascontiguousarray(values, dtype=np.int32)).ctypes.data_as(_INT)

    def floats(self, values: Any) -> Any:
        finite = np.clip(np.asarray(values, dtype=np.float64), -_BEYOND, _BEYOND)
        return self._held(np.ascontiguousarray(finite)).ctypes.data_as(_FLOAT)

    def flags(self, values: Any) -> Any:
        return self._held(np.ascontiguousarray(values, dtype=np.uint8)).ctypes.data_as(_FLAG)

    def _held(self, array: NDArray[Any]) -> NDArray[Any]:
        self.kept.append(array)
        return array


class Kernel:
    """One search in C. Equal arguments and equal calls give equal weeks on every machine."""

    def __init__(
        self,
        arrays: Arrays,
        pools: Sequence[Ints],
        worth: Floats,
        seed: int,
        *,
        first_price: float,
        eager: float,
    ) -> None:
        """Take the dishes of each position, and the points (S, R) of a quarter for one eater.

        A dish that stands in its pool several times is drawn as often. Points count `eager` times
        until there is a plan.

        Raises:
            TooLargeError: There are more meals or kinds of eaters than it has room for.
        """
        groups = len(arrays.groups.eaters)
        if len(arrays.positions) > MOST_MEALS or groups > MOST_GROUPS:
            raise TooLargeError(f"{len(arrays.positions)} meals of {groups} kinds of eaters")
        self._memory = _Memory()
        self._shape = len(arrays.positions), groups
        self._problem = _problem(arrays, pools, worth, self._memory)
        self._spent = arrays.wishes.weights.of_a_dollar * arrays.wishes.spent_usd
        self._spent /= float(arrays.groups.sizes.sum())
        self._week = _library().week_new(c.byref(self._problem), seed, first_price, eager)
        if not self._week:
            raise MemoryError
        weakref.finalize(self, _library().week_free, self._week)

    def load(self, dish: Ints, quarters: Ints) -> None:
        """Take over a whole week."""
        memory = _Memory()
        _library().week_load(self._week, memory.ints(dish), memory.ints(quarters))

    def run(self, schedule: "Schedule", moves: int, hot: float, cold: float) -> None:
        """Take so many moves, cooling evenly from one temperature (points) to the other."""
        cooling = (cold / hot) ** (1 / moves)
        _library().week_run(self._week, c.byref(schedule.in_c), moves, hot, cooling)

    @property
    def best(self) -> Found | None:
        """Return the best plan so far."""
        found = self._told(_library().week_best)
        return (
            None if found is None else Found(found.dish, found.quarters, found.value + self._spent)
        )

    @property
    def nearest(self) -> Found | None:
        """Return the week that broke limits least before there was a plan."""
        return self._told(_library().week_nearest)

    def _told(self, ask: Any) -> Found | None:
        dish, quarters = np.zeros(self._shape[0], np.int32), np.zeros(self._shape, np.int32)
        value = ask(self._week, dish.ctypes.data_as(_INT), quarters.ctypes.data_as(_INT))
        if value >= NEVER:
            return None
        return Found(dish.astype(np.int64), quarters.astype(np.int64), value)


class Schedule:
    """How often each kind of move is drawn, and how prices move."""

    def __init__(self, shares: Sequence[int], period: int, dearer: float, cheaper: float) -> None:
        """Take the shares of the moves, in the order of week.c.

        They replace a meal, eat again, replace a dish, cook for several, swap meals, change a
        portion, swap days.
        """
        self._shares = np.array(shares, dtype=np.int32)
        self.in_c = _Schedule(
            self._shares.ctypes.data_as(_INT), int(self._shares.sum()), period, dearer, cheaper
        )


def _problem(arrays: Arrays, pools: Sequence[Ints], worth: Floats, memory: _Memory) -> _Problem:
    limits, (kinds, most) = arrays.limits, kinds_of(arrays)
    food, grams = _foods(arrays)
    return _Problem(
        meals=len(arrays.positions),
        days=len(arrays.wishes.days),
        dishes=len(arrays.dishes),
        groups=len(arrays.groups.eaters),
        limits=limits.bound.shape[1],
        foods=len(arrays.foods),
        width=food.shape[1],
        kinds=len(most),
        meals_of_a_cooking=arrays.wishes.variety.meals_of_a_cooking,
        kind=memory.ints(kinds),
        kind_most=memory.ints(most),
        food=memory.ints(food),
        grams=memory.floats(grams),
        **_meals(arrays, pools, memory),
        **_dishes(arrays, memory),
        worth=memory.floats(worth),
        **_bands(arrays, memory),
        **_money(arrays, memory),
        exponential=memory.floats(_quantiles()),
    )


def _quantiles() -> Floats:
    """Return the quantiles of the exponential distribution, rounded: they are equal everywhere."""
    found: Floats = np.round(-np.log1p(-(np.arange(_DRAWS) + 0.5) / _DRAWS), 9)
    return found


def _meals(arrays: Arrays, pools: Sequence[Ints], memory: _Memory) -> dict[str, Any]:
    ints, positions, days = memory.ints, arrays.positions, arrays.wishes.days
    may = np.zeros((len(pools), len(arrays.dishes)), dtype=np.uint8)
    for meal, dishes in enumerate(pools):
        may[meal, dishes] = 1
    return {
        "day": ints([position.day for position in positions]),
        "slot": ints([SLOTS.index(position.slot) for position in positions]),
        "is_free": ints([position.quarters is None for position in positions]),
        "is_held": ints([not days[position.day].is_over for position in positions]),
        "pool_start": ints(np.concatenate([[0], np.cumsum([len(pool) for pool in pools])])),
        "pool": ints(np.concatenate(pools)),
        "may": memory.flags(may),
    }


def _dishes(arrays: Arrays, memory: _Memory) -> dict[str, Any]:
    ints, floats, variety = memory.ints, memory.floats, arrays.wishes.variety
    columns = arrays.limits.sign * arrays.nutrients[:, arrays.limits.nutrient]
    return {
        "energy": floats(arrays.nutrients[:, 0]),
        "protein": floats(arrays.nutrients[:, 1]),
        "columns": floats(columns),
        "time": floats(arrays.time),
        "toil": floats(arrays.toil),
        "distaste": floats(arrays.distaste),
        "keeps": ints([dish.keeps_days for dish in arrays.dishes]),
        "gap": ints([variety.gap_days(dish) for dish in arrays.dishes]),
        "low": ints(arrays.low),
        "high": ints(arrays.high),
    }


def _bands(arrays: Arrays, memory: _Memory) -> dict[str, Any]:
    floats, limits = memory.floats, arrays.limits
    energy, protein = energy_bands(arrays), protein_bands(arrays)
    return {
        "sizes": floats(arrays.groups.sizes),
        "bound": floats(limits.bound),
        "scale": floats(limits.scale),
        "is_goal": memory.ints(limits.is_goal),
        "energy_low": floats(energy[0]),
        "energy_high": floats(energy[1]),
        "energy_target": floats(arrays.energy_target),
        "protein_low": floats(protein[0]),
        "protein_high": floats(protein[1]),
        "protein_target": floats(arrays.protein_target),
        "minutes_max": floats(arrays.minutes_max),
    }


def _money(arrays: Arrays, memory: _Memory) -> dict[str, Any]:
    floats, wishes, weights = memory.floats, arrays.wishes, arrays.wishes.weights
    people = float(arrays.groups.sizes.sum())
    needed, packs = sorted(wishes.use_up), arrays.has_packs[:-1]
    budget = wishes.budget_usd
    return {
        "at_home": floats((arrays.pantry_g + np.where(arrays.has_packs, CRUMB_G, 0.0))[:-1]),
        "pack_g": floats(np.where(packs, arrays.pack_g[:-1], 0.0)),
        "pack_usd": floats(arrays.pack_usd[:-1]),
        "usd_per_g": floats(np.where(packs, 0.0, arrays.pack_usd[:-1])),
        "needed": len(needed),
        "needed_food": memory.ints([arrays.foods.index(name) for name in needed]),
        "needed_g": floats([wishes.use_up[name] for name in needed]),
        "budget": _BEYOND if budget is None else budget - wishes.spent_usd,
        "people": people,
        "dollar": weights.of_a_dollar / people,
        "disliked": weights.of_a_disliked_meal,
        "goal_missed": weights.of_a_goal_missed,
        "leftover": weights.of_a_leftover,
    }


def _foods(arrays: Arrays) -> tuple[Ints, Floats]:
    """Return each dish's foods and grams, the real ones first, -1 where there are no more."""
    food, grams = np.full_like(arrays.food_of, -1), np.zeros_like(arrays.grams_of)
    for dish in range(len(arrays.dishes)):
        real = np.flatnonzero(
            (arrays.food_of[dish] < len(arrays.foods)) & (arrays.grams_of[dish] > 0)
        )
        food[dish, : len(real)] = arrays.food_of[dish, real]
        grams[dish, : len(real)] = arrays.grams_of[dish, real]
    return food, grams
