"""`platewise intent`: what a message wants; `platewise intent train`: learn it anew."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from adapters.intent_tables import IntentTables
from cli.tables import DATA
from domain.understanding.decide import Decision, decide

LABELLED = DATA / "intents" / "labelled"


def intent(
    text: Annotated[str, typer.Argument(help="The message; `train` fits the weights anew.")] = "",
    *,
    context: Annotated[str, typer.Option(help="The coach's last message.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    jsonl: Annotated[
        Path | None,
        typer.Option(help='A file of {"id", "text", "context"?} lines; prints one result a line.'),
    ] = None,
) -> None:
    """Tell what a message wants."""
    if text == "train" and jsonl is None:
        _train()
        return
    tools = IntentTables(DATA).tools()
    if jsonl is not None:
        for line in _lines(jsonl):
            result = result_of(decide(line["text"], line["context"], tools))
            sys.stdout.write(json.dumps({"id": line["id"], **result}) + "\n")
        return
    result = result_of(decide(text, context, tools))
    if as_json:
        sys.stdout.write(json.dumps(result) + "\n")
    else:
        print(*(f"{name}: {value}" for name, value in result.items()), sep="\n")


def result_of(decision: Decision) -> dict[str, Any]:
    """Return a decision in the form the command promises."""
    return {
        "intent": decision.intent,
        "confidence": round(decision.confidence, 3),
        "by": decision.by.value,
        "language": decision.language,
    }


def _lines(file: Path) -> Iterator[Mapping[str, str]]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                text, context = str(record["text"]), str(record.get("context") or "")
                yield {"id": record["id"], "text": text, "context": context}
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise typer.BadParameter(f"{file.name} line {number}: {error!r}") from error


def _train() -> None:
    from cli.training.dangers import train_detector, write_detector  # noqa: PLC0415 - numpy only to train
    from cli.training.train import train, write_tables  # noqa: PLC0415

    detector = train_detector(DATA, LABELLED)
    write_detector(detector, DATA / "safety")
    print(f"{len(detector.names)} signs of danger")
    print(
        f"cross-validated on danger_training.csv: recall {detector.recall:.1%},"
        f" precision {detector.precision:.1%}, the danger right {detector.right_danger:.1%}"
    )
    trained = train(DATA, LABELLED)
    write_tables(trained, DATA / "intents")
    print(f"{len(trained.fitted.names)} features")
    print(f"cross-validated: {trained.right_of_written:.1%} of the messages of training.csv right")
    if trained.right_of_made is not None:
        print(f"and {trained.right_of_made:.1%} of what unseen patterns make")
