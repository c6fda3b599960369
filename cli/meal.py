"""`platewise meal`: what a sentence is read as."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from cli.tables import own_tables
from domain.conversation.wording import ReplyTexts
from domain.meals.diary import Portion
from domain.meals.nutrients import Nutrient, total
from domain.meals.reading import MealReading, read_meal


def meal(
    text: Annotated[str, typer.Argument(help="What was eaten, as people type it.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    jsonl: Annotated[
        Path | None,
        typer.Option(help='A file of {"id", "text"} lines; prints one result a line.'),
    ] = None,
) -> None:
    """Read a meal into foods with amounts and nutrients."""
    table, texts = own_tables().foods(), own_tables().texts()
    if jsonl is not None:
        for line in _lines(jsonl):
            result = result_of(read_meal(line["text"], table), texts)
            sys.stdout.write(json.dumps({"id": line["id"], **result}) + "\n")
        return
    reading = read_meal(text, table)
    if as_json:
        sys.stdout.write(json.dumps(result_of(reading, texts)) + "\n")
    else:
        _show(reading)


def result_of(reading: MealReading, texts: ReplyTexts) -> dict[str, Any]:
    """Return a reading in the form the command promises.

    Shape:
        `items`, `totals`, `unknown` (the user's words), `question` (or None). The bounds of a
        mass are None where the table does not know how much portions of the food vary.
    """
    totals = total(portion.nutrients for portion in reading.portions)
    return {
        "items": [_item(portion) for portion in reading.portions],
        "totals": {nutrient.value: totals[nutrient].amount for nutrient in Nutrient},
        "unknown": [part.text for part in reading.unread],
        "question": _question(reading, texts),
    }


def _item(portion: Portion) -> dict[str, Any]:
    return {
        "text": portion.text,
        "food_id": portion.food_id,
        "name": portion.name,
        "source": portion.source,
        "mass_g": portion.mass_g,
        "mass_g_low": None,
        "mass_g_high": None,
        "nutrients": {str(nutrient): amount for nutrient, amount in portion.nutrients.items()},
    }


def _question(reading: MealReading, texts: ReplyTexts) -> str | None:
    if not reading.unread:
        return None
    first = reading.unread[0]
    return texts.say(first.doubt.value, text=first.text)


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                yield {"id": record["id"], "text": str(record["text"])}
            except (ValueError, KeyError, TypeError) as error:
                raise typer.BadParameter(f"{file.name} line {number}: {error!r}") from error


def _show(reading: MealReading) -> None:
    table = Table("food", "amount", "grams", "kcal", "protein", "carbs", "fat", "source")
    for portion in reading.portions:
        table.add_row(
            portion.name,
            portion.amount,
            f"{portion.mass_g:.0f}",
            *(_shown(portion.nutrients.get(nutrient)) for nutrient in _COLUMNS),
            portion.source,
        )
    console = Console()
    console.print(table)
    sums = total(portion.nutrients for portion in reading.portions)
    console.print(", ".join(f"{nutrient} {sums[nutrient].amount:.0f}" for nutrient in _COLUMNS))
    for part in reading.unread:
        console.print(f"[yellow]not read[/] ({part.doubt.value}): {part.text}", highlight=False)


_COLUMNS = (Nutrient.ENERGY, Nutrient.PROTEIN, Nutrient.CARBOHYDRATE, Nutrient.FAT)


def _shown(amount: float | None) -> str:
    return "?" if amount is None else f"{amount:.0f}"
