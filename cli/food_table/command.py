"""`platewise foods build`: makes the food table from USDA's downloads."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from adapters.meal_resolvers import index_blobs
from cli.food_table.build import Built, Sources, build
from cli.food_table.errors import SourceError
from cli.tables import BUILT_TABLE, DATA


def build_foods(
    more: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DIR]...", help="Further folders of FNDDS, as after --fndds."),
    ] = None,
    *,
    fndds: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DIR",
            help="A folder of FNDDS “At A Glance” workbooks or CSV files, with food groups (FPED) "
            "if you have them. Which release they are is read from them. May be repeated.",
        ),
    ] = None,
    sr28: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder of SR28 (ABBREV.txt, ...).")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file to make.")] = BUILT_TABLE,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Build the food table from your own USDA downloads, in one piece or not at all."""
    sources = Sources((*(fndds or ()), *(more or ())), sr28)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        built = build(sources, out, lambda table: index_blobs(table, DATA))
    except SourceError as error:
        _fail(str(error), out)
    except OSError as error:
        _fail(f"{error.filename or out}: cannot be written: {error.strerror}", out)
    else:
        _show(built, as_json=as_json)


def _fail(what: str, out: Path) -> None:
    kept = f"; {out} is as it was" if out.exists() else ""
    typer.echo(f"error: {what}{kept}", err=True)
    raise typer.Exit(1)


def _show(built: Built, *, as_json: bool) -> None:
    size_bytes = built.file.stat().st_size
    if as_json:
        result = {**asdict(built), "file": str(built.file), "size_bytes": size_bytes}
        sys.stdout.write(json.dumps(result) + "\n")
        return
    for release, foods in built.foods.items():
        typer.echo(f"{release}: {foods:,} foods")
    typer.echo(f"{built.file}: {size_bytes / 1e6:.1f} MB, content {built.content_hash[:12]}")
