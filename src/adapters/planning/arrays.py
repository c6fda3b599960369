"""A week as arrays: what both the weekly programme and the local search calculate with."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.meals.nutrients import Nutrient
from domain.plans.dishes import Dish, Offer
from domain.plans.wishes import (
    ENERGY_TOLERANCE,
    PROTEIN_TOLERANCE,
    QUARTERS_MAX,
    QUARTERS_MIN,
    SHARE_RANGE,
    DailyLimit,
    DayWish,
    Eater,
    Wishes,
)
from domain.recipes.recipe import Slot

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]
type Bools = NDArray[np.bool_]

SLOTS = tuple(Slot)
MARGIN = 0.0005
"""Bands are searched this much narrower than they are verified.

Sums are shown in whole kilocalories, half of which is this share of a day of 1,000.
"""
FREE = -1


@dataclass(frozen=True)
class Groups:
    """Eaters with equal targets, who get equal portions."""

    eaters: tuple[Eater, ...]
    of_eater: tuple[int, ...]

    @property
    def sizes(self) -> Floats:
        """Return how many eaters each group has."""
        return np.bincount(self.of_eater, minlength=len(self.eaters)).astype(float)


@dataclass(frozen=True)
class Position:
    """One meal to plan; `dish` and `quarters` are set where they are locked."""

    day: int
    slot: Slot
    dish: int = FREE
    quarters: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Limits:
    """The weekly limits of all groups, as columns `sign * amount <= bound`, each with its kind.

    Shape:
        `nutrient`, `sign`: (L,); `bound`, `scale`: (E, L); `is_goal`: (L,).
    """

    names: tuple[str, ...]
    nutrient: Ints
    sign: Floats
    bound: Floats
    scale: Floats
    is_goal: Bools


@dataclass(frozen=True)
class Arrays:
    """A week's wishes over its dishes.

    Shape:
        R dishes, E groups of eaters, D days, M meals, I foods, J foods of the largest dish.
        `nutrients` (R, N) per quarter of a serving; `low`, `high` (slot, R, E) quarters;
        `food_of`, `grams_of` (R, J) grams per quarter; `pack_g`, `pack_usd`, `pantry_g` (I + 1,),
        the last food standing for "no ingredient"; `time` (R, D).
    """

    wishes: Wishes
    dishes: tuple[Dish, ...]
    groups: Groups
    positions: tuple[Position, ...]
    pools: Bools
    nutrient_names: tuple[Nutrient, ...]
    nutrients: Floats
    low: Ints
    high: Ints
    limits: Limits
    energy_target: Floats
    protein_target: Floats
    foods: tuple[str, ...]
    food_of: Ints
    grams_of: Floats
    pack_g: Floats
    pack_usd: Floats
    pantry_g: Floats
    has_packs: Bools
    minutes: Floats
    time: Floats
    toil: Floats
    minutes_max: Floats
    distaste: Floats


def arrays_of(wishes: Wishes, dishes: Sequence[Dish], offers: Mapping[str, Offer]) -> Arrays:
    """Return the arrays of a week; the order in which dishes are given does not matter."""
    ordered = tuple(sorted(dishes, key=lambda dish: dish.dish_id))
    groups = groups_of(wishes.eaters)
    names = _nutrients_held(groups.eaters)
    low, high = _quarters(ordered, groups)
    fits = (low <= high).all(axis=2)
    positions = positions_of(wishes, {dish.dish_id: r for r, dish in enumerate(ordered)}, groups)
    _widen(low, high, positions)
    foods = tuple(sorted({food for dish in ordered for food in dish.grams} | set(wishes.use_up)))
    sold = [offers[food] for food in foods]
    food_of, grams_of = _ingredients(ordered, {food: i for i, food in enumerate(foods)})
    return Arrays(
        wishes=wishes,
        dishes=ordered,
        groups=groups,
        positions=positions,
        pools=_pools(wishes, ordered, positions, fits),
        nutrient_names=names,
        nutrients=_amounts(ordered, names),
        low=low,
        high=high,
        limits=_limits(wishes, groups.eaters, names),
        energy_target=_day_targets(wishes, [e.energy_kcal for e in groups.eaters]),
        protein_target=_day_targets(wishes, [e.protein_g or 0.0 for e in groups.eaters]),
        foods=foods,
        food_of=food_of,
        grams_of=grams_of,
        minutes=np.array([float(dish.minutes) for dish in ordered]),
        time=_time(wishes, ordered),
        toil=_toil(wishes, ordered),
        minutes_max=np.array([_minutes_max(day) for day in wishes.days]),
        distaste=np.array([1 - wishes.taste(dish.dish_id) for dish in ordered]),
        pack_g=np.array([offer.pack_g or 1.0 for offer in sold] + [1.0]),
        pack_usd=np.array([offer.cost_usd(offer.pack_g or 1.0) for offer in sold] + [0.0]),
        pantry_g=np.array([wishes.pantry.get(food, 0.0) for food in foods] + [0.0]),
        has_packs=np.array([offer.pack_g is not None for offer in sold] + [False]),
    )


def _amounts(dishes: Sequence[Dish], names: Sequence[Nutrient]) -> Floats:
    """Return what a quarter of a serving holds (R, N)."""
    amounts = [[dish.nutrients.get(name, 0.0) / 4 for name in names] for dish in dishes]
    return np.array(amounts).reshape(len(dishes), len(names))


def groups_of(eaters: Sequence[Eater]) -> Groups:
    """Return the groups of eaters with equal targets, the first come first."""
    kinds: dict[tuple[object, ...], int] = {}
    of_eater = [
        kinds.setdefault((e.energy_kcal, e.protein_g, e.limits), len(kinds)) for e in eaters
    ]
    firsts = tuple(eaters[of_eater.index(group)] for group in range(len(kinds)))
    return Groups(firsts, tuple(of_eater))


def positions_of(wishes: Wishes, index: Mapping[str, int], groups: Groups) -> tuple[Position, ...]:
    """Return every meal of the week in the order of eating."""
    found = []
    for day, wish in enumerate(wishes.days):
        for slot in (slot for slot in SLOTS if slot in wish.slots):
            lock = wishes.find_lock(day, slot)
            dish = FREE if lock is None else index[lock.dish_id]
            quarters = None if lock is None else _grouped(lock.quarters, groups)
            found.append(Position(day, slot, dish, quarters))
    return tuple(found)


def _grouped(quarters: tuple[int, ...] | None, groups: Groups) -> tuple[int, ...] | None:
    if quarters is None:
        return None
    return tuple(quarters[groups.of_eater.index(group)] for group in range(len(groups.eaters)))


def _nutrients_held(eaters: Sequence[Eater]) -> tuple[Nutrient, ...]:
    limited = {limit.nutrient for eater in eaters for limit in eater.limits}
    rest = sorted(limited - {Nutrient.ENERGY, Nutrient.PROTEIN})
    return (Nutrient.ENERGY, Nutrient.PROTEIN, *rest)


def _quarters(dishes: Sequence[Dish], groups: Groups) -> tuple[Ints, Ints]:
    """Return the fewest and most quarters of each dish in each slot; none if low > high."""
    energy = np.array([max(d.nutrients.get(Nutrient.ENERGY, 0.0), 1e-9) / 4 for d in dishes])
    day = np.array([eater.energy_kcal for eater in groups.eaters])
    ratio = day[None, :] / energy[:, None]
    shares = np.array([SHARE_RANGE[slot] for slot in SLOTS])
    low = np.ceil(np.clip(shares[:, 0, None, None] * ratio, QUARTERS_MIN, 1e6) - 1e-9)
    high = np.floor(np.clip(shares[:, 1, None, None] * ratio, 0, QUARTERS_MAX) + 1e-9)
    return low.astype(np.int64), high.astype(np.int64)


def _widen(low: Ints, high: Ints, positions: Sequence[Position]) -> None:
    """Let a locked dish have any portion where no usual one fits."""
    for position in positions:
        if position.dish != FREE:
            at = SLOTS.index(position.slot), position.dish
            fits = low[at] <= high[at]
            low[at] = np.where(fits, low[at], QUARTERS_MIN)
            high[at] = np.where(fits, high[at], QUARTERS_MAX)


def _pools(
    wishes: Wishes, dishes: Sequence[Dish], positions: Sequence[Position], fits: Bools
) -> Bools:
    """Return which dishes may stand at which position; a locked one has its dish alone."""
    pools = np.zeros((len(positions), len(dishes)), dtype=bool)
    for m, position in enumerate(positions):
        if position.dish != FREE:
            pools[m, position.dish] = True
            continue
        day = wishes.days[position.day]
        wanted = [position.slot in dish.slots and not day.refuses(dish) for dish in dishes]
        pools[m] = np.array(wanted, dtype=bool) & fits[SLOTS.index(position.slot)]
        if day.minutes_max is not None:
            quick = [d.ready_minutes <= day.minutes_max or d.keeps_days > 0 for d in dishes]
            pools[m] &= np.array(quick, dtype=bool)
    return pools


def _limits(wishes: Wishes, eaters: Sequence[Eater], names: Sequence[Nutrient]) -> Limits:
    """Return the weekly limits; where a group has none, its bound is infinite."""
    columns = sorted(
        {
            (names.index(limit.nutrient), kind)
            for eater in eaters
            for limit in eater.limits
            for kind in ("goal", "least", "most")
            if getattr(limit, kind) is not None
        }
    )
    bound = np.full((len(eaters), len(columns)), np.inf)
    for e, eater in enumerate(eaters):
        held = {names.index(limit.nutrient): limit for limit in eater.limits}
        for column, (nutrient, kind) in enumerate(columns):
            amount = _amount(held.get(nutrient), kind)
            if amount is not None:
                bound[e, column] = (1 if kind == "most" else -1) * amount * wishes.days_held
    scale = np.where(np.isfinite(bound), np.maximum(np.abs(bound), 1e-9), 1.0)
    return Limits(
        names=tuple(f"{names[n]}:{kind}" for n, kind in columns),
        nutrient=np.array([n for n, _ in columns], dtype=np.int64),
        sign=np.array([1.0 if kind == "most" else -1.0 for _, kind in columns]),
        bound=bound,
        scale=scale,
        is_goal=np.array([kind == "goal" for _, kind in columns], dtype=bool),
    )


def _amount(limit: DailyLimit | None, kind: str) -> float | None:
    amount: float | None = None if limit is None else getattr(limit, kind)
    return amount


def _day_targets(wishes: Wishes, targets: Sequence[float]) -> Floats:
    """Return (E, D) targets; a day that is over has none."""
    shares = np.array([0.0 if day.is_over else day.share for day in wishes.days])
    return np.outer(np.array(targets), shares)


def bands(targets: Floats, tolerance: float) -> tuple[Floats, Floats]:
    """Return the least and most of each day; no target, no limits."""
    held = targets > 0
    low = np.where(held, targets * (1 - tolerance), -np.inf)
    return low, np.where(held, targets * (1 + tolerance), np.inf)


def energy_bands(arrays: Arrays, margin: float = MARGIN) -> tuple[Floats, Floats]:
    """Return each group's least and most energy of each day, in kcal (E, D)."""
    return bands(arrays.energy_target, ENERGY_TOLERANCE - margin)


def protein_bands(arrays: Arrays, margin: float = MARGIN) -> tuple[Floats, Floats]:
    """Return each group's least and most protein of each day, in grams (E, D)."""
    return bands(arrays.protein_target, PROTEIN_TOLERANCE - margin)


def _ingredients(dishes: Sequence[Dish], index: Mapping[str, int]) -> tuple[Ints, Floats]:
    width = max((len(dish.grams) for dish in dishes), default=1)
    food_of = np.full((len(dishes), width), len(index), dtype=np.int64)
    grams_of = np.zeros((len(dishes), width))
    for r, dish in enumerate(dishes):
        for j, (food, grams) in enumerate(sorted(dish.grams.items())):
            food_of[r, j] = index[food]
            grams_of[r, j] = grams / 4
    return food_of, grams_of


def _toil(wishes: Wishes, dishes: Sequence[Dish]) -> Floats:
    """Return the points of cooking each dish once: its time, less that it is no leftover."""
    weights = wishes.weights
    minutes = np.array([float(dish.minutes) for dish in dishes])
    return weights.of_a_minute * minutes - weights.of_a_leftover


def _time(wishes: Wishes, dishes: Sequence[Dish]) -> Floats:
    """Return the minutes a cooking takes of each day (R, D).

    A dish that is not ready within the day's time takes all the time until it is, which is too
    much by itself: so one sum holds both limits.
    """
    limit = np.array([_minutes_max(day) for day in wishes.days])
    busy = np.array([float(dish.minutes) for dish in dishes]).reshape(-1, 1)
    ready = np.array([float(dish.ready_minutes) for dish in dishes]).reshape(-1, 1)
    return np.where(ready <= limit, busy, ready)


def _minutes_max(day: DayWish) -> float:
    return math.inf if day.minutes_max is None or day.is_over else float(day.minutes_max)
