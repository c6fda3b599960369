"""`platewise allergens`: may this food be served to someone who says this."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from adapters.gate_tables import GateTables
from cli.tables import DATA, own_tables
from domain.conversation.wording import ReplyTexts, listed
from domain.safety.gate.gate import Finding, Verdict


def allergens(
    allergy: Annotated[str, typer.Argument(help="The allergy, as people say it.")] = "",
    food: Annotated[str, typer.Argument(help="A food, a list of ingredients or a recipe.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    jsonl: Annotated[
        Path | None,
        typer.Option(
            help='A file of {"id", "allergy_text", "food_or_recipe"} lines; one result a line.'
        ),
    ] = None,
) -> None:
    """Tell whether a food may be served to someone, and why not."""
    gate, texts = GateTables(DATA).gate(), own_tables().texts()
    if jsonl is not None:
        for line in _lines(jsonl):
            verdict = gate.check(line["allergy_text"], line["food_or_recipe"])
            result = {"id": line["id"], **result_of(verdict, texts)}
            sys.stdout.write(json.dumps(result) + "\n")
        return
    result = result_of(gate.check(allergy, food), texts)
    if as_json:
        sys.stdout.write(json.dumps(result) + "\n")
    else:
        print("not served" if result["flag"] else "served", result["why"], sep=": ")


def result_of(verdict: Verdict, texts: ReplyTexts) -> dict[str, Any]:
    """Return a verdict in the form the command promises."""
    reasons = [_said(finding, texts) for finding in verdict.findings]
    return {
        "flag": verdict.is_refused,
        "allergens": list(verdict.allergens),
        "why": " ".join(reasons) or texts.say("gate_clear"),
    }


def _said(finding: Finding, texts: ReplyTexts) -> str:
    allergens = listed(finding.allergens, texts) if finding.allergens else ""
    is_suspect = "_suspect" if finding.said and allergens and not finding.note else ""
    key = finding.reason.value + is_suspect
    return texts.say(key, said=finding.said, allergens=allergens, note=finding.note)


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                texts = {key: str(record[key]) for key in ("allergy_text", "food_or_recipe")}
                yield {"id": record["id"], **texts}
            except (ValueError, KeyError, TypeError) as error:
                raise typer.BadParameter(f"{file.name} line {number}: {error!r}") from error
