"""`platewise meal`: what a sentence is read as."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from adapters.food_table.usda import UsdaCatalogue
from adapters.meal_resolvers import own_resolver, usda_resolver
from cli.tables import DATA, own_tables, usda_catalogue
from domain.meals.diary import Portion
from domain.meals.foods import Food, FoodId, FoodTable
from domain.meals.nutrients import Nutrient, total
from domain.meals.reading import MealReading
from domain.meals.resolving.meal_resolver import (
    MealResolver,
    ResolvedItem,
    ResolvedMeal,
    as_reading,
)
from domain.meals.resolving.questions import PORTION
from domain.meals.sentences import respelled, understand
from domain.messaging.text import clean


class Foods(StrEnum):
    """Which foods a sentence is read over; `auto` is USDA's table where one was built."""

    OWN = "own"
    USDA = "usda"
    AUTO = "auto"


@dataclass(frozen=True)
class Reader:
    """A resolver, and how the coach reads with it: names of its own foods at their word."""

    resolver: MealResolver
    find_food: Callable[[FoodId], Food | None]
    own: FoodTable | None = None

    def read(self, text: str) -> tuple[ResolvedMeal, MealReading]:
        """Return how a text was resolved, and the portions it makes."""
        if self.own is None:
            meal = self.resolver.resolve(text)
            return meal, as_reading(meal, self.find_food)
        meal = self.resolver.resolve(respelled(clean(text), self.own))
        return meal, understand(text, self.own)


def meal(
    text: Annotated[str, typer.Argument(help="What was eaten, as people type it.")] = "",
    *,
    table: Annotated[Foods, typer.Option(help="Whose foods.")] = Foods.AUTO,
    file: Annotated[
        Path | None,
        typer.Option(envvar="FOOD_TABLE", metavar="FILE", help="A table made by `foods build`."),
    ] = None,
    year: Annotated[
        str | None, typer.Option(metavar="YYYY-YYYY", help="One edition of FNDDS alone.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    jsonl: Annotated[
        Path | None,
        typer.Option(help='A file of {"id", "text"} lines; prints one result a line.'),
    ] = None,
) -> None:
    """Read a meal into foods with amounts and nutrients."""
    with reader_of(table, file, year) as reader:
        if jsonl is not None:
            for line in _lines(jsonl):
                result = result_of(*reader.read(line["text"]), reader)
                sys.stdout.write(json.dumps({"id": line["id"], **result}) + "\n")
            return
        resolved, reading = reader.read(text)
        if as_json:
            sys.stdout.write(json.dumps(result_of(resolved, reading, reader)) + "\n")
        else:
            _show(resolved, reading, reader)


@contextmanager
def reader_of(foods: Foods, file: Path | None, year: str | None) -> Iterator[Reader]:
    """Give the reader over the wanted foods.

    Raises:
        BadParameter: USDA's table was asked for and none was built.
    """
    if foods is Foods.OWN:
        yield _own_reader()
        return
    with usda_catalogue(file) as catalogue:
        if catalogue is not None:
            yield _usda_reader(catalogue, year)
        elif foods is Foods.USDA:
            raise typer.BadParameter("no table was built: run `platewise foods build`")
        else:
            yield _own_reader()


@cache
def _own_reader() -> Reader:
    table = own_tables().foods()
    found = own_resolver(table, DATA)
    return Reader(MealResolver(found.index, found.lexicon), table.foods.get, table)


def _usda_reader(catalogue: UsdaCatalogue, year: str | None) -> Reader:
    found = usda_resolver(catalogue.table, DATA, year)
    return Reader(
        MealResolver(found.index, found.lexicon), lambda food: catalogue.find_food(food, year)
    )


def result_of(resolved: ResolvedMeal, reading: MealReading, reader: Reader) -> dict[str, Any]:
    """Return a reading in the form the command promises.

    Shape:
        `items`, `totals`, `energy_kcal_range` (holds the truth four times in five), `unknown`
        (the user's words), `question` (or None).
    """
    totals = total(portion.nutrients for portion in reading.portions)
    by_food = {item.food_id: item for item in resolved.items}
    low, high = energy_range(resolved, reading)
    return {
        "items": [
            _item(portion, by_food.get(portion.food_id))
            for portion in reading.portions
            if portion.food_id is not None
        ],
        "totals": {nutrient.value: totals[nutrient].amount for nutrient in Nutrient},
        "energy_kcal_range": [round(low, 1), round(high, 1)],
        "unknown": [part.text for part in reading.unread],
        "question": question_text(resolved, reading, reader),
    }


def energy_range(resolved: ResolvedMeal, reading: MealReading) -> tuple[float, float]:
    """Return the range of the energy, which holds what the reading makes of it as well."""
    energy_kcal = total(portion.nutrients for portion in reading.portions)[Nutrient.ENERGY].amount
    low, high = resolved.energy_range_kcal
    return min(low, energy_kcal), max(high, energy_kcal)


def mass_range(portion: Portion, item: ResolvedItem | None) -> tuple[float, float] | None:
    """Return the range of a portion's grams; None where only its name was looked at."""
    if item is None or not item.mass_g or portion.mass_g is None:
        return None
    share = portion.mass_g / item.mass_g
    return item.mass_range_g.low * share, item.mass_range_g.high * share


def _item(portion: Portion, item: ResolvedItem | None) -> dict[str, Any]:
    low, high = mass_range(portion, item) or (None, None)
    return {
        "text": portion.text,
        "food_id": portion.food_id,
        "name": portion.name,
        "source": portion.source,
        "mass_g": portion.mass_g,
        "mass_g_low": None if low is None else round(low, 1),
        "mass_g_high": None if high is None else round(high, 1),
        "reason": item.reason if item else "named outright",
        "candidates": [
            {
                "food_id": other.food_id,
                "name": other.name,
                "mass_g": other.mass_g,
                "probability": other.probability,
            }
            for other in (item.alternatives if item else ())
        ],
        "nutrients": {str(nutrient): amount for nutrient, amount in portion.nutrients.items()},
    }


def question_text(resolved: ResolvedMeal, reading: MealReading, reader: Reader) -> str | None:
    """Return the question worth asking: what was not read, or a doubt with its choices named."""
    if reading.unread:
        first = reading.unread[0]
        return own_tables().texts().say(first.doubt.value, text=first.text)
    question = resolved.question
    if question is None:
        return None
    item, names = resolved.items[question.item], reader.resolver.index.food_names
    if item.food_id not in {portion.food_id for portion in reading.portions}:
        return None
    if question.about == PORTION:
        choices = [f"{choice.portion} ({choice.mass_g:.0f} g)" for choice in question.choices]
        return f"How much {item.name}: {' / '.join(choices)}?"
    return f"Which: {' / '.join(names[choice.food] for choice in question.choices)}?"


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                yield {"id": record["id"], "text": str(record["text"])}
            except (ValueError, KeyError, TypeError) as error:
                raise typer.BadParameter(f"{file.name} line {number}: {error!r}") from error


def _show(resolved: ResolvedMeal, reading: MealReading, reader: Reader) -> None:
    table = Table("food", "grams", "80 % range", "kcal", "protein", "carbs", "fat", "source")
    items = {item.food_id: item for item in resolved.items}
    for portion in reading.portions:
        span = mass_range(portion, items.get(FoodId(str(portion.food_id))))
        table.add_row(
            portion.name,
            f"{portion.mass_g:.0f}",
            f"{span[0]:.0f}-{span[1]:.0f}" if span else "",
            *(_shown(portion.nutrients.get(nutrient)) for nutrient in _COLUMNS),
            portion.source,
        )
    console = Console()
    console.print(table)
    sums = total(portion.nutrients for portion in reading.portions)
    console.print(", ".join(f"{nutrient} {sums[nutrient].amount:.0f}" for nutrient in _COLUMNS))
    low, high = energy_range(resolved, reading)
    console.print(f"energy between {low:.0f} and {high:.0f} kcal, four times in five")
    for part in reading.unread:
        console.print(f"[yellow]not read[/] ({part.doubt.value}): {part.text}", highlight=False)
    if question := question_text(resolved, reading, reader):
        console.print(question, highlight=False)


_COLUMNS = (Nutrient.ENERGY, Nutrient.PROTEIN, Nutrient.CARBOHYDRATE, Nutrient.FAT)


def _shown(amount: float | None) -> str:
    return "?" if amount is None else f"{amount:.0f}"
