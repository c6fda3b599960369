"""Every function can be put together from its settings, once, without reaching anything."""

from importlib import import_module

import pytest
from moto import mock_aws

from adapters.dynamodb.shared_answers import DynamoSharedAnswers
from adapters.valkey.shared_answers import ValkeySharedAnswers
from cli.food_table.build import Sources, build
from domain.adviser.spending import Prices
from runtime.bootstrap import clients, parts, usda_foods
from runtime.clock import OffsetClock, SystemClock
from tests import usda_downloads as usda
from tests.conftest import ROOT

VARIABLES = {
    "COACH_TABLE": "Coach",
    "INBOUND_QUEUE_URL": "https://sqs.example/inbound.fifo",
    "INBOUND_DEAD_QUEUE_URL": "https://sqs.example/inbound-dead.fifo",
    "OUTBOUND_QUEUE_URL": "https://sqs.example/outbound.fifo",
    "CALLBACK_QUEUE_URL": "https://sqs.example/callbacks",
    "AUDIT_QUEUE_URL": "https://sqs.example/audit",
    "PARKING_QUEUE_URL": "https://sqs.example/parking.fifo",
    "EVENT_BUS_NAME": "coach",
    "DATA_DIR": str(ROOT / "data"),
    "PUBLIC_BASE_URL": "https://coach.example/",
    "TWILIO_SECRET_ID": "twilio",
    "PHONE_KEY_SECRET_ID": "phone-key",
    "TWILIO_API_URL": "https://api.twilio.example/",
    "TWILIO_CONTENT_URL": "https://content.twilio.example/",
    "CACHE_TABLE": "Cache",
    "BEDROCK_MODEL_ARN": "arn:aws:bedrock:us-east-1::foundation-model/small",
    "BEDROCK_INPUT_USD": "1",
    "BEDROCK_OUTPUT_USD": "5",
    "BEDROCK_OUTPUT_TOKENS": "4000",
    "VALKEY_SECRET_ID": "",
}
BUILT = [
    ("receive", "message_acceptor"),
    ("receive", "status_acceptor"),
    ("converse", "turn_taker"),
    ("converse", "source_queue"),
    ("send", "reply_sender"),
    ("send", "source_queue"),
    ("delivery", "delivery_recorder"),
    ("delivery", "source_queue"),
    ("apologise", "apologiser"),
    ("apologise", "source_queue"),
    ("audit", "event_counter"),
    ("audit", "source_queue"),
    ("advise", "order_adviser"),
]


@pytest.fixture
def environment(aws, monkeypatch):
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("CLOCK_OFFSET_FILE", raising=False)
    forget_what_was_built()
    yield monkeypatch
    forget_what_was_built()


def forget_what_was_built():
    modules = [import_module(f"runtime.bootstrap.{name}") for name in {name for name, _ in BUILT}]
    for module in (clients, parts, *modules):
        for value in vars(module).values():
            getattr(value, "cache_clear", lambda: None)()


@pytest.mark.parametrize(("function", "part"), BUILT)
def test_a_part_is_built_once_for_the_life_of_the_sandbox(environment, function, part):
    build = getattr(import_module(f"runtime.bootstrap.{function}"), part)

    assert build() is build()


def test_the_public_address_and_twilios_have_no_slash_at_their_end(environment):
    sender = import_module("runtime.bootstrap.send").reply_sender()
    acceptor = import_module("runtime.bootstrap.receive").message_acceptor()

    assert sender.messenger.connection.api_url == "https://api.twilio.example"
    assert sender.messenger.public_base_url == "https://coach.example"
    assert acceptor.verifier.public_base_url == "https://coach.example"


def test_each_queue_knows_where_to_park(environment):
    source = import_module("runtime.bootstrap.converse").source_queue()

    assert source.url == VARIABLES["INBOUND_QUEUE_URL"]
    assert source.parking_url == VARIABLES["PARKING_QUEUE_URL"]


def test_time_is_the_machines(environment):
    assert isinstance(parts.clock(), SystemClock)


def test_time_can_be_moved_by_a_setting(environment, tmp_path):
    environment.setenv("CLOCK_OFFSET_FILE", str(tmp_path / "clock"))

    assert parts.clock() == OffsetClock(tmp_path / "clock")


def test_a_built_food_table_says_its_version(logged, tmp_path):
    file = build(Sources(sr28=usda.put_sr28(tmp_path)), tmp_path / "usda.sqlite").file

    table = usda_foods.usda_table(str(file))

    assert table.find_food("sr28:09001").name == "Barley, pearled, our own"
    assert table.version in logged()
    table.close()


def test_a_food_table_that_cannot_be_read_is_logged_and_done_without(logged, tmp_path):
    (tmp_path / "usda.sqlite").write_text("of another version" * 100)

    assert usda_foods.usda_table(str(tmp_path / "usda.sqlite")) is None
    assert usda_foods.UNUSABLE in logged()


def test_answers_are_shared_in_the_table_unless_a_server_is_named(environment):
    adviser = import_module("runtime.bootstrap.advise").order_adviser().adviser.adviser

    assert isinstance(adviser.shared, DynamoSharedAnswers)
    assert adviser.model.prices == Prices(1.0, 5.0)


@mock_aws
def test_the_address_of_a_server_of_answers_is_a_secret(environment):
    address = "rediss://coach:secret@answers.example:6379/0"
    clients.secrets_manager().create_secret(Name="answers", SecretString=address)
    environment.setenv("VALKEY_SECRET_ID", "answers")

    adviser = import_module("runtime.bootstrap.advise").order_adviser().adviser.adviser

    assert isinstance(adviser.shared, ValkeySharedAnswers)
    assert adviser.shared.client.get_connection_kwargs()["host"] == "answers.example"


def test_without_a_model_named_there_is_nobody_to_ask(environment):
    environment.setenv("BEDROCK_MODEL_ARN", "")

    assert import_module("runtime.bootstrap.advise").order_adviser().adviser.adviser is None
