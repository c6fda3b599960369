"""What messages want after what the coach really says last: `context_cases.csv`."""

import csv
from pathlib import Path

import pytest

from adapters.intent_tables import IntentTables
from cli.tables import DATA
from domain.understanding.decide import decide

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

with (Path(__file__).parent / "context_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = [(row["context"], row["text"], row["intent"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def tools():
    return IntentTables(DATA).tools()


def test_many_messages_are_tried_after_many_of_the_coachs():
    assert len(CASES) >= 150
    assert len({context for context, _, _ in CASES}) >= 30


@pytest.mark.parametrize(("context", "text", "intent"), CASES)
def test_the_context_helps_and_does_not_mislead(context, text, intent, tools):
    assert decide(text, context, tools).intent == intent
