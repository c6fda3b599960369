"""When a dish is cooked and when it is left over, and what its cookings count to."""

from dataclasses import dataclass

import numpy as np

from adapters.planning.arrays import Arrays, Ints

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


def kinds_of(arrays: Arrays) -> tuple[Ints, Ints]:
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
