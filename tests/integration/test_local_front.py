"""The HTTP API as the functions see it, and as its callers do."""

import base64
import http.client
import json
import threading
from collections.abc import Callable

import pytest
from stack_support import Web, eventually

from local.http_server import HttpServer
from local.stack import LocalStack

type Capture = pytest.CaptureFixture[str]


def echoed(web: Web, method: str, path: str, **options: object) -> dict[str, object]:
    answer = web.request(method, path, **options)
    assert answer.status == 201, answer.data
    return answer.json()


def test_a_request_becomes_a_payload_2_event(web: Web, stack: LocalStack) -> None:
    headers = {"X-Twilio-Signature": "AbC=", "Cookie": "a=1; b=2", "X-Many": "1"}

    event = echoed(web, "PUT", "/echo/b%20b?x=1&x=2&y=&z=%2B", headers=headers)["event"]

    assert event["version"] == "2.0"
    assert event["routeKey"] == "ANY /echo/{name}"
    assert event["rawPath"] == "/echo/b b"
    assert event["rawQueryString"] == "x=1&x=2&y=&z=%2B"
    assert event["queryStringParameters"] == {"x": "1,2", "y": "", "z": "+"}
    assert event["pathParameters"] == {"name": "b b"}
    assert event["cookies"] == ["a=1", "b=2"]
    assert event["headers"]["x-twilio-signature"] == "AbC="
    assert "cookie" not in event["headers"]
    assert event["requestContext"]["http"]["method"] == "PUT"
    assert event["requestContext"]["stage"] == "$default"


def test_the_events_time_is_the_local_clocks(web: Web, stack: LocalStack) -> None:
    stack.clock.advance(86_400)

    event = echoed(web, "GET", "/echo/x")["event"]

    now_ms = stack.clock.timestamp() * 1000
    assert abs(event["requestContext"]["timeEpoch"] - now_ms) < 5_000


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/xml", "text/plain; charset=utf-8"]
)
def test_text_types_arrive_as_text(web: Web, content_type: str) -> None:
    body = "grüezi"

    event = echoed(
        web, "POST", "/echo/x", body=body.encode(), headers={"Content-Type": content_type}
    )["event"]

    assert (event["body"], event["isBase64Encoded"]) == (body, False)


@pytest.mark.parametrize(
    "content_type",
    ["application/x-www-form-urlencoded; charset=UTF-8", "application/octet-stream"],
)
def test_forms_and_all_else_arrive_in_base64(web: Web, content_type: str) -> None:
    body = b"Body=gr%C3%BCezi&From=%2B1"

    event = echoed(web, "POST", "/echo/x", body=body, headers={"Content-Type": content_type})[
        "event"
    ]

    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == body


def test_text_that_is_not_utf8_arrives_in_base64(web: Web) -> None:
    event = echoed(
        web, "POST", "/echo/x", body=b"\xff\xfe", headers={"Content-Type": "text/plain"}
    )["event"]

    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == b"\xff\xfe"


def test_a_request_without_a_body_has_none_in_its_event(web: Web) -> None:
    event = echoed(web, "GET", "/echo/x")["event"]

    assert "body" not in event
    assert event["isBase64Encoded"] is False


def test_the_answers_status_headers_and_cookies_reach_the_caller(web: Web) -> None:
    answer = web.request("GET", "/echo/x")

    assert answer.status == 201
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Set-Cookie"] == "a=b"


def test_a_function_sees_its_own_variables_and_lambdas_only(web: Web) -> None:
    seen = echoed(web, "GET", "/echo/x")

    environment = set(seen["environment"])
    assert {"WORK_QUEUE_URL", "AWS_ENDPOINT_URL", "CLOCK_OFFSET_FILE", "TZ"} <= environment
    assert not environment & {"HOME", "USER", "TABLE", "BUS", "VIRTUAL_ENV"}
    assert seen["function"] == "platewise-local-ReceiveFunction"
    assert 0 < seen["left_ms"] <= 5_000


def test_a_function_that_raises_is_a_500_without_its_words(web: Web) -> None:
    answer = web.request("GET", "/echo/crash")

    assert answer.status == 500
    assert answer.json() == {"message": "Internal Server Error"}


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/nowhere"), ("DELETE", "/work"), ("POST", "/work/more"), ("PUT", "/_local/clock/x")],
)
def test_what_no_route_names_is_not_found(web: Web, method: str, path: str) -> None:
    assert web.request(method, path, body=b"x").status == 404


def test_more_than_ten_megabytes_are_too_much(web: Web) -> None:
    answer = web.request("POST", "/echo/x", body=b"x" * (10 * 1024 * 1024 + 1))

    assert answer.status == 413
    assert answer.json() == {"message": "Request Entity Too Large"}


def test_one_connection_serves_many_requests(stack: LocalStack) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", stack.port, timeout=5)
    statuses = []
    for path in ("/_local/health", "/nowhere", "/echo/x", "/echo/crash", "/_local/health"):
        connection.request("POST" if path == "/nowhere" else "GET", path, body=b"left unread")
        response = connection.getresponse()
        response.read()
        statuses.append(response.status)

    assert statuses == [200, 404, 201, 500, 200]


def test_the_stack_says_that_it_is_well(web: Web, stack: LocalStack) -> None:
    health = web.get("/_local/health")

    assert health["status"] == "ok"
    assert health["functions"] == ["count", "plain", "receive", "work"]
    assert health["aws_endpoint_url"] == stack.aws_endpoint_url
    assert health["coach_table"] == stack.blueprint.tables[0]["TableName"]


def test_an_accepted_webhook_is_json_or_form_alike(web: Web, stack: LocalStack) -> None:
    order = json.dumps({"name": "form", "group": "g"})

    answer = web.request(
        "POST", "/work", body=order, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )

    assert answer.status == 200


def test_a_stopped_server_hangs_up_and_ends_its_threads() -> None:
    def app(_: object, start: Callable[..., object]) -> list[bytes]:
        start("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    server = HttpServer(app)
    server.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("GET", "/")
    connection.getresponse().read()
    serving = [t for t in threading.enumerate() if "process_request" in t.name]

    server.stop()

    eventually(lambda: any(not thread.is_alive() for thread in serving))
    connection.request("GET", "/")
    with pytest.raises(http.client.HTTPException):
        connection.getresponse()


def test_an_app_that_raises_is_a_500_and_the_server_goes_on(capsys: Capture) -> None:
    def app(environ: dict[str, str], start: Callable[..., object]) -> list[bytes]:
        if environ["PATH_INFO"] == "/bad":
            raise RuntimeError("as ordered")
        start("200 OK", [])
        return [b"chunk", b"ed"]

    server = HttpServer(app)
    server.start()
    web = Web(server.url)

    statuses = [web.request("GET", path).status for path in ("/bad", "/good")]
    body = web.request("GET", "/good").data
    server.stop()

    assert statuses == [500, 200]
    assert body == b"chunked"
    assert "as ordered" in capsys.readouterr().err
