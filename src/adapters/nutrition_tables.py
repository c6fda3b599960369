"""The tables of `data/nutrition`: references, rules, classes of foods."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.csv_rows import Row, read_rows
from domain.errors import InvalidTableError
from domain.meals.foods import FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.nutrition.circumstances import WORDS, is_measure
from domain.nutrition.conditions import Comparison, Condition, parse_condition
from domain.nutrition.food_kinds import FoodKinds
from domain.nutrition.references import Counts, Kind, Reference, References, ShareRange
from domain.nutrition.rules import Evidence, Rule, Tone
from domain.nutrition.tables import NutritionTables
from domain.profile.body import Sex
from domain.profile.targets import Caution

_PRIORITIES = range(1, 6)


@dataclass(frozen=True)
class CsvNutritionTables:
    """The tables under a data folder; one that breaks a rule is an error naming file and row."""

    folder: Path

    def tables(self, foods: FoodTable) -> NutritionTables:
        """Return the tables; `foods` are those classes and rules may name.

        Raises:
            InvalidTableError: A file is missing or a row breaks a rule.
        """
        classes = self._classes(foods)
        read_rule = _rule_reader(foods, _kinds(foods, classes))
        return NutritionTables(self.references(), self._rows("rules.csv", read_rule), classes)

    def references(self) -> References:
        """Return the dietary reference intakes."""
        return References(self._rows("dri.csv", _reference), self._rows("amdr.csv", _range))

    def _classes(self, foods: FoodTable) -> Mapping[FoodId, set[str]]:
        classes: dict[FoodId, set[str]] = {}
        for food_id, name in self._rows("food_classes.csv", _food_class):
            if food_id not in foods.foods:
                raise InvalidTableError(f"nutrition/food_classes.csv: no such food {food_id}")
            classes.setdefault(food_id, set()).add(name)
        return classes

    def _rows[T](self, name: str, read: Callable[[Row], T]) -> tuple[T, ...]:
        return tuple(read_rows(self.folder, f"nutrition/{name}", read))


def _kinds(foods: FoodTable, classes: Mapping[FoodId, set[str]]) -> frozenset[str]:
    return FoodKinds(foods, classes).seen(foods.foods)


def _rule_reader(foods: FoodTable, kinds: frozenset[str]) -> Callable[[Row], Rule]:
    def read(row: Row) -> Rule:
        named = tuple(FoodId(each) for each in row["foods"].split())
        if unknown := set(named) - foods.foods.keys():
            raise ValueError(f"no such food {min(unknown)}")
        values = tuple(_value(each, kinds) for each in row["values"].split())
        return Rule(
            rule_id=row["rule_id"],
            condition=_condition(row["condition"], kinds),
            values=values,
            foods=named,
            tone=Tone(row["tone"]),
            priority=_PRIORITIES[_PRIORITIES.index(int(row["priority"]))],
            evidence=Evidence(row["evidence"]),
            cool_down_days=_positive(row["cool_down_days"]),
            speaks_of_energy=row["speaks_of_energy"] == "1",
            source=_stated(row["source"]),
        )

    return read


def _condition(text: str, kinds: frozenset[str]) -> Condition:
    condition = parse_condition(text)
    for test in condition.tests:
        is_amount = isinstance(test, Comparison)
        if not (is_measure(test.name, kinds) if is_amount else test.name in WORDS):
            raise ValueError(f"nothing is known by the name {test.name}")
    return condition


def _value(text: str, kinds: frozenset[str]) -> tuple[str, str]:
    placeholder, _, measure = text.partition("=")
    if not is_measure(measure, kinds):
        raise ValueError(f"nothing is known by the name {measure}")
    return placeholder, measure


def _positive(text: str) -> int:
    if int(text) < 1:
        raise ValueError(f"not a number of days: {text}")
    return int(text)


def _stated(source: str) -> str:
    if not source:
        raise ValueError("a source is missing")
    return source


def _reference(row: Row) -> Reference:
    return Reference(
        nutrient=Nutrient(row["nutrient"]),
        kind=Kind(row["kind"]),
        sex=Sex(row["sex"]) if row["sex"] else None,
        state=Caution(row["state"]) if row["state"] else None,
        from_years=int(row["from_years"]),
        below_years=int(row["below_years"]),
        amount=float(row["amount"]),
        counts=Counts(row["counts"]),
        source=_stated(row["source"]),
    )


def _range(row: Row) -> ShareRange:
    return ShareRange(
        nutrient=Nutrient(row["nutrient"]),
        from_years=int(row["from_years"]),
        below_years=int(row["below_years"]),
        lowest=float(row["lowest_share"]),
        highest=float(row["highest_share"]),
        source=_stated(row["source"]),
    )


def _food_class(row: Row) -> tuple[FoodId, str]:
    return FoodId(row["food_id"]), row["class"]
