"""The week without its days, as a linear programme: bound, proof of infeasibility, guide.

Every plan is a solution of this programme, so its optimum is a lower bound of every plan's points
and its infeasibility proves that there is no plan. What it leaves out (days, order, whole numbers)
only makes it easier.

Variables per household: `use` of a dish in a slot (meals), `more` quarters beyond the fewest
(per group of eaters), `cook` of a dish (cookings), `buy` of a food (packs, or grams of what is
weighed out), `miss` of a goal (share).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

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
from domain.plans.dishes import CRUMB_G

VARIETY = "variety"
STRUCTURE = "meals"
BUDGET = "budget"
MINUTES = "cooking time"
ENERGY = "energy"
PROTEIN = "protein"
USE_UP = "use up"


@dataclass
class Rows:
    """Rows of a programme, each with the group of wishes it belongs to."""

    groups: list[str] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    row: list[Ints] = field(default_factory=list)
    column: list[Ints] = field(default_factory=list)
    value: list[Floats] = field(default_factory=list)

    def add(self, group: str, low: float, high: float, columns: Ints, values: Floats) -> None:
        """Add one row; a wish with two limits becomes two rows, each to be stretched alone."""
        both = np.isfinite(low) and np.isfinite(high) and group != STRUCTURE
        for least, most in ((low, np.inf), (-np.inf, high)) if both else ((low, high),):
            self.add_many(
                group,
                np.array([least]),
                np.array([most]),
                [np.zeros_like(columns)],
                [columns],
                [values],
            )

    def add_many(
        self,
        group: str,
        low: Floats,
        high: Floats,
        rows: Iterable[Ints],
        columns: Iterable[Ints],
        values: Iterable[Floats],
    ) -> None:
        """Add rows at once; `rows` count from the first of them."""
        first = len(self.groups)
        self.groups += [group] * len(low)
        self.low += low.tolist()
        self.high += high.tolist()
        self.row += [first + r for r in rows]
        self.column += list(columns)
        self.value += list(values)


@dataclass(frozen=True)
class Layout:
    """Where each kind of variable stands.

    Shape:
        `dish`, `slot`: (U,) of each use; `dishes`: those that may be cooked (C,); `low`, `high`:
        (U, E) quarters of one meal.
    """

    dish: Ints
    slot: Ints
    low: Floats
    high: Floats
    dishes: Ints
    groups: int
    foods: int
    goals: int

    @property
    def uses(self) -> int:
        """Return how many uses there are."""
        return len(self.dish)

    @property
    def more(self) -> int:
        """Return where `more` begins, one block of uses per group."""
        return self.uses

    @property
    def cook(self) -> int:
        """Return where `cook` begins."""
        return self.more + self.uses * self.groups

    @property
    def buy(self) -> int:
        """Return where `buy` begins."""
        return self.cook + len(self.dishes)

    @property
    def miss(self) -> int:
        """Return where `miss` begins, one block of goals per group."""
        return self.buy + self.foods

    @property
    def size(self) -> int:
        """Return the number of variables."""
        return self.miss + self.goals * self.groups


@dataclass(frozen=True)
class Programme:
    """A linear programme with named groups of rows."""

    layout: Layout
    cost: Floats
    constant: float
    low: Floats
    high: Floats
    rows: Rows
    whole: Bools


@dataclass(frozen=True)
class Fixed:
    """What the meals bring whose dish and portions are both locked.

    Shape:
        `meals` (R,); `nutrients` (E, N) of the days still held; `grams` (I + 1,).
    """

    meals: Ints
    nutrients: Floats
    grams: Floats
    distaste: float


def programme_of(arrays: Arrays) -> Programme:
    """Return the weekly programme."""
    layout = _layout(arrays)
    builder = _Builder(arrays, layout)
    rows = builder.build()
    low, high, whole = builder.bounds()
    return Programme(layout, builder.cost(), builder.constant(), low, high, rows, whole)


def _layout(arrays: Arrays) -> Layout:
    free = [m for m, position in enumerate(arrays.positions) if position.quarters is None]
    offered = np.zeros((len(SLOTS), len(arrays.dishes)), dtype=bool)
    for m in free:
        offered[SLOTS.index(arrays.positions[m].slot)] |= arrays.pools[m]
    slot, dish = np.nonzero(offered)
    locked = {p.dish for p in arrays.positions if p.dish != FREE}
    goals = int(arrays.limits.is_goal.sum())
    return Layout(
        dish=dish,
        slot=slot,
        low=arrays.low[slot, dish].astype(float),
        high=arrays.high[slot, dish].astype(float),
        dishes=np.array(sorted(set(dish.tolist()) | locked), dtype=np.int64),
        groups=len(arrays.groups.eaters),
        foods=len(arrays.foods),
        goals=goals,
    )


class _Builder:
    """Writes the rows of one programme, group by group."""

    def __init__(self, arrays: Arrays, layout: Layout) -> None:
        self.arrays = arrays
        self.at = layout
        self.rows = Rows()
        self.sizes = arrays.groups.sizes
        self.cook_of = np.full(len(arrays.dishes), -1, dtype=np.int64)
        self.cook_of[layout.dishes] = np.arange(len(layout.dishes))
        self.columns = np.arange(layout.uses)
        self.fixed = _fixed_of(arrays)

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
        self._budget()
        self._use_up()
        return self.rows

    def _meals(self) -> None:
        """Each slot is filled as often as it is free."""
        free = [p.slot for p in self.arrays.positions if p.quarters is None]
        for s, slot in enumerate(SLOTS):
            columns = self.columns[self.at.slot == s]
            count = float(free.count(slot))
            if count or len(columns):
                self.rows.add(STRUCTURE, count, count, columns, np.ones(len(columns)))

    def _portions(self) -> None:
        """`more` is at most what the meals allow."""
        for e in range(self.at.groups):
            self.rows.add_many(
                STRUCTURE,
                np.full(self.at.uses, -np.inf),
                np.zeros(self.at.uses),
                [self.columns, self.columns],
                [self._more(e), self.columns],
                [np.ones(self.at.uses), self.at.low[:, e] - self.at.high[:, e]],
            )

    def _more(self, group: int) -> Ints:
        return self.at.more + group * self.at.uses + self.columns

    def _cookings(self) -> None:
        """Meals of a dish are at least its cookings, and at most what these yield."""
        count = len(self.at.dishes)
        cook = self.cook_of[self.at.dish]
        locked = self.fixed.meals[self.at.dishes].astype(float)
        of_cook = np.arange(count)
        self.rows.add_many(
            STRUCTURE,
            np.full(count, -np.inf),
            -locked,
            [cook, of_cook],
            [self.columns, self.at.cook + of_cook],
            [np.ones(self.at.uses), -self.yields()],
        )
        self.rows.add_many(
            STRUCTURE,
            -locked,
            np.full(count, np.inf),
            [cook, of_cook],
            [self.columns, self.at.cook + of_cook],
            [np.ones(self.at.uses), -np.ones(count)],
        )

    def yields(self) -> Floats:
        """Return how many meals one cooking of each dish yields at most."""
        most = self.arrays.wishes.variety.meals_of_a_cooking
        keeps = [self.arrays.dishes[r].keeps_days for r in self.at.dishes]
        return np.array([float(min(most, 1 + days)) for days in keeps])

    def cookings_max(self) -> Floats:
        """Return how often each dish may be cooked in the week."""
        variety, days = self.arrays.wishes.variety, len(self.arrays.wishes.days)
        gaps = [max(1, variety.gap_days(self.arrays.dishes[r])) for r in self.at.dishes]
        most = np.array([float(1 + (days - 1) // gap) for gap in gaps])
        locked = self.fixed.meals[self.at.dishes].astype(float)
        return np.maximum(most, locked)

    def _nutrient_row(self, group: str, e: int, n: int, low: float, high: float) -> None:
        fixed = self.fixed.nutrients[e, n]
        amount = self.arrays.nutrients[self.at.dish, n]
        self.rows.add(
            group,
            low - fixed,
            high - fixed,
            np.concatenate([self.columns, self._more(e)]),
            np.concatenate([amount * self.at.low[:, e], amount]),
        )

    def _day_targets(self) -> None:
        """What holds for every day holds for their sum."""
        for n, group, (low, high) in (
            (0, ENERGY, energy_bands(self.arrays, 0.0)),
            (1, PROTEIN, protein_bands(self.arrays, 0.0)),
        ):
            held = np.isfinite(high)
            for e in range(self.at.groups):
                if held[e].any() and held[e].sum() == self._days_with_meals(e, n):
                    self._nutrient_row(group, e, n, low[e][held[e]].sum(), high[e][held[e]].sum())

    def _days_with_meals(self, e: int, n: int) -> int:
        targets = (self.arrays.energy_target, self.arrays.protein_target)[n]
        return int((targets[e] > 0).sum())

    def _weekly_limits(self) -> None:
        limits = self.arrays.limits
        goal = 0
        for column, name in enumerate(limits.names):
            for e in range(self.at.groups):
                bound, sign = limits.bound[e, column], limits.sign[column]
                if not np.isfinite(bound):
                    continue
                if limits.is_goal[column]:
                    self._goal_row(e, column, goal)
                else:
                    low, high = (-np.inf, bound) if sign > 0 else (-bound, np.inf)
                    self._nutrient_row(
                        name.partition(":")[0], e, int(limits.nutrient[column]), low, high
                    )
            goal += int(limits.is_goal[column])

    def _goal_row(self, e: int, column: int, goal: int) -> None:
        """Amount + miss * goal >= goal."""
        n, wanted = int(self.arrays.limits.nutrient[column]), -self.arrays.limits.bound[e, column]
        amount = self.arrays.nutrients[self.at.dish, n]
        miss = self.at.miss + e * self.at.goals + goal
        self.rows.add(
            STRUCTURE,
            wanted - self.fixed.nutrients[e, n],
            np.inf,
            np.concatenate([self.columns, self._more(e), [miss]]),
            np.concatenate([amount * self.at.low[:, e], amount, [wanted]]),
        )

    def _minutes(self) -> None:
        """Cookings that only fit days of so much time share the time of these days."""
        limit, minutes = self.arrays.minutes_max, self.arrays.minutes[self.at.dishes]
        over = np.array([day.is_over for day in self.arrays.wishes.days])
        for shorter in (-1.0, *sorted({value for value in limit if np.isfinite(value)})):
            time = float(limit[(limit > shorter) & ~over].sum())
            columns = np.flatnonzero(minutes > shorter) + self.at.cook
            if np.isfinite(time) and len(columns) and not over.any():
                self.rows.add(MINUTES, -np.inf, time, columns, minutes[columns - self.at.cook])

    def _variety(self) -> None:
        """Cookings of one protein and of one kitchen are few."""
        wishes = self.arrays.wishes
        dishes = [self.arrays.dishes[r] for r in self.at.dishes]
        kinds = (
            ([d.protein_source for d in dishes], wishes.variety.cookings_of_a_protein, wishes.free_proteins),
            ([d.kitchen for d in dishes], wishes.variety.cookings_of_a_kitchen, wishes.free_kitchens),
        )
        for names, most, free in kinds:
            for name in sorted(set(names) - free):
                mine = [c for c, d in enumerate(dishes) if names[c] == name and d.is_main]
                if len(mine) > most:
                    columns = np.array(mine, dtype=np.int64) + self.at.cook
                    allowed = max(most, self._locked_of(mine))
                    self.rows.add(VARIETY, -np.inf, allowed, columns, np.ones(len(mine)))

    def _locked_of(self, cooks: list[int]) -> float:
        return float(self.fixed.meals[self.at.dishes[cooks]].sum())

    def _buying(self) -> None:
        """What is used is at home or bought; what spoils is bought by the pack."""
        a = self.arrays
        needed, columns, values = self._grams()
        foods = np.arange(self.at.foods)
        self.rows.add_many(
            STRUCTURE,
            self.fixed.grams[:-1] - a.pantry_g[:-1],
            np.full(self.at.foods, np.inf),
            [foods, needed],
            [self.at.buy + foods, columns],
            [a.pack_g[:-1], -values],
        )
        self._whole_packs()

    def _grams(self) -> tuple[Ints, Ints, Floats]:
        """Return food, column and grams of everything that uses a food."""
        a = self.arrays
        food = a.food_of[self.at.dish]
        real = (food < self.at.foods) & (a.grams_of[self.at.dish] > 0)
        use, _ = np.nonzero(real)
        grams = a.grams_of[self.at.dish][real]
        foods, columns, values = [food[real]], [use], [grams * (self.at.low @ self.sizes)[use]]
        for e in range(self.at.groups):
            foods.append(food[real])
            columns.append(self.at.more + e * self.at.uses + use)
            values.append(grams * self.sizes[e])
        return np.concatenate(foods), np.concatenate(columns), np.concatenate(values)

    def _whole_packs(self) -> None:
        """Whoever cooks with what is not at home buys at least one pack of it.

        A pack holds for each cooking's share of the cookings a dish may have at most, which is
        the tightest that stays true for every plan.
        """
        a, most = self.arrays, self.cookings_max()
        least = self._fewest_quarters()
        for j in range(a.food_of.shape[1]):
            food, grams = a.food_of[self.at.dishes, j], a.grams_of[self.at.dishes, j]
            short = grams * least > a.pantry_g[food] + CRUMB_G
            tied = np.flatnonzero(a.has_packs[food] & short)
            if len(tied):
                rows = np.arange(len(tied))
                self.rows.add_many(
                    STRUCTURE,
                    np.zeros(len(tied)),
                    np.full(len(tied), np.inf),
                    [rows, rows],
                    [self.at.buy + food[tied], self.at.cook + tied],
                    [np.ones(len(tied)), -1 / most[tied]],
                )

    def _fewest_quarters(self) -> Floats:
        """Return the fewest quarters all eaters get of each dish that may be cooked."""
        least = np.full(len(self.at.dishes), np.inf)
        np.minimum.at(least, self.cook_of[self.at.dish], self.at.low @ self.sizes)
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
            self.rows.add(
                USE_UP, grams - self.fixed.grams[index], np.inf, columns[mine], values[mine]
            )

    def cost(self) -> Floats:
        """Return the points of each variable."""
        a, weights = self.arrays, self.arrays.wishes.weights
        people = self.sizes.sum()
        cost = np.zeros(self.at.size)
        cost[: self.at.uses] = weights.of_a_disliked_meal * a.distaste[self.at.dish]
        cook = slice(self.at.cook, self.at.buy)
        cost[cook] = a.toil[self.at.dishes]
        cost[self.at.buy : self.at.miss] = weights.of_a_dollar * a.pack_usd[:-1] / people
        shares = np.repeat(self.sizes / people, self.at.goals)
        cost[self.at.miss :] = weights.of_a_goal_missed * shares
        return cost

    def constant(self) -> float:
        """Return the points the locked meals and the money already spent cost anyway."""
        weights = self.arrays.wishes.weights
        spent = weights.of_a_dollar * self.arrays.wishes.spent_usd / self.sizes.sum()
        meals = weights.of_a_leftover * len(self.arrays.positions)
        return spent + meals + weights.of_a_disliked_meal * self.fixed.distaste

    def bounds(self) -> tuple[Floats, Floats, Bools]:
        """Return the bounds of the variables, and which are whole numbers in every plan."""
        high = np.full(self.at.size, np.inf)
        high[: self.at.uses] = (self.cookings_max() * self.yields())[self.cook_of[self.at.dish]]
        high[self.at.cook : self.at.buy] = self.cookings_max()
        high[self.at.miss :] = 1.0
        whole = np.zeros(self.at.size, dtype=bool)
        whole[: self.at.uses] = True
        whole[self.at.cook : self.at.buy] = True
        whole[self.at.buy : self.at.miss] = self.arrays.has_packs[:-1]
        return self._locked_uses(), high, whole

    def _locked_uses(self) -> Floats:
        """Return the least of each variable: a dish locked with free portions is used."""
        low = np.zeros(self.at.size)
        index = {pair: u for u, pair in enumerate(zip(self.at.slot, self.at.dish, strict=True))}
        for position in self.arrays.positions:
            if position.dish != FREE and position.quarters is None:
                low[index[SLOTS.index(position.slot), position.dish]] += 1
        return low


def _fixed_of(arrays: Arrays) -> Fixed:
    """Return what the meals bring whose dish and portions are both locked."""
    meals = np.zeros(len(arrays.dishes), dtype=np.int64)
    nutrients = np.zeros((len(arrays.groups.eaters), arrays.nutrients.shape[1]))
    grams = np.zeros(len(arrays.foods) + 1)
    distaste = 0.0
    for position in arrays.positions:
        if position.quarters is None:
            continue
        r, quarters = position.dish, np.array(position.quarters, dtype=float)
        meals[r] += 1
        distaste += float(arrays.distaste[r])
        np.add.at(grams, arrays.food_of[r], arrays.grams_of[r] * (quarters @ arrays.groups.sizes))
        if not arrays.wishes.days[position.day].is_over:
            nutrients += np.outer(quarters, arrays.nutrients[r])
    return Fixed(meals, nutrients, grams, distaste)
