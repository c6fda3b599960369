"""Lets people log meals on a running stack and holds every number they are told to the tables."""

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bench.path.meals import TypedMeal
from bench.path.people import Person, introduced
from bench.path.table import CoachTable, Row, user_of
from local.stack import LocalStack

FOODS: Final = Path(__file__).parents[2] / "data" / "foods" / "foods.csv"
_TOTAL: Final = re.compile(r"^\*([\d,]+) kcal\*", re.MULTILINE)
_LINE: Final = re.compile(r"^• .*: ([\d,]+) kcal$")
_SO_FAR: Final = re.compile(r"so far:? ?\*?\n?([\d,]+) kcal")
_REMOVED: Final = re.compile(r"\(([\d,]+) kcal\)\.$", re.MULTILINE)
_MEALS: Final = re.compile(r"^Meals logged: (\d+)$", re.MULTILINE)


_ZONE = ZoneInfo("America/New_York")


@dataclass(slots=True)
class Checked:
    """One meal: the energy that was told, and every disagreement found on the way."""

    meal: TypedMeal
    energy_kcal: int = 0
    disagreements: list[str] = field(default_factory=list)

    def expect(self, what: str, said: object, true: object) -> None:
        """Note a number that is not what it should be."""
        if said != true:
            self.disagreements.append(f"{self.meal.text!r}: {what} {said}, table {true}")


def _wait_for_noon(stack: LocalStack) -> None:
    """Move the clock to noon where these people live: past midnight a dinner was yesterday's."""
    now = stack.clock.now().astimezone(_ZONE)
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    stack.clock.set(noon if noon > now else noon + timedelta(days=1))


def check_meals(stack: LocalStack, meals: Sequence[TypedMeal]) -> list[Checked]:
    """Let one person a meal log it, ask, undo, ask, log it with another, and ask again."""
    _wait_for_noon(stack)
    people = introduced(stack, len(meals))
    users = [user_of(stack, person.sids[-1]) for person in people]
    diary = _Diary(CoachTable.of(stack), _energy_per_100_g())
    checks = [Checked(meal) for meal in meals]
    rounds = (
        ([meal.text for meal in meals], diary.check_meal),
        (["how am I doing today"] * len(meals), diary.check_day),
        ([meal.text for meal in (*meals[1:], meals[0])], None),
        (["my day"] * len(meals), diary.check_day),
        (["undo"] * len(meals), diary.check_undo),
        (["how am i doing today?"] * len(meals), diary.check_day),
        (["undo"] * len(meals), diary.check_undo),
    )
    for texts, check in rounds:
        replies = _say(stack, people, texts)
        for which, reply in enumerate(replies):
            if check is not None:
                check(checks[which], users[which], reply)
    return checks


def _say(stack: LocalStack, people: list[Person], texts: list[str]) -> list[str]:
    for person, text in zip(people, texts, strict=True):
        person.say(text)
    stack.drain(timeout_s=120)
    return ["\n---\n".join(person.news()) for person in people]


@dataclass(slots=True)
class _Diary:
    table: CoachTable
    energy_per_100_g: dict[str, float]
    known: dict[str, dict[str, int]] = field(default_factory=dict)  # meals seen, by user

    def check_meal(self, check: Checked, user: str, reply: str) -> None:
        """Hold a logged meal's lines and total to mass times the food table's energy."""
        (row,) = self.table.of_user(user, "MEAL#")
        for portion in json.loads(row["portions"]):
            check.expect(
                portion["name"], _told_of(portion["name"], reply), self._portion_kcal(portion)
            )
        check.expect("meal", _find(_TOTAL, reply), self._meal_kcal(row))
        check.expect("day after the meal", _find(_SO_FAR, reply), self._day_kcal(user))
        check.energy_kcal = self._meal_kcal(row)

    def check_day(self, check: Checked, user: str, reply: str) -> None:
        """Hold the day's sum and count to the meals in the table."""
        meals = self.table.of_user(user, "MEAL#")
        self.known.setdefault(user, {}).update({m["sk"]: self._meal_kcal(m) for m in meals})
        check.expect("day", _find(_SO_FAR, reply), self._day_kcal(user))
        check.expect("meals of the day", _find(_MEALS, reply), len(meals))

    def check_undo(self, check: Checked, user: str, reply: str) -> None:
        """Hold what was taken back to the meal that is gone, the newest of those there were."""
        left = {meal["sk"] for meal in self.table.of_user(user, "MEAL#")}
        gone = sorted(set(self.known[user]) - left)
        check.expect("meals taken back", len(gone), 1)
        newest = max(self.known[user])
        check.expect("taken back", _find(_REMOVED, reply), self.known[user].pop(newest))
        check.expect("day after undo", _find(_SO_FAR, reply), self._day_kcal(user))
        check.expect("which was taken back", gone, [newest])

    def _portion_kcal(self, portion: Row) -> int:
        """Return a portion's energy as it is told: whole, so that the lines add up to the total."""
        if portion.get("mass_g") is None or portion.get("food_id") is None:
            return 0
        return round(float(portion["mass_g"]) * self.energy_per_100_g[portion["food_id"]] / 100)

    def _meal_kcal(self, meal: Row) -> int:
        return sum(self._portion_kcal(portion) for portion in json.loads(meal["portions"]))

    def _day_kcal(self, user: str) -> int:
        return sum(self._meal_kcal(meal) for meal in self.table.of_user(user, "MEAL#"))


def _energy_per_100_g() -> dict[str, float]:
    with FOODS.open(newline="", encoding="utf-8") as file:
        return {row["food_id"]: float(row["energy_kcal"]) for row in csv.DictReader(file)}


def _find(pattern: re.Pattern[str], reply: str) -> int | None:
    found = pattern.search(reply)
    return None if found is None else _number(found[1])


def _told_of(name: str, reply: str) -> int | None:
    """Return the energy in the line of a food."""
    lines = [line for line in reply.splitlines() if line.startswith(f"• {name}")]
    found = _LINE.search(lines[0]) if lines else None
    return None if found is None else _number(found[1])


def _number(text: str) -> int:
    return int(text.replace(",", ""))
