"""`platewise foods`: build the food table, look into it, and hold the own one to its rules."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.food_lint import lint_foods
from cli.food_table.command import build_foods
from cli.tables import DATA, own_catalogue, usda_catalogue
from cli.unknown_foods import unknown
from domain.errors import InvalidTableError
from domain.meals.foods import Food
from domain.meals.nutrients import Nutrient

foods_app = typer.Typer(no_args_is_help=True, help="The food table.")


foods_app.command("build")(build_foods)
foods_app.command("unknown")(unknown)


@foods_app.command()
def search(
    text: Annotated[str, typer.Argument(help="Words of a food's name or of an alias.")],
    *,
    table: Annotated[
        Path | None,
        typer.Option(
            envvar="FOOD_TABLE",
            metavar="FILE",
            help="A table made by `foods build`; the usual one is found by itself.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Foods at most, of each table.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
) -> None:
    """List the foods whose name or alias has all the words, the product's own before USDA's."""
    found = _found(text, table, limit)
    if as_json:
        sys.stdout.write(json.dumps([_facts(food) for food in found]) + "\n")
    else:
        _show(found)


def _found(text: str, table: Path | None, limit: int) -> tuple[Food, ...]:
    own = own_catalogue().search(text, limit)
    try:
        with usda_catalogue(table) as usda:
            return own + (usda.search(text, limit) if usda else ())
    except InvalidTableError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error


def _show(found: tuple[Food, ...]) -> None:
    table = Table("id", "name", "kcal per 100 g", "usual portion", "allergens", "source")
    for food in found:
        energy_kcal = food.per_100_g.get(Nutrient.ENERGY)
        table.add_row(
            food.food_id,
            food.name,
            "?" if energy_kcal is None else f"{energy_kcal:.0f}",
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
