"""What is known around a meal, by the names rules use: the meal, its day, the days before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.meals.diary import Day, Meal
from domain.meals.foods import FoodId
from domain.meals.nutrients import Nutrient, Total, Totals, combined
from domain.nutrition.conditions import Bounds
from domain.nutrition.food_kinds import FoodKinds
from domain.nutrition.intake import (
    ENOUGH_KNOWN,
    Aim,
    coverage,
    find_energy_share,
)
from domain.pattern import Pattern

FULL_DAY_SHARE = 0.5
"""Of the day's energy, from which a day counts as told whole.

Source: own choice; a day with one snack logged says nothing of a diet
"""

MASS, DAYS, SEEN, SHARE = "_mass_g", "_days", ".seen", ".share"
ENERGY_SHARES = {
    f"{nutrient.rpartition('_')[0]}_energy_share": nutrient
    for nutrient in (
        Nutrient.PROTEIN,
        Nutrient.CARBOHYDRATE,
        Nutrient.FAT,
        Nutrient.SATURATED_FAT,
    )
}
COUNTS = frozenset({"hour", "day.meals", "past.days", "meal.glycemic_load", "week.plant_foods"})
WORDS = frozenset({"slot", "goal", "diet", "caution", "sex", "meal.has"})
_SCOPED = Pattern(r"(meal|day|past|week)\.(.+)")


def is_measure(name: str, kinds: frozenset[str]) -> bool:
    """Whether a name is of something that can be measured; `kinds` are those of the foods."""
    if name.removesuffix(SEEN) in COUNTS:
        return True
    match = _SCOPED.fullmatch(name)
    if match is None:
        return False
    scope, what = match.groups()
    bare = what.removesuffix(SEEN)
    if scope == "week":
        return bare.endswith(DAYS) and bare.removesuffix(DAYS) in kinds
    if bare.endswith(MASS) and scope != "past":
        return bare.removesuffix(MASS) in kinds
    is_nutrient = bare.removesuffix(SHARE) in set(Nutrient)
    has_aim = bare.endswith(SHARE) or scope != "past"
    return (is_nutrient and has_aim and bare == what) or (what in ENERGY_SHARES and scope != "past")


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a meal or a day sums up to and is made of, and whether all of it is told."""

    totals: Totals
    foods: Mapping[FoodId, float]
    is_all_known: bool


@dataclass(frozen=True)
class Circumstances:
    """A meal that was just logged, and what surrounds it.

    `day` has the meal; `past` are the days before it that are at hand. `energy_kcal` is what the
    day aims at. `said` are the words that hold of the user and the meal.
    """

    meal: Meal
    day: Day
    past: tuple[Day, ...]
    hour: int
    energy_kcal: float
    aims: Mapping[Nutrient, Aim]
    said: Mapping[str, frozenset[str]]
    kinds: FoodKinds

    def words(self, name: str) -> frozenset[str]:
        """Return the words that hold: of the meal, the kinds of food it has."""
        if name == "meal.has":
            return self.kinds.seen(self.meal.foods)
        return self.said.get(name, frozenset())

    def bounds(self, name: str) -> Bounds | None:
        """Return what is known of an amount.

        An amount with `.seen` leaves out what dishes and unknown foods may hold.
        """
        if count := self._counts.get(name):
            return count()
        scope, _, what = name.partition(".")
        if what.endswith(SEEN):
            seen = self.bounds(name.removesuffix(SEEN))
            return None if seen is None else Bounds.exactly(seen.low)
        if scope == "week":
            return self._days_with(what.removesuffix(DAYS))
        if scope == "past":
            return self._usual_share(Nutrient(what.removesuffix(SHARE)))
        return self._of(what, self._meal_scope if scope == "meal" else self._day_scope)

    @cached_property
    def _counts(self) -> Mapping[str, Callable[[], Bounds]]:
        return {
            "hour": lambda: Bounds.exactly(self.hour),
            "day.meals": lambda: Bounds.exactly(len(self.day.meals)),
            "past.days": lambda: Bounds.exactly(len(self._full_days)),
            "meal.glycemic_load": self._glycemic_load,
            "week.plant_foods": self._plant_foods,
        }

    @cached_property
    def _meal_scope(self) -> _Scope:
        return _Scope(self.meal.totals, self.meal.foods, is_all_known=self._is_all_known)

    @cached_property
    def _day_scope(self) -> _Scope:
        totals = self.day.totals
        is_kept = self.day.foods.keys() == self.day.meals.keys()
        is_known = is_kept and totals[Nutrient.ENERGY].is_sure
        return _Scope(totals, _foods_of(self.day), is_all_known=is_known)

    @property
    def _is_all_known(self) -> bool:
        return all(portion.food_id is not None for portion in self.meal.portions)

    def _of(self, what: str, scope: _Scope) -> Bounds | None:
        if nutrient := ENERGY_SHARES.get(what):
            share = find_energy_share(scope.totals, nutrient)
            return None if share is None else Bounds.exactly(share)
        if what.endswith(MASS):
            return self._mass_g(what.removesuffix(MASS), scope)
        nutrient = Nutrient(what.removesuffix(SHARE))
        bounds = _bounds(scope.totals[nutrient])
        return self._shared(bounds, nutrient) if what.endswith(SHARE) else bounds

    def _mass_g(self, kind: str, scope: _Scope) -> Bounds:
        mass_g = self.kinds.mass_g(scope.foods, kind)
        is_plain = scope.is_all_known and not any(map(self.kinds.is_opaque, scope.foods))
        return Bounds.exactly(mass_g) if is_plain else Bounds.at_least(mass_g)

    def _shared(self, bounds: Bounds, nutrient: Nutrient) -> Bounds | None:
        aim = self.aims.get(nutrient)
        if aim is None or aim.amount <= 0:
            return None
        return Bounds(bounds.low / aim.amount, bounds.high / aim.amount)

    @cached_property
    def _full_days(self) -> tuple[Day, ...]:
        least_kcal = self.energy_kcal * FULL_DAY_SHARE
        return tuple(day for day in self.past if _energy_kcal(day) >= least_kcal)

    @cached_property
    def _usual_totals(self) -> Totals:
        return combined(day.totals for day in self._full_days)

    def _usual_share(self, nutrient: Nutrient) -> Bounds | None:
        """Return the share of an aim the full days before reached on average.

        Foods that do not tell the nutrient are taken to be like the others, where they give
        little of the energy; else nothing is known.
        """
        if not self._full_days:
            return None
        totals = self._usual_totals
        covered = coverage(totals, nutrient)
        if covered < ENOUGH_KNOWN:
            return None
        daily = totals[nutrient].known_amount / len(self._full_days)
        is_open = not totals[Nutrient.ENERGY].is_sure
        bounds = Bounds.at_least(daily) if is_open else Bounds(daily, daily / covered)
        return self._shared(bounds, nutrient)

    @property
    def _week(self) -> tuple[Day, ...]:
        return (*self.past, self.day)

    def _days_with(self, kind: str) -> Bounds:
        """Return on how many of the last seven days, this one too, a kind of food was eaten."""
        return Bounds.at_least(sum(kind in seen for seen in self._kinds_by_day))

    @cached_property
    def _kinds_by_day(self) -> tuple[frozenset[str], ...]:
        return tuple(self.kinds.seen(_foods_of(day)) for day in self._week)

    def _plant_foods(self) -> Bounds:
        eaten = (food_id for day in self._week for food_id in _foods_of(day))
        return Bounds.at_least(len(self.kinds.plants(eaten)))

    def _glycemic_load(self) -> Bounds:
        load, is_all = self.kinds.glycemic_load(self.meal.foods)
        return Bounds.exactly(load) if is_all and self._is_all_known else Bounds.at_least(load)


def _bounds(total: Total) -> Bounds:
    """Return what is known of a sum: an estimate may be anything."""
    return Bounds.exactly(total.amount) if total.is_sure else Bounds.at_least(total.known_amount)


def _energy_kcal(day: Day) -> float:
    return sum(meal[Nutrient.ENERGY].amount for meal in day.meals.values())


def _foods_of(day: Day) -> Mapping[FoodId, float]:
    masses: dict[FoodId, float] = {}
    for foods in day.foods.values():
        for food_id, mass_g in foods.items():
            masses[food_id] = masses.get(food_id, 0.0) + mass_g
    return masses
