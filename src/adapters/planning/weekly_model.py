"""The week without its days, as a linear programme: bound, proof of infeasibility, guide.

Every plan is a solution of this programme, so its optimum is a lower bound of every plan's points
and its infeasibility proves that there is no plan. What it leaves out (days, order, whole numbers)
only makes it easier.

Variables per household: `use` of a dish in a slot (meals), `more` quarters beyond the fewest
(per bloc of eaters), `cook` of a dish (cookings), `buy` of a food (packs, or grams of what is
weighed out), `miss` of a goal (share).

A bloc is a set of eaters whose portions and limits are added up. All eaters in one make a small
programme; each group of equal eaters in its own makes the tightest, for one dish must then suit
everybody's own needs.
"""

import itertools
from dataclasses import dataclass

import numpy as np

from adapters.planning.arrays import (
    FREE,
    SLOTS,
    Arrays,
    Bools,
    Floats,
    Ints,
    energy_bands,
    protein_bands,
)
from adapters.planning.programme import (
    BUDGET,
    ENERGY,
    MINUTES,
    PROTEIN,
    STRUCTURE,
    USE_UP,
    VARIETY,
    LinearProgramme,
    Rows,
)
from domain.plans.dishes import CRUMB_G


@dataclass(frozen=True)
class Layout:
    """Where each kind of variable stands.

    Shape:
        `dish`, `slot`, `period`: (U,) of each use; `cooked`, `when`: dish and period of each
        cooking (C,); `low`, `high`: (U, B) quarters of one meal, of a bloc's eaters together.
    """

    dish: Ints
    slot: Ints
    period: Ints
    low: Floats
    high: Floats
    cooked: Ints
    when: Ints
    foods: int
    goals: int
    """Per bloc."""

    @property
    def uses(self) -> int:
        """Return how many uses there are."""
        return len(self.dish)

    @property
    def cook(self) -> int:
        """Return where `cook` begins, after `use` and the `more` of each bloc."""
        return self.uses * (1 + self.blocs)

    @property
    def blocs(self) -> int:
        """Return how many blocs of eaters there are."""
        return int(self.low.shape[1])

    def more(self, bloc: int) -> Ints:
        """Return where `more` of a bloc stands for each use."""
        return self.uses * (1 + bloc) + np.arange(self.uses)

    @property
    def buy(self) -> int:
        """Return where `buy` begins."""
        return self.cook + len(self.cooked)

    @property
    def miss(self) -> int:
        """Return where `miss` begins."""
        return self.buy + self.foods

    @property
    def size(self) -> int:
        """Return the number of variables."""
        return self.miss + self.goals * self.blocs


@dataclass(frozen=True, kw_only=True)
class Programme(LinearProgramme):
    """The weekly programme: where its variables stand, and the period of each day (D,)."""

    layout: Layout
    periods: Ints


@dataclass(frozen=True)
class Fixed:
    """What the meals bring whose dish and portions are both locked.

    Shape:
        `meals` (P, R); `nutrients` (B, P, N) of the days still held; `grams` (I + 1,).
    """

    meals: Floats
    nutrients: Floats
    grams: Floats
    distaste: float


def programme_of(arrays: Arrays, *, each_group: bool = False) -> Programme:
    """Return the weekly programme, of all eaters together or of each group of them."""
    periods = periods_of(arrays)
    sizes = arrays.groups.sizes
    blocs = np.diag(sizes) if each_group else sizes[None, :]
    layout = _layout(arrays, periods, blocs)
    builder = _Builder(arrays, layout, periods, blocs)
    rows = builder.build()
    low, high, whole = builder.bounds()
    return Programme(
        layout=layout,
        periods=periods,
        cost=builder.cost(),
        constant=builder.constant(),
        low=low,
        high=high,
        rows=rows,
        whole=whole,
    )


def periods_of(arrays: Arrays) -> Ints:
    """Return the period of each day (D,): days in a row that have as much time to cook.

    The first day stands alone: it has no leftovers, all its meals are cooked.
    """
    limit = arrays.minutes_max
    changes = [False, *(limit[1:] != limit[:-1]).tolist()]
    changes[1:2] = [True]
    return np.cumsum(changes[: len(limit)]).astype(np.int64)


def _layout(arrays: Arrays, periods: Ints, blocs: Floats) -> Layout:
    shape = (int(periods[-1]) + 1, len(SLOTS), len(arrays.dishes))
    offered = np.zeros(shape, dtype=bool)
    eaten = np.zeros((shape[0], shape[2]), dtype=bool)
    for m, position in enumerate(arrays.positions):
        period = periods[position.day]
        eaten[period] |= arrays.pools[m]
        if position.quarters is None:
            offered[period, SLOTS.index(position.slot)] |= arrays.pools[m]
    period, slot, dish = np.nonzero(offered)
    when, cooked = np.nonzero(eaten)
    return Layout(
        dish=dish,
        slot=slot,
        period=period,
        low=arrays.low[slot, dish] @ blocs.T,
        high=arrays.high[slot, dish] @ blocs.T,
        cooked=cooked,
        when=when,
        foods=len(arrays.foods),
        goals=int(arrays.limits.is_goal.sum()),
    )


class _Builder:
    """Writes the rows of one programme, group by group.

    `blocs` (B, E) holds how many eaters of each group a bloc has.
    """

    def __init__(self, arrays: Arrays, layout: Layout, periods: Ints, blocs: Floats) -> None:
        self.arrays = arrays
        self.at = layout
        self.periods = periods
        self.rows = Rows()
        self.blocs = blocs
        self.sizes = arrays.groups.sizes
        self.count = int(periods[-1]) + 1
        self.days = np.bincount(periods, minlength=self.count)
        self.columns = np.arange(layout.uses)
        self.fixed = _fixed_of(arrays, periods, blocs)
        self.most = self._most_cookings()
        self.yields = self._meals_of_a_cooking()
        self.over = np.array([day.is_over for day in arrays.wishes.days])

    def build(self) -> Rows:
        """Return all rows."""
        self._meals()
        self._portions()
        self._cookings()
        self._day_targets()
        self._weekly_limits()
        self._minutes()
        self._variety()
        self._buying()
        self._whole_packs()
        self._budget()
        self._use_up()
        return self.rows

    def _most_cookings(self) -> Floats:
        """Return how often each dish may be cooked in the week (R,)."""
        variety, days = self.arrays.wishes.variety, len(self.arrays.wishes.days)
        gaps = np.array([max(1, variety.gap_days(dish)) for dish in self.arrays.dishes])
        most = 1.0 + (days - 1) // gaps
        return np.maximum(most, self.fixed.meals.sum(axis=0))

    def _meals_of_a_cooking(self) -> Floats:
        """Return how many meals one cooking of each dish yields at most (R,)."""
        most = self.arrays.wishes.variety.meals_of_a_cooking
        return np.array([float(min(most, 1 + dish.keeps_days)) for dish in self.arrays.dishes])

    def _meals(self) -> None:
        """Each slot is filled as often as it is free."""
        free = [
            (int(self.periods[p.day]), SLOTS.index(p.slot))
            for p in self.arrays.positions
            if p.quarters is None
        ]
        for period, slot in sorted(set(free)):
            columns = self.columns[(self.at.slot == slot) & (self.at.period == period)]
            count = float(free.count((period, slot)))
            self.rows.add(STRUCTURE, count, count, columns, np.ones(len(columns)))

    def _portions(self) -> None:
        """`more` is at most what the meals allow."""
        for bloc in range(self.at.blocs):
            self.rows.add_many(
                STRUCTURE,
                np.full(self.at.uses, -np.inf),
                np.zeros(self.at.uses),
                [self.columns, self.columns],
                [self.at.more(bloc), self.columns],
                [np.ones(self.at.uses), (self.at.low - self.at.high)[:, bloc]],
            )

    def _cookings(self) -> None:
        """Meals of a dish are at least its cookings, and at most what these yield.

        What is eaten up to the end of a period was cooked before it, and a dish is eaten once a
        day: one cooking fills no more meals of a period than it has days.
        """
        for period in range(self.count):
            upto = self.yields
            self._limit_meals(self.at.period <= period, self.at.when <= period, period, upto)
            alone = np.minimum(self.yields, self.days[period])
            if (alone < self.yields).any():
                self._limit_meals(
                    self.at.period == period, self.at.when <= period, period, alone, alone=True
                )
            self._cooked_is_eaten(period)
        self._limit_cookings()

    def _limit_meals(
        self,
        uses: Bools,
        cookings: Bools,
        period: int,
        yields: Floats,
        *,
        alone: bool = False,
    ) -> None:
        """Meals of these uses are at most what these cookings yield, dish by dish."""
        use, cook = np.flatnonzero(uses), np.flatnonzero(cookings)
        fixed = self.fixed.meals[period] if alone else self.fixed.meals[: period + 1].sum(axis=0)
        rows, inverse = np.unique(
            np.concatenate([self.at.dish[use], self.at.cooked[cook]]), return_inverse=True
        )
        self.rows.add_many(
            STRUCTURE,
            np.full(len(rows), -np.inf),
            -fixed[rows],
            [inverse],
            [np.concatenate([use, self.at.cook + cook])],
            [np.concatenate([np.ones(len(use)), -yields[self.at.cooked[cook]]])],
        )

    def _cooked_is_eaten(self, period: int) -> None:
        use = np.flatnonzero(self.at.period == period)
        cook = np.flatnonzero(self.at.when == period)
        rows, inverse = np.unique(
            np.concatenate([self.at.dish[use], self.at.cooked[cook]]), return_inverse=True
        )
        self.rows.add_many(
            STRUCTURE,
            -self.fixed.meals[period][rows],
            np.full(len(rows), np.inf),
            [inverse],
            [np.concatenate([use, self.at.cook + cook])],
            [np.concatenate([np.ones(len(use)), -np.ones(len(cook))])],
        )

    def _limit_cookings(self) -> None:
        rows, inverse = np.unique(self.at.cooked, return_inverse=True)
        self.rows.add_many(
            STRUCTURE,
            np.full(len(rows), -np.inf),
            self.most[rows],
            [inverse],
            [self.at.cook + np.arange(len(self.at.cooked))],
            [np.ones(len(self.at.cooked))],
        )

    def _amount(self, bloc: int, n: int, mine: Ints) -> tuple[Ints, Floats]:
        """Return the columns of these uses that bring a bloc a nutrient, and how much of it."""
        amount = self.arrays.nutrients[self.at.dish[mine], n]
        return (
            np.concatenate([mine, self.at.more(bloc)[mine]]),
            np.concatenate([amount * self.at.low[mine, bloc], amount]),
        )

    def _day_targets(self) -> None:
        """Hold the sum of a period's days and a bloc's eaters to what each is held to."""
        for n, group, (low, high) in (
            (0, ENERGY, energy_bands(self.arrays, 0.0)),
            (1, PROTEIN, protein_bands(self.arrays, 0.0)),
        ):
            for period, bloc in itertools.product(range(self.count), range(self.at.blocs)):
                held = self.blocs[bloc] > 0
                at = np.ix_(held, (self.periods == period) & ~self.over)
                if not low[at].size or not np.isfinite(high[at]).all():
                    continue
                mine = np.flatnonzero(self.at.period == period)
                fixed = self.fixed.nutrients[bloc, period, n]
                least, most = (
                    self.blocs[bloc, held] @ each[at].sum(axis=1) for each in (low, high)
                )
                self.rows.add(group, least - fixed, most - fixed, *self._amount(bloc, n, mine))

    def _weekly_limits(self) -> None:
        limits = self.arrays.limits
        for bloc, sizes in enumerate(self.blocs):
            goals = itertools.count(self.at.miss + bloc * self.at.goals)
            for column, name in enumerate(limits.names):
                bounds, n = limits.bound[:, column], int(limits.nutrient[column])
                held = np.isfinite(bounds) & (sizes > 0)
                fixed = self.fixed.nutrients[bloc, :, n].sum()
                if limits.is_goal[column]:
                    self._goal_row(bloc, n, -bounds[held], sizes[held], next(goals))
                elif (held == (sizes > 0)).all():
                    bound = float(sizes[held] @ bounds[held])
                    low, high = (-np.inf, bound) if limits.sign[column] > 0 else (-bound, np.inf)
                    columns, values = self._amount(bloc, n, self.columns)
                    self.rows.add(
                        name.partition(":")[0], low - fixed, high - fixed, columns, values
                    )

    def _goal_row(self, bloc: int, n: int, goals: Floats, sizes: Floats, miss: int) -> None:
        """Amount + miss * goal >= goal, summed over the eaters who have it.

        Eaters' goals differ; a share missed of the largest is the least that can be missed.
        """
        wanted = float(goals @ sizes) - float(self.fixed.nutrients[bloc, :, n].sum())
        columns, values = self._amount(bloc, n, self.columns)
        self.rows.add(
            STRUCTURE,
            wanted,
            np.inf,
            np.concatenate([columns, [miss]]),
            np.concatenate([values, [float(goals.max(initial=0.0))]]),
        )

    def _minutes(self) -> None:
        """All cookings of a period fit its time, and each fits a day of it."""
        firsts = np.searchsorted(self.periods, np.arange(self.count))
        minutes = self.arrays.time[self.at.cooked, firsts[self.at.when]]
        for period in range(self.count):
            time = self.arrays.minutes_max[self.periods == period]
            if np.isfinite(time).all():
                cook = np.flatnonzero(self.at.when == period)
                columns = cook + self.at.cook
                self.rows.add(MINUTES, -np.inf, float(time.sum()), columns, minutes[cook])
                locked = self.fixed.meals[period, self.at.cooked[cook]] > 0
                long = columns[(minutes[cook] > time[0]) & ~locked]
                if len(long):
                    self.rows.add(MINUTES, -np.inf, 0.0, long, np.ones(len(long)))

    def _variety(self) -> None:
        """Cookings of one protein and of one kitchen are few."""
        wishes, dishes = self.arrays.wishes, self.arrays.dishes
        variety = wishes.variety
        for names, most, free in (
            (
                [d.protein_source for d in dishes],
                variety.cookings_of_a_protein,
                wishes.free_proteins,
            ),
            ([d.kitchen for d in dishes], variety.cookings_of_a_kitchen, wishes.free_kitchens),
        ):
            for name in sorted(set(names) - free):
                cook = [
                    c
                    for c, r in enumerate(self.at.cooked.tolist())
                    if names[r] == name and dishes[r].is_main
                ]
                if cook:
                    columns = np.array(cook, dtype=np.int64) + self.at.cook
                    self.rows.add(VARIETY, -np.inf, most, columns, np.ones(len(cook)))

    def _buying(self) -> None:
        """Buy what is used and not at home; what spoils by the pack."""
        a = self.arrays
        needed, columns, values = self._grams()
        foods = np.arange(self.at.foods)
        self.rows.add_many(
            STRUCTURE,
            self.fixed.grams[:-1] - a.pantry_g[:-1] - CRUMB_G,
            np.full(self.at.foods, np.inf),
            [foods, needed],
            [self.at.buy + foods, columns],
            [a.pack_g[:-1], -values],
        )

    def _grams(self) -> tuple[Ints, Ints, Floats]:
        """Return food, column and grams of everything that uses a food."""
        a = self.arrays
        food = a.food_of[self.at.dish]
        real = (food < self.at.foods) & (a.grams_of[self.at.dish] > 0)
        use, _ = np.nonzero(real)
        grams = a.grams_of[self.at.dish][real]
        low = self.at.low.sum(axis=1)
        more = [self.at.more(bloc)[use] for bloc in range(self.at.blocs)]
        return (
            np.tile(food[real], 1 + self.at.blocs),
            np.concatenate([use, *more]),
            np.concatenate([grams * low[use], np.tile(grams, self.at.blocs)]),
        )

    def _whole_packs(self) -> None:
        """Whoever cooks with what is not at home buys at least one pack of it.

        A pack holds for each cooking's share of the cookings a dish may have at most, which is
        the tightest that stays true for every plan.
        """
        a = self.arrays
        dishes, inverse = np.unique(self.at.cooked, return_inverse=True)
        least = self._fewest_quarters()[dishes]
        cookings = [np.flatnonzero(inverse == d) for d in range(len(dishes))]
        for j in range(a.food_of.shape[1]):
            food, grams = a.food_of[dishes, j], a.grams_of[dishes, j]
            short = a.has_packs[food] & (grams * least > a.pantry_g[food] + CRUMB_G)
            for d in np.flatnonzero(short):
                cook = cookings[d]
                self.rows.add(
                    STRUCTURE,
                    0.0,
                    np.inf,
                    np.concatenate([[self.at.buy + food[d]], self.at.cook + cook]),
                    np.concatenate([[1.0], np.full(len(cook), -1 / self.most[dishes[d]])]),
                )

    def _fewest_quarters(self) -> Floats:
        """Return the fewest quarters all eaters get of each dish, none if it is only locked."""
        least = np.full(len(self.arrays.dishes), np.inf)
        np.minimum.at(least, self.at.dish, self.at.low.sum(axis=1))
        return np.where(np.isfinite(least), least, 0.0)

    def _budget(self) -> None:
        wishes = self.arrays.wishes
        if wishes.budget_usd is not None:
            columns = self.at.buy + np.arange(self.at.foods)
            left = wishes.budget_usd - wishes.spent_usd
            self.rows.add(BUDGET, -np.inf, left, columns, self.arrays.pack_usd[:-1])

    def _use_up(self) -> None:
        food, columns, values = self._grams()
        for name, grams in sorted(self.arrays.wishes.use_up.items()):
            index = self.arrays.foods.index(name)
            mine = food == index
            left = grams - self.fixed.grams[index]
            self.rows.add(USE_UP, left, np.inf, columns[mine], values[mine])

    def cost(self) -> Floats:
        """Return the points of each variable."""
        a, weights = self.arrays, self.arrays.wishes.weights
        people = self.sizes.sum()
        cost = np.zeros(self.at.size)
        cost[: self.at.uses] = weights.of_a_disliked_meal * a.distaste[self.at.dish]
        cost[self.at.cook : self.at.buy] = a.toil[self.at.cooked]
        cost[self.at.buy : self.at.miss] = weights.of_a_dollar * a.pack_usd[:-1] / people
        cost[self.at.miss :] = weights.of_a_goal_missed / people
        return cost

    def constant(self) -> float:
        """Return the points the locked meals and the money already spent cost anyway."""
        weights = self.arrays.wishes.weights
        spent = weights.of_a_dollar * self.arrays.wishes.spent_usd / self.sizes.sum()
        meals = weights.of_a_leftover * len(self.arrays.positions)
        return float(spent + meals + weights.of_a_disliked_meal * self.fixed.distaste)

    def bounds(self) -> tuple[Floats, Floats, Bools]:
        """Return the bounds of the variables, and which are whole numbers in every plan."""
        high = np.full(self.at.size, np.inf)
        high[: self.at.uses] = self.days[self.at.period]
        high[self.at.cook : self.at.buy] = self.most[self.at.cooked]
        whole = np.zeros(self.at.size, dtype=bool)
        whole[: self.at.uses] = True
        whole[self.at.cook : self.at.buy] = True
        whole[self.at.buy : self.at.miss] = self.arrays.has_packs[:-1]
        return self._locked_uses(), high, whole

    def _locked_uses(self) -> Floats:
        """Return the least of each variable: a dish locked with free portions is used."""
        low = np.zeros(self.at.size)
        triples = zip(self.at.period, self.at.slot, self.at.dish, strict=True)
        index = {triple: u for u, triple in enumerate(triples)}
        for position in self.arrays.positions:
            if position.dish != FREE and position.quarters is None:
                period, slot = self.periods[position.day], SLOTS.index(position.slot)
                low[index[period, slot, position.dish]] += 1
        return low


def _fixed_of(arrays: Arrays, periods: Ints, blocs: Floats) -> Fixed:
    """Return what the meals bring whose dish and portions are both locked."""
    count = int(periods[-1]) + 1
    meals = np.zeros((count, len(arrays.dishes)))
    nutrients = np.zeros((len(blocs), count, arrays.nutrients.shape[1]))
    grams = np.zeros(len(arrays.foods) + 1)
    distaste = 0.0
    for position in arrays.positions:
        if position.quarters is None:
            continue
        r, period = position.dish, periods[position.day]
        quarters = blocs @ np.array(position.quarters)
        meals[period, r] += 1
        distaste += float(arrays.distaste[r])
        np.add.at(grams, arrays.food_of[r], arrays.grams_of[r] * quarters.sum())
        if not arrays.wishes.days[position.day].is_over:
            nutrients[:, period] += np.outer(quarters, arrays.nutrients[r])
    return Fixed(meals, nutrients, grams, distaste)
