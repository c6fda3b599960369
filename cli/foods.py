"""`platewise foods`: look into the food table, and hold it to its rules."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.food_lint import lint_foods
from cli.tables import DATA, own_tables
from domain.meals.foods import Food, FoodTable
from domain.meals.nutrients import Nutrient
from domain.meals.vocabulary import canonical_words

foods_app = typer.Typer(no_args_is_help=True, help="The food table.")


@foods_app.callback()
def foods() -> None:
    """Look into the food table."""


@foods_app.command()
def search(
    text: Annotated[str, typer.Argument(help="Words of a food's name or of an alias.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
) -> None:
    """List the foods whose name or alias has all the words; slips of one letter are forgiven."""
    found = found_in(text, own_tables().foods())
    if as_json:
        sys.stdout.write(json.dumps([_facts(food) for food in found]) + "\n")
        return
    table = Table("id", "name", "kcal per 100 g", "usual portion", "allergens", "source")
    for food in found:
        table.add_row(
            food.food_id,
            food.name,
            f"{food.per_100_g.get(Nutrient.ENERGY, float('nan')):.0f}",
            f"1 {food.usual_unit} ({food.portions[food.usual_unit]:g} g)",
            " ".join(sorted(food.allergens)),
            food.source,
        )
    Console().print(table)


@foods_app.command()
def lint(
    data: Annotated[Path, typer.Option(help="The folder of the tables.")] = DATA,
) -> None:
    """Hold the own food table to its rules; exits with 1 where a row breaks one."""
    findings = list(lint_foods(data))
    for finding in findings:
        typer.echo(f"{finding.file}: {finding.food_id}: {finding.says}", err=True)
    if findings:
        raise typer.Exit(1)


def _facts(food: Food) -> dict[str, object]:
    return {
        "food_id": food.food_id,
        "name": food.name,
        "source": food.source,
        "tags": sorted(food.tags),
        "glycemic_index": food.glycemic_index,
        "price_usd_per_100_g": food.price_usd_per_100_g,
    }


def found_in(text: str, table: FoodTable) -> tuple[Food, ...]:
    """Return the foods that have all the words, the shortest names first."""
    wanted = {table.respell(word) for word in canonical_words(text)}
    phrases = {food.name: food.food_id for food in table.foods.values()} | dict(table.aliases)
    hits = {food for phrase, food in phrases.items() if wanted <= set(canonical_words(phrase))}
    return tuple(
        sorted((table.foods[food_id] for food_id in hits), key=lambda f: (len(f.name), f.food_id))
    )
