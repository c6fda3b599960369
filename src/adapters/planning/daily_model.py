"""The week day by day, in whole numbers: the proof where the weekly programme has none.

What the weekly programme leaves out stands here: each day's meals, its cookings and its time, the
leftovers of the days before, quarters of a serving for each group of eaters. What is counted over
the week (money, nutrients, variety) stands there and is left out here: with it, nothing more was
proved in the seconds there are. No points are counted either; a solution is left to the search.

Variables: `serve` of a dish at a meal and `cook` of a dish on a day (0 or 1), `more` quarters of it
beyond the fewest (per group).
"""

from collections.abc import Iterable

import numpy as np

from adapters.planning.arrays import (
    SLOTS,
    Arrays,
    Floats,
    Ints,
    energy_bands,
    protein_bands,
)
from adapters.planning.programme import (
    ENERGY,
    MINUTES,
    PROTEIN,
    STRUCTURE,
    LinearProgramme,
    Rows,
)

WISHES_OF_A_DAY = (MINUTES, PROTEIN, ENERGY)
"""The groups of wishes that stand here, those first that users can give way in."""


def daily_programme_of(arrays: Arrays, held: Iterable[str]) -> LinearProgramme:
    """Return the programme of all days that holds these groups of wishes, and no others."""
    return _Builder(arrays, frozenset(held)).build()


class _Builder:
    """Writes the rows, group by group.

    Shape:
        S servings a plan may have: `meal`, `dish`, `day` (S,); `fewest`, `most` (S, E) quarters.
        C cookings it may have: `when`, `cooked` (C,).
    """

    def __init__(self, arrays: Arrays, held: frozenset[str]) -> None:
        self.arrays, self.held = arrays, held
        self.rows = Rows()
        self.meal, self.dish = np.nonzero(arrays.pools)
        days = np.array([position.day for position in arrays.positions], dtype=np.int64)
        slots = np.array([SLOTS.index(position.slot) for position in arrays.positions])
        self.day = days[self.meal]
        self.fewest = arrays.low[slots[self.meal], self.dish].astype(float)
        self.most = arrays.high[slots[self.meal], self.dish].astype(float)
        for m, position in enumerate(arrays.positions):
            if position.quarters is not None:
                self.fewest[self.meal == m] = self.most[self.meal == m] = position.quarters
        both = np.unique(np.stack([self.day, self.dish]), axis=1)
        if MINUTES in held:
            both = both[:, arrays.time[both[1], both[0]] <= arrays.minutes_max[both[0]]]
        self.when, self.cooked = both
        self.servings, self.groups = self.fewest.shape
        self.serve = np.arange(self.servings)
        self.cook = self.servings * (1 + self.groups) + np.arange(len(self.when))
        self.size = self.servings * (1 + self.groups) + len(self.when)

    def build(self) -> LinearProgramme:
        self._meals()
        self._dishes()
        self._minutes()
        self._bands()
        high = np.full(self.size, np.inf)
        high[: self.servings] = high[self.cook] = 1.0
        whole = np.ones(self.size, dtype=bool)
        zeros = np.zeros(self.size)
        return LinearProgramme(
            cost=zeros, constant=0.0, low=zeros, high=high, rows=self.rows, whole=whole
        )

    def _more(self, group: int) -> Ints:
        """Return where `more` of a group stands for each serving."""
        columns: Ints = self.serve + self.servings * (1 + group)
        return columns

    def _meals(self) -> None:
        """Each meal has one dish, and portions within their range."""
        count = len(self.arrays.positions)
        ones = np.ones(count)
        self.rows.add_many(
            STRUCTURE, ones, ones, [self.meal], [self.serve], [np.ones(self.servings)]
        )
        for group in range(self.groups):
            self.rows.add_many(
                STRUCTURE,
                np.full(self.servings, -np.inf),
                np.zeros(self.servings),
                [self.serve, self.serve],
                [self._more(group), self.serve],
                [np.ones(self.servings), (self.fewest - self.most)[:, group]],
            )

    def _dishes(self) -> None:
        """Let a dish be eaten once a day, cooked or left over, and cooked again after its gap."""
        variety, days = self.arrays.wishes.variety, len(self.arrays.wishes.days)
        order = np.lexsort((self.day, self.dish))
        for mine in np.split(order, np.flatnonzero(np.diff(self.dish[order])) + 1):
            dish = int(self.dish[mine[0]])
            cook = np.flatnonzero(self.cooked == dish)
            eaten = [mine[self.day[mine] == day] for day in range(days)]
            cooked = [self.cook[cook[self.when[cook] == day]] for day in range(days)]
            keeps, gap = (
                self.arrays.dishes[dish].keeps_days,
                variety.gap_days(self.arrays.dishes[dish]),
            )
            for day in range(days):
                self._at_most(1, [eaten[day]])
                self._at_most(0, [cooked[day]], [eaten[day]])
                fresh = cooked[max(0, day - keeps) : day + 1]
                self._at_most(0, [eaten[day]], fresh)
                if gap < days:
                    for before in range(max(0, day - gap + 1), day):
                        self._at_most(1, [cooked[day], eaten[before]])
            if gap >= days:
                self._at_most(1, cooked)
            self._at_most(0, eaten, cooked, float(variety.meals_of_a_cooking))

    def _at_most(
        self,
        most: float,
        some: Iterable[Ints],
        others: Iterable[Ints] = (),
        times: float = 1.0,
    ) -> None:
        """Hold some columns, less others times a factor, to so much."""
        plus = np.concatenate([np.empty(0, np.int64), *some])
        minus = np.concatenate([np.empty(0, np.int64), *others])
        if len(plus) > most:
            values = np.concatenate([np.ones(len(plus)), np.full(len(minus), -times)])
            self.rows.add(STRUCTURE, -np.inf, most, np.concatenate([plus, minus]), values)

    def _minutes(self) -> None:
        if MINUTES not in self.held:
            return
        for day, most in enumerate(self.arrays.minutes_max.tolist()):
            mine = np.flatnonzero(self.when == day)
            if np.isfinite(most) and len(mine):
                minutes = self.arrays.time[self.cooked[mine], day]
                self.rows.add(MINUTES, -np.inf, most, self.cook[mine], minutes)

    def _amount(self, group: int, n: int, mine: Ints) -> tuple[Ints, Floats]:
        """Return the columns of these servings that bring a group a nutrient, and how much."""
        amount = self.arrays.nutrients[self.dish[mine], n]
        columns = np.concatenate([mine, self._more(group)[mine]])
        return columns, np.concatenate([amount * self.fewest[mine, group], amount])

    def _bands(self) -> None:
        for n, name, (low, high) in (
            (0, ENERGY, energy_bands(self.arrays, 0.0)),
            (1, PROTEIN, protein_bands(self.arrays, 0.0)),
        ):
            if name not in self.held:
                continue
            for group, day in np.argwhere(np.isfinite(high)).tolist():
                columns, values = self._amount(group, n, np.flatnonzero(self.day == day))
                self.rows.add(name, low[group, day], high[group, day], columns, values)
