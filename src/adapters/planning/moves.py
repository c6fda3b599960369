"""What a dish costs beside its portions, and all portions of one eater's day scored at once."""

import itertools
from collections.abc import Sequence

import numpy as np

from adapters.planning.arrays import (
    Arrays,
    Floats,
    Ints,
    energy_bands,
    protein_bands,
)
from adapters.planning.state import Week, bits_of, slot_of
from adapters.planning.tariff import Tariff
from domain.plans.dishes import CRUMB_G


class Pool:
    """Dishes that may stand at the same positions, with everything that never changes."""

    def __init__(self, week: Week, dishes: Ints) -> None:
        """Take the dishes, in ascending order."""
        a = week.arrays
        self.dishes = dishes
        self.time, self.toil = a.time[dishes], a.toil[dishes]
        self.distaste = a.distaste[dishes]
        self.kinds = week.kinds[dishes]
        self.place = {int(dish): c for c, dish in enumerate(dishes)}
        by_keeping: dict[tuple[int, int], list[int]] = {}
        for c, dish in enumerate(dishes):
            by_keeping.setdefault(week.kitchen.kind_of(int(dish)), []).append(c)
        self.by_keeping = [np.array(places) for places in by_keeping.values()]


class Moves:
    """Scores what could change in a week, under a tariff that may be changed at any time."""

    def __init__(self, week: Week, tariff: Tariff, pools: Sequence[Ints]) -> None:
        """Take the dishes to consider at each position."""
        self.week, self.tariff = week, tariff
        arrays = week.arrays
        self.may = np.zeros((len(pools), len(arrays.dishes)), dtype=bool)
        for m, dishes in enumerate(pools):
            self.may[m, dishes] = True
        kinds: dict[bytes, int] = {}
        self.kind_of_pool = [kinds.setdefault(row.tobytes(), len(kinds)) for row in self.may]
        self._pools: dict[frozenset[int], Pool] = {}
        self.slots = [slot_of(arrays, m) for m in range(len(pools))]
        self.energy_low, self.energy_high = energy_bands(arrays)
        self.protein_low, self.protein_high = protein_bands(arrays)
        self.free = [m for m, p in enumerate(arrays.positions) if p.quarters is None]
        self.of_day = [
            [m for m in self.free if arrays.positions[m].day == day]
            for day in range(len(arrays.wishes.days))
        ]
        self._steps = {
            n: np.array(list(itertools.product((0, -1, 1), repeat=n)), dtype=np.int64)
            for n in range(5)
        }

    def pool_of(self, places: Sequence[int]) -> Pool:
        """Return the dishes that may stand at all these positions."""
        key = frozenset(self.kind_of_pool[m] for m in places)
        found = self._pools.get(key)
        if found is None:
            dishes = np.flatnonzero(self.may[list(places)].all(axis=0))
            found = self._pools[key] = Pool(self.week, dishes)
        return found

    def days_but(self, days: Sequence[int]) -> float:
        """Return the score of all days but these."""
        week, tariff = self.week, self.tariff
        all_days = (
            outside(week.energy, self.energy_low, self.energy_high) * tariff.energy
            + outside(week.protein, self.protein_low, self.protein_high) * tariff.protein
        ).sum(axis=0)
        return float(all_days.sum() - all_days[list(days)].sum())

    def cooking_of(self, pool: Pool, places: Sequence[int]) -> Floats:
        """Return taste, time, repetition and variety of each dish.

        Dishes new to the week are worked out together if they keep as long; those the week
        already has one by one, since they may be leftovers.
        """
        week, tariff = self.week, self.tariff
        bits = sum(1 << m for m in places)
        late = np.maximum(week.minutes - week.arrays.minutes_max, 0.0)
        crowd = int(np.maximum(week.counts - week.most_of_kind, 0).sum())
        score = len(places) * tariff.distaste * pool.distaste + tariff.repeated * week.repeated
        alike = pool.by_keeping if len(places) > 1 else [np.arange(len(pool.dishes))]
        for members in alike:
            cookings = week.kitchen.cookings(int(pool.dishes[members[0]]), bits)
            days = [int(week.day[m]) for m in bits_of(cookings.bits)]
            longer = (
                week.minutes[days] + pool.time[members][:, days] - week.arrays.minutes_max[days]
            )
            score[members] += tariff.late * (
                np.maximum(longer, 0.0).sum(axis=1) + late.sum() - late[days].sum()
            )
            score[members] += tariff.eagerness * cookings.count * pool.toil[members]
            more = week.counts + cookings.count - np.maximum(week.counts, week.most_of_kind)
            crowded = np.maximum(more, 0)[pool.kinds[members]].sum(axis=1)
            score[members] += tariff.variety * (crowd + crowded)
            score[members] += tariff.repeated * cookings.repeated
        for dish, eaten in week.eaten.items():
            place = pool.place.get(dish)
            if place is not None:
                score[place] = self._again(dish, eaten, places, float(late.sum()), crowd)
        return score

    def _again(
        self, dish: int, eaten: int, places: Sequence[int], late: float, crowd: int
    ) -> float:
        """Return the same for a dish that is eaten elsewhere in the week."""
        week, tariff = self.week, self.tariff
        before = week.kitchen.cookings(dish, eaten)
        after = week.kitchen.cookings(dish, eaten | sum(1 << m for m in places))
        more = after.count - before.count
        time = week.arrays.time[dish]
        if before.bits != after.bits and tariff.has_time_limit:
            changed = week.minutes.copy()
            for bit in bits_of(after.bits & ~before.bits):
                changed[week.day[bit]] += time[week.day[bit]]
            for bit in bits_of(before.bits & ~after.bits):
                changed[week.day[bit]] -= time[week.day[bit]]
            late = float(np.maximum(changed - week.arrays.minutes_max, 0.0).sum())
        if more:
            counts = week.counts.copy()
            counts[week.kinds[dish]] += more
            crowd = int(np.maximum(counts - week.most_of_kind, 0).sum())
        return (
            len(places) * tariff.distaste * float(week.arrays.distaste[dish])
            + tariff.eagerness * float(week.arrays.toil[dish]) * more
            + tariff.late * late
            + tariff.variety * crowd
            + tariff.repeated * (week.repeated + after.repeated - before.repeated)
        )

    def portions(self, d: int, group: int) -> tuple[list[int], Ints, Floats]:
        """Return the ways one group's portions of a day may change by a quarter each.

        Returns:
            The positions, the changes (C, positions), and what of the score depends on them (C,).
        """
        week, a = self.week, self.week.arrays
        places = self.of_day[d]
        steps = self._steps[len(places)]
        dishes = week.dish[places]
        now = week.quarters[places, group]
        low, high = self._range(places, dishes, group)
        after = now + steps
        allowed = ((after >= low) & (after <= high)).all(axis=1)
        allowed[0] = True
        steps = steps[allowed]
        return places, steps, self._portion_scores(d, group, dishes, steps, a)

    def _range(self, places: Sequence[int], dishes: Ints, group: int) -> tuple[Ints, Ints]:
        a = self.week.arrays
        slots = [slot_of(a, m) for m in places]
        return a.low[slots, dishes, group], a.high[slots, dishes, group]

    def _portion_scores(self, d: int, group: int, dishes: Ints, steps: Ints, a: Arrays) -> Floats:
        week, tariff = self.week, self.tariff
        energy = week.energy[group, d] + steps @ a.nutrients[dishes, 0]
        protein = week.protein[group, d] + steps @ a.nutrients[dishes, 1]
        score: Floats = tariff.energy[group, d] * outside(
            energy, self.energy_low[group, d], self.energy_high[group, d]
        ) + tariff.protein[group, d] * outside(
            protein, self.protein_low[group, d], self.protein_high[group, d]
        )
        if not a.wishes.days[d].is_over:
            weekly = week.signed[group] - a.limits.bound[group] + steps @ week.columns[dishes]
            score += np.maximum(weekly, 0.0) @ tariff.weekly[group]
        used = week.grams_of[dishes]
        foods = np.flatnonzero(used.any(axis=0))
        grams = week.grams[foods] + (steps @ used[:, foods]) * week.sizes[group]
        short = np.maximum(grams - a.pantry_g[foods] - CRUMB_G, 0.0)
        cost = (np.ceil(short / week.pack_g[foods]) * week.pack_usd[foods]).sum(axis=1)
        now = week.prices(week.grams)
        if week.must_use.size:
            eaten = week.used + (steps @ week.useful[dishes]) * week.sizes[group]
            score += tariff.use_up * np.maximum(1 - eaten / week.must_use, 0.0).sum(axis=1)
        return score + tariff.money(float(now.sum() - now[foods].sum()) + cost)

    def score(self) -> float:
        """Return the score of the week as it stands."""
        week, tariff = self.week, self.tariff
        weekly = np.maximum(week.signed - week.arrays.limits.bound, 0.0) * tariff.weekly
        late = np.maximum(week.minutes - week.arrays.minutes_max, 0.0).sum()
        crowd = np.maximum(week.counts - week.most_of_kind, 0).sum()
        money = tariff.money(week.prices(week.grams).sum()[None])[0]
        return float(
            weekly.sum()
            + self.days_but([])
            + money
            + tariff.constant(week)
            + tariff.late * late
            + tariff.variety * crowd
            + tariff.repeated * week.repeated
            + tariff.use_up * float(week.unused().sum())
        )


def outside(amount: Floats, low: Floats, high: Floats) -> Floats:
    """Return how far amounts are outside a band."""
    far: Floats = np.maximum(np.maximum(low - amount, amount - high), 0.0)
    return far
