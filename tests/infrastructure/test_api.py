import json


def test_the_api_has_the_two_webhooks_and_nothing_else(of_type):
    routes = of_type("ApiGatewayV2::Route").values()

    assert {route["RouteKey"] for route in routes} == {
        "POST /webhooks/twilio",
        "POST /webhooks/twilio/status",
    }


def test_the_api_is_throttled(of_type):
    stage = of_type("ApiGatewayV2::Stage")["HttpApiStage"]

    assert stage["DefaultRouteSettings"] == {
        "ThrottlingRateLimit": {"Ref": "ThrottlingRateLimit"},
        "ThrottlingBurstLimit": {"Ref": "ThrottlingBurstLimit"},
    }


def test_no_stage_stands_in_the_path_that_twilio_signs(of_type):
    assert of_type("ApiGatewayV2::Stage")["HttpApiStage"]["StageName"] == "$default"


def test_the_access_log_holds_nothing_of_a_person(of_type):
    written = of_type("ApiGatewayV2::Stage")["HttpApiStage"]["AccessLogSettings"]["Format"]

    assert set(json.loads(written).values()) == {
        "$context.requestId",
        "$context.requestTime",
        "$context.routeKey",
        "$context.status",
        "$context.responseLength",
        "$context.responseLatency",
        "$context.integrationStatus",
        "$context.integrationLatency",
    }


def test_only_the_two_routes_may_invoke_the_function(of_type):
    permissions = of_type("Lambda::Permission").values()
    paths = {p["SourceArn"]["Fn::Sub"].split("${HttpApi}")[1] for p in permissions}

    assert paths == {"/*/POST/webhooks/twilio", "/*/POST/webhooks/twilio/status"}
