import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jsonschema
import pytest
from openapi_schema_validator import OAS30Validator

from local.doubles.twilio import Attachment
from tests.integration.twilio_double_server import ACCOUNT, ANN, SENDER, eventually, running_twilio

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("PLATEWISE_SHARED", ROOT.parent / "shared"))
DOCUMENTS = SHARED / "data" / "twilio"
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages"

pytestmark = pytest.mark.skipif(
    not DOCUMENTS.is_dir(),
    reason=f"Twilio's OpenAPI documents are not at {DOCUMENTS}; set PLATEWISE_SHARED",
)


@pytest.fixture
def twilio(tmp_path):
    with running_twilio(tmp_path) as running:
        yield running


class Document:
    """One of Twilio's OpenAPI documents, made strict: what it does not name is an error."""

    def __init__(self, name: str) -> None:
        self.tree = json.loads((DOCUMENTS / name).read_text())

    def operation(self, method: str, path: str) -> dict[str, Any]:
        return self.tree["paths"][path][method.lower()]

    def check_answer(self, method: str, path: str, status: int, body: Any) -> None:
        answer = self.operation(method, path)["responses"][str(status)]
        self.check(answer["content"]["application/json"]["schema"], body)

    def check_form(self, method: str, path: str, form: dict[str, Any]) -> None:
        content = self.operation(method, path)["requestBody"]["content"]
        schema = content["application/x-www-form-urlencoded"]["schema"]
        self.check(schema, form)

    def check_json(self, method: str, path: str, body: Any) -> None:
        content = self.operation(method, path)["requestBody"]["content"]
        self.check(content["application/json"]["schema"], body)

    def check_query(self, method: str, path: str, query: dict[str, str]) -> None:
        named = {p["name"] for p in self.operation(method, path)["parameters"]}
        assert query.keys() <= named

    def check(self, schema: dict[str, Any], value: Any) -> None:
        OAS30Validator(self._strict(schema)).validate(value)

    def _strict(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "$ref" in schema:
            return self._strict(self.tree["components"]["schemas"][schema["$ref"].split("/")[-1]])
        strict = dict(schema)
        if "properties" in schema:
            named = schema["properties"].items()
            strict["properties"] = {name: self._strict(part) for name, part in named}
            strict.setdefault("additionalProperties", False)
        if "items" in schema:
            strict["items"] = self._strict(schema["items"])
        return strict


@pytest.fixture(scope="session")
def api():
    return Document("twilio_api_v2010.json")


@pytest.fixture(scope="session")
def content_api():
    return Document("twilio_content_v1.json")


def all_fields(document: Document, schema: str) -> set[str]:
    return set(document.tree["components"]["schemas"][schema]["properties"])


def test_what_the_product_posts_is_what_twilio_documents(api):
    form = {
        "To": f"whatsapp:{ANN}",
        "From": SENDER,
        "Body": "Hello",
        "StatusCallback": "https://coach.example/webhooks/twilio/status?user=u1&reply=r1",
        "ContentSid": "HX" + "0" * 32,
        "ContentVariables": "{}",
    }

    api.check_form("post", f"{MESSAGES}.json", form)
    api.check_query("get", f"{MESSAGES}.json", {"To": "", "From": "", "DateSent>": ""})


def test_the_check_would_notice_a_misspelt_parameter(api):
    with pytest.raises(jsonschema.ValidationError):
        api.check_form("post", f"{MESSAGES}.json", {"To": ANN, "StatusCallbackUrl": "x"})


@pytest.mark.parametrize("to", [ANN, f"whatsapp:{ANN}"])
def test_a_created_message_has_every_field_and_shape_of_the_document(twilio, api, to):
    answer = twilio.send(to=to)

    api.check_answer("post", f"{MESSAGES}.json", 201, answer.json())
    assert answer.json().keys() == all_fields(api, "api.v2010.account.message")


def test_fetched_and_listed_messages_of_every_kind_follow_the_document(twilio, api):
    twilio.double.set_fault("error_30008", 1)
    sid = twilio.send().json()["sid"]
    twilio.send(body="", MediaUrl="http://127.0.0.1/plan.png", MessagingServiceSid="MG" + "0" * 32)
    twilio.double.receive_from_user(ANN, "STOP", channel="sms")
    eventually(lambda: twilio.double.pending() == 0)

    fetched = twilio.call("GET", twilio.messages_url.replace(".json", f"/{sid}.json")).json()
    listed = twilio.call("GET", twilio.messages_url, fields={"PageSize": "2"}).json()
    following = twilio.call("GET", twilio.api + listed["next_page_uri"]).json()

    api.check_answer("get", f"{MESSAGES}/{{Sid}}.json", 200, fetched)
    for page in (listed, following):
        api.check_answer("get", f"{MESSAGES}.json", 200, page)
    query = dict(parse_qsl(urlsplit(listed["next_page_uri"]).query))
    api.check_query("get", f"{MESSAGES}.json", query)
    assert fetched["error_code"] == 30008


def test_media_follow_the_document(twilio, api):
    photo = Attachment("plate.jpg", "image/jpeg", b"photo")
    twilio.double.receive_from_user(ANN, "", media=[photo])
    url = twilio.product.inbound[0]["MediaUrl0"]

    listed = twilio.call("GET", url.rpartition("/")[0] + ".json").json()
    fetched = twilio.call("GET", f"{url}.json").json()

    api.check_answer("get", f"{MESSAGES}/{{MessageSid}}/Media.json", 200, listed)
    api.check_answer("get", f"{MESSAGES}/{{MessageSid}}/Media/{{Sid}}.json", 200, fetched)
    assert fetched.keys() == all_fields(api, "api.v2010.account.message.media")


def test_deletions_and_redactions_follow_the_document(twilio, api):
    sid = twilio.send().json()["sid"]
    url = twilio.messages_url.replace(".json", f"/{sid}.json")

    redacted = twilio.call("POST", url, fields={"Body": ""})
    deleted = twilio.call("DELETE", url)

    api.check_form("post", f"{MESSAGES}/{{Sid}}.json", {"Body": ""})
    api.check_answer("post", f"{MESSAGES}/{{Sid}}.json", redacted.status, redacted.json())
    assert str(deleted.status) in api.operation("delete", f"{MESSAGES}/{{Sid}}.json")["responses"]


def test_templates_and_their_approval_follow_the_document(twilio, content_api):
    actions = [{"type": "QUICK_REPLY", "title": "Yes", "id": "yes"}]
    payload = {
        "friendly_name": "save",
        "language": "en",
        "variables": {"1": "it"},
        "types": {
            "twilio/text": {"body": "Save {{1}}?"},
            "twilio/quick-reply": {"body": "Save {{1}}?", "actions": actions},
        },
    }
    approval = {"name": "save", "category": "UTILITY"}
    url = f"{twilio.api}/v1/Content"

    created = twilio.call("POST", url, json=payload).json()
    one = f"{url}/{created['sid']}"
    asked = twilio.call("POST", f"{one}/ApprovalRequests/whatsapp", json=approval)

    content_api.check_json("post", "/v1/Content", payload)
    content_api.check_answer("post", "/v1/Content", 201, created)
    assert created.keys() == all_fields(content_api, "content.v1.content")
    paths = "/v1/Content/{ContentSid}/ApprovalRequests/whatsapp"
    content_api.check_json("post", paths, approval)
    content_api.check_answer("post", paths, asked.status, asked.json())
    for path, address in (
        ("/v1/Content", url),
        ("/v1/Content/{Sid}", one),
        ("/v1/Content/{Sid}/ApprovalRequests", f"{one}/ApprovalRequests"),
    ):
        content_api.check_answer("get", path, 200, twilio.call("GET", address).json())


def test_the_webhook_has_the_fields_of_recorded_ones(twilio):
    recorded = json.loads((DOCUMENTS / "inbound_webhook_samples.json").read_text())
    photo = Attachment("plate.jpg", "image/jpeg", b"photo")

    twilio.double.receive_from_user(ANN, "2 eggs and toast with butter")
    twilio.double.receive_from_user(ANN, "", media=[photo])
    twilio.double.receive_from_user(ANN, "", media=[photo], channel="sms")

    text, image, sms = twilio.product.inbound
    assert text.keys() == recorded["whatsapp_text"].keys()
    assert image.keys() == recorded["whatsapp_image"].keys()
    assert sms.keys() == recorded["sms_mms_image"].keys()
    assert text["AccountSid"] == ACCOUNT
