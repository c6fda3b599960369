"""`platewise foods unknown`: what people ate that no table knows, most told first."""

import json
import sys
import urllib.request
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import boto3
import typer
from rich.console import Console
from rich.table import Table

from adapters.dynamodb.unknown_foods import DynamoUnknownFoods
from domain.errors import RetryableError
from domain.meals.unknown_food import LEAST_PEOPLE

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_ANSWER_WITHIN_S = 10.0


def unknown(
    *,
    table: Annotated[
        str, typer.Option(envvar="COACH_TABLE", help="The deployed table, with your AWS account.")
    ] = "",
    url: Annotated[
        str, typer.Option(help="The stack on this machine, such as http://localhost:8000.")
    ] = "",
    least: Annotated[
        int, typer.Option(min=LEAST_PEOPLE, help="People at least who told a food.")
    ] = LEAST_PEOPLE,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
) -> None:
    """List the foods people told that no table knows, by how many people told them."""
    if bool(table) == bool(url):
        raise typer.BadParameter("give --table of a deployment, or --url of the local stack")
    try:
        store = DynamoUnknownFoods(boto3.client("dynamodb"), table) if table else _local(url)
        found = store.list_unknown(datetime.now(UTC), least)
    except (RetryableError, OSError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
    if as_json:
        sys.stdout.write(json.dumps([asdict(food) for food in found]) + "\n")
        return
    shown = Table("words", "people", "times")
    for food in found:
        shown.add_row(food.words, str(food.people), str(food.times))
    Console().print(shown)


def _local(url: str) -> DynamoUnknownFoods:
    """Return the store of the stack on this machine, which says itself where it lies."""
    address = f"{url.rstrip('/')}/_local/health"
    if not address.startswith(("http://", "https://")):
        raise typer.BadParameter("--url begins with http://")
    with urllib.request.urlopen(address, timeout=_ANSWER_WITHIN_S) as answer:  # noqa: S310 - checked
        health = json.load(answer)
    return DynamoUnknownFoods(_client_at(health["aws_endpoint_url"]), health["coach_table"])


def _client_at(endpoint_url: str) -> "DynamoDBClient":
    return boto3.client(
        "dynamodb",
        endpoint_url=endpoint_url,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",  # noqa: S106 - nobody checks it there
    )
