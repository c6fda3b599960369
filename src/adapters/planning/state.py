"""A week being changed meal by meal, with every sum kept up to date."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from adapters.planning.arrays import (
    FREE,
    SLOTS,
    Arrays,
    Floats,
    Ints,
    energy_bands,
    protein_bands,
)
from domain.plans.dishes import CRUMB_G

GRAIN_G = 0.01
"""The "pack" of what is weighed out, so that all foods are counted alike."""

SAME_DAY = 1
_NO_LIMIT = 1_000_000


@dataclass(frozen=True)
class Cookings:
    """When a dish is cooked, given when it is eaten: bits of positions, and broken rules."""

    bits: int
    count: int
    repeated: int


class Kitchen:
    """Tells cookings from leftovers, the same way for every dish that keeps as long."""

    def __init__(self, arrays: Arrays) -> None:
        """Remember what has been worked out: a week meets the same few patterns again and again."""
        variety = arrays.wishes.variety
        self._day = [position.day for position in arrays.positions]
        self._most = variety.meals_of_a_cooking
        self._kinds = [(dish.keeps_days, variety.gap_days(dish)) for dish in arrays.dishes]
        self._known: dict[tuple[tuple[int, int], int], Cookings] = {}

    def kind_of(self, dish: int) -> tuple[int, int]:
        """Return what tells when a dish is cooked again: days it keeps, days between cookings."""
        return self._kinds[dish]

    def cookings(self, dish: int, eaten: int) -> Cookings:
        """Return the cookings of a dish that is eaten at these positions (bits)."""
        key = self._kinds[dish], eaten
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._work_out(*key)
        return found

    def _work_out(self, kind: tuple[int, int], eaten: int) -> Cookings:
        keeps, gap = kind
        bits = count = repeated = meals = 0
        cooked = last = -_NO_LIMIT
        for m, day in enumerate(self._day):
            if not eaten >> m & 1:
                continue
            repeated += day == last
            meals += 1
            if day - cooked > keeps or meals > self._most or day == last:
                repeated += day != last and day - last < gap
                bits, count, meals, cooked = bits | 1 << m, count + 1, 1, day
            last = day
        return Cookings(bits, count, repeated)


class Week:
    """The state of a search: a dish and quarters at each position, and all sums.

    Shape:
        `dish` (M,); `quarters` (M, E); `energy`, `protein` (E, D); `signed` (E, L) weekly amounts
        times the limit's sign; `grams` (I + 1,), `grams_of` (R, I + 1) a quarter;
        `minutes` (D,); `counts` (kinds,).
    """

    def __init__(self, arrays: Arrays, dish: Ints, quarters: Ints) -> None:
        """Begin with this dish and these quarters at each position."""
        self.arrays = arrays
        self.kitchen = Kitchen(arrays)
        self.day = np.array([position.day for position in arrays.positions])
        self.held = np.array([not arrays.wishes.days[d].is_over for d in self.day])
        self.columns = arrays.limits.sign * arrays.nutrients[:, arrays.limits.nutrient]
        self.sizes = arrays.groups.sizes
        self.pack_g = np.where(arrays.has_packs, arrays.pack_g, GRAIN_G)
        self.pack_usd = np.where(arrays.has_packs, arrays.pack_usd, arrays.pack_usd * GRAIN_G)
        self.kinds, self.most_of_kind = _kinds_of(arrays)
        needed = sorted(arrays.wishes.use_up)
        self._needed = np.array([arrays.foods.index(food) for food in needed], dtype=np.int64)
        self.must_use = np.array([arrays.wishes.use_up[food] for food in needed])
        self.useful = (
            (arrays.food_of[:, :, None] == self._needed) * arrays.grams_of[:, :, None]
        ).sum(axis=1)
        self.grams_of = np.zeros((len(arrays.dishes), len(arrays.foods) + 1))
        np.add.at(
            self.grams_of, (np.arange(len(arrays.dishes))[:, None], arrays.food_of), arrays.grams_of
        )
        self.load(dish, quarters)

    def load(self, dish: Ints, quarters: Ints) -> None:
        """Take over a whole week."""
        a, groups, days = self.arrays, len(self.sizes), len(self.arrays.wishes.days)
        self.dish = np.full(len(a.positions), FREE, dtype=np.int64)
        self.quarters = np.zeros((len(a.positions), groups), dtype=np.int64)
        self.energy, self.protein = np.zeros((groups, days)), np.zeros((groups, days))
        self.signed = np.zeros((groups, self.columns.shape[1]))
        self.grams = np.zeros(len(a.foods) + 1)
        self.minutes = np.zeros(days)
        self.counts = np.zeros(len(self.most_of_kind), dtype=np.int64)
        self.eaten: dict[int, int] = {}
        self.repeated = 0
        self.toil = self.arrays.wishes.weights.of_a_leftover * len(a.positions)
        self.distaste = 0.0
        for m in range(len(a.positions)):
            self.put(m, int(dish[m]), quarters[m])

    def put(self, m: int, dish: int, quarters: Ints) -> None:
        """Put a dish on an empty position."""
        self.dish[m] = dish
        self.distaste += float(self.arrays.distaste[dish])
        self._eat(dish, self.eaten.get(dish, 0) | 1 << m)
        self._portion(m, dish, quarters)
        self.quarters[m] = quarters

    def take(self, m: int) -> tuple[int, Ints]:
        """Empty a position; return what stood there."""
        dish, quarters = int(self.dish[m]), self.quarters[m].copy()
        self._portion(m, dish, -quarters)
        self.quarters[m] = 0
        self._eat(dish, self.eaten[dish] & ~(1 << m))
        self.distaste -= float(self.arrays.distaste[dish])
        self.dish[m] = FREE
        return dish, quarters

    def change(self, m: int, group: int, quarters: int) -> None:
        """Give a group more or fewer quarters of the dish that stands there."""
        delta = np.zeros(len(self.sizes), dtype=np.int64)
        delta[group] = quarters
        self._portion(m, int(self.dish[m]), delta)
        self.quarters[m, group] += quarters

    def _portion(self, m: int, dish: int, quarters: Ints) -> None:
        a, d = self.arrays, self.day[m]
        self.energy[:, d] += quarters * a.nutrients[dish, 0]
        self.protein[:, d] += quarters * a.nutrients[dish, 1]
        if self.held[m]:
            self.signed += quarters[:, None] * self.columns[dish]
        self.grams[a.food_of[dish]] += a.grams_of[dish] * float(quarters @ self.sizes)

    def _eat(self, dish: int, eaten: int) -> None:
        before = self.kitchen.cookings(dish, self.eaten.get(dish, 0))
        after = self.kitchen.cookings(dish, eaten)
        if eaten:
            self.eaten[dish] = eaten
        else:
            del self.eaten[dish]
        time = self.arrays.time[dish]
        for m in bits_of(after.bits & ~before.bits):
            self.minutes[self.day[m]] += time[self.day[m]]
        for m in bits_of(before.bits & ~after.bits):
            self.minutes[self.day[m]] -= time[self.day[m]]
        self.toil += float(self.arrays.toil[dish]) * (after.count - before.count)
        self.counts[self.kinds[dish]] += after.count - before.count
        self.repeated += after.repeated - before.repeated

    def cost_usd(self) -> float:
        """Return what has to be bought, and what already was."""
        return float(self.prices(self.grams).sum()) + self.arrays.wishes.spent_usd

    @property
    def used(self) -> Floats:
        """Return the grams used of each food that must be used up."""
        used: Floats = self.grams[self._needed]
        return used

    def unused(self) -> Floats:
        """Return which share of each food that must be used up is not."""
        return np.maximum(1 - self.used / self.must_use, 0.0) if self.must_use.size else np.zeros(1)

    def unused_of(self, grams: Floats) -> Floats:
        """Return the same of other weeks' grams (C, I + 1)."""
        unused: Floats = np.maximum(1 - grams[:, self._needed] / self.must_use, 0.0)
        return unused

    def prices(self, grams: Floats) -> Floats:
        """Return what buying each food costs when so much of it is used (…, I + 1)."""
        short = np.maximum(grams - self.arrays.pantry_g - CRUMB_G, 0.0)
        packs: Floats = np.ceil(short / self.pack_g) * self.pack_usd
        return packs


def bits_of(bits: int) -> Sequence[int]:
    """Return the positions of the bits that are set."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


def _kinds_of(arrays: Arrays) -> tuple[Ints, Ints]:
    """Return the two kinds each dish counts to, protein and kitchen, and how many are allowed.

    Kind 0 is what nobody counts.
    """
    wishes, variety = arrays.wishes, arrays.wishes.variety
    index: dict[str, int] = {"": 0}
    most = [_NO_LIMIT]
    kinds = np.zeros((len(arrays.dishes), 2), dtype=np.int64)
    for r, dish in enumerate(arrays.dishes):
        for column, (kind, free, allowed) in enumerate(
            (
                (
                    f"protein {dish.protein_source}",
                    wishes.free_proteins,
                    variety.cookings_of_a_protein,
                ),
                (f"kitchen {dish.kitchen}", wishes.free_kitchens, variety.cookings_of_a_kitchen),
            )
        ):
            if not dish.is_main or kind.partition(" ")[2] in free:
                continue
            if kind not in index:
                index[kind] = len(most)
                most.append(allowed)
            kinds[r, column] = index[kind]
    return kinds, np.array(most)


def bands_of(arrays: Arrays) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Return the bands of energy and protein (E, D)."""
    return energy_bands(arrays), protein_bands(arrays)


def slot_of(arrays: Arrays, m: int) -> int:
    """Return the slot of a position as a number."""
    return SLOTS.index(arrays.positions[m].slot)
