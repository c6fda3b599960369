"""`platewise foods unknown`: the words enough people told, on AWS or in the stack here."""

import json
import urllib.request
from io import BytesIO
from urllib.error import URLError

import pytest
from typer.testing import CliRunner

from adapters.in_memory.turn_store import InMemoryTurnStore
from adapters.in_memory.unknown_foods import InMemoryUnknownFoods
from cli import unknown_foods as command
from cli.main import app
from domain.errors import RetryableError
from tests.contracts.test_unknown_food_counts import tell


class FewStores:
    """The stores a told food needs."""

    def __init__(self):
        self.turns = InMemoryTurnStore()
        self.unknown_foods = InMemoryUnknownFoods(self.turns)


@pytest.fixture
def asked(monkeypatch, aws):
    """Where the command looked, in place of DynamoDB: the counts of three people."""
    stores, places = FewStores(), []
    for person in range(3):
        tell(stores, person, "zorblax stew")

    def opened(client, table):
        places.append((client.meta.endpoint_url, table))
        return stores.unknown_foods

    monkeypatch.setattr(command, "DynamoUnknownFoods", opened)
    return places


def run(*words):
    return CliRunner().invoke(app, ["foods", "unknown", *words])


def test_what_a_deployment_counted_is_listed(asked):
    result = run("--table", "platewise-dev-coach")

    assert result.exit_code == 0
    assert "zorblax stew" in result.stdout
    assert asked[0][1] == "platewise-dev-coach"


def test_the_stack_here_says_where_to_look(asked, monkeypatch):
    said = {"aws_endpoint_url": "http://127.0.0.1:9", "coach_table": "Coach-local"}
    pages = {"http://localhost:8000/_local/health": json.dumps(said).encode()}
    monkeypatch.setattr(urllib.request, "urlopen", lambda page, timeout: BytesIO(pages[page]))

    result = run("--url", "http://localhost:8000/", "--json")

    assert asked == [("http://127.0.0.1:9", "Coach-local")]
    assert json.loads(result.stdout) == [{"words": "zorblax stew", "people": 3, "times": 3}]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--table", "t", "--url", "http://localhost:1"),
        ("--url", "file:///etc/passwd"),
        ("--table", "t", "--least", "1"),
    ],
)
def test_a_question_that_cannot_be_meant_is_refused(words):
    assert run(*words).exit_code == 2


def test_a_stack_that_is_not_there_is_said(monkeypatch):
    def refused(page, timeout):
        raise URLError("connection refused")

    monkeypatch.setattr(urllib.request, "urlopen", refused)

    result = run("--url", "http://127.0.0.1:9")

    assert result.exit_code == 1
    assert "connection refused" in result.stderr


def test_a_store_that_does_not_answer_is_said(monkeypatch, aws):
    class Failing:
        def list_unknown(self, now, least):
            raise RetryableError("store: unavailable", 1.0)

    monkeypatch.setattr(command, "DynamoUnknownFoods", lambda *_: Failing())

    assert "unavailable" in run("--table", "t").stderr
