"""The template is the only source of what the local stack builds."""

from pathlib import Path

import pytest
from stack_support import SMALL_PRODUCT

from local.blueprint import Blueprint, short_name
from local.intrinsics import Place, Resolver, UnresolvedIntrinsicError
from local.template import TemplateReader, translate

PLACE = Place("st", "123456789012", "us-east-1", "http://aws")
PRODUCT = Path(__file__).resolve().parents[2] / "template.yaml"


def read(path: Path, **parameters: str) -> Blueprint:
    secrets = {"TwilioSecretArn": "given"}
    return TemplateReader(path.parent, translate(path), PLACE, parameters, secrets).read()


@pytest.fixture(scope="module")
def small() -> Blueprint:
    return read(SMALL_PRODUCT, Stage="local", PublicBaseUrl="https://coach.example")


def test_functions_come_with_handler_limits_and_code(small: Blueprint) -> None:
    work = {f.name: f for f in small.functions}["work"]

    assert work.handler == "handlers.work.handler"
    assert (work.timeout_s, work.memory_mb) == (2, 128)
    assert work.code_paths == (SMALL_PRODUCT.parent / "src", SMALL_PRODUCT.parent)


def test_every_intrinsic_in_a_variable_is_resolved(small: Blueprint) -> None:
    variables = {f.name: f for f in small.functions}["receive"].environment

    assert variables == {
        "WORK_QUEUE_URL": "http://aws/123456789012/st-WorkQueue.fifo",
        "PLAIN_QUEUE_URL": "http://aws/123456789012/small-local-plain",
        "GREETING": "hello",
        "WHERE": "here",
        "DATA_DIR": str(SMALL_PRODUCT.parent / "data"),
        "SECRET_ID": "arn:aws:secretsmanager:us-east-1:123456789012:secret:TwilioSecretArn",
        "OTHER_SECRET_ID": "arn:aws:secretsmanager:us-east-1:123456789012:secret:st-OwnSecret",
        "BASE": "https://coach.example/webhooks",
        "JOINED": "b-us-east-1",
    }


def test_a_resource_whose_condition_is_false_does_not_exist(small: Blueprint) -> None:
    elsewhere = read(SMALL_PRODUCT, Stage="prod")

    assert "never" not in {f.name for f in small.functions}
    assert "never" in {f.name for f in elsewhere.functions}


def test_routes_are_read_from_the_functions_events(small: Blueprint) -> None:
    assert {(route.key, route.function) for route in small.routes} == {
        ("POST /work", "receive"),
        ("ANY /echo/{name}", "receive"),
    }


def test_mappings_name_queue_function_and_batch(small: Blueprint) -> None:
    found = {(m.queue, m.function, m.batch_size, m.reports_failures) for m in small.mappings}

    assert found == {
        ("work", "work", 1, True),
        ("plain", "plain", 5, True),
        ("count", "count", 1, False),
    }


def test_queues_know_where_their_failures_go(small: Blueprint) -> None:
    assert {q.name: q.dead_letter_queue for q in small.queues} == {
        "work": "work_dead",
        "work_dead": None,
        "plain": None,
        "count": None,
    }


def test_secrets_have_the_given_value_or_a_lasting_one_of_their_own(small: Blueprint) -> None:
    again = read(SMALL_PRODUCT, Stage="local")
    values = {secret.name: secret.value for secret in small.secrets}

    assert values["TwilioSecretArn"] == "given"
    assert len(values["st-OwnSecret"]) == 64
    assert values == {secret.name: secret.value for secret in again.secrets}


def test_only_what_the_emulator_can_do_is_deployed_and_in_order(small: Blueprint) -> None:
    kinds = {resource["Type"] for resource in small.resources.values()}

    assert kinds == {
        "AWS::DynamoDB::Table",
        "AWS::Events::EventBus",
        "AWS::Events::Rule",
        "AWS::SQS::Queue",
    }
    assert small.resources["WorkQueue"]["DependsOn"] == ["WorkDeadQueue"]
    assert set(small.resources["CountRule"]["DependsOn"]) == {"Bus", "CountQueue"}
    assert "SSESpecification" not in small.resources["Table"]["Properties"]


def test_the_products_own_template_is_read_whole() -> None:
    product = read(PRODUCT, Stage="local")

    assert {"receive", "converse", "send", "delivery", "apologise", "audit"} <= {
        function.name for function in product.functions
    }
    assert {route.key for route in product.routes} >= {
        "POST /webhooks/twilio",
        "POST /webhooks/twilio/status",
    }
    fed = {(mapping.queue, mapping.function) for mapping in product.mappings}
    assert fed >= {("inbound", "converse"), ("outbound", "send"), ("audit", "audit")}


@pytest.mark.parametrize(
    ("logical_id", "name"),
    [
        ("InboundDeadQueue", "inbound_dead"),
        ("WorkQueue", "work"),
        ("Queue", "Queue".lower()),
        ("S3ImportQueue", "s3_import"),
    ],
)
def test_short_names_are_those_people_use(logical_id: str, name: str) -> None:
    assert short_name(logical_id, "Queue") == name


def test_an_unknown_intrinsic_is_named() -> None:
    resolver = Resolver(PLACE, {"Resources": {}}, {})

    with pytest.raises(UnresolvedIntrinsicError, match="Fn::ImportValue"):
        resolver.resolve({"Fn::ImportValue": "x"})
    with pytest.raises(UnresolvedIntrinsicError, match="Missing"):
        resolver.resolve({"Ref": "Missing"})


def test_conditions_combine() -> None:
    template = {
        "Resources": {},
        "Conditions": {
            "Yes": {"Fn::Equals": [{"Ref": "Stage"}, "a"]},
            "No": {"Fn::Not": [{"Condition": "Yes"}]},
            "Both": {"Fn::And": [{"Condition": "Yes"}, {"Condition": "No"}]},
            "Either": {"Fn::Or": [{"Condition": "Yes"}, {"Condition": "No"}]},
        },
    }
    resolver = Resolver(PLACE, template, {"Stage": "a"})

    held = [name for name in template["Conditions"] if resolver.holds(name)]

    assert held == ["Yes", "Either"]
    assert resolver.resolve({"a": {"Fn::If": ["No", 1, {"Ref": "AWS::NoValue"}]}}) == {}
    assert resolver.resolve({"Fn::Sub": "${!x} ${AWS::Region}"}) == "${x} us-east-1"


def test_a_built_food_table_is_where_its_layer_would_be() -> None:
    arn = "arn:aws:lambda:us-east-1:123456789012:layer:food-table:1"

    without = {f.name: f for f in read(PRODUCT).functions}["converse"].environment
    layered = {f.name: f for f in read(PRODUCT, FoodTableLayerArn=arn).functions}["converse"]

    assert without["FOOD_TABLE"] == ""
    assert layered.environment["FOOD_TABLE"] == str(PRODUCT.parent / "food_table" / "usda.sqlite")
