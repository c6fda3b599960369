import dataclasses
import re

import pytest

from runtime import settings
from scripts.template import as_list

SHARED = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE", "POWERTOOLS_LOG_LEVEL"}
SETTINGS = {
    "receive": settings.ReceiveSettings,
    "converse": settings.ConverseSettings,
    "send": settings.SendSettings,
    "delivery": settings.DeliverySettings,
    "apologise": settings.ApologiseSettings,
    "audit": settings.AuditSettings,
    "starter": settings.StarterSettings,
    "plan": settings.PlanSettings,
    "answer": settings.AnswerSettings,
    "advise": settings.AdviseSettings,
    "fetch": settings.FetchSettings,
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_function_gets_exactly_the_environment_that_its_settings_read(functions, name):
    variables = functions[f"{name.capitalize()}Function"]["Environment"]["Variables"]
    read = {field.name.upper() for field in dataclasses.fields(SETTINGS[name])}

    assert set(variables) == read | SHARED
    assert variables["POWERTOOLS_SERVICE_NAME"] == name


def test_every_function_is_listed_here(functions):
    assert set(functions) == {f"{name.capitalize()}Function" for name in SETTINGS}


def test_every_function_runs_python_3_13_on_arm(functions):
    assert {f["Runtime"] for f in functions.values()} == {"python3.13"}
    assert [f["Architectures"] for f in functions.values()] == [["arm64"]] * len(functions)


def test_no_function_but_those_that_plan_runs_longer_than_twenty_seconds(functions):
    timeouts = {logical_id: f["Timeout"] for logical_id, f in functions.items()}

    assert timeouts.pop("PlanFunction") <= 30
    assert timeouts.pop("AdviseFunction") < 60
    assert max(timeouts.values()) <= 20
    assert timeouts["ReceiveFunction"] <= 10


def test_the_webhook_is_cut_off_after_the_function_and_before_twilio_gives_up(of_type, functions):
    integration = of_type("ApiGatewayV2::Integration")["ReceiveIntegration"]

    assert functions["ReceiveFunction"]["Timeout"] * 1000 < integration["TimeoutInMillis"] < 15_000


def test_every_function_has_a_role_of_its_own(functions, of_type):
    roles = [f["Role"]["Fn::GetAtt"][0] for f in functions.values()]

    assert len(set(roles)) == len(functions)
    assert set(roles) | {"WeeklyPlanRole"} == set(of_type("IAM::Role"))


def test_every_function_has_a_log_group_of_its_own_that_forgets(functions, of_type):
    groups = of_type("Logs::LogGroup")
    used = [f["LoggingConfig"]["LogGroup"]["Ref"] for f in functions.values()]

    assert len(set(used)) == len(functions)
    assert all("RetentionInDays" in group for group in groups.values())


def test_no_role_has_a_managed_policy(of_type):
    assert all("ManagedPolicyArns" not in role for role in of_type("IAM::Role").values())


def test_no_role_has_a_wildcard(statements):
    granted = [s for role in statements.values() for s in role]

    assert not [a for s in granted for a in as_list(s["Action"]) if "*" in a]
    assert not [s for s in granted if "*" in str(s["Resource"])]


def test_a_role_names_only_resources_of_this_template_and_what_parameters_name(
    template, statements
):
    named = set(re.findall(r"'(?:Ref|Fn::GetAtt)': \[?'(\w+)'", str(statements)))

    outside = {"TwilioSecretArn", "BedrockModelArn", "ValkeySecret"}
    assert named - set(template["Resources"]) == outside


def test_only_the_adviser_may_ask_a_model_and_only_the_one_that_is_named(statements, of_type):
    asking = {
        role: s["Resource"]
        for role, granted in statements.items()
        for s in granted
        if "bedrock:" in str(s["Action"])
    }
    nothing = {"Fn::GetAtt": ["CacheTable", "Arn"]}
    routed = of_type("IAM::Policy")["AdviseRoutedModels"]["PolicyDocument"]["Statement"]

    assert asking == {"AdviseRole": {"Fn::If": ["HasModel", {"Ref": "BedrockModelArn"}, nothing]}}
    assert [(s["Action"], s["Resource"]) for s in routed] == [
        ("bedrock:InvokeModel", {"Ref": "BedrockRoutedModelArns"})
    ]
    assert routed[0]["Condition"] == {
        "StringEquals": {"bedrock:InferenceProfileArn": {"Ref": "BedrockModelArn"}}
    }


def test_without_a_model_named_there_is_none(template):
    assert template["Parameters"]["BedrockModelArn"]["Default"] == ""
    assert template["Parameters"]["ValkeySecret"]["Default"] == ""


def test_the_adviser_reaches_of_users_only_by_their_keys(statements):
    coach = {"Fn::GetAtt": ["CoachTable", "Arn"]}
    (table,) = [s for s in statements["AdviseRole"] if s["Resource"] == coach]

    assert table["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["USER#*"]},
        "Null": {"dynamodb:LeadingKeys": "false"},
    }


def test_the_table_key_is_used_through_dynamodb_only(statements):
    uses = [s for role in statements.values() for s in role if "kms:Decrypt" in str(s["Action"])]

    via = {"Fn::Sub": "dynamodb.${AWS::Region}.amazonaws.com"}
    assert len(uses) == 9
    assert all(s["Condition"] == {"StringEquals": {"kms:ViaService": via}} for s in uses)


def test_the_audit_reaches_only_its_own_rows(statements):
    table = [s for s in statements["AuditRole"] if "dynamodb:PutItem" in str(s["Action"])]

    assert [s["Condition"]["ForAllValues:StringLike"] for s in table] == [
        {"dynamodb:LeadingKeys": ["AUDIT#*"]}
    ]
    assert table[0]["Condition"]["Null"] == {"dynamodb:LeadingKeys": "false"}


def test_no_secret_stands_in_a_parameter_or_a_variable(template, functions):
    words = re.compile(r"token|password|secret|key", re.IGNORECASE)
    variables = {n for f in functions.values() for n in f["Environment"]["Variables"]}

    counted = {"BedrockOutputTokens", "BEDROCK_OUTPUT_TOKENS"}
    named = {p for p in template["Parameters"] if words.search(p)}
    assert named - counted == {"TwilioSecretArn", "ValkeySecret"}
    ids = {"TWILIO_SECRET_ID", "PHONE_KEY_SECRET_ID", "VALKEY_SECRET_ID"}
    assert {v for v in variables if words.search(v)} - counted == ids


def test_the_food_table_comes_as_a_layer_of_the_function_that_reads_it(functions, template):
    layered = {name: f["Layers"] for name, f in functions.items() if "Layers" in f}

    assert set(layered) == {"ConverseFunction"}
    condition, layers, otherwise = layered["ConverseFunction"]["Fn::If"]
    assert (condition, layers) == ("HasFoodTable", [{"Ref": "FoodTableLayerArn"}])
    assert otherwise == {"Ref": "AWS::NoValue"}
    assert template["Parameters"]["FoodTableLayerArn"]["Default"] == ""


def test_the_planner_reads_and_keeps_drafts_and_does_nothing_else(statements):
    actions = {a for s in statements["PlanRole"] for a in as_list(s["Action"])}

    assert {a for a in actions if not a.startswith(("logs:", "kms:"))} == {
        "dynamodb:BatchGetItem",
        "dynamodb:PutItem",
    }


def test_the_state_machine_may_invoke_its_three_functions_and_nothing_else(statements):
    (statement,) = statements["WeeklyPlanRole"]

    assert statement["Action"] == "lambda:InvokeFunction"
    assert statement["Resource"] == [
        {"Fn::GetAtt": ["AdviseFunction", "Arn"]},
        {"Fn::GetAtt": ["PlanFunction", "Arn"]},
        {"Fn::GetAtt": ["AnswerFunction", "Arn"]},
    ]
